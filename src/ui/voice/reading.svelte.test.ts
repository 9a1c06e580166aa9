import { expect, test } from 'vitest';
import type { Egress } from '../../contract/ids.ts';
import type { ReadAloudService, ReadingNews, ReadingVoice } from '../../contract/voice.ts';
import { Reading } from './reading.svelte.ts';

const NEAR: ReadingVoice = { name: 'Near', language: 'en-GB', local: true };
const FAR: ReadingVoice = { name: 'Far', language: 'en-GB', local: false };

function reader(voice: ReadingVoice | null, egress: Egress = 'ask', sentences = ['One.', 'Two.']) {
	const told: string[] = [];
	let news: ReadingNews | null = null;
	const service: ReadAloudService = {
		voice: async () => voice,
		read(said, { name }, _language, listener) {
			told.push(`${name} reads ${said.join(' ')}`);
			news = listener;
			return () => told.push('silent');
		}
	};
	const reading = new Reading({
		messageId: 'a',
		sentences,
		language: 'en',
		service,
		egress,
		onEnd: (outcome) => told.push(outcome)
	});
	return { reading, told, news: () => news! };
}

test('a voice of this device reads at once, and shows the sentence it is at', async () => {
	const { reading, told, news } = reader(NEAR);
	expect(await reading.begin()).toBeNull();
	expect(told).toEqual(['Near reads One. Two.']);
	expect(reading.sentence).toBe('One.');
	news().onSentence(1);
	expect(reading.sentence).toBe('Two.');
	news().onEnd('done');
	expect(told.at(-1)).toBe('done');
});

test('a voice elsewhere reads only after the person agreed', async () => {
	const { reading, told } = reader(FAR);
	expect(await reading.begin()).toBeNull();
	expect(reading.state).toEqual({ kind: 'asking', voice: FAR });
	expect(told).toEqual([]);
	reading.agree();
	expect(told).toEqual(['Far reads One. Two.']);
});

test('a conversation that is local only is not read by a voice elsewhere', async () => {
	const { reading, told } = reader(FAR, 'local-only');
	expect(await reading.begin()).toBe('remote-refused');
	reading.agree();
	expect(told).toEqual([]);
});

test('says why nothing is read', async () => {
	expect(await reader(null).reading.begin()).toBe('no-voice');
	expect(await reader(NEAR, 'ask', []).reading.begin()).toBe('nothing');
});

test('stopping silences it, also while it asks', async () => {
	const { reading, told } = reader(NEAR);
	await reading.begin();
	reading.stop();
	expect(told).toEqual(['Near reads One. Two.', 'silent', 'stopped']);
	const early = reader(NEAR);
	const begun = early.reading.begin();
	early.reading.stop();
	expect(await begun).toBeNull();
	expect(early.told).toEqual(['stopped']);
	const asking = reader(FAR);
	await asking.reading.begin();
	asking.reading.stop();
	expect(asking.told).toEqual(['stopped']);
});
