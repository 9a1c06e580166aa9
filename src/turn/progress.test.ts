import { expect, test } from 'vitest';
import { ownText, type Message } from '../contract/messages.ts';
import { textMessage } from '../../test/support/memory.ts';
import { answerProgress, SAVE_INTERVAL_MS } from './progress.ts';

const answer = (content: string): Message => textMessage('c', 'a', 'q', 'assistant', content);

/** A store whose saves end when the test says. */
function slowStore() {
	const started: string[] = [];
	const ends: ((error?: Error) => void)[] = [];
	return {
		started,
		end: (error?: Error) => ends.shift()?.(error),
		save: (message: Message) =>
			new Promise<void>((resolve, reject) => {
				started.push(ownText(message));
				ends.push((error) => (error ? reject(error) : resolve()));
			})
	};
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('saves at most once per interval, with the text as it is then', async () => {
	const store = slowStore();
	let now = 0;
	const progress = answerProgress(
		store,
		() => now,
		() => undefined
	);
	for (now = 0; now <= 3 * SAVE_INTERVAL_MS; now += 100) {
		progress.offer(() => answer(`at ${now}`));
		store.end();
		await settled();
	}
	expect(store.started).toEqual(['at 400', 'at 800', 'at 1200']);
});

test('never two saves at once, and the last one is the final text', async () => {
	const store = slowStore();
	let now = 0;
	const progress = answerProgress(
		store,
		() => (now += 1000),
		() => undefined
	);
	progress.offer(() => answer('early'));
	progress.offer(() => answer('while the first is under way'));
	const finished = progress.finish(answer('final'));
	await settled();
	expect(store.started).toEqual(['early']);
	store.end();
	await settled();
	expect(store.started).toEqual(['early', 'final']);
	store.end();
	await finished;
});

test('an interim save that fails is left to the final one; a removed message is told', async () => {
	const store = slowStore();
	let now = 0;
	let gone = 0;
	const progress = answerProgress(
		store,
		() => (now += 1000),
		() => (gone += 1)
	);
	progress.offer(() => answer('one'));
	store.end(Object.assign(new Error('full'), { code: 'disk-full' }));
	await settled();
	expect(gone).toBe(0);
	progress.offer(() => answer('two'));
	store.end(Object.assign(new Error('removed'), { code: 'not-found' }));
	await settled();
	expect(gone).toBe(1);
	const finished = progress.finish(answer('three'));
	await settled();
	store.end(new Error('still full'));
	await expect(finished).rejects.toThrow('still full');
});

test('what must not be lost is saved whatever the interval, right after a save under way', async () => {
	const store = slowStore();
	let now = 0;
	const progress = answerProgress(
		store,
		() => now,
		() => undefined
	);
	progress.offer(() => answer('sent'), true);
	now = SAVE_INTERVAL_MS * 2;
	progress.offer(() => answer('more'));
	progress.offer(() => answer('sent again'), true);
	expect(store.started).toEqual(['sent']);
	store.end();
	await settled();
	expect(store.started).toEqual(['sent', 'sent again']);
	progress.offer(() => answer('left'), true);
	const finished = progress.finish(answer('whole'));
	store.end();
	await settled();
	store.end();
	await finished;
	expect(store.started).toEqual(['sent', 'sent again', 'whole']);
});
