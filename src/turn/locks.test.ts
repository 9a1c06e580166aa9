import { expect, test } from 'vitest';
import { webTurnLocks } from './locks.ts';

const locks = webTurnLocks(navigator.locks);
const never = new AbortController().signal;

test('a second holder waits until the first lets go', async () => {
	const release = await locks.hold('first', never);
	let got = false;
	const second = locks.hold('first', never).then((free) => {
		got = true;
		return free;
	});
	await locks.hold('another', never).then((free) => free?.());
	expect(got).toBe(false);
	release?.();
	(await second)?.();
});

test('waiting ends with null when it is aborted, and nothing stays locked', async () => {
	const release = await locks.hold('second', never);
	const stop = new AbortController();
	const waiting = locks.hold('second', stop.signal);
	stop.abort();
	expect(await waiting).toBeNull();
	release?.();
	(await locks.hold('second', never))?.();
});
