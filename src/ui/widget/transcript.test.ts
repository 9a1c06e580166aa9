// A conversation as a mail to a person: who said what, whole where it fits, its end where it does not.

import { expect, test } from 'vitest';
import { keptConversation } from './kept-conversation.ts';
import { mailAddress, transcriptOf } from './transcript.ts';

const said = (role: 'user' | 'assistant' | 'system', text: string) => ({
	role,
	parts: [{ type: 'text' as const, text }]
});

test('a transcript names who said what, and leaves out what the operator said', () => {
	const text = transcriptOf(
		[said('system', 'You help.'), said('user', 'Where is it? '), said('assistant', 'On its way.')],
		{ you: 'You', answer: 'Shop help' }
	);
	expect(text).toBe('You: Where is it?\n\nShop help: On its way.');
});

test('a mail’s address keeps its parts apart, and the end of a long conversation', () => {
	const address = mailAddress('help@shop.example', 'A & B', 'one\n&bcc=x@y');
	expect(address).toBe('mailto:help@shop.example?subject=A%20%26%20B&body=one%0A%26bcc%3Dx%40y');
	const body = decodeURIComponent(
		mailAddress('a@b.c', '', `${'x'.repeat(5000)}end`).split('body=')[1] ?? ''
	);
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
