import { expect, test } from 'vitest';
import { Draw } from '../grammar.ts';
import { Random } from '../random.ts';
import { logic } from './logic.ts';

const drawn = Array.from({ length: 3000 }, (_, i) =>
	logic(new Draw(new Random(`logic:${i}`), i % 4 === 0))
);

test('every puzzle names all of whom it orders, and is filled in', () => {
	let seen = 0;
	for (const { prompt, answer } of drawn) {
		expect(prompt).not.toMatch(/\{\w+\}|undefined|less er\b|less more/);
		const order = /^(.*) > (.*) > (.*)\. So (.*)\.$/.exec(answer);
		if (!order) continue;
		seen++;
		const [, first, second, third, found] = order as unknown as [
			string,
			string,
			string,
			string,
			string
		];
		expect(new Set([first, second, third]).size).toBe(3);
		expect([first, third]).toContain(found);
		for (const one of [first, second, third])
			expect(prompt.toLowerCase(), answer).toContain(one.replace(/^the /, '').toLowerCase());
	}
	expect(seen).toBeGreaterThan(500);
});
