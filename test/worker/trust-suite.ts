// Who may call the gateway, from where, with what, and for how much: asked over a real socket of
// whatever runs it. trust.test.ts and trust-workerd.test.ts run this same suite.

import { describe } from 'vitest';
import type { StartGateway } from './running-gateway.ts';
import { trustBench } from './trust-bench.ts';
import { budgetTests } from './trust-budget-tests.ts';
import { originTests } from './trust-origin-tests.ts';
import { requestTests } from './trust-request-tests.ts';

export function trustSuite(name: string, start: StartGateway): void {
	describe(name, () => {
		const bench = trustBench(start);
		originTests(bench);
		budgetTests(bench);
		requestTests(bench);
	});
}
