import { expect, test } from 'vitest';
import { Permits } from './permits.ts';

const never = new AbortController().signal;

test('grants as many at once as there are, then one for each release, in order', async () => {
	const permits = new Permits(2);
	const [first, second] = [await permits.acquire(never), await permits.acquire(never)];
	const order: number[] = [];
	const third = permits.acquire(never).then((release) => (order.push(3), release));
	const fourth = permits.acquire(never).then((release) => (order.push(4), release));
	second?.();
	await third;
	first?.();
	await fourth;
	expect(order).toEqual([3, 4]);
});

test('a release counts once', async () => {
	const permits = new Permits(1);
	const release = await permits.acquire(never);
	release?.();
	release?.();
	await permits.acquire(never);
	let granted = false;
	void permits.acquire(never).then(() => (granted = true));
	await Promise.resolve();
	expect(granted).toBe(false);
});

test('who aborts leaves the queue and gets nothing', async () => {
	const permits = new Permits(1);
	const release = await permits.acquire(never);
	const stop = new AbortController();
	const waiting = permits.acquire(stop.signal);
	const next = permits.acquire(never);
	stop.abort();
	expect(await waiting).toBeNull();
	release?.();
	expect(await next).not.toBeNull();
	expect(await permits.acquire(AbortSignal.abort())).toBeNull();
});
