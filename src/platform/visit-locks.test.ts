// Locks of one document: one holder at a time, in order, and nobody waits for what was given up.

import { expect, test } from 'vitest';
import { VisitLocks } from './visit-locks.ts';

/** A lock that is held until `free` is called. */
function held(locks: VisitLocks, name: string) {
	const { promise, resolve: free } = Promise.withResolvers<void>();
	return { ended: locks.request(name, () => promise), free };
}

test('one holds a name at a time, in the order of asking, and other names are free', async () => {
	const locks = new VisitLocks();
	const order: string[] = [];
	const first = held(locks, 'a');
	const second = locks.request('a', () => order.push('second'));
	const third = locks.request('a', {}, () => order.push('third'));
	await locks.request('b', () => order.push('other'));
	expect(order).toEqual(['other']);
	first.free();
	await Promise.all([first.ended, second, third]);
	expect(order).toEqual(['other', 'second', 'third']);
	expect((await locks.query()).held).toEqual([]);
});

test('whoever wants it only if it is free is told that it is not', async () => {
	const locks = new VisitLocks();
	const { ended, free } = held(locks, 'a');
	expect((await locks.query()).held).toEqual([{ name: 'a', mode: 'exclusive' }]);
	expect(await locks.request('a', { ifAvailable: true }, (lock) => lock)).toBeNull();
	free();
	await ended;
	expect(await locks.request('a', { ifAvailable: true }, (lock) => lock?.name)).toBe('a');
});

test('one who stops waiting gets nothing, and holds up nobody', async () => {
	const locks = new VisitLocks();
	const { ended, free } = held(locks, 'a');
	const patience = new AbortController();
	const given = locks.request('a', { signal: patience.signal }, () => 'held');
	const next = locks.request('a', () => 'next');
	patience.abort(new Error('enough'));
	await expect(given).rejects.toThrow('enough');
	await expect(locks.request('b', { signal: patience.signal }, () => 1)).rejects.toThrow('enough');
	free();
	await ended;
	expect(await next).toBe('next');
});

test('work that fails lets go', async () => {
	const locks = new VisitLocks();
	const failed = locks.request('a', () => Promise.reject(new Error('broken')));
	await expect(failed).rejects.toThrow('broken');
	expect(await locks.request('a', () => 'free')).toBe('free');
});
