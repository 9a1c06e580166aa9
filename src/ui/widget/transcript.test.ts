// A conversation as a mail to a person: who said what, whole where it fits, its end where it does not.

import { expect, test } from 'vitest';
import { MAX_HANDOFF } from '../../contract/widget.ts';
import { keptConversation } from './kept-conversation.ts';
import { mailAddress, mailBody, spokenOf, transcriptOf } from './transcript.ts';

const said = (role: 'user' | 'assistant' | 'system', text: string) => ({
	role,
	parts: [{ type: 'text' as const, text }]
});

test('a transcript names who said what, and leaves out what the operator said', () => {
	const spoken = spokenOf([
		said('system', 'You help.'),
		said('user', 'Where is it? '),
		said('assistant', 'On its way.'),
		said('assistant', ' ')
	]);
	expect(spoken).toEqual([
		{ from: 'visitor', text: 'Where is it?' },
		{ from: 'chat', text: 'On its way.' }
	]);
	expect(transcriptOf(spoken, { visitor: 'You', chat: 'Shop help' })).toBe(
		'You: Where is it?\n\nShop help: On its way.'
	);
});

test('of a conversation that is too long to send its end is kept, within what the edge takes', () => {
	const { messages, characters } = MAX_HANDOFF;
	const many = spokenOf(Array.from({ length: messages + 9 }, (_, i) => said('user', `${i}`)));
	expect(many).toHaveLength(messages);
	expect(many.at(-1)?.text).toBe(`${messages + 8}`);
	const half = 'x'.repeat(characters / 2);
	expect(spokenOf([said('user', 'first'), said('user', half), said('user', half)])).toEqual([
		{ from: 'visitor', text: half },
		{ from: 'visitor', text: half }
	]);
	const [huge] = spokenOf([said('user', `${half}${half}end`)]);
	expect(huge?.text).toMatch(/^…x+end$/);
	expect(huge?.text).toHaveLength(characters);
});

test('a mail’s address keeps its parts apart, and its body fits one', () => {
	const address = mailAddress('help@shop.example', 'A & B', 'one\n&bcc=x@y');
	expect(address).toBe('mailto:help@shop.example?subject=A%20%26%20B&body=one%0A%26bcc%3Dx%40y');
	const body = mailBody(`${'x'.repeat(5000)}end`);
	expect(body).toMatch(/^…x+end$/);
	expect(body.length).toBeLessThan(2000);
});

test('a browser that refuses storage forgets the conversation, and nothing fails', () => {
	const kept = keptConversation('shop', () => {
		throw new DOMException('refused', 'SecurityError');
	});
	kept.write('1');
	expect(kept.read()).toBeNull();
	kept.clear();
	const map = new Map<string, string>();
	const storage = {
		getItem: (key: string) => map.get(key) ?? null,
		setItem: (key: string, value: string) => void map.set(key, value),
		removeItem: (key: string) => void map.delete(key)
	};
	keptConversation('shop', () => storage).write('1');
	expect(keptConversation('shop', () => storage).read()).toBe('1');
	expect(keptConversation('other', () => storage).read()).toBeNull();
	keptConversation('shop', () => storage).clear();
	expect(map.size).toBe(0);
});
