// The suite every engine must pass. Runs in a page, on real models with random weights; a spec names
// the engine and the backend, and says why it skips what it skips (test/e2e/engine.spec.ts).

import { adapterTests } from './conformance/adapters.ts';
import { answerTests } from './conformance/answers.ts';
import { cacheTests } from './conformance/cache.ts';
import { lifecycleTests } from './conformance/lifecycle.ts';
import type { Conformance, ConformanceTest } from './conformance/context.ts';

export type { Conformance } from './conformance/context.ts';

export const CONFORMANCE: readonly ConformanceTest[] = [
	...answerTests,
	...cacheTests,
	...adapterTests,
	...lifecycleTests
];

export type Skip = { test: string; reason: string };

export type ConformanceOptions = {
	skip?: Skip[];
	/** The name of one test; all when absent. */
	only?: string;
	onResult?: (result: ConformanceResult) => void;
	/** An engine's own tests in place of the suite. */
	tests?: readonly ConformanceTest[];
};

export type ConformanceResult =
	| { test: string; outcome: 'passed'; ms: number }
	| { test: string; outcome: 'skipped'; reason: string }
	| { test: string; outcome: 'failed'; message: string };

/** Runs the suite, or the `only` one of it. A skip that names no test is an error. */
export async function engineConformance(
	context: Conformance,
	{ skip = [], only, onResult, tests = CONFORMANCE }: ConformanceOptions = {}
): Promise<ConformanceResult[]> {
	for (const { test } of skip)
		if (!tests.some(({ name }) => name === test))
			throw new Error(`There is no test “${test}” to skip.`);
	const results: ConformanceResult[] = [];
	for (const { name, run } of tests) {
		if (only !== undefined && name !== only) continue;
		const skipped = skip.find(({ test }) => test === name);
		const result: ConformanceResult = skipped
			? { test: name, outcome: 'skipped', reason: skipped.reason }
			: await outcomeOf(name, () => run(context));
		results.push(result);
		onResult?.(result);
	}
	return results;
}

async function outcomeOf(test: string, run: () => Promise<void>): Promise<ConformanceResult> {
	const start = performance.now();
	try {
		await run();
		return { test, outcome: 'passed', ms: Math.round(performance.now() - start) };
	} catch (error) {
		const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		return { test, outcome: 'failed', message };
	}
}
