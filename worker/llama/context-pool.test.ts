import { expect, test } from 'vitest';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { chooseSlot, ContextPool, sharedTokens } from './context-pool.ts';

const slot = (contextTokens: number[], usedAt: number, busy = false) => ({
	busy,
	usedAt,
	sequence: { contextTokens }
});

test('a prompt takes the sequence that holds most of it', () => {
	const slots = [slot([1, 2], 5), slot([1, 2, 3, 4], 6), slot([], 0)];
	expect(chooseSlot(slots, [1, 2, 3, 4, 5, 6])).toBe(slots[1]);
});

test('a prompt that shares little takes no conversation’s place while another was not used for longer', () => {
	const slots = [slot([1, 2, 9, 9], 5), slot([7], 3), slot([], 4)];
	expect(chooseSlot(slots, [1, 2, 3, 4, 5, 6])).toBe(slots[1]);
});

test('busy sequences are left alone, and there may be none', () => {
	const slots = [slot([1, 2, 3], 5, true), slot([7], 3)];
	expect(chooseSlot(slots, [1, 2, 3])).toBe(slots[1]);
	expect(chooseSlot([slot([], 0, true)], [1])).toBeNull();
});

test('what two lists begin with alike is counted', () => {
	expect(sharedTokens([1, 2, 3], [1, 2, 4, 5])).toBe(2);
	expect(sharedTokens([], [1])).toBe(0);
	expect(sharedTokens([1, 2], [1, 2])).toBe(2);
});

/** A pool over a model that counts its contexts. */
function poolOf({ sequences = 1, mostContexts = 2 } = {}) {
	const count = { open: 0, most: 0, made: 0 };
	const model = {
		createContext: async () => {
			count.made += 1;
			count.open += 1;
			count.most = Math.max(count.most, count.open);
			await Promise.resolve();
			return {
				getSequence: () => ({ contextTokens: [], dispose: () => Promise.resolve() }),
				dispose: async () => void (count.open -= 1)
			};
		}
	};
	const pool = new ContextPool(model as unknown as LlamaModel, {
		contextTokens: 8,
		sequences,
		batchTokens: 8,
		threads: 1,
		flashAttention: false,
		adapterPaths: ['a', 'b'],
		mostContexts
	});
	return { pool, count };
}

const never = new AbortController().signal;
const at = (scale: number) => [{ id: 0, scale }];
/** As many turns of the event loop as anything here takes. */
const settled = async () => {
	for (let i = 0; i < 5; i++) await new Promise(setImmediate);
};

test('who waits is served in the order they came, also when another comes as a place is free', async () => {
	const { pool } = poolOf();
	const order: string[] = [];
	const first = await pool.lease([], [], never);
	const waits = (name: string) =>
		pool.lease([], [], never).then((lease) => (order.push(name), lease));
	const second = waits('second');
	await settled();
	const third = waits('third');
	await settled();
	first.release();
	const late = waits('late');
	for (const lease of [second, third, late]) (await lease).release();
	expect(order).toEqual(['second', 'third', 'late']);
});

test('a place that is waited for and no longer wanted goes to the next', async () => {
	const { pool } = poolOf();
	const first = await pool.lease([], [], never);
	const leaving = new AbortController();
	const left = pool.lease([], [], leaving.signal);
	const next = pool.lease([], [], never);
	await settled();
	leaving.abort(new Error('left'));
	await expect(left).rejects.toThrow('left');
	first.release();
	(await next).release();
});

test('no more contexts are held than fit, however many sets are asked for at once', async () => {
	const { pool, count } = poolOf({ mostContexts: 3 });
	await pool.prepare([]);
	const scales = Array.from({ length: 20 }, (_, i) => 1 + (i % 10) / 10);
	await Promise.all(
		scales.map(async (scale) => {
			const lease = await pool.lease(at(scale), [] as Token[], never);
			await settled();
			lease.release();
		})
	);
	expect(count.most).toBeLessThanOrEqual(3);
	expect(count.made).toBeGreaterThan(9);
});

test('who waits for a context is refused when too many do, and may leave', async () => {
	const { pool, count } = poolOf();
	await pool.prepare([]);
	const held = await pool.lease(at(1), [], never);
	const leaving = new AbortController();
	const waiting = Array.from({ length: 64 }, (_, i) =>
		pool.lease(at(2 + i), [], leaving.signal).catch((error: unknown) => error)
	);
	await settled();
	await expect(pool.lease(at(100), [], never)).rejects.toMatchObject({ status: 429 });
	// The base's own is not waited for, nor one that is there.
	(await pool.lease([], [], never)).release();
	leaving.abort('left');
	expect(new Set(await Promise.all(waiting))).toEqual(new Set(['left']));
	const next = pool.lease(at(3), [], never);
	await settled();
	expect(count.open).toBe(2);
	held.release();
	(await next).release();
	expect(count.most).toBe(2);
});

test('who holds one context does not wait for another', async () => {
	const { pool } = poolOf();
	await pool.prepare([]);
	const answer = await pool.lease(at(1), [], never);
	const prefix = await pool.lease(at(2), [], never, 'holds-one');
	prefix.release();
	answer.release();
});

test('contexts are made ahead while there is room, and make room for those that are asked for', async () => {
	const { pool, count } = poolOf({ mostContexts: 3 });
	for (const set of [[], at(1), at(2), at(3)]) await pool.prepare(set);
	expect(count.made).toBe(3);
	(await pool.lease(at(2), [], never)).release();
	expect(count.made).toBe(3);
	(await pool.lease(at(4), [], never)).release();
	expect(count).toEqual({ made: 4, open: 3, most: 3 });
});
