import { expect, test } from 'vitest';
import type { TextClassifier } from '../contract/text-classifier.ts';
import { EngineError } from './engine.ts';
import { KeptClassifier, UNUSED_MS, type KeptClassifierParts } from './kept-classifier.ts';

const never = new Promise<never>(() => undefined);

/** A classifier that can be made to fail, and a clock that is moved by hand. */
function bench(fields: Partial<KeptClassifierParts> = {}) {
	const seen = { opened: 0, disposed: 0, waits: [] as { ms: number; end(): void }[] };
	const givenUp: string[] = [];
	const broken = { is: false };
	const classifier: TextClassifier = {
		labels: ['entailment'],
		classify: async () => {
			if (broken.is) throw new Error('lost');
			return [];
		},
		dispose: async () => void seen.disposed++
	};
	const kept = new KeptClassifier({
		find: async () => ({ id: 'a', name: 'A', files: {} }),
		open: async () => {
			seen.opened++;
			return classifier;
		},
		delay: (ms, signal) =>
			new Promise((resolve, reject) => {
				seen.waits.push({ ms, end: resolve });
				signal.addEventListener('abort', () => reject(signal.reason as Error));
			}),
		onGivenUp: (id, error) => givenUp.push(`${id}: ${(error as Error).message}`),
		...fields
	});
	return { kept, seen, broken, givenUp };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('it is opened once for all who ask, and is there for the next', async () => {
	const { kept, seen } = bench();
	expect(kept.current()).toBeNull();
	const [one, two] = await Promise.all([kept.open(), kept.open()]);
	expect(one).toBe(two);
	expect(one?.name).toBe('A');
	expect(kept.current()).toBe(one);
	expect(seen.opened).toBe(1);
});

test('it is let go when it was not used for five minutes, and opened again when it is asked for', async () => {
	const { kept, seen } = bench();
	await kept.open();
	await kept.current()!.classifier.classify([]);
	// Its use put the end off.
	expect(seen.waits.map(({ ms }) => ms)).toEqual([UNUSED_MS, UNUSED_MS]);
	seen.waits[0]!.end();
	await settled();
	expect(kept.current()).not.toBeNull();
	seen.waits[1]!.end();
	await settled();
	expect(kept.current()).toBeNull();
	expect(seen.disposed).toBe(1);
	await kept.open();
	expect(seen.opened).toBe(2);
});

test('one that is removed is let go, also while it is being opened; another’s removal changes nothing', async () => {
	const { kept, seen } = bench();
	const opening = kept.open();
	await settled();
	kept.letGo('another');
	expect(kept.current()).not.toBeNull();
	kept.letGo('a');
	await opening;
	await settled();
	expect(kept.current()).toBeNull();
	expect(seen.disposed).toBe(1);
});

test('one that fails is let go and tried anew; one that was told to stop is kept', async () => {
	const { kept, seen, broken } = bench();
	const { classifier } = (await kept.open())!;
	broken.is = true;
	await expect(classifier.classify([], { signal: AbortSignal.abort() })).rejects.toThrow('lost');
	expect(kept.current()).not.toBeNull();
	await expect(classifier.classify([])).rejects.toThrow('lost');
	expect(kept.current()).toBeNull();
	await settled();
	expect(seen.disposed).toBe(1);
	await kept.open();
	expect(seen.opened).toBe(2);
});

test('where none is here, or none can be opened, the next one asks anew', async () => {
	let here = false;
	const { kept } = bench({
		find: async () => (here ? { id: 'a', name: 'A', files: {} } : null),
		delay: () => never
	});
	expect(await kept.open()).toBeNull();
	here = true;
	expect((await kept.open())?.name).toBe('A');

	const failing = bench({ open: () => Promise.reject(new Error('damaged')) });
	await expect(failing.kept.open()).rejects.toThrow('damaged');
	await expect(failing.kept.open()).rejects.toThrow('damaged');
	expect(failing.kept.current()).toBeNull();
});

test('one that cannot be opened twice in a row is left alone until it changes, and that is said once', async () => {
	let openings = 0;
	let works = false;
	const { kept, givenUp } = bench({
		open: async () => {
			openings++;
			if (!works) throw new Error('too large');
			return { labels: [], classify: async () => [], dispose: async () => undefined };
		},
		delay: () => never
	});
	for (let i = 0; i < 4; i++) await expect(kept.open()).rejects.toThrow('too large');
	expect(openings).toBe(2);
	expect(givenUp).toEqual(['a: too large']);
	works = true;
	kept.changed();
	expect((await kept.open())?.name).toBe('A');
	expect(openings).toBe(3);
});

test('one that opens and then fails twice is left alone, too; an answer in between, a text too long and a lost connection do not count', async () => {
	const { kept, seen, broken, givenUp } = bench();
	const ask = async () => (await kept.open())!.classifier.classify([]);
	broken.is = true;
	await expect(ask()).rejects.toThrow('lost');
	broken.is = false;
	await ask();
	broken.is = true;
	await expect(ask()).rejects.toThrow('lost');
	expect(givenUp).toEqual([]);
	await expect(ask()).rejects.toThrow('lost');
	expect(givenUp).toEqual(['a: lost']);
	await expect(kept.open()).rejects.toThrow('lost');
	expect(seen.opened).toBe(3);

	for (const code of ['no-runtime', 'context-full'] as const) {
		let tries = 0;
		const offline = bench({
			open: () => (tries++, Promise.reject(new EngineError(code, code)))
		});
		for (let i = 0; i < 4; i++) await expect(offline.kept.open()).rejects.toThrow(code);
		expect([tries, offline.givenUp]).toEqual([4, []]);
	}
});
