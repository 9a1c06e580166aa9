import { expect, test } from 'vitest';
import type { Part } from './questions.ts';
import { chooseFurther, type FurtherCase } from './further.ts';

const THRESHOLD = 0.8;

/** Of each part and kind 100 answers, a hundredth of confidence apart; the edge is always right. */
function cases(right: (confidence: number) => boolean, abstains = false): FurtherCase[] {
	return (['fit', 'validation', 'test'] as Part[]).flatMap((part) =>
		(['own', 'domain'] as const).flatMap((kind) =>
			Array.from({ length: 100 }, (_, i): FurtherCase => {
				const confidence = i / 100;
				return { part, kind, confidence, right: right(confidence), abstains, edge: true };
			})
		)
	);
}

test('the lowest bound with which enough right answers are kept is taken', () => {
	const {
		bounds,
		tried,
		test: tested
	} = chooseFurther(
		cases((confidence) => confidence >= 0.51),
		THRESHOLD
	);
	// At 0.5 one of a hundred stays wrong: just enough.
	expect(bounds).toEqual({ answer: 0.5 });
	expect(tested).toMatchObject({ share: 0.5, kept: 0.99, here: 0.49, edge: 1, n: 200 });
	expect(tried.map(({ share }) => share)).toEqual(
		tried.map(({ share }) => share).toSorted((a, b) => a - b)
	);
});

test('a device whose confidence says nothing gets no bound of its own', () => {
	const { bounds, test: tested } = chooseFurther(
		cases((confidence) => Math.round(confidence * 100) % 2 === 0),
		THRESHOLD
	);
	expect(bounds).toBeNull();
	expect(tested).toBeNull();
});

test('“I don’t know” is handed on however sure', () => {
	const { tried } = chooseFurther(
		cases(() => false, true),
		THRESHOLD
	);
	expect(tried.every(({ share }) => share === 1)).toBe(true);
});

test('both kinds of question count the same, however many there are', () => {
	const all = cases((confidence) => confidence >= 0.52);
	const few = all.filter(({ kind }, i) => kind === 'own' || i % 10 === 0);
	const share = (some: FurtherCase[]) => chooseFurther(some, THRESHOLD).tried[0]!.share;
	expect(share(few)).toBeCloseTo(share(all), 1);
});
