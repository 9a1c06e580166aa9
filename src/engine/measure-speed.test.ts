import { expect, test } from 'vitest';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest
} from '../../test/support/scripted-model.ts';
import { ALTERNATIVES, type CalibrationMap } from '../contract/calibration.ts';
import { measureSpeed } from './measure-speed.ts';

const never = new AbortController().signal;

test('a model is measured as a turn asks it: the likeliest tokens, with the alternatives that its map reads', async () => {
	const asked = async (inputs: CalibrationMap['inputs']) => {
		const scripted = scriptedCalibration(testManifest.baseSha256);
		const calibration = { ...scripted, base: { ...scripted.base, inputs } };
		const model = scriptedModel(() => undefined, { ...testManifest, calibration });
		let nowMs = 0;
		expect(await measureSpeed(model, () => (nowMs += 10), never)).toBeGreaterThan(0);
		return model.requests;
	};
	for (const { sampling, topLogprobs } of await asked(['meanDoubt'])) {
		expect(sampling.temperature).toBe(0);
		expect(topLogprobs).toBe(0);
	}
	expect((await asked(['meanDoubt', 'entropy'])).at(-1)?.topLogprobs).toBe(ALTERNATIVES);
});
