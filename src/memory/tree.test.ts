import { expect, test } from 'vitest';
import {
	branchTo,
	depthOf,
	inOrder,
	latestLeafUnder,
	leafAfterRemoval,
	subtreeIds
} from './tree.ts';

const node = (id: string, parentId: string | null, createdAtMs = 0) => ({
	id,
	parentId,
	createdAtMs
});
const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).join(' ');

//    a
//   / \
//  b   c
//  |   |\
//  d   e f
const TREE = [
	node('a', null),
	node('b', 'a'),
	node('c', 'a'),
	node('d', 'b'),
	node('e', 'c'),
	node('f', 'c')
];

test('a parent comes before its child, whatever the clocks said', () => {
	const nodes = [node('c', 'b', 1), node('b', 'a', 9), node('x', null, 5), node('a', null, 3)];
	expect(ids(inOrder(nodes))).toBe('a x b c');
});

test('messages of one moment keep the order they came in', () => {
	expect(ids(inOrder([node('b', 'r'), node('a', 'r'), node('r', null)]))).toBe('r b a');
});

test('a message whose parent is missing counts as a first one', () => {
	expect(ids(inOrder([node('a', 'nobody', 2), node('b', null, 1)]))).toBe('b a');
});

test('a circle is left out, and what hangs on it', () => {
	const nodes = [node('a', 'b'), node('b', 'a'), node('c', 'b'), node('d', null)];
	expect(ids(inOrder(nodes))).toBe('d');
});

test('the visible branch goes from the first message to the leaf, and stops at a circle', () => {
	expect(ids(branchTo(TREE, 'e'))).toBe('a c e');
	expect(branchTo(TREE, null)).toEqual([]);
	expect(branchTo(TREE, 'nobody')).toEqual([]);
	expect(branchTo([node('a', 'b'), node('b', 'a')], 'a')).toHaveLength(2);
});

test('a subtree is a message and everything under it', () => {
	expect([...subtreeIds(TREE, 'c')]).toEqual(['c', 'e', 'f']);
});

test('the latest leaf follows the last sibling at every fork', () => {
	expect(latestLeafUnder(TREE, 'a')).toBe('f');
	expect(latestLeafUnder(TREE, 'b')).toBe('d');
});

test.each([
	['a leaf elsewhere stays', 'b', 'e', 'e'],
	['the sibling before is shown', 'c', 'f', 'd'],
	['the sibling after is shown when there is none before', 'b', 'd', 'f'],
	['the parent is shown when there is no sibling', 'd', 'd', 'b'],
	['nothing is shown when everything is gone', 'a', 'd', null]
])('after a removal %s', (_what, removed, leaf, wanted) => {
	expect(leafAfterRemoval(TREE, removed, leaf)).toBe(wanted);
});

test('a branch of 100,000 messages is walked without a stack', () => {
	const nodes = Array.from({ length: 100_000 }, (_, i) =>
		node(`n${i}`, i === 0 ? null : `n${i - 1}`)
	);
	expect(depthOf(nodes)).toBe(100_000);
	expect(inOrder(nodes.toReversed()).at(-1)?.id).toBe('n99999');
	expect(branchTo(nodes, 'n99999')).toHaveLength(100_000);
	expect(latestLeafUnder(nodes, 'n0')).toBe('n99999');
});
