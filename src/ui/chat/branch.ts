// The visible branch of a conversation's tree, and what lies beside it. Pure.
// Messages come oldest first, as the store returns them.

import type { Message } from '../../contract/messages.ts';

/** The messages from the first to `leafId`. A missing parent ends the walk. */
export function branchTo(messages: readonly Message[], leafId: string | null): Message[] {
	const byId = new Map(messages.map((message) => [message.id, message]));
	const branch: Message[] = [];
	const seen = new Set<string>();
	let at = leafId;
	while (at !== null && !seen.has(at)) {
		seen.add(at);
		const message = byId.get(at);
		if (!message) break;
		branch.push(message);
		at = message.parentId;
	}
	return branch.toReversed();
}

/** `message` and its versions: same parent and role, oldest first. */
export function versionsOf(messages: readonly Message[], message: Message): Message[] {
	return messages.filter(
		({ parentId, role }) => parentId === message.parentId && role === message.role
	);
}

/** The end of the newest branch that starts at `id`. */
export function newestLeafUnder(messages: readonly Message[], id: string): string {
	const newestChild = new Map<string, string>();
	for (const { id: child, parentId } of messages)
		if (parentId !== null) newestChild.set(parentId, child);
	let leaf = id;
	for (let steps = messages.length; steps > 0; steps--) {
		const child = newestChild.get(leaf);
		if (child === undefined) break;
		leaf = child;
	}
	return leaf;
}

/** `id`'s message and everything under it, oldest first. */
export function subtree(messages: readonly Message[], id: string): Message[] {
	const inside = new Set([id]);
	return messages.filter((message) => {
		if (message.parentId !== null && inside.has(message.parentId)) inside.add(message.id);
		return inside.has(message.id);
	});
}

/** The written text of a message, without its files. */
export function writtenText(message: Pick<Message, 'parts'>): string {
	return message.parts
		.filter((part) => part.type === 'text')
		.map(({ text }) => text)
		.join('\n\n');
}
