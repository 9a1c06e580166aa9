// Sound as numbers: how loud a stretch is, whether anything was said, and samples put together. Pure.

/** Root mean square of samples from −1 to 1; 0 of none. */
export function loudness(samples: Float32Array): number {
	if (samples.length === 0) return 0;
	let sum = 0;
	for (const sample of samples) sum += sample * sample;
	return Math.sqrt(sum / samples.length);
}

// −60 dB is a quiet room's noise, 0 dB the loudest a microphone can say.
const SILENT_DECIBELS = -60;

/** 0–1, even steps for the ear, from a loudness. */
export function levelOf(rms: number): number {
	if (rms <= 0) return 0;
	return Math.min(1, Math.max(0, 1 - (20 * Math.log10(rms)) / SILENT_DECIBELS));
}

// 0.004 (−48 dB): speech into a laptop's microphone has ten times that in its loudest tenth of a second; a
// muted microphone gives zeros.
export const HEARD_LOUDNESS = 0.004;

export function joined(batches: readonly Float32Array[]): Float32Array<ArrayBuffer> {
	const whole = new Float32Array(batches.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const batch of batches) {
		whole.set(batch, at);
		at += batch.length;
	}
	return whole;
}
