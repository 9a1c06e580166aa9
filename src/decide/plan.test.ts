import { expect, test } from 'vitest';
import { planTurn } from './plan.ts';

test('the base model on this device answers, and the reason says so by name', () => {
	const plan = planTurn({ name: 'Starter', logprobs: true, attempt: 1 });
	expect(plan).toEqual({
		source: 'base',
		modifier: null,
		reason: 'Starter answers on this device; nothing leaves it.'
	});
});

test('the reason admits unknown confidence and an earlier interrupted try', () => {
	const { reason } = planTurn({ name: 'Starter', logprobs: false, attempt: 2 });
	expect(reason).toContain('does not say how sure');
	expect(reason).toContain('interrupted');
});
