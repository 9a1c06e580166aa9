// The page in which engines run under test and under measurement: no interface, only the engine and
// its suites, reachable from Playwright as `globalThis.enginePage`.

import type { LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { wllamaTests } from '../../conformance/wllama.ts';
import {
	CONFORMANCE,
	engineConformance,
	type ConformanceResult,
	type Skip
} from '../../engine-conformance.ts';

export type EngineRun = {
	suite: 'conformance' | 'wllama';
	/** The name of one test. */
	only: string;
	backend: LoadOptions['backend'];
	tolerance: number;
	skip: Skip[];
};

// Longer than any step of a test takes on a busy machine; tests of silence set their own.
const SILENCE_MS = 150_000;

const page = {
	/** Runs one test with wllama. */
	async run({ suite, only, backend, tolerance, skip }: EngineRun): Promise<ConformanceResult> {
		const makeEngine = () => createWllamaEngine({ silenceMs: SILENCE_MS });
		const tests = suite === 'wllama' ? wllamaTests(createWllamaEngine) : CONFORMANCE;
		const [result] = await engineConformance(
			{ makeEngine, backend, tolerance },
			{ only, skip, tests }
		);
		if (!result) throw new Error(`There is no test “${only}”.`);
		return result;
	}
};

export type EnginePage = typeof page;

declare global {
	var enginePage: EnginePage;
}
globalThis.enginePage = page;
