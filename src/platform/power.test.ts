import { expect, test } from 'vitest';
import { savesPower } from './power.ts';

const battery = (charging: boolean, level: number) => ({
	getBattery: async () => ({ charging, level })
});

test('a device saves power when it is asked to save data, or when its battery is low and not charging', async () => {
	expect(await savesPower({ connection: { saveData: true } })).toBe(true);
	expect(await savesPower(battery(false, 0.2))).toBe(true);
	expect(await savesPower(battery(false, 0.9))).toBe(false);
	expect(await savesPower(battery(true, 0.05))).toBe(false);
});

test('a browser that does not say, or refuses to, is taken to have power', async () => {
	expect(await savesPower({})).toBe(false);
	expect(
		await savesPower({ connection: {}, getBattery: () => Promise.reject(new Error('no')) })
	).toBe(false);
});
