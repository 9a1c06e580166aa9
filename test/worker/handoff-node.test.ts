// The handoff's suite on Node.

import { startGateway } from '../../worker/node.ts';
import { handoffSuite } from './handoff-suite.ts';

handoffSuite('handoff on Node', (env) =>
	startGateway({ port: 0, env, ledgerPath: ':memory:', parts: { log: () => undefined } })
);
