// The state of the screens on the real settings store (on an in-memory IndexedDB).

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Services } from '../contract/services.ts';
import type { Settings } from '../contract/settings.ts';
import { freshMemory, type TestMemory } from '../../test/support/memory.ts';
import { AppState } from './app-state.svelte.ts';
import { BOOT_KEY } from './boot.ts';

/** As much of localStorage as is used: its entries are its own properties. */
class Kept {
	[key: string]: unknown;
	getItem(key: string) {
		return this[key] ?? null;
	}
	setItem(key: string, value: string) {
		this[key] = value;
	}
	removeItem(key: string) {
		delete this[key];
	}
}

let kept: Kept;

beforeEach(() => {
	kept = new Kept();
	vi.stubGlobal('localStorage', kept);
	// Where the first paint's copy of the settings goes.
	vi.stubGlobal('document', { documentElement: { dataset: {} } });
});

afterEach(() => vi.unstubAllGlobals());

const none = () => () => undefined;

function servicesOf({ settings }: Pick<TestMemory, 'settings'>): Services {
	const models = { active: { state: 'idle' }, onActive: none, onNotice: none, onList: none };
	return { settings, models } as unknown as Services;
}

/** A page that has started. */
async function opened(memory: Pick<TestMemory, 'settings'>): Promise<AppState> {
	const app = new AppState();
	await app.start(async () => servicesOf(memory));
	return app;
}

/** A page whose storage does not open as long as it is there. */
function starting(): AppState {
	const app = new AppState();
	void app.start(() => new Promise(() => undefined));
	return app;
}

/** Writes wait until they are let on. */
function slow({ settings }: Pick<TestMemory, 'settings'>) {
	const held = Promise.withResolvers<void>();
	const update = async (fields: Partial<Settings>) => {
		await held.promise;
		return settings.update(fields);
	};
	return { settings: { ...settings, update }, letOn: () => held.resolve() };
}

test('a setting changed before the app has started is stored once it has, beside what was stored before', async () => {
	const memory = await freshMemory();
	await memory.settings.update({ temperature: 0.7 });
	const app = new AppState();
	const end = await app.start(async () => {
		await app.update({ theme: 'dark' });
		await app.update({ systemPrompt: 'Answer briefly.' });
		return servicesOf(memory);
	});
	expect(await memory.settings.get()).toMatchObject({
		theme: 'dark',
		systemPrompt: 'Answer briefly.',
		temperature: 0.7
	});
	expect(app.settings).toEqual(await memory.settings.get());
	expect(Object.keys(kept)).toEqual([BOOT_KEY]);
	end();
	memory.close();
});

test('a setting changed while the storage is not open is found after a reload, on the screen at once', async () => {
	const memory = await freshMemory();
	void starting().update({ theme: 'dark' });
	const second = starting();
	expect(second.settings.theme).toBe('dark');
	void second.update({ temperature: 0.7 });
	const app = await opened(memory);
	expect(app.settings).toMatchObject({ theme: 'dark', temperature: 0.7 });
	expect(await memory.settings.get()).toEqual(app.settings);
	expect(Object.keys(kept)).toEqual([BOOT_KEY]);
	memory.close();
});

test('a setting whose storing a reload cut off is found after it', async () => {
	const memory = await freshMemory();
	const app = await opened(slow(memory));
	void app.update({ systemPrompt: 'Answer briefly.' });
	const next = await opened(memory);
	expect(next.settings.systemPrompt).toBe('Answer briefly.');
	expect((await memory.settings.get()).systemPrompt).toBe('Answer briefly.');
	memory.close();
});

test('what another tab set after it is not undone, and different settings of two tabs are both kept', async () => {
	const memory = await freshMemory();
	const first = slow(memory);
	const one = await opened(first);
	const two = await opened(slow(await memory.anotherTab()));
	const stored = one.update({ theme: 'dark', temperature: 0.7 });
	void two.update({ theme: 'light', topP: 0.5 });
	first.letOn();
	await stored;
	// Both pages are closed before the second has stored anything.
	const next = await opened(memory);
	expect(next.settings).toMatchObject({ theme: 'light', temperature: 0.7, topP: 0.5 });
	expect(await memory.settings.get()).toEqual(next.settings);
	memory.close();
});

test('a change that was refused is undone, and does not come back with a reload', async () => {
	const memory = await freshMemory();
	const update = () => Promise.reject(new Error('full'));
	const app = await opened({ settings: { ...memory.settings, update } });
	await app.update({ theme: 'dark' });
	expect(app.settings.theme).toBe('system');
	expect((await opened(memory)).settings.theme).toBe('system');
	memory.close();
});

test.each(['refused', 'full'])(
	'where localStorage is %s, settings are stored all the same',
	async (how) => {
		if (how === 'full')
			kept.setItem = () => {
				throw new DOMException('full', 'QuotaExceededError');
			};
		else vi.stubGlobal('localStorage', undefined);
		const memory = await freshMemory();
		const app = new AppState();
		await app.start(async () => {
			await app.update({ theme: 'dark' });
			return servicesOf(memory);
		});
		await app.update({ temperature: 0.7 });
		expect(await memory.settings.get()).toMatchObject({ theme: 'dark', temperature: 0.7 });
		memory.close();
	}
);

test('a note that cannot be read, or says what no setting can be, changes nothing and is gone after the start', async () => {
	kept['understudy-unsaved:temperature'] = '[70,1]';
	kept['understudy-unsaved:theme'] = '{';
	const memory = await freshMemory();
	await memory.settings.update({ temperature: 0.7 });
	const app = await opened(memory);
	await vi.waitFor(() => expect(app.settings.temperature).toBe(0.7));
	expect(app.settings.theme).toBe('system');
	expect(Object.keys(kept)).toEqual([]);
	memory.close();
});

test('a change made while the app starts leaves the first paint’s copy of the other settings as it was', async () => {
	const boot = {
		theme: 'dark',
		sidebarOpen: false,
		welcomed: true,
		locale: 'en',
		sendOnEnter: false
	};
	kept[BOOT_KEY] = JSON.stringify(boot);
	await starting().update({ temperature: 0.7 });
	expect(JSON.parse(String(kept[BOOT_KEY]))).toEqual(boot);
});
