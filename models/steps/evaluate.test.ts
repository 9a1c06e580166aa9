import { expect, test } from 'vitest';
import type { Item } from '../measure.ts';
import { withErrors } from './evaluate.ts';

test('a report’s abilities count what an answer says, its totals also what a low confidence catches', () => {
	const item: Item = { prompt: 'q', answer: '', match: 'unknown', ability: 'unknown' };
	const answers = [
		{ text: "I don't know that one.", logprobs: [0] },
		{ text: 'Paris.', logprobs: [Math.log(0.3)] }
	];
	const measured = withErrors([item, item], answers, 0.8);
	expect(measured).toMatchObject({ accuracy: 1, unknownCaught: 1 });
	expect(measured.abilities).toEqual({ unknown: { n: 2, accuracy: 0.5 } });
});
