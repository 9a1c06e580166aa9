import { expect, test } from 'vitest';
import {
	abilitiesOf,
	auroc,
	calibrationError,
	conclusion,
	isRight,
	score,
	type Item
} from './measure.ts';

const item = (match: Item['match'], answer: string): Item => ({
	prompt: 'q',
	answer,
	match,
	ability: 'a'
});

test('grades a worked answer by what it concludes', () => {
	expect(conclusion('6+8=14, 5+2+1=8. So 84.')).toBe('84');
	expect(isRight(item('exact', '1+1=2. So 2.'), 'other work. So 2.')).toBe(true);
	expect(isRight(item('numeric', '7000'), 'So 7000 m.')).toBe(true);
	expect(isRight(item('numeric', '7000'), 'So 700 m.')).toBe(false);
	expect(isRight(item('json', '{"a":1,"b":2}'), '{"b":2,"a":1}')).toBe(true);
	expect(isRight(item('json', '{"a":1}'), 'not json')).toBe(false);
	expect(isRight(item('unknown', ''), "I don't know that one. Please ask someone qualified.")).toBe(
		true
	);
});

test('AUROC is the chance that a right answer is more confident, ties count half', () => {
	expect(auroc([0.1, 0.9], [false, true])).toBe(1);
	expect(auroc([0.5, 0.5], [false, true])).toBe(0.5);
	expect(auroc([0.9, 0.2, 0.6, 0.4], [true, false, false, true])).toBe(0.75);
	expect(auroc([0.9], [true])).toBeNull();
});

test('calibration error is nought for perfect certainty and one for its opposite', () => {
	expect(calibrationError([1, 1, 1], [true, true, true])).toBe(0);
	expect(calibrationError([1, 1, 1], [false, false, false])).toBe(1);
});

test('an out-of-scope question is caught by saying so or by low confidence', () => {
	const items = [item('unknown', ''), item('unknown', ''), item('unknown', '')];
	const s = score(
		items,
		[
			{ text: "I don't know that one.", logprobs: [0] },
			{ text: 'Paris.', logprobs: [Math.log(0.3)] },
			{ text: 'Paris.', logprobs: [0] }
		],
		0.8
	);
	expect(s.unknownCaught).toBe(0.667);
});

test('the abilities count what accuracy counts, and so add up to it', () => {
	const items = [item('unknown', ''), item('exact', 'Paris.'), item('exact', 'Rome.')].map(
		(one, i) => ({ ...one, ability: i === 0 ? 'unknown' : 'facts' })
	);
	const doubtful = { text: 'Paris.', logprobs: [Math.log(0.3)] };
	const s = score(items, [doubtful, doubtful, doubtful], 0.8);
	expect(s.accuracy).toBe(0.667);
	expect(s.abilities).toEqual({
		unknown: { n: 1, accuracy: 1 },
		facts: { n: 2, accuracy: 0.5 }
	});
});

test('an ability may have any name, also one that every object has', () => {
	const items = ['__proto__', 'constructor', '__proto__'].map((ability) => ({
		...item('exact', 'x'),
		ability
	}));
	expect(JSON.stringify(abilitiesOf(items, [true, false, false]))).toBe(
		'{"__proto__":{"n":2,"accuracy":0.5},"constructor":{"n":1,"accuracy":0}}'
	);
});
