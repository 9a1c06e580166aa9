// What was measured on this device, by the size of the models, for judging those that were not. Pure. Not here: the
// judgement (platform/model-speed.ts).

import type { Benchmark } from '../contract/device-profile.ts';
import type { ModelListing } from '../contract/services.ts';
import type { SpeedHere } from '../platform/model-speed.ts';

/** Of each model whose size is known, the fastest place. */
export function measuredSpeeds(
	benchmarks: readonly Benchmark[],
	listings: readonly ModelListing[]
): SpeedHere[] {
	const fastest = new Map<number, number>();
	for (const one of benchmarks) {
		const parameters = parametersOf(one, listings);
		// 1 stands for a model that does not tell.
		if (parameters > 1)
			fastest.set(parameters, Math.max(fastest.get(parameters) ?? 0, one.decodeTokensPerSecond));
	}
	return [...fastest].map(([parameters, tokensPerSecond]) => ({ parameters, tokensPerSecond }));
}

function parametersOf(
	{ modelId, baseSha256 }: Benchmark,
	listings: readonly ModelListing[]
): number {
	const here = listings.find(({ manifest }) => manifest?.baseSha256 === baseSha256);
	if (here?.manifest) return here.manifest.parameters;
	return listings.find(({ id }) => id === modelId)?.entry?.parameters ?? 1;
}
