// The Worker that the tests in workerd run inside: it exports the Durable Object, and serves nothing.

export { BudgetLedger } from '../../worker/ledger/object.ts';

export default { fetch: () => new Response('Not found\n', { status: 404 }) };
