// The template and the text written without it say the same, and what they say is fixed: weights that ship
// were trained on it.

import { expect, test } from 'vitest';
import { CHAT_TEMPLATE, conversationText, SELF_TEST_PROMPT } from './chat-template.ts';

test('a conversation is written as the starter was taught', () => {
	const history = [{ prompt: ' Hi ', answer: ' Hello. ' }];
	expect(conversationText({ prompt: 'Who are you? ', history })).toBe(
		'<|user|> Hi<|assistant|> Hello.<|end|><|user|> Who are you?<|assistant|>'
	);
	expect(SELF_TEST_PROMPT).toBe('<|user|> What is the capital of France?<|assistant|>');
});

test('the template names the same marks in the same order', () => {
	const marks = (text: string) => text.match(/<\|\w+\|>/g);
	const history = [{ prompt: 'a', answer: 'b' }];
	const [user, assistant, end] = marks(conversationText({ prompt: 'c', history })) ?? [];
	expect(marks(CHAT_TEMPLATE)).toEqual([user, assistant, end, assistant]);
});
