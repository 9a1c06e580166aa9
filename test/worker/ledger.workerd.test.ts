// The budget ledger on Cloudflare: the shared suite in workerd, each test on Durable Objects of its own
// names, over the same binding and the same messages as the Worker.

import { env } from 'cloudflare:workers';
import { objectLedger, type ObjectNamespace } from '../../worker/ledger/object.ts';
import { ledgerSuite } from './ledger-suite.ts';

const { LEDGER } = env as { LEDGER: ObjectNamespace };

let runs = 0;

ledgerSuite('the ledger in a Durable Object', (clock) => {
	const run = `run-${runs++}`;
	const apart: ObjectNamespace = {
		idFromName: (name) => LEDGER.idFromName(`${run}/${name}`),
		get: (id) => LEDGER.get(id)
	};
	return objectLedger(apart, clock);
});
