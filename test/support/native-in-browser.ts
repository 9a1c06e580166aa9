// A browser with a scripted model, to which servers of one's own are connected, for unit tests: what it keeps,
// what it says to the person, and which model answers. The servers are the tests' own, on real sockets.

import type { Manifest } from '../../src/contract/manifest.ts';
import type { ActiveModel } from '../../src/contract/services.ts';
import type { LoadedModel } from '../../src/engine/engine.ts';
import { createNative, type NativeParts } from '../../src/engine/native-server.ts';
import { scriptedModel, testManifest, type Script } from './scripted-model.ts';

/** The browser has the scripted model. */
export const READY = {
	state: 'ready',
	id: 'scripted',
	name: 'Scripted',
	backend: 'wasm-single',
	contextTokens: 512,
	manifest: testManifest,
	shared: false
} satisfies ActiveModel;

type Setup = Partial<Pick<NativeParts, 'origin'>> & {
	active?: ActiveModel;
	kept?: string | null;
	scripts?: Script[];
	/** Of the model in the browser. */
	manifest?: Manifest;
};

export function nativeSetUp({
	active = READY,
	kept = null,
	scripts = [],
	manifest = testManifest,
	...rest
}: Setup = {}) {
	const browser = scriptedModel((_, index) => scripts[index], manifest);
	const said: string[] = [];
	let stored = kept;
	const listeners: ((active: ActiveModel) => void)[] = [];
	const shown: (() => void)[] = [];
	const models = {
		active,
		onActive: (listener: (active: ActiveModel) => void) => void listeners.push(listener),
		list: () =>
			Promise.resolve([
				{
					id: 'scripted',
					name: 'Scripted',
					manifest,
					entry: null,
					status: { state: 'ready' as const }
				}
			]),
		current: () => (models.active.state === 'ready' ? browser : null),
		acquire: () => Promise.resolve<LoadedModel>(browser)
	};
	const native = createNative({
		models,
		openFiles: () => Promise.reject(new Error('No weights in this test.')),
		storage: { read: () => stored, write: (next) => void (stored = next) },
		origin: 'https://app.example.org',
		fetch: (url, init) => fetch(url, init),
		elapsed: () => performance.now(),
		announce: (message) => said.push(message),
		page: { isShown: () => true, onShown: (listener) => void shown.push(listener) },
		// Time stands still: what happens happens for another reason.
		delay: () => new Promise(() => undefined),
		...rest
	});
	const change = (next: ActiveModel) => {
		models.active = next;
		for (const listener of listeners) listener(next);
	};
	const show = () => shown.forEach((listener) => listener());
	return { native, browser, models, said, stored: () => stored, change, show };
}
