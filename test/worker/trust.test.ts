// The trust suite on Node.

import { startGateway } from '../../worker/node.ts';
import { trustSuite } from './trust-suite.ts';

trustSuite('trust on Node', (env) =>
	startGateway({ port: 0, env, ledgerPath: ':memory:', parts: { log: () => undefined } })
);
