// The browser's own model as an engine, through the Prompt API: loading is creating its first session, which
// the browser may have to download a model for. What it cannot do is the standard's: no log-probabilities
// (so confidence stays unknown), no adapters, no seed, and of the temperature only whether an answer should
// vary more than usual. It lives in a window: a worker has no such model.
// Not here: answering (prompt-api-model.ts), and being listed (built-in-model.ts).

import {
	languageModelApi,
	languageModelState,
	type LanguageModelApi,
	type LanguageModelCreateOptions
} from '../platform/language-model.ts';
import { EngineError, type Availability, type Engine, type LoadedModel } from './engine.ts';
import type { LoadOptions, ModelRef } from './engine.ts';
import { promptApiError } from './prompt-api-error.ts';
import { PromptApiModel } from './prompt-api-model.ts';
import type { BringOptions } from './registry.ts';

export type PromptApiOptions = {
	/** The platform's; undefined where the browser has none. */
	api?: () => LanguageModelApi | undefined;
	/** What the person reads, as a BCP 47 tag. */
	language?: () => string;
	/** A monotonic clock, in milliseconds. */
	now?: () => number;
};

const NONE =
	'This browser has no model of its own for this device. Choose another model, or use a recent Chrome or Edge on a computer with room for one.';

/**
 * Has the browser download its model for a click in this tab: it does so for no other, and once it is there every
 * tab may open sessions. Throws EngineError, or the signal's reason.
 */
export async function bringPromptApiModel(
	{ signal, onProgress }: BringOptions,
	{ api = languageModelApi, language = () => navigator.language }: PromptApiOptions = {}
): Promise<void> {
	const model = api();
	if (!model) return;
	const { availability, options } = await languageModelState(model, language());
	if (availability === 'available' || availability === 'unavailable') return;
	try {
		onProgress?.(0);
		const monitor = (fraction: number) => onProgress?.(Math.min(1, fraction));
		const session = await model.create({ ...options, signal, monitor: following(monitor) });
		session.destroy();
	} catch (error) {
		signal?.throwIfAborted();
		throw promptApiError(error);
	}
}

const following =
	(tell: (fraction: number) => void): LanguageModelCreateOptions['monitor'] =>
	(monitor) =>
		monitor.addEventListener('downloadprogress', ({ loaded, total = 1 }) =>
			tell(total > 0 ? loaded / total : 0)
		);

export function createPromptApiEngine({
	api = languageModelApi,
	language = () => navigator.language,
	now = () => performance.now()
}: PromptApiOptions = {}): Engine {
	async function load({ manifest }: ModelRef, options: LoadOptions): Promise<LoadedModel> {
		const model = api();
		if (!model) throw new EngineError('unsupported', NONE);
		const { availability, options: asked } = await languageModelState(model, language());
		options.signal?.throwIfAborted();
		if (availability === 'unavailable') throw new EngineError('unsupported', NONE);
		let told = 0;
		const tell = (fraction: number) => {
			told = Math.max(told, Math.min(1, fraction));
			options.onProgress?.(told);
		};
		tell(0);
		const root = await model.create({
			...asked,
			signal: options.signal,
			monitor: following(tell)
		});
		if (options.signal?.aborted) root.destroy();
		options.signal?.throwIfAborted();
		tell(1);
		return new PromptApiModel({
			manifest,
			root,
			create: (mode) => model.create({ ...asked, ...(mode && { samplingMode: mode }) }),
			contextTokens: options.contextTokens,
			parallel: options.parallel,
			now
		});
	}

	return {
		id: 'prompt-api',
		async probe(): Promise<Availability> {
			const model = api();
			const state = model && (await languageModelState(model, language()));
			return state && state.availability !== 'unavailable'
				? { ok: true }
				: { ok: false, reason: NONE };
		},
		async load(ref, options) {
			try {
				return await load(ref, options);
			} catch (error) {
				options.signal?.throwIfAborted();
				throw promptApiError(error);
			}
		}
	};
}
