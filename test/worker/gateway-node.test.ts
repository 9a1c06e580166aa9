// The gateway's suite on Node.

import { startGateway } from '../../worker/node.ts';
import { gatewaySuite } from './gateway-suite.ts';

gatewaySuite('the gateway on Node', (env) =>
	startGateway({ port: 0, env, ledgerPath: ':memory:', parts: { log: () => undefined } })
);
