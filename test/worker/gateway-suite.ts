// What the gateway promises on the wire, asked over a real socket of whatever runs it: gateway-node and
// gateway-workerd run this same suite.

import { describe } from 'vitest';
import { choicesTests } from './choices-tests.ts';
import { clientTests } from './client-tests.ts';
import { answerTests } from './gateway-answer-tests.ts';
import { gatewayBench } from './gateway-bench.ts';
import { failureTests } from './gateway-failure-tests.ts';
import type { StartGateway } from './running-gateway.ts';

export function gatewaySuite(name: string, start: StartGateway): void {
	describe(name, () => {
		const bench = gatewayBench(start);
		answerTests(bench);
		failureTests(bench);
		clientTests(() => bench);
		describe('several choices', () => choicesTests(() => bench));
	});
}
