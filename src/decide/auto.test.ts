import { expect, test } from 'vitest';
import { afterBase, keptAnswer, type AutoInput } from './auto.ts';

const doubtful: AutoInput = {
	domain: { domain: 'math', probability: 0.9 },
	confidence: 0.5,
	wrong: null,
	threshold: 0.8,
	modifiers: ['math', 'code']
};

test('an answer under the threshold goes to the modifier of its domain', () => {
	expect(afterBase(doubtful)).toEqual({ step: 'modifier', id: 'math', because: 'confidence' });
});

test('an answer at the threshold is kept', () => {
	expect(afterBase({ ...doubtful, confidence: 0.8 })).toEqual({ step: 'keep' });
});

test('a doubtful answer is kept where no modifier claims its domain', () => {
	for (const domain of ['general', 'out-of-scope', 'science'] as const)
		expect(afterBase({ ...doubtful, domain: { domain, probability: 0.9 } })).toEqual({
			step: 'keep'
		});
	expect(afterBase({ ...doubtful, domain: null })).toEqual({ step: 'keep' });
});

test('without a confidence the prompt alone decides, and without either nothing changes', () => {
	const unknown = { ...doubtful, confidence: null };
	expect(afterBase({ ...unknown, wrong: 0.3 })).toMatchObject({ because: 'prompt' });
	expect(afterBase({ ...unknown, wrong: 0.1 })).toEqual({ step: 'keep' });
	expect(afterBase(unknown)).toEqual({ step: 'keep' });
});

test('a confident answer is kept though the prompt looks hard', () => {
	expect(afterBase({ ...doubtful, confidence: 0.95, wrong: 0.9 })).toEqual({ step: 'keep' });
});

test('a question surely of a modifier’s domain goes to it, however sure the base is', () => {
	const sure = { ...doubtful, confidence: 0.99, sureDomain: 0.9 };
	expect(afterBase(sure)).toEqual({ step: 'modifier', id: 'math', because: 'domain' });
	expect(afterBase({ ...sure, sureDomain: 0.95 })).toEqual({ step: 'keep' });
	expect(afterBase({ ...sure, sureDomain: null })).toEqual({ step: 'keep' });
	expect(afterBase({ ...sure, modifiers: ['code'] })).toEqual({ step: 'keep' });
	expect(afterBase({ ...sure, confidence: null })).toMatchObject({ because: 'domain' });
});

test('of two answers the surer is kept, and the modifier’s when it cannot be told', () => {
	expect(keptAnswer({ confidence: 0.6 }, { confidence: 0.4 })).toBe('base');
	expect(keptAnswer({ confidence: 0.4 }, { confidence: 0.6 })).toBe('modifier');
	expect(keptAnswer({ confidence: 0.5 }, { confidence: 0.5 })).toBe('modifier');
	expect(keptAnswer({ confidence: 0.9 }, { confidence: null })).toBe('modifier');
});
