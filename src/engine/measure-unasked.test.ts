import { expect, test } from 'vitest';
import { measureUnasked, type CalmMoments } from './measure-unasked.ts';

/** A page whose changes the test tells; waiting takes no time. */
function page(calm: boolean) {
	const listeners = new Set<() => void>();
	const waits: number[] = [];
	const state = { calm, there: true, measured: 0, fails: 0 };
	const moments: CalmMoments = {
		isCalm: async () => state.calm,
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		wait: async (ms) => void waits.push(ms)
	};
	const measure = async () => {
		state.measured += 1;
		if (state.measured <= state.fails) throw new Error('An answer came first.');
	};
	const run = () => measureUnasked(measure, () => state.there, moments);
	const change = (now: Partial<typeof state>) => {
		Object.assign(state, now);
		for (const listener of listeners) listener();
	};
	return { state, waits, listeners, run, change };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a page that is hidden or busy when its time comes is measured once it is looked at and quiet', async () => {
	const { state, waits, listeners, run, change } = page(false);
	const done = run();
	await settled();
	change({});
	await settled();
	expect([state.measured, waits[0]]).toEqual([0, 20_000]);
	change({ calm: true });
	await done;
	expect([state.measured, listeners.size]).toEqual([1, 0]);
});

test('a measurement that a question ended is tried again, and not for ever', async () => {
	const once = page(true);
	once.state.fails = 1;
	await once.run();
	expect(once.state.measured).toBe(2);
	const always = page(true);
	always.state.fails = Infinity;
	await always.run();
	expect(always.state.measured).toBe(3);
});

test('a model that does not answer any more is left alone', async () => {
	const { state, listeners, run, change } = page(false);
	const done = run();
	await settled();
	change({ calm: true, there: false });
	await done;
	expect([state.measured, listeners.size]).toEqual([0, 0]);
});
