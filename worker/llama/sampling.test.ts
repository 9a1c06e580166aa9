import { expect, test } from 'vitest';
import { Chooser, type Sampling } from './sampling.ts';

const GREEDY: Sampling = {
	temperature: 0,
	topP: 1,
	topK: 0,
	minP: 0,
	presencePenalty: 0,
	frequencyPenalty: 0,
	bias: new Map(),
	seed: 1
};
const three = new Map([
	[7, 0.5],
	[8, 0.3],
	[9, 0.2]
]);

/** How often each token is chosen of `three`. */
function shares(sampling: Partial<Sampling>, draws = 4000): number[] {
	const counts = new Map<number, number>();
	const chooser = new Chooser({ ...GREEDY, temperature: 1, ...sampling });
	for (let i = 0; i < draws; i++) {
		const token = chooser.next(three);
		counts.set(token, (counts.get(token) ?? 0) + 1);
	}
	return [7, 8, 9].map((token) => Math.round(((counts.get(token) ?? 0) / draws) * 20) / 20);
}

test('at temperature 0 the most probable token is chosen', () => {
	expect(new Chooser(GREEDY).next(three)).toBe(7);
});

test('tokens are drawn as often as the model says, and sharper or flatter by the temperature', () => {
	expect(shares({})).toEqual([0.5, 0.3, 0.2]);
	// 0.25 : 0.09 : 0.04
	expect(shares({ temperature: 0.5 })).toEqual([0.65, 0.25, 0.1]);
});

test('top-k, top-p and min-p cut the tail off', () => {
	expect(shares({ topK: 1 })).toEqual([1, 0, 0]);
	expect(shares({ topP: 0.6 })[2]).toBe(0);
	expect(shares({ topP: 0 })).toEqual([1, 0, 0]);
	expect(shares({ minP: 0.5 })[2]).toBe(0);
});

test('the same seed draws the same tokens', () => {
	const draw = (seed: number) => {
		const chooser = new Chooser({ ...GREEDY, temperature: 1, seed });
		return Array.from({ length: 20 }, () => chooser.next(three));
	};
	expect(draw(3)).toEqual(draw(3));
	expect(draw(3)).not.toEqual(draw(4));
});

test('penalties make what was written less likely, biases any token more or less', () => {
	const penalised = new Chooser({ ...GREEDY, presencePenalty: 2 });
	expect([1, 2, 3].map(() => penalised.next(three))).toEqual([7, 8, 9]);
	const frequency = new Chooser({ ...GREEDY, frequencyPenalty: 0.3 });
	expect([1, 2, 3].map(() => frequency.next(three))).toEqual([7, 7, 8]);
	expect(new Chooser({ ...GREEDY, bias: new Map([[9, 2]]) }).next(three)).toBe(9);
	expect(new Chooser({ ...GREEDY, bias: new Map([[7, -100]]) }).next(three)).toBe(8);
});
