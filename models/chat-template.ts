// How a conversation is written for the starter: what its training saw, the chat template that its GGUF
// carries for any engine to apply, and the same in TypeScript for the one that is handed text. No token
// stands before it. Not here: the control tokens themselves (tokenizer.ts).

import type { Role } from '../src/contract/messages.ts';
import type { Item } from './measure.ts';

/** Writes exactly what the model was trained on. System messages are dropped: it was taught none. */
export const CHAT_TEMPLATE =
	"{% for m in messages %}{% if m['role'] == 'user' %}<|user|> {{ m['content'] | trim }}{% elif m['role'] == 'assistant' %}<|assistant|> {{ m['content'] | trim }}<|end|>{% endif %}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

/** The prompt as CHAT_TEMPLATE writes it. */
export function promptText(messages: readonly { role: Role; content: string }[]): string {
	const turns = messages.map(({ role, content }) => {
		if (role === 'system') return '';
		return role === 'user'
			? `<|user|> ${content.trim()}`
			: `<|assistant|> ${content.trim()}<|end|>`;
	});
	return `${turns.join('')}<|assistant|>`;
}

/** The same of a question with the exchanges before it. */
export function conversationText({
	prompt,
	history = []
}: Pick<Item, 'prompt' | 'history'>): string {
	const before = history.flatMap((x) => [
		{ role: 'user' as const, content: x.prompt },
		{ role: 'assistant' as const, content: x.answer }
	]);
	return promptText([...before, { role: 'user', content: prompt }]);
}

/** What the self-test continues: its tokens' log-probabilities go into the manifest. */
export const SELF_TEST_PROMPT = conversationText({ prompt: 'What is the capital of France?' });
