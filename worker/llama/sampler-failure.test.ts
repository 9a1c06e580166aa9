import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SamplerStuck, SamplerWatch } from './sampler-failure.ts';

const open: SamplerWatch[] = [];
const watch = (onFailure?: () => void) => {
	const one = new SamplerWatch(onFailure);
	open.push(one);
	return one;
};
/** What a token under way came to, as far as it did. */
const outcomeOf = (next: Promise<unknown>) => {
	const outcome: { now: unknown } = { now: 'waits' };
	next.then(
		(value) => (outcome.now = value),
		(error: unknown) => (outcome.now = error)
	);
	return outcome;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	for (const one of open.splice(0)) one.close();
});

test('of several answers the one whose token was being chosen and never comes is stuck', async () => {
	const [stuck, chosen, waiting] = [watch(), watch(), watch()];
	const token = Promise.withResolvers<string>();
	const prompt = Promise.withResolvers<string>();
	const outcomes = [new Promise(() => undefined), token.promise, prompt.promise].map((next, i) =>
		outcomeOf([stuck, chosen, waiting][i]!.settled(next))
	);
	stuck.chooses();
	chosen.chooses();
	for (const one of [stuck, chosen, waiting]) one.tell();
	token.resolve('a');
	await vi.advanceTimersByTimeAsync(60_000);
	expect(outcomes[0]!.now).toBeInstanceOf(SamplerStuck);
	expect(outcomes[1]!.now).toBe('a');
	// Its prompt is still read in a batch of its own, for however long.
	expect(outcomes[2]!.now).toBe('waits');
	waiting.chooses();
	prompt.resolve('b');
	await vi.advanceTimersByTimeAsync(0);
	expect(outcomes[2]!.now).toBe('b');
});

test('what failed once says nothing of later tokens', async () => {
	const one = watch();
	const first = outcomeOf(one.settled(Promise.resolve('a')));
	one.tell();
	await vi.advanceTimersByTimeAsync(0);
	const slow = Promise.withResolvers<string>();
	const second = outcomeOf(one.settled(slow.promise));
	one.chooses();
	await vi.advanceTimersByTimeAsync(60_000);
	expect([first.now, second.now]).toEqual(['a', 'waits']);
	slow.resolve('b');
	await vi.advanceTimersByTimeAsync(0);
	expect(second.now).toBe('b');
});

test('a token that fails while nobody waits for it is known to whoever looks later', async () => {
	const told = vi.fn();
	const one = watch(told);
	const next = one.settled(new Promise(() => undefined));
	next.catch(() => undefined);
	one.chooses();
	one.tell();
	expect(told).toHaveBeenCalledOnce();
	await vi.advanceTimersByTimeAsync(60_000);
	await expect(next).rejects.toThrow(SamplerStuck);
});
