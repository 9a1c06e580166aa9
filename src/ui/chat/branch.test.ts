import { expect, test } from 'vitest';
import type { Message, Role } from '../../contract/messages.ts';
import { branchTo, newestLeafUnder, subtree, versionsOf } from './branch.ts';

let clock = 0;
function message(id: string, parentId: string | null, role: Role): Message {
	return {
		id,
		conversationId: 'c',
		parentId,
		role,
		parts: [],
		status: 'done',
		createdAtMs: ++clock
	};
}

const tree = [
	message('q1', null, 'user'),
	message('a1', 'q1', 'assistant'),
	message('a1b', 'q1', 'assistant'),
	message('q2', 'a1', 'user'),
	message('a2', 'q2', 'assistant'),
	message('q1b', null, 'user')
];
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

test('a branch runs from the first message to its leaf', () => {
	expect(ids(branchTo(tree, 'a2'))).toEqual(['q1', 'a1', 'q2', 'a2']);
	expect(ids(branchTo(tree, 'q1b'))).toEqual(['q1b']);
	expect(branchTo(tree, null)).toEqual([]);
});

test('a branch ends at a missing parent and at a circle instead of failing', () => {
	expect(ids(branchTo(tree.slice(1), 'a2'))).toEqual(['a1', 'q2', 'a2']);
	const circle = [message('x', 'y', 'user'), message('y', 'x', 'assistant')];
	expect(branchTo(circle, 'x').length).toBe(2);
});

test('versions have the same parent and role, oldest first', () => {
	expect(ids(versionsOf(tree, tree[2]!))).toEqual(['a1', 'a1b']);
	expect(ids(versionsOf(tree, tree[0]!))).toEqual(['q1', 'q1b']);
});

test('another version is shown with the newest branch under it', () => {
	expect(newestLeafUnder(tree, 'q1')).toBe('a1b');
	expect(newestLeafUnder(tree, 'a1')).toBe('a2');
	expect(newestLeafUnder(tree, 'q1b')).toBe('q1b');
});

test('what is deleted with a message is everything under it', () => {
	expect(ids(subtree(tree, 'a1'))).toEqual(['a1', 'q2', 'a2']);
	expect(ids(subtree(tree, 'q1b'))).toEqual(['q1b']);
});
