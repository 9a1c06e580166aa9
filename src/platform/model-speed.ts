// How large a model may be to answer at reading speed here: by what was measured on this device where that tells,
// else by a rule of thumb. Pure. Not here: measuring (engine/device-service.ts).

import type { DeviceReport } from '../contract/services.ts';

/** A model that was measured on this device, where it ran fastest. */
export type SpeedHere = { parameters: number; tokensPerSecond: number };

/** About as fast as one reads. */
const READING_TOKENS_PER_SECOND = 5;
// A token costs what its parameters cost, and something besides, which a small model mostly measures: up to four
// times as large what was measured is an estimate, beyond that no more than a bound.
const COMPARABLE = 4;

/** Null where nothing that was measured tells. */
export function isFastAsMeasured(
	{ parameters }: { parameters: number },
	speeds: readonly SpeedHere[]
): boolean | null {
	let answer: boolean | null = null;
	// The one nearest in size is heard last, and counts.
	for (const one of speeds.toSorted((a, b) => apart(b, parameters) - apart(a, parameters))) {
		const scaled = (one.tokensPerSecond * one.parameters) / parameters;
		// Per parameter a larger model is no slower than a smaller one, and by the token no faster.
		if (scaled >= READING_TOKENS_PER_SECOND) answer = true;
		else if (parameters >= one.parameters && one.tokensPerSecond < READING_TOKENS_PER_SECOND)
			answer = false;
		else if (apart(one, parameters) <= COMPARABLE) answer = false;
	}
	return answer;
}

/** How many times as large one is as the other. */
const apart = (one: { parameters: number }, parameters: number): number =>
	Math.max(one.parameters / parameters, parameters / one.parameters);

/**
 * Parameters that still answer at reading speed (about 5 tokens a second). A rule of thumb, not a
 * measurement: on a CPU every parameter is read once per token, at some 4 GB/s per four threads.
 */
export function fastEnough(report: DeviceReport): { parameters: number; where: string } {
	const { webgpu, threads } = report;
	if (webgpu.available && webgpu.shaderF16)
		return { parameters: Infinity, where: 'on the graphics processor' };
	if (threads >= 8) return { parameters: 1.8e9, where: `on ${threads} CPU threads` };
	if (threads >= 4) return { parameters: 0.8e9, where: `on ${threads} CPU threads` };
	const where = threads === 1 ? 'on one CPU thread' : `on ${threads} CPU threads`;
	return { parameters: 0.4e9, where };
}
