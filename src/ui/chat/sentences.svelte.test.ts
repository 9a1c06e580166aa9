import { expect, test } from 'vitest';
import { Announcer } from './announcer.svelte.ts';
import { nextSentences, spoken } from './sentences.ts';

test('a sentence is said once it is complete, and only once', () => {
	const first = nextSentences('The capital is Oslo. It li', 0, false, 'en');
	expect(first.sentences).toEqual(['The capital is Oslo.']);
	const second = nextSentences('The capital is Oslo. It lies on a fjord.', first.upTo, true, 'en');
	expect(second.sentences).toEqual(['It lies on a fjord.']);
});

test('abbreviated numbers do not end a sentence', () => {
	expect(nextSentences('It is 3.5 km long. And', 0, false, 'en').sentences).toEqual([
		'It is 3.5 km long.'
	]);
});

test('code is not read while it is written', () => {
	const text = 'Here you are.\n\n```python\nprint(1)\nprint(2)\n';
	const { sentences, upTo } = nextSentences(text, 0, false, 'en');
	expect(sentences).toEqual(['Here you are.']);
	expect(upTo).toBeLessThanOrEqual(text.indexOf('```'));
});

test('marks of Markdown and addresses of links are not read', () => {
	expect(spoken('## A **bold** [link](https://example.org) and `code`')).toBe(
		'A bold link and code'
	);
	expect(spoken('- first\n- second')).toBe('first second');
});

test('an announcer says sentences while it hears, and the rest with how it ended', () => {
	const announcer = new Announcer();
	const said: string[] = [];
	const hear = (text: string) => {
		announcer.hear(text, 'en');
		if (said.at(-1) !== announcer.said) said.push(announcer.said);
	};
	announcer.start('Understudy is answering.');
	said.push(announcer.said);
	for (const text of [
		'One',
		'One two.',
		'One two. Th',
		'One two. Three four',
		'One two. Three four. F'
	])
		hear(text);
	announcer.finish('One two. Three four. Five', 'Answer complete.', 'en');
	said.push(announcer.said);
	expect(said).toEqual([
		'Understudy is answering.',
		'One two.',
		'Three four.',
		'Five Answer complete.'
	]);
});
