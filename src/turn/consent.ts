// Asks the person whether something may leave the device, with exactly what would be sent, and keeps an
// answer that holds for the conversation. Not here: whether it is needed (ask-further.ts).

import type { EgressPreview, TurnEvent } from '../contract/events.ts';
import type { Egress } from '../contract/ids.ts';
import { redactMessages } from '../decide/redact.ts';
import type { ChatMessage } from '../engine/engine.ts';
import type { OpenEdge } from './edge.ts';
import type { Turn } from './turn.ts';

export type Consent =
	/** What may be sent: all, or without the personal data that was found. */
	{ answer: 'given'; messages: ChatMessage[] } | { answer: 'refused' } | { answer: 'aborted' };

/** What leaves the device, as a person reads it. */
export function sentText(messages: readonly ChatMessage[]): string {
	if (messages.length === 1) return messages[0]!.content;
	return messages.map(({ role, content }) => `${ROLES[role]}: ${content}`).join('\n\n');
}

const ROLES: Record<ChatMessage['role'], string> = {
	system: 'Instructions',
	user: 'You',
	assistant: 'Answer'
};

export function sentBytes(messages: readonly ChatMessage[]): number {
	return new TextEncoder().encode(JSON.stringify(messages)).length;
}

/** What would be sent, `times` over, with and without the personal data that is found in it. */
export function previewOf(
	host: string,
	messages: ChatMessage[],
	costMicroUsd: number | null,
	times = 1
): EgressPreview {
	const redacted = redactMessages(messages);
	const found = Object.fromEntries(
		Object.entries(redacted.counts).filter(([, count]) => count > 0)
	);
	const said = (sent: ChatMessage[]) => ({ text: sentText(sent), bytes: sentBytes(sent) * times });
	return {
		host,
		...said(messages),
		redacted: Object.keys(found).length === 0 ? null : { ...said(redacted.value), found },
		costMicroUsd
	};
}

/** What the conversation lets leave now; null when it is gone. */
export async function egressOf({
	deps,
	begun
}: Pick<Turn, 'deps' | 'begun'>): Promise<Egress | null> {
	return (await deps.conversations.get(begun.conversation.id))?.egress ?? null;
}

/** `costMicroUsd`: of all `times` that it is sent; `later`: once the device is connected. */
export async function* askConsent(
	{ deps, begun, signal, consents, state }: Turn,
	{ host }: Pick<OpenEdge, 'host'>,
	messages: ChatMessage[],
	reason: string,
	costMicroUsd: number | null,
	{ when = 'now', times = 1 }: { when?: 'now' | 'later'; times?: number } = {}
): AsyncGenerator<TurnEvent, Consent> {
	const { id } = begun.conversation;
	const images = messages.flatMap(({ images: own = [] }) => own);
	// Whoever answers at once answers while the event is handed over: wait before it is said.
	const answered = consents.wait(id, signal);
	yield {
		type: 'consent-requested',
		preview: {
			...previewOf(host, messages, costMicroUsd, times),
			reason,
			...(images.length > 0 && { images }),
			...(when === 'later' && { later: true as const })
		}
	};
	const askedMs = deps.elapsed();
	const answer = await answered;
	state.stages.consent = (state.stages.consent ?? 0) + deps.elapsed() - askedMs;
	switch (answer) {
		case null:
			return { answer: 'aborted' };
		case 'once':
			return { answer: 'given', messages };
		case 'redacted':
			return { answer: 'given', messages: redactMessages(messages).value };
		case 'always':
			await deps.conversations.update(id, { egress: 'allow' });
			return { answer: 'given', messages };
		case 'refuse':
			return { answer: 'refused' };
		case 'never':
			await deps.conversations.update(id, { egress: 'local-only' });
			return { answer: 'refused' };
		default:
			return answer satisfies never;
	}
}
