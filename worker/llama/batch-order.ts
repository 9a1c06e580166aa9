// What goes into a context's next batch, and in which order. llama.cpp puts the results of a batch whose
// sequences are out of order right when they are first read, and node-llama-cpp (3.21) reads them from
// several threads at once: of eight answers written together, one in six had wrong tokens in it. In order
// there is nothing to put right. So: the next tokens of all answers together, by their sequence's number, or
// one prompt alone, in turns.

import type {
	BatchItem,
	CustomBatchingPrioritizationStrategy,
	EvaluationPriority,
	PrioritizedBatchItem
} from 'node-llama-cpp';

/**
 * A sequence's number on its way to `batchOrder`: node-llama-cpp hands a strategy an item's priority, which it
 * does not look at itself then, and nothing else that tells whose item it is.
 */
export function priorityOf(sequence: number): EvaluationPriority {
	return sequence as EvaluationPriority;
}

/** For one context. */
export function batchOrder(): CustomBatchingPrioritizationStrategy {
	let promptsTurn = false;
	return ({ items, size }): PrioritizedBatchItem[] => {
		const answers = items.filter(({ tokens }) => tokens.length === 1);
		const prompt = items.find(({ tokens }) => tokens.length > 1);
		const takePrompt = prompt !== undefined && (promptsTurn || answers.length === 0);
		promptsTurn = !takePrompt;
		if (takePrompt) return [{ item: prompt, processAmount: Math.min(size, prompt.tokens.length) }];
		return answers
			.toSorted(bySequence)
			.slice(0, size)
			.map((item) => ({ item, processAmount: 1 }));
	};
}

function bySequence(a: BatchItem, b: BatchItem): number {
	return a.evaluationPriority - b.evaluationPriority;
}
