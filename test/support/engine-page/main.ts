// The page in which engines run under test and under measurement: no interface, only the engine and
// its suites, reachable from Playwright as `globalThis.enginePage`.

import type { LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { createBrowserEngine } from '../../../src/engine/worker-engine.ts';
import { measureFirstToken } from '../../bench/engine/first-token.ts';
import { measureMemory } from '../../bench/engine/memory.ts';
import type { Measurement } from '../../bench/engine/measurement.ts';
import { measurePaths } from '../../bench/engine/paths.ts';
import { measureSpeed } from '../../bench/engine/speed.ts';
import { writeInPage, type Written } from '../../bench/native/in-page.ts';
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

export type Which = 'speed' | 'first-token' | 'memory' | 'paths';

export type MeasureOptions = {
	backend: LoadOptions['backend'];
	rounds: number;
	turns: number;
	threads: number;
};

const page = {
	/** Runs one test: the suite for every engine as the app has it, in a worker; wllama's own beside it. */
	async run({ suite, only, backend, tolerance, skip }: EngineRun): Promise<ConformanceResult> {
		const own = suite === 'wllama';
		const makeEngine = own ? createWllamaEngine : createBrowserEngine;
		const tests = own ? wllamaTests(createWllamaEngine) : CONFORMANCE;
		const [result] = await engineConformance(
			{ makeEngine, backend, tolerance },
			{ only, skip, tests }
		);
		if (!result) throw new Error(`There is no test “${only}”.`);
		return result;
	},

	/** Runs one measurement of `npm run bench -- engine`. */
	measure(which: Which, options: MeasureOptions): Promise<Measurement[]> {
		switch (which) {
			case 'speed':
				return measureSpeed(options);
			case 'first-token':
				return measureFirstToken(options);
			case 'memory':
				return measureMemory(options);
			case 'paths':
				return measurePaths(options);
			default:
				return which satisfies never;
		}
	},

	/** An answer of the starter, for `npm run bench -- native`. */
	write: (question: string, maxTokens: number): Promise<Written> => writeInPage(question, maxTokens)
};

export type EnginePage = typeof page;

declare global {
	var enginePage: EnginePage;
}
globalThis.enginePage = page;
