import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../contract/outcomes.ts';
import { freshMemory, type TestMemory } from '../../test/support/memory.ts';
import { Connection } from './connection.ts';
import { createOutcomeStore } from './outcomes.ts';

const BASE = 'a'.repeat(64);
const outcome = (n: number, fields: Partial<Outcome> = {}): Outcome => ({
	answerId: `m${n}`,
	atMs: 1000 + n,
	baseSha256: BASE,
	domain: 'math',
	confidence: 0.8,
	wrong: null,
	source: 'base',
	arm: 'layer',
	differs: false,
	signals: [],
	...fields
});

let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
});
afterEach(() => memory.close());

test('outcomes of a base come back, the newest last, as many as asked for', async () => {
	const { outcomes } = memory;
	for (const n of [3, 1, 2]) await outcomes.note(outcome(n));
	await outcomes.note(outcome(9, { baseSha256: 'b'.repeat(64) }));
	expect((await outcomes.list(BASE, 10)).map(({ answerId }) => answerId)).toEqual([
		'm1',
		'm2',
		'm3'
	]);
	expect((await outcomes.list(BASE, 2)).map(({ answerId }) => answerId)).toEqual(['m2', 'm3']);
});

test('signals add up, and a thumb replaces the other or is taken back', async () => {
	const { outcomes } = memory;
	await outcomes.note(outcome(1));
	await outcomes.signal('m1', 'copy');
	await outcomes.signal('m1', 'thumbs-down');
	expect((await outcomes.signal('m1', 'thumbs-up'))?.signals).toEqual(['copy', 'thumbs-up']);
	expect((await outcomes.signal('m1', 'thumbs-up', 'back'))?.signals).toEqual(['copy']);
	expect(await outcomes.signal('nobody', 'copy')).toBeUndefined();
});

test('the oldest go when there are too many', async () => {
	const connection = new Connection({ onNotice: () => undefined });
	const outcomes = createOutcomeStore(connection, 50);
	for (let n = 0; n < 52; n++) await outcomes.note(outcome(n));
	const list = await outcomes.list(BASE, 100);
	expect(list).toHaveLength(50);
	expect(list[0]?.answerId).toBe('m2');
	connection.close();
});

test('they can be forgotten, and what was learnt with them', async () => {
	const { outcomes, learnt } = memory;
	await outcomes.note(outcome(1));
	await learnt.set('adaptation', { version: 1 });
	expect(await learnt.get('adaptation')).toEqual({ version: 1 });
	await outcomes.clear();
	await learnt.remove('adaptation');
	expect(await outcomes.list(BASE, 10)).toEqual([]);
	expect(await learnt.get('adaptation')).toBeUndefined();
});

test('no backup holds them', async () => {
	await memory.outcomes.note(outcome(1));
	expect(await (await memory.backup.backup()).text()).not.toContain('m1');
});
