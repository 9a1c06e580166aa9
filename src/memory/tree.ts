// A conversation's messages as a tree, in pure functions: order, subtrees, branches.
// Every walk is a loop, not a recursion: an imported branch may be thousands of messages deep.

/** What the tree needs to know of a message. */
export type Node = { id: string; parentId: string | null; createdAtMs: number };

/**
 * Oldest first, and a parent always before its child: a child never counts as older than its
 * parent, whatever the clocks said. Messages in a circle of parents are left out.
 */
export function inOrder<T extends Node>(messages: readonly T[]): T[] {
	const children = childrenOf(messages);
	const timed: { message: T; atMs: number; depth: number; index: number }[] = [];
	const known = new Set(messages.map(({ id }) => id));
	const queue = messages
		.filter(({ parentId }) => parentId === null || !known.has(parentId))
		.map((message) => ({ message, atMs: message.createdAtMs, depth: 0 }));
	for (let next = queue.pop(); next; next = queue.pop()) {
		timed.push({ ...next, index: timed.length });
		for (const child of children.get(next.message.id) ?? [])
			queue.push({
				message: child,
				atMs: Math.max(child.createdAtMs, next.atMs),
				depth: next.depth + 1
			});
	}
	const given = new Map(messages.map(({ id }, i) => [id, i]));
	const place = ({ message }: { message: T }) => given.get(message.id) ?? 0;
	timed.sort((a, b) => a.atMs - b.atMs || a.depth - b.depth || place(a) - place(b));
	return timed.map(({ message }) => message);
}

/** The longest branch, in messages. */
export function depthOf(messages: readonly Node[]): number {
	const children = childrenOf(messages);
	let level = messages.filter(({ parentId }) => parentId === null);
	let depth = 0;
	while (level.length > 0) {
		depth++;
		level = level.flatMap(({ id }) => children.get(id) ?? []);
	}
	return depth;
}

/** `rootId` and the ids of everything under it. */
export function subtreeIds(messages: readonly Node[], rootId: string): Set<string> {
	const children = childrenOf(messages);
	const ids = new Set([rootId]);
	for (const id of ids) for (const child of children.get(id) ?? []) ids.add(child.id);
	return ids;
}

/** The end of the latest branch that starts at `id`. `messages` are oldest first. */
export function latestLeafUnder(messages: readonly Node[], id: string): string {
	const children = childrenOf(messages);
	const seen = new Set<string>();
	let leaf = id;
	for (let next = children.get(leaf)?.at(-1); next && !seen.has(next.id);) {
		seen.add(next.id);
		leaf = next.id;
		next = children.get(leaf)?.at(-1);
	}
	return leaf;
}

/**
 * Where the visible branch ends once `removedId` and what hangs under it are gone: on the branch
 * of the sibling before it, else of the one after it, else on its parent. Oldest first.
 */
export function leafAfterRemoval(
	messages: readonly Node[],
	removedId: string,
	leafId: string | null
): string | null {
	const removed = subtreeIds(messages, removedId);
	if (leafId !== null && !removed.has(leafId)) return leafId;
	const parentId = messages.find(({ id }) => id === removedId)?.parentId ?? null;
	const siblings = messages.filter((message) => message.parentId === parentId);
	const at = siblings.findIndex(({ id }) => id === removedId);
	const sibling = siblings[at - 1] ?? siblings[at + 1];
	return sibling ? latestLeafUnder(messages, sibling.id) : parentId;
}

/** The messages from the first one to `leafId`: the branch on screen. */
export function branchTo<T extends Node>(messages: readonly T[], leafId: string | null): T[] {
	const byId = new Map(messages.map((message) => [message.id, message]));
	const branch: T[] = [];
	let next = leafId === null ? undefined : byId.get(leafId);
	while (next) {
		branch.push(next);
		byId.delete(next.id);
		next = next.parentId === null ? undefined : byId.get(next.parentId);
	}
	return branch.toReversed();
}

function childrenOf<T extends Node>(messages: readonly T[]): Map<string | null, T[]> {
	const children = new Map<string | null, T[]>();
	for (const message of messages) {
		const siblings = children.get(message.parentId);
		if (siblings) siblings.push(message);
		else children.set(message.parentId, [message]);
	}
	return children;
}
