import type { BatchItem } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { batchOrder, priorityOf } from './batch-order.ts';

const item = (sequence: number, tokens: number): BatchItem => ({
	tokens: Array.from({ length: tokens }, (_, i) => i) as unknown as BatchItem['tokens'],
	logits: [],
	evaluationPriority: priorityOf(sequence)
});

/** The sequences of a batch, each with how much of it is taken. */
const batch = (order: ReturnType<typeof batchOrder>, items: BatchItem[], size = 512) =>
	order({ items, size }).map(({ item: one, processAmount }) => [
		one.evaluationPriority,
		processAmount
	]);

test('the next tokens of all answers go together, in the order of their sequences', () => {
	expect(batch(batchOrder(), [item(7, 1), item(0, 1), item(6, 1), item(2, 1)])).toEqual([
		[0, 1],
		[2, 1],
		[6, 1],
		[7, 1]
	]);
});

test('a prompt goes alone, and takes turns with answers', () => {
	const order = batchOrder();
	const items = [item(3, 20), item(1, 1), item(0, 30)];
	expect(batch(order, items)).toEqual([[1, 1]]);
	expect(batch(order, items)).toEqual([[3, 20]]);
	expect(batch(order, items)).toEqual([[1, 1]]);
});

test('a prompt that is longer than a batch goes in parts', () => {
	const order = batchOrder();
	expect(batch(order, [item(1, 700)])).toEqual([[1, 512]]);
	expect(batch(order, [item(1, 188)])).toEqual([[1, 188]]);
});
