// The budget ledger on Node: the shared suite on `node:sqlite`, and what only a file can show.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../worker/contract.ts';
import { NO_LIMITS } from '../../worker/ledger/budget.ts';
import { nodeLedger, openNodeSql } from '../../worker/ledger/node.ts';
import type { Sql } from '../../worker/ledger/sql.ts';
import { ledgerSuite } from './ledger-suite.ts';

let folder: string;
let files = 0;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'understudy-ledger-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

ledgerSuite('the ledger on node:sqlite', (clock) =>
	nodeLedger(openNodeSql(join(folder, `${files++}.sqlite`)), clock)
);

ledgerSuite('the ledger in memory', (clock) => nodeLedger(openNodeSql(':memory:'), clock));

const CLOCK = { nowMs: () => Date.UTC(2026, 10, 21, 12), delay: async () => {} };
const LIMITED: Caller = {
	kind: 'session',
	id: 'u',
	site: null,
	accounts: [
		{
			kind: 'user',
			id: 'u',
			budget: { day: { ...NO_LIMITS, microUsd: 1000 }, month: NO_LIMITS }
		}
	],
	ownKey: null
};
const MOST = { promptTokens: 0, completionTokens: 0, microUsd: 30 };

test('a process killed in the middle of its calls leaves them charged, and the file whole', async () => {
	const path = join(folder, 'killed.sqlite');
	const script = `
		import { nodeLedger, openNodeSql } from './worker/ledger/node.ts';
		const ledger = nodeLedger(openNodeSql(process.argv[1]), { nowMs: () => ${CLOCK.nowMs()}, delay: async () => {} });
		const caller = ${JSON.stringify(LIMITED)};
		for (let i = 0; i < 5; i++) await ledger.reserve({ caller, most: ${JSON.stringify(MOST)}, idempotency: null });
		process.kill(process.pid, 'SIGKILL');`;
	const { signal } = spawnSync(
		process.execPath,
		['--no-warnings', '--input-type=module', '--eval', script, path],
		{ timeout: 60_000 }
	);
	expect(signal).toBe('SIGKILL');
	const ledger = nodeLedger(openNodeSql(path), CLOCK);
	expect((await ledger.usage(LIMITED)).accounts[0]?.periods.day).toMatchObject({
		turns: 5,
		microUsd: 150
	});
});

test('two connections to one file never pass a limit together', async () => {
	const path = join(folder, 'shared.sqlite');
	const ledgers = [1, 2].map(() => nodeLedger(openNodeSql(path), CLOCK));
	const outcomes = await Promise.all(
		Array.from({ length: 200 }, (_, i) =>
			ledgers[i % 2]?.reserve({ caller: LIMITED, most: MOST, idempotency: null })
		)
	);
	expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(33);
});

test('a call that fails takes no call of the same moment with it, and leaves nothing behind', async () => {
	const sql = openNodeSql(':memory:');
	const failing: Sql = {
		...sql,
		run(query, ...values) {
			// After the reservation's own row, so that half of the call is written by then.
			if (query.startsWith('INSERT INTO spent') && values.includes('user:broken'))
				throw new Error('disk full');
			sql.run(query, ...values);
		}
	};
	const ledger = nodeLedger(failing, CLOCK);
	const callers = ['a', 'broken', 'b'].map((id): Caller => {
		const [account] = LIMITED.accounts;
		return { ...LIMITED, id, accounts: account ? [{ ...account, id }] : [] };
	});
	const outcomes = await Promise.allSettled(
		callers.map((caller) => ledger.reserve({ caller, most: MOST, idempotency: null }))
	);
	expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(sql.all('SELECT account, micro_usd FROM spent WHERE length(period) = 10')).toEqual([
		{ account: 'user:a', micro_usd: 30 },
		{ account: 'user:b', micro_usd: 30 }
	]);
	expect(sql.all('SELECT count(*) AS open FROM reservation')).toEqual([{ open: 2 }]);
});

test('an own key is not handed to the store', async () => {
	const path = join(folder, 'own-key.sqlite');
	const sql = openNodeSql(path);
	const ledger = nodeLedger(sql, CLOCK);
	const caller: Caller = { ...LIMITED, ownKey: { provider: 'openai', key: 'sk-never-kept' } };
	const reserved = await ledger.reserve({
		caller,
		most: MOST,
		idempotency: { key: 'k', bodyHash: 'h' }
	});
	if (reserved.ok) await ledger.settle(reserved.reservation, MOST);
	const tables = ['spent', 'reservation', 'idempotency', 'rate', 'meta'];
	const rows = tables.map((table) => JSON.stringify(sql.all(`SELECT * FROM ${table}`)));
	expect(rows.join('')).toContain('user:u');
	expect(rows.join('')).not.toContain('sk-never-kept');
});
