import { expect, test } from 'vitest';
import { orAborted } from './or-aborted.ts';

const never = () => new Promise<string>(() => undefined);

test('what comes is given, piece after piece, and so is a failure', async () => {
	const wait = orAborted(new AbortController().signal);
	expect(await wait(Promise.resolve('a'))).toBe('a');
	expect(await wait(Promise.resolve('b'))).toBe('b');
	await expect(wait(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(await wait(Promise.resolve('c'))).toBe('c');
});

test('an abort ends the wait, and every later one', async () => {
	const controller = new AbortController();
	const wait = orAborted(controller.signal);
	const waiting = wait(never());
	controller.abort();
	expect(await waiting).toBe('aborted');
	expect(await wait(never())).toBe('aborted');
});

test('what was there before the abort is still taken', async () => {
	const controller = new AbortController();
	const wait = orAborted(controller.signal);
	let arrive: (value: string) => void = () => undefined;
	const waiting = wait(new Promise<string>((resolve) => (arrive = resolve)));
	arrive('the last');
	controller.abort();
	expect(await waiting).toBe('the last');
});

test('a failure after the abort is nobody’s', async () => {
	const controller = new AbortController();
	const wait = orAborted(controller.signal);
	let fail: (error: Error) => void = () => undefined;
	const waiting = wait(new Promise<string>((_, reject) => (fail = reject)));
	controller.abort();
	expect(await waiting).toBe('aborted');
	// Unhandled, it would fail the test's run.
	fail(new Error('too late'));
	await new Promise((resolve) => setImmediate(resolve));
});
