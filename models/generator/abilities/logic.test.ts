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
		const order = /^(.* > .*)\. So (.*)\.$/.exec(answer);
		if (!order) continue;
		seen++;
		const all = order[1]!.split(' > ');
		expect([3, 4]).toContain(all.length);
		expect(new Set(all).size).toBe(all.length);
		const asked = /\bsecond \w+/i.test(prompt) ? [all[1], all.at(-2)] : [all[0], all.at(-1)];
		// "the second door" is one of them, not a place in the order.
		if (!all.some((one) => one.includes('second'))) expect(asked, prompt).toContain(order[2]);
		for (const one of all)
			expect(prompt.toLowerCase(), answer).toContain(one.replace(/^the /, '').toLowerCase());
	}
	expect(seen).toBeGreaterThan(500);
});
