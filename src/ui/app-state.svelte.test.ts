// The state of the screens on the real settings store (on an in-memory IndexedDB).

import { afterEach, expect, test, vi } from 'vitest';
import type { Services } from '../contract/services.ts';
import { freshMemory } from '../../test/support/memory.ts';
import { AppState } from './app-state.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

test('a setting changed before the app has started is stored once it has, beside what was stored before', async () => {
	// Where the first paint's copy of the settings goes.
	vi.stubGlobal('document', { documentElement: { dataset: {} } });
	const memory = await freshMemory();
	await memory.settings.update({ temperature: 0.7 });
	const app = new AppState();
	const none = () => () => undefined;
	const models = {
		active: { state: 'idle' },
		onActive: none,
		onNotice: none,
		onList: none
	} as unknown as Services['models'];
	const started = app.start(async () => {
		await app.update({ theme: 'dark' });
		await app.update({ systemPrompt: 'Answer briefly.' });
		return { settings: memory.settings, models } as Services;
	});
	const end = await started;
	expect(await memory.settings.get()).toMatchObject({
		theme: 'dark',
		systemPrompt: 'Answer briefly.',
		temperature: 0.7
	});
	expect(app.settings).toEqual(await memory.settings.get());
	end();
	memory.close();
});
