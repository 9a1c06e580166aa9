import { expect, test } from 'vitest';
import { Channel } from './channel.ts';

test('delivers what was pushed before and while reading, in order, then ends', async () => {
	const channel = new Channel<number>();
	channel.push(1);
	const seen: number[] = [];
	const reading = (async () => {
		for await (const value of channel) seen.push(value);
	})();
	channel.push(2);
	await Promise.resolve();
	channel.push(3);
	channel.close();
	channel.push(4);
	await reading;
	expect(seen).toEqual([1, 2, 3]);
});

test('a failure comes after what was pushed before it', async () => {
	const channel = new Channel<number>();
	channel.push(1);
	channel.fail(new Error('over'));
	const seen: number[] = [];
	await expect(async () => {
		for await (const value of channel) seen.push(value);
	}).rejects.toThrow('over');
	expect(seen).toEqual([1]);
});
