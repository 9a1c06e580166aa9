import { expect, test } from 'vitest';
import { planAdapters, setKey } from './adapter-set.ts';

const modifier = (id: string, invocationTokens: number[]) => ({
	modifier: { id, file: `${id}.gguf`, rank: 8, alpha: 16, invocationTokens }
});
const adapters = [modifier('math', [10]), modifier('code', [7]), modifier('own', [])];
const plan = (model: string, lora?: unknown) => planAdapters({ model, lora }, 'starter', adapters);

test('the model’s name chooses a modifier, whose prefix is the base’s', () => {
	expect(plan('starter')).toEqual({ prefix: [], answer: [], invocation: [] });
	expect(plan('starter+code')).toEqual({
		prefix: [],
		answer: [{ id: 1, scale: 1 }],
		invocation: [7]
	});
});

test('a plain adapter computes the prefix too, also beside an activated one', () => {
	const own = [{ id: 2, scale: 1 }];
	expect(plan('starter+own')).toEqual({ prefix: own, answer: own, invocation: [] });
	expect(plan('starter', [...own, { id: 0, scale: 0.5 }])).toEqual({
		prefix: own,
		answer: [{ id: 0, scale: 0.5 }, ...own],
		invocation: [10]
	});
});

test('a list of adapters wins over the name, and scale 0 is none', () => {
	expect(plan('starter+code', []).answer).toEqual([]);
	expect(plan('starter+code', [{ id: 0, scale: 0 }])).toEqual(plan('starter'));
	expect(plan('starter', [{ id: 1, scale: 1 }])).toEqual(plan('starter+code'));
});

test('sets are the same whatever their order, and differ by scale', () => {
	const [a, b] = [
		{ id: 0, scale: 1 },
		{ id: 2, scale: 1 }
	];
	expect(setKey(plan('starter', [a, b]).answer)).toBe(setKey(plan('starter', [b, a]).answer));
	expect(setKey([a])).not.toBe(setKey([{ ...a, scale: 0.5 }]));
	expect(setKey([])).toBe('');
});

test('what cannot be is refused with the field', () => {
	const wrong: [unknown, string][] = [
		[{}, 'should be a list'],
		[[{ id: 3, scale: 1 }], 'from 0 to 2'],
		[[{ id: -1, scale: 1 }], 'from 0 to 2'],
		[[{ id: '0', scale: 1 }], 'from 0 to 2'],
		[[null], 'from 0 to 2'],
		[[{ id: 0, scale: 11 }], 'a scale from -10 to 10'],
		[[{ id: 0 }], 'a scale'],
		[[{ id: 0, scale: Number.NaN }], 'a scale'],
		[
			[
				{ id: 0, scale: 1 },
				{ id: 0, scale: 2 }
			],
			'once'
		],
		[
			[
				{ id: 0, scale: 1 },
				{ id: 1, scale: 1 }
			],
			'math and code each wait'
		]
	];
	for (const [lora, message] of wrong) expect(() => plan('starter', lora)).toThrow(message);
	expect(() => plan('starter+nothing')).toThrow('no starter+nothing here');
	expect(() => planAdapters({ model: 'a', lora: [{ id: 0, scale: 1 }] }, 'a', [])).toThrow(
		'no modifiers'
	);
});
