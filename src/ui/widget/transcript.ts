// A conversation for a person who takes over: what was said, as plain text, and the address that begins
// a mail with it. As much of its end as can be sent, since that matters most.

import { messageText, type Message } from '../../contract/messages.ts';
import { MAX_HANDOFF, type HandoffRequest } from '../../contract/widget.ts';

type Spoken = HandoffRequest['messages'];

/** What mail programs take of an address without cutting it. */
const MAX_BODY = 1600;

/** What visitor and chat said, without the operator's instructions. */
export function spokenOf(messages: readonly Pick<Message, 'role' | 'parts'>[]): Spoken {
	const all = messages
		.filter(({ role }) => role !== 'system')
		.map((message) => ({
			from: message.role === 'user' ? ('visitor' as const) : ('chat' as const),
			text: ending(messageText(message).trim(), MAX_HANDOFF.characters)
		}))
		.filter(({ text }) => text !== '')
		.slice(-MAX_HANDOFF.messages);
	let characters = 0;
	const cut = all.findLastIndex(({ text }) => (characters += text.length) > MAX_HANDOFF.characters);
	return all.slice(cut + 1);
}

export function transcriptOf(spoken: Spoken, names: { visitor: string; chat: string }): string {
	return spoken.map(({ from, text }) => `${names[from]}: ${text}`).join('\n\n');
}

/** As much of a transcript as a mail can begin with. */
export function mailBody(transcript: string): string {
	return ending(transcript, MAX_BODY);
}

export function mailAddress(address: string, subject: string, body: string): string {
	return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

function ending(text: string, most: number): string {
	return text.length > most ? `…${text.slice(1 - most)}` : text;
}
