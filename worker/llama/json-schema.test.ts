import { expect, test } from 'vitest';
import { schemaGrammar } from './json-schema.ts';

const rule = (schema: unknown, name = 'root') =>
	schemaGrammar(schema, 'schema')
		.split('\n')
		.find((line) => line.startsWith(`${name} ::= `))
		?.slice(name.length + ' ::= '.length);

test('plain kinds become what JSON writes for them', () => {
	expect(rule({})).toBe('value');
	expect(rule({ type: 'string' })).toBe('string');
	expect(rule({ type: 'string', minLength: 1, maxLength: 3 })).toBe('"\\"" char{1,3} "\\""');
	expect(rule({ type: ['integer', 'null'] })).toBe('(integer | "null")');
	expect(rule({ type: 'integer', minimum: 0 })).toBe('digits');
	expect(rule({ type: 'object' })).toBe('"{" (r1 (comma r1)*)? "}"');
	expect(rule({ type: 'object', properties: {} })).toBe('"{}"');
	expect(rule({ enum: ['a"b', 2, null, { c: [true] }] })).toBe(
		'("\\"a\\\\\\"b\\"" | "2" | "null" | "{\\"c\\":[true]}")'
	);
	expect(rule({ type: 'array', items: { type: 'null' }, minItems: 2, maxItems: 3 })).toBe(
		'"[" r1 (comma r1){1,2} "]"'
	);
});

test('what is required is written, what is not may be left out', () => {
	const schema = {
		properties: { a: { type: 'null' }, b: { type: 'null' } },
		required: ['b', 'more']
	};
	const grammar = schemaGrammar(schema, 'schema');
	expect(grammar).toContain('root ::= "{" (r5 | r3) "}"');
	expect(grammar).toContain('r5 ::= "\\"a\\"" colon "null" r4');
	expect(grammar).toContain('r3 ::= "\\"b\\"" colon "null" r2');
	expect(grammar).toContain('r2 ::= comma r1');
	expect(grammar).toContain('r1 ::= "\\"more\\"" colon value');
});

test('a schema may name its own parts, and itself', () => {
	const list = {
		$defs: { node: { properties: { next: { $ref: '#/$defs/node' } } } },
		$ref: '#/$defs/node'
	};
	expect(rule(list)).toBe('r1');
	expect(rule({ properties: { inner: { $ref: '#' } } }, 'r1')).toContain('colon root');
});

test('what a grammar cannot hold is refused by name', () => {
	const wrong: [unknown, string][] = [
		[[], 'schema should be an object'],
		[{ type: 'string', pattern: '^a' }, 'schema.pattern cannot be held'],
		[{ properties: { a: { type: 'number', maximum: 3 } } }, 'schema.properties.a.maximum'],
		[{ type: 'integer', minimum: 3 }, 'schema.minimum can be 0'],
		[{ type: 'text' }, 'schema.type should be one of'],
		[{ type: 'string', maxLength: 1e6 }, 'whole number up to 1000'],
		[{ type: 'string', minLength: 3, maxLength: 2 }, 'should not be below'],
		[{ enum: [] }, 'not empty'],
		[{ $ref: 'https://example.org' }, 'should name an entry'],
		[{ $ref: '#/$defs/__proto__', $defs: {} }, 'should name an entry'],
		[{ anyOf: [{}], properties: {} }, 'cannot stand beside anyOf'],
		[{ allOf: [{}, {}] }, 'one entry'],
		[{ required: [1] }, 'a list of names'],
		[{ properties: { a: {} }, minProperties: 1 }, 'no more than what is required']
	];
	for (const [schema, message] of wrong)
		expect(() => schemaGrammar(schema, 'schema')).toThrow(message);
});

test('notes and unknown formats say nothing of the value', () => {
	expect(rule({ title: 'x', description: 'y', type: 'string', format: 'email' })).toBe('string');
	expect(rule({ type: 'string', format: 'date' })).toContain('[0-9]{4} "-"');
});
