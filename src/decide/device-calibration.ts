// Which calibration stands for a model: its own, else the one made on this device, else a generic map
// that is careful, for a model nobody has measured. Pure. Making one is learn/calibrate-device.ts's.

import { CALIBRATION_VERSION, type Calibration } from '../contract/calibration.ts';
import type { DeviceCalibration } from '../contract/device-calibration.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { ReceiptCalibration } from '../contract/receipt.ts';

/** `generic`: a guess, to be said as such. */
export type CalibrationOrigin = 'model' | 'device' | 'generic';

/**
 * What the mean of an answer's token probabilities says of any model, carefully. Fitted on 5,750 answers
 * of the starter's third base (−0.576 and −2.264), then its logits made 0.7 of what they were and lower by
 * 0.7. Of 5,444 answers of another base it says 0.8 or more of 442, of which 96 % were right.
 */
const GENERIC = { weight: -0.4, bias: -2.28 };

/**
 * Between these a guess decides nothing. Below: the tokens' mean probability is under a half, which is no good sign
 * of any model. From: the answer stands, whatever the prompt alone foretells. Of 3,419 answers of the starter's
 * sixth base, none is below, and of 1,343 from there on 96 % were right.
 */
export const GUESS_BOUNDS = { low: 0.12, high: 0.7 };

export const genericCalibration = (baseSha256: string): Calibration => ({
	version: CALIBRATION_VERSION,
	baseSha256,
	abstention: null,
	base: {
		method: 'platt',
		inputs: ['meanDoubt'],
		mean: [0],
		deviation: [1],
		weights: [GENERIC.weight],
		bias: GENERIC.bias,
		steps: []
	},
	modifiers: {}
});

/**
 * The manifest with the calibration that stands for it; one that has its own is given back as it is.
 * `said`: what an answer's receipt says of it.
 */
export function calibratedManifest(
	manifest: Manifest,
	device: DeviceCalibration | null
): { manifest: Manifest; origin: CalibrationOrigin; said?: ReceiptCalibration } {
	if (manifest.calibration !== null) return { manifest, origin: 'model' };
	// It was made of the base alone: an adapter that acts on every answer makes others.
	const isOfThis = device?.baseSha256 === manifest.baseSha256 && !manifest.standing;
	const made = isOfThis ? device.result : null;
	const calibration = made?.calibration ?? genericCalibration(manifest.baseSha256);
	return {
		manifest: { ...manifest, calibration },
		origin: made ? 'device' : 'generic',
		said: made ? { by: 'device', questions: made.figures.n, atMs: made.atMs } : { by: 'guess' }
	};
}
