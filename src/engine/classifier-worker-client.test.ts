// The page's side of the worker that classifies texts, against a worker that answers by hand: what is told to whom
// when answers cross, are no longer wanted, or do not come. The real worker: test/e2e/hearing.spec.ts.

import { expect, test } from 'vitest';
import type { FromClassifier, ToClassifier } from './classifier-port.ts';
import { openInWorker, SILENCE_MS, type ClassifierWorker } from './classifier-worker-client.ts';

const RUNTIME = { wasm: { mjs: '', wasm: '' }, device: 'wasm' } as const;

function bench() {
	const target = new EventTarget();
	const sent: ToClassifier[] = [];
	const seen = { terminated: 0 };
	const worker: ClassifierWorker = {
		postMessage: (message: ToClassifier) => void sent.push(message),
		addEventListener: target.addEventListener.bind(target) as Worker['addEventListener'],
		terminate: () => void seen.terminated++
	};
	const say = (data: FromClassifier) => target.dispatchEvent(new MessageEvent('message', { data }));
	const crash = () => target.dispatchEvent(new Event('error'));
	/** What is waited for, as long as it is. */
	const waits: { ms: number; signal: AbortSignal; end(): void }[] = [];
	const opening = openInWorker({}, RUNTIME, {
		start: () => worker,
		delay: (ms, signal) =>
			new Promise((resolve, reject) => {
				waits.push({ ms, signal, end: resolve });
				signal.addEventListener('abort', () => reject(signal.reason as Error));
			})
	});
	return { opening, sent, seen, say, crash, waits };
}

async function opened() {
	const made = bench();
	made.say({ type: 'opened', labels: ['yes', 'no'] });
	return { ...made, classifier: await made.opening };
}

test('answers that cross reach whoever asked, with their labels', async () => {
	const { classifier, sent, say } = await opened();
	const first = classifier.classify([{ text: 'a' }]);
	const second = classifier.classify([{ text: 'b' }, { text: 'c', pair: 'd' }]);
	expect(sent.map(({ type }) => type)).toEqual(['open', 'classify', 'classify']);
	say({
		type: 'classified',
		request: 2,
		probabilities: [
			[0.25, 0.75],
			[1, 0]
		]
	});
	say({ type: 'classified', request: 1, probabilities: [[0.5, 0.5]] });
	expect((await first).map((labels) => Object.fromEntries(labels))).toEqual([
		{ yes: 0.5, no: 0.5 }
	]);
	expect((await second).map((labels) => labels.get('no'))).toEqual([0.75, 0]);
});

test('an abort is an end at once, the worker is told, and what it still says is nobody’s', async () => {
	const { classifier, sent, say } = await opened();
	const stopped = new AbortController();
	const answer = classifier.classify([{ text: 'a' }], { signal: stopped.signal });
	stopped.abort();
	await expect(answer).rejects.toBe(stopped.signal.reason);
	expect(sent.at(-1)).toEqual({ type: 'stop', request: 1 });
	say({ type: 'classified', request: 1, probabilities: [[1, 0]] });
	await expect(classifier.classify([], { signal: stopped.signal })).rejects.toBe(
		stopped.signal.reason
	);
});

test('a text that fails fails alone, with the worker’s sentence', async () => {
	const { classifier, say, seen } = await opened();
	const answer = classifier.classify([{ text: 'a' }]);
	say({ type: 'failed', request: 1, code: 'context-full', message: 'Too long.' });
	await expect(answer).rejects.toMatchObject({ code: 'context-full', message: 'Too long.' });
	expect(seen.terminated).toBe(0);
});

test('one that cannot be opened is refused with the reason, and its worker ends', async () => {
	const { opening, say, seen } = bench();
	say({ type: 'unopened', code: 'invalid-model', message: 'Damaged.' });
	await expect(opening).rejects.toMatchObject({ code: 'invalid-model', message: 'Damaged.' });
	expect(seen.terminated).toBe(1);
});

test('a worker that dies fails what waits, and what comes after', async () => {
	const { classifier, crash, seen } = await opened();
	const answer = classifier.classify([{ text: 'a' }]);
	crash();
	await expect(answer).rejects.toMatchObject({ code: 'failed' });
	await expect(classifier.classify([{ text: 'a' }])).rejects.toMatchObject({ code: 'failed' });
	expect(seen.terminated).toBe(1);
});

test('one whose worker ends before it is open, as where its script cannot be fetched, is not called damaged', async () => {
	const { opening, crash, seen } = bench();
	crash();
	await expect(opening).rejects.toMatchObject({
		code: 'no-runtime',
		message: expect.stringMatching(/Check the connection/)
	});
	expect(seen.terminated).toBe(1);
});

test('a worker that never says that it is open is given up, and ends', async () => {
	const { opening, waits, seen } = bench();
	expect(waits.map(({ ms }) => ms)).toEqual([SILENCE_MS]);
	waits[0]!.end();
	await expect(opening).rejects.toMatchObject({
		code: 'failed',
		message: expect.stringMatching(/did not answer/)
	});
	expect(seen.terminated).toBe(1);
});

test('a worker that falls silent is given up, also where nobody waits for its answer any more', async () => {
	const { classifier, waits, seen, say } = await opened();
	expect(waits[0]?.signal.aborted).toBe(true);
	const answer = classifier.classify([{ text: 'a' }]);
	say({ type: 'classified', request: 1, probabilities: [[1, 0]] });
	await answer;
	expect(waits[1]?.signal.aborted).toBe(true);
	const stopped = new AbortController();
	const left = classifier.classify([{ text: 'b' }], { signal: stopped.signal });
	stopped.abort();
	await expect(left).rejects.toBe(stopped.signal.reason);
	expect(seen.terminated).toBe(0);
	waits[2]!.end();
	await expect.poll(() => seen.terminated).toBe(1);
	await expect(classifier.classify([{ text: 'c' }])).rejects.toMatchObject({ code: 'failed' });
});

test('letting go ends the worker', async () => {
	const { classifier, seen } = await opened();
	await classifier.dispose();
	expect(seen.terminated).toBe(1);
});
