import { expect, test } from 'vitest';
import { grade } from './grade.ts';
import { keeps, keepsSchema, type Schema } from './json-schema.ts';
import { isRight, statedNumber } from './measure.ts';

const graded = (check: Parameters<typeof grade>[0][number]['check'], ...texts: string[]) =>
	grade(
		texts.map(() => ({ prompt: '', answer: '', check })),
		texts
	);

test('the number that is graded is the one the text states', () => {
	expect(statedNumber('12 plus 30 is 42.')).toBe(42);
	expect(statedNumber('12 * 30 = 360')).toBe(360);
	expect(statedNumber('60 minutes are 1 hour. So 1,250.5 m.')).toBe(1250.5);
	expect(statedNumber('42 is the answer')).toBe(42);
	expect(statedNumber('It is −7 degrees')).toBe(-7);
	expect(statedNumber('None.')).toBeNull();
});

test('a number is right exactly, or as near as the question allows', () => {
	expect(graded({ kind: 'numeric', value: 3.14 }, 'It is 3.14.', '3.1', 'pi')).toEqual([true, false, false]); // prettier-ignore
	expect(graded({ kind: 'numeric', value: 3.14, tolerance: 0.05 }, 'Pi is 3.1', '3')).toEqual([true, false]); // prettier-ignore
	const item = { prompt: '', answer: '1,250', match: 'numeric' as const, ability: '' };
	expect([isRight(item, '5 times 250 is 1250.'), isRight(item, '5 times 250 is 125.')]).toEqual([true, false]); // prettier-ignore
	expect(isRight({ ...item, answer: 'none' }, 'words')).toBe(false);
});

const timer: Schema = {
	type: 'object',
	properties: {
		tool: { const: 'timer' },
		minutes: { type: 'integer', minimum: 1, maximum: 600 },
		label: { type: ['string', 'null'], maxLength: 3 }
	},
	required: ['tool', 'minutes'],
	additionalProperties: false
};

test('JSON keeps a schema in every keyword, or it is wrong', () => {
	const right = ['{"tool": "timer", "minutes": 5}', '{"minutes": 600, "tool": "timer", "label": "tea"}', '{"tool":"timer","minutes":5.0,"label":null}']; // prettier-ignore
	const wrong = [
		'{"tool": "timer"}',
		'{"tool": "alarm", "minutes": 5}',
		'{"tool": "timer", "minutes": "5"}',
		'{"tool": "timer", "minutes": 0}',
		'{"tool": "timer", "minutes": 2.5}',
		'{"tool": "timer", "minutes": 5, "label": "long"}',
		'{"tool": "timer", "minutes": 5, "more": 1}',
		'[{"tool": "timer", "minutes": 5}]',
		'{"tool": "timer", "minutes": 5',
		'A timer of 5 minutes'
	];
	expect(graded({ kind: 'schema', schema: timer }, ...right)).toEqual(right.map(() => true));
	expect(graded({ kind: 'schema', schema: timer }, ...wrong)).toEqual(wrong.map(() => false));
	const item = { prompt: '', answer: JSON.stringify(timer), match: 'schema' as const, ability: '' };
	expect([isRight(item, right[0]!), isRight(item, wrong[0]!)]).toEqual([true, false]);
});

test('lists, alternatives and sameness follow the standard', () => {
	const list: Schema = { type: 'array', items: { type: 'number' }, minItems: 2, uniqueItems: true };
	expect([[1, 2], [1], [1, 1], [1, 'a']].map((value) => keeps(list, value))).toEqual([true, false, false, false]); // prettier-ignore
	expect(keeps({ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1)).toBe(false);
	expect(keeps({ anyOf: [{ type: 'string' }, { minimum: 3 }] }, 2)).toBe(false);
	expect(keeps({ not: { enum: [{ a: 1, b: 2 }] } }, { b: 2, a: 1 })).toBe(false);
	expect(keeps({ maxLength: 1 }, '😀')).toBe(true);
	expect(keepsSchema(false, '1')).toBe(false);
});

test('a keyword that is not understood is refused, and so is a schema that is none', () => {
	expect(() => keeps({ format: 'email' }, 'x')).toThrow(
		'“format” of JSON Schema is not understood'
	);
	expect(() => keeps({ type: 'whole' }, 1)).toThrow('no type');
	expect(() => keeps({ anyOf: {} }, 1)).toThrow('list of schemas');
	expect(() => isRight({ prompt: '', answer: '{', match: 'schema', ability: '' }, '1')).toThrow(
		'not valid JSON'
	);
});
