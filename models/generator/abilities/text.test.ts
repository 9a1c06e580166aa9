import { expect, test } from 'vitest';
import { Draw } from '../grammar.ts';
import { Random } from '../random.ts';
import { copying, counting, strings } from './text.ts';

const draws = (name: string): Draw[] =>
	Array.from({ length: 1500 }, (_, i) => new Draw(new Random(`${name}:${i}`), i % 4 === 0));

test('what is to be copied stands in the request letter by letter', () => {
	for (const draw of draws('copy')) {
		const { prompt, answer } = copying(draw);
		expect(prompt).toContain(answer.slice(0, -1));
		expect(prompt).not.toMatch(/\{\w+\}/);
	}
});

test('letters are written out and counted as the word has them', () => {
	for (const draw of draws('count')) {
		const { answer } = counting(draw),
			counts = [...answer.matchAll(/[a-z](\d+)/gi)].map(([, n]) => n);
		expect(answer.endsWith(`So ${counts.at(-1)}.`), answer).toBe(true);
	}
	for (const draw of draws('strings')) expect(strings(draw).prompt).not.toMatch(/\{\w+\}/);
});
