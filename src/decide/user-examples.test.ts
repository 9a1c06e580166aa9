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

test.each([
	'I would like to convert km -> miles, kg -> pounds. How?',
	'I would like: km -> miles, kg -> pounds. How?',
	'I would love to convert units, e.g. km -> miles, kg -> pounds. How?',
	'Why does this crash, e.g. node->next, node->prev?',
	'Why does this crash, like: node->next, node->prev',
	'What do signatures such as fn a() -> i32, fn b() -> String mean?',
	'What do signatures like: fn a() -> i32, fn b() -> String mean?',
	'Explain signatures, like: fn a() -> i32, fn b() -> u8.',
	'Explain irregular verbs, e.g. go → went, see → saw.',
	'What changes in, for example, water → ice, ice → steam?',
	'Make plurals, like cat → cats, fox → foxes. Which of the two is irregular, and why so',
	'Here are some examples: cat → cats, fox → foxes.',
	'We drove far, like Berlin → Hamburg, Hamburg → Kiel. Now home',
	'Sag mir, wie ich Berlin -> Hamburg, Hamburg -> Kiel fahre.',
	'Sag mir, wie ich Berlin → Hamburg, Bremen → Kiel: schnell',
	'Sag mir, wie geht km -> Meilen, kg -> Pfund.',
	'Was bedeuten Wege wie A -> B, C -> D in einem Graphen?',
	'Ich möchte wissen, wie km → Meilen, kg → Pfund umgerechnet werden.'
])('a sentence with arrows in it is asked as it was written: %s', (text) => {
	expect(userExamples(text)).toBeNull();
});

test.each([
	['after an arrow', (run: string) => `like: cat →${run}${'x'.repeat(200)}`],
	['before an arrow', (run: string) => `like: cat${run}x → cats, fox → foxes`],
	['in a line without an arrow', (run: string) => `a${run}b\nc -> d\ne${run}f -> ?`],
	['after a label', (run: string) => `Q: a\nA: b\nQ${run}c`],
	['before what waits', (run: string) => `like: cat → cats, fox → foxes.${run}ox${run}x`]
])('a long run of spaces %s costs nothing to speak of', (_, text) => {
	const startedMs = performance.now();
	userExamples(text(' '.repeat(20_000)));
	// What looks at each space from each other takes a second and more.
	expect(performance.now() - startedMs).toBeLessThan(100);
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
