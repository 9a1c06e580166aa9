import { expect, test } from 'vitest';
import { calibrationFrom } from '../contract/calibration.ts';
import type { DeviceCalibration } from '../contract/device-calibration.ts';
import type { Manifest } from '../contract/manifest.ts';
import { calibrationFor } from './calibration.ts';
import { confidenceTally } from './confidence.ts';
import { calibratedManifest, genericCalibration } from './device-calibration.ts';

const BASE = 'a'.repeat(64);
const bare = { baseSha256: BASE, calibration: null } as Manifest;
const sureOf = (manifest: Manifest, ...probabilities: number[]) => {
	const tally = confidenceTally();
	tally.add(probabilities.map((p) => ({ logprob: Math.log(p), top: [] })));
	return calibrationFor(manifest, null, { prompt: 'Why?', earlier: 0 })!(tally.features()!, 'So.');
};

test('the generic map is one that a manifest could hold, and rises with how sure the tokens were', () => {
	const calibration = genericCalibration(BASE);
	expect(calibrationFrom(JSON.parse(JSON.stringify(calibration)), BASE)).toEqual(calibration);
	const { manifest, origin } = calibratedManifest(bare, null);
	expect(origin).toBe('generic');
	const said = [0.5, 0.8, 0.95, 0.999, 0.99999].map((p) => sureOf(manifest, p, p, p));
	expect(said).toEqual(said.toSorted((a, b) => a - b));
});

test('it is careful: tokens that are sure nine times of ten are not an answer to be sure of', () => {
	const { manifest } = calibratedManifest(bare, null);
	expect(sureOf(manifest, 0.9, 0.9, 0.9)).toBeLessThan(0.3);
	for (const p of [0.5, 0.9, 0.99, 0.999]) expect(sureOf(manifest, p, p)).toBeLessThan(p);
});

test('a model’s own calibration goes first, then one made here for this very file', () => {
	const own = { ...bare, calibration: genericCalibration(BASE) } as Manifest;
	expect(calibratedManifest(own, null)).toEqual({ manifest: own, origin: 'model' });
	const made: DeviceCalibration = {
		version: 1,
		baseSha256: BASE,
		answers: [],
		result: {
			calibration: { ...genericCalibration(BASE), abstention: 'no idea' },
			figures: { n: 400, right: 200, brierBefore: 0.25, brier: 0.1 },
			atMs: 1
		}
	};
	const { manifest, origin } = calibratedManifest(bare, made);
	expect([origin, manifest.calibration?.abstention]).toEqual(['device', 'no idea']);
	expect(calibratedManifest(bare, { ...made, result: null }).origin).toBe('generic');
	expect(calibratedManifest(bare, { ...made, baseSha256: 'b'.repeat(64) }).origin).toBe('generic');
});

test('one made here of the base alone does not stand for it with an adapter that acts on every answer', () => {
	const made: DeviceCalibration = {
		version: 1,
		baseSha256: BASE,
		answers: [],
		result: {
			calibration: genericCalibration(BASE),
			figures: { n: 400, right: 200, brierBefore: 0.25, brier: 0.1 },
			atMs: 1
		}
	};
	expect(calibratedManifest(bare, made).origin).toBe('device');
	const standing = [{ file: 'own.gguf', name: 'Pirate', scale: 1 }];
	expect(calibratedManifest({ ...bare, standing }, made).origin).toBe('generic');
});
