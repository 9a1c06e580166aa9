import { expect, test } from 'vitest';
import type { Message, Role } from '../contract/messages.ts';
import { branchOf, exchangesOf } from './branch.ts';

function message(id: string, parentId: string | null, role: Role, content = id): Message {
	return {
		id,
		conversationId: 'c',
		parentId,
		role,
		parts: content === '' ? [] : [{ type: 'text', text: content }],
		status: 'done',
		createdAtMs: 0
	};
}

const tree = [
	message('q1', null, 'user'),
	message('a1', 'q1', 'assistant'),
	message('a2', 'q1', 'assistant'),
	message('q2', 'a2', 'user'),
	message('a3', 'q2', 'assistant')
];

test('a branch runs from the first message to the leaf, without siblings', () => {
	expect(branchOf(tree, 'a3').map(({ id }) => id)).toEqual(['q1', 'a2', 'q2', 'a3']);
	expect(branchOf(tree, 'a1').map(({ id }) => id)).toEqual(['q1', 'a1']);
	expect(branchOf(tree, null)).toEqual([]);
	expect(branchOf(tree, 'unknown')).toEqual([]);
});

test('a loop ends the walk instead of hanging it', () => {
	const loop = [message('x', 'y', 'user'), message('y', 'x', 'assistant')];
	expect(branchOf(loop, 'x').length).toBe(2);
});

test('the model reads questions with their answers, and none that got no answer', () => {
	const branch = [
		message('q1', null, 'user'),
		message('a1', 'q1', 'assistant', ''),
		message('q2', 'a1', 'user'),
		message('a2', 'q2', 'assistant'),
		message('q3', 'a2', 'user')
	];
	expect(exchangesOf(branch)).toEqual([
		{ role: 'user', content: 'q2' },
		{ role: 'assistant', content: 'a2' }
	]);
});
