import { expect, test } from 'vitest';
import { createLookAgain } from './look-again.ts';

/** A clock that stands until it is told to go on, and a page that is shown or hidden. */
function setUp() {
	const waits: { ms: number; pass: () => void }[] = [];
	let looks = 0;
	let there = false;
	let shown = true;
	let onShown = () => undefined as void;
	const away = createLookAgain({
		look: () => Promise.resolve((looks++, there)),
		isShown: () => shown,
		onShown: (listener) => void (onShown = listener),
		delay: (ms, signal) =>
			new Promise((resolve, reject) => {
				waits.push({ ms, pass: resolve });
				signal.addEventListener('abort', () => reject(signal.reason));
			})
	});
	const turn = () => new Promise(setImmediate);
	return {
		away,
		waits,
		looks: () => looks,
		return: () => (there = true),
		async pass() {
			waits.at(-1)?.pass();
			await turn();
		},
		async show(now: boolean) {
			shown = now;
			if (now) onShown();
			await turn();
		}
	};
}

test('looks less and less often, and stops when it is back', async () => {
	const bench = setUp();
	bench.away.start();
	bench.away.start();
	for (let i = 0; i < 8; i++) await bench.pass();
	expect(bench.waits.map(({ ms }) => ms)).toEqual([
		1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000
	]);
	expect(bench.looks()).toBe(8);
	bench.return();
	await bench.pass();
	expect(bench.away.active).toBe(false);
	expect(bench.looks()).toBe(9);
	await bench.show(true);
	expect(bench.looks()).toBe(9);
});

test('does not look while the page is hidden, and looks at once when it is shown again', async () => {
	const bench = setUp();
	bench.away.start();
	await bench.pass();
	await bench.show(false);
	await bench.pass();
	await bench.pass();
	expect(bench.looks()).toBe(1);
	await bench.show(true);
	expect(bench.looks()).toBe(2);
	// Somebody is there: soon again.
	expect(bench.waits.at(-1)?.ms).toBe(2000);
});

test('looks at once when somebody needs it, and not when nothing is looked for', async () => {
	const bench = setUp();
	await bench.away.now();
	expect(bench.looks()).toBe(0);
	bench.away.start();
	await bench.away.now();
	expect(bench.looks()).toBe(1);
	bench.return();
	await bench.away.now();
	expect(bench.away.active).toBe(false);
	bench.away.start();
	bench.away.stop();
	await bench.pass();
	expect(bench.looks()).toBe(2);
});
