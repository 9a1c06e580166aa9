// How the conformance suite is run through the remote engine with the native server behind it: a few
// tests with the unit tests, and all of them with the slow ones.

import type { ConformanceTest } from '../conformance/context.ts';
import { engineConformance, type Conformance, type Skip } from '../engine-conformance.ts';
import { nativeEngine } from './native-engine.ts';

export const NATIVE: Conformance = {
	makeEngine: nativeEngine,
	backend: 'auto',
	tolerance: 0.15,
	// The prompt's last token is computed where the adapter is, and not in the base's own context.
	rereadTokens: 1
};

const OWN_FILES = 'the server reads and tests its own files before anybody is served';

export const NATIVE_SKIPS: readonly Skip[] = [
	{ test: 'refuses files that are no models, in words', reason: OWN_FILES },
	{
		test: 'refuses an adapter file that is cut short, or made for other shapes',
		reason: OWN_FILES
	},
	{ test: 'passes a self-test with the right numbers, and refuses wrong ones', reason: OWN_FILES }
];

/** Runs the one test of a name, of the suite or of an engine's own; throws what it failed with. */
export async function passes(
	context: Conformance,
	only: string,
	tests?: readonly ConformanceTest[]
): Promise<void> {
	const [result] = await engineConformance(context, { only, ...(tests && { tests }) });
	if (!result) throw new Error(`There is no test “${only}”.`);
	if (result.outcome === 'failed') throw new Error(result.message);
}
