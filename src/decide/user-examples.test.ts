import { expect, test } from 'vitest';
import { userExamples } from './user-examples.ts';

test('examples are heard in the forms in which people write them', () => {
	const expected = {
		pairs: [
			{ question: 'cat', answer: 'cats' },
			{ question: 'fox', answer: 'foxes' }
		],
		open: 'ox'
	};
	expect(userExamples('cat -> cats\nfox → foxes\nox ->')).toEqual({ task: '', ...expected });
	expect(userExamples('Plural: cat -> cats; fox -> foxes; ox -> ?')).toEqual({
		task: 'Plural:',
		...expected
	});
	expect(userExamples('Q: cat\nA: cats\nQ: fox\nA: foxes\nQ: ox\nA:')).toMatchObject(expected);
	expect(userExamples('Q1: cat\nA1: cats\n\nQ2: fox\nA2: foxes\n\nQ3: ox')).toMatchObject(expected);
});

test('what is no list of examples is left as it is', () => {
	for (const text of [
		'What is 2 + 2?',
		'Q: what is this?',
		'cat -> cats',
		'Note: this\nResult: that',
		'cat -> cats\nfox -> foxes',
		'const f = (x) => x + 1\nconst g = (y) => y * 2\nWhat does this do?'
	])
		expect(userExamples(text), text).toBeNull();
});

test('pairs named in a sentence are examples too, and the question stands before or after them', () => {
	const pairs = [
		{ question: 'cat', answer: 'cats' },
		{ question: 'fox', answer: 'foxes' }
	];
	expect(userExamples('Give the plural of ox, like: cat → cats, fox → foxes')).toEqual({
		task: '',
		pairs,
		open: 'Give the plural of ox'
	});
	expect(userExamples('Make plurals, like cat -> cats, fox -> foxes. Now: ox')).toEqual({
		task: 'Make plurals',
		pairs,
		open: 'Now: ox'
	});
	for (const text of [
		'Make plurals (e.g. cat → cats; fox → foxes): ox → ?',
		'Make plurals: cat -> cats, fox -> foxes, ox -> ?',
		'Make plurals for example cat → cats, and fox → foxes, ox → ?'
	])
		expect(userExamples(text), text).toMatchObject({ task: 'Make plurals', open: 'ox' });
	expect(userExamples('Bilde den Plural, z. B. cat → cats, fox → foxes. ox → ?')).toEqual({
		task: 'Bilde den Plural',
		pairs,
		open: 'ox'
	});
});

test('one pair in a sentence, arrows of programs, and what is left of a pair are no examples', () => {
	for (const text of [
		'Go like: north -> south.',
		'Functions like x => x + 1, y => y + 2 confuse me.',
		'Routes: A -> B -> C, C -> D. Which is shorter?',
		'I like A -> B, C and D.'
	])
		expect(userExamples(text), text).toBeNull();
});
