// A conversation as plain text for a person who takes over, and the address that begins a mail with it.

import { messageText, type Message } from '../../contract/messages.ts';

/** What mail programs take of an address without cutting it; the end of a conversation matters most. */
const MAX_BODY = 1600;

export function transcriptOf(
	messages: readonly Pick<Message, 'role' | 'parts'>[],
	names: { you: string; answer: string }
): string {
	return messages
		.filter(({ role }) => role !== 'system')
		.map((message) => {
			const who = message.role === 'user' ? names.you : names.answer;
			return `${who}: ${messageText(message).trim()}`;
		})
		.join('\n\n');
}

export function mailAddress(address: string, subject: string, body: string): string {
	const kept = body.length > MAX_BODY ? `…${body.slice(-MAX_BODY)}` : body;
	return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(kept)}`;
}
