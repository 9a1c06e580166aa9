// `npm run native` against grammars and schemas that would end its process, or hold everybody up: each is refused with
// its reason, at once, and the operator's terminal stays empty. A process of its own, since it is what would die.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomLlama } from '../support/random-gguf.ts';
import { startNativeCommand, writeModel, type NativeCommand } from '../support/native.ts';

let model: Awaited<ReturnType<typeof writeModel>>;
let server: NativeCommand;
let greeting = '';

beforeAll(async () => {
	model = await writeModel(randomLlama());
	server = await startNativeCommand(model.folder, ['--parallel=2', '--threads=1']);
	greeting = server.said();
}, 60_000);
afterAll(async () => {
	await server?.end('SIGTERM');
	model?.discard();
});

async function ask(more: object) {
	const response = await fetch(`${server.origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			model: 'test',
			max_tokens: 4,
			messages: [{ role: 'user', content: 'hello' }],
			...more
		}),
		// Unbounded, the quickest of them took 10 s; a busy machine takes some for a refusal.
		signal: AbortSignal.timeout(5_000)
	});
	return { status: response.status, body: await response.text() };
}

const lines = (count: number, line: (i: number) => string) =>
	Array.from({ length: count }, (_, i) => line(i)).join('\n');
const schema = (of: object) => ({
	response_format: { type: 'json_schema', json_schema: { name: 'x', schema: of } }
});

test.each([
	['groups in groups', `root ::= ${'('.repeat(20_000)}"a"${')'.repeat(20_000)}`, 'nested deeper'],
	['a repetition that ends before it begins', 'root ::= "a"{3,2}', 'ends below'],
	[
		'a literal repeated into gigabytes',
		`root ::= "${'a'.repeat(60_000)}"{1999}`,
		'spelled out it has more than'
	],
	[
		'a rule that comes back to itself by way of nothing',
		'root ::= b root "x" | "q"\nb ::= c\nc ::= "a"?',
		'begins with itself'
	],
	[
		'rules that begin with one another in 2^60 ways',
		`root ::= a0\n${lines(60, (i) => `a${i} ::= a${i + 1} | a${i + 1}`)}\na60 ::= "x"`,
		'in too many ways'
	],
	[
		'a chain of rules',
		`root ::= a0\n${lines(4_000, (i) => `a${i} ::= a${i + 1}`)}\na4000 ::= "x"`,
		'begin with one another'
	],
	['many optional letters', `root ::= ${'"a"? '.repeat(1_500)}`, 'may be left out'],
	['as many behind a letter', `root ::= x ${'"a"? '.repeat(900)}\nx ::= "x"`, 'may be left out'],
	['optional letters by repetition', 'root ::= ("a"?){0,900}', 'may be left out'],
	['many alternatives', `root ::= ${'"a"|'.repeat(16_000)}"b"`, 'alternatives meet']
])('refuses %s', async (_what, grammar, reason) => {
	const { status, body } = await ask({ grammar });
	expect(status, body).toBe(400);
	expect(body).toContain('invalid_grammar');
	expect(body).toContain(reason);
	expect(body.length).toBeLessThan(400);
});

test.each<[string, object, string]>([
	[
		'an enum of 40,000 values',
		{ enum: Array.from({ length: 40_000 }, (_, i) => `value ${i}`) },
		'more than 1000 values'
	],
	[
		'enums that come to as many together',
		{
			properties: Object.fromEntries(
				Array.from({ length: 30 }, (_, i) => [
					`p${i}`,
					{ enum: Array.from({ length: 40 }, (_, k) => k) }
				])
			)
		},
		'more than 1000 values'
	],
	['a very long value', { const: 'a'.repeat(300_000) }, 'characters'],
	[
		'a long chain of references',
		{
			$defs: Object.fromEntries(
				Array.from({ length: 3_900 }, (_, i) => [`d${i}`, { $ref: `#/$defs/d${i + 1}` }])
			),
			$ref: '#/$defs/d0'
		},
		'more than 100 deep'
	],
	[
		'a reference to itself that is required',
		{ type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] },
		'loop that cannot end'
	],
	[
		'a reference to nothing but itself',
		{ anyOf: [{ $ref: '#' }, { type: 'null' }] },
		'nothing between'
	]
])('refuses a schema with %s', async (_what, of, reason) => {
	const { status, body } = await ask(schema(of));
	expect(status, body).toBe(400);
	expect(body).toContain('unsupported_schema');
	expect(body).toContain(reason);
});

test('says where a grammar is wrong, with a few words of it', async () => {
	const secret = 'nobody’s business';
	const wrong: [string, string][] = [
		['root ::= "a" (\n', 'a group has no ), at line 1, column 14'],
		['root ::= "a"\nroot2 ::= other', 'the rule other is used and nowhere defined, at line 2'],
		['root ::= "\\q"', 'an escape that GBNF does not know, at line 1, column 11'],
		['x ::= "a"', 'no rule named root'],
		['root ::= root "a"', 'begins with itself']
	];
	for (const [grammar, reason] of wrong) {
		const { status, body } = await ask({ grammar: `${grammar}\n# ${secret}` });
		expect(status, body).toBe(400);
		expect(body).toContain(reason);
		expect(body).not.toContain(secret);
	}
});

test('answers what is within the bounds', async () => {
	for (const more of [
		{ grammar: `root ::= ${'"a"? '.repeat(30)}"z"` },
		{ grammar: `root ::= ${'('.repeat(90)}"a"${')'.repeat(90)}` },
		{ grammar: `root ::= "${'('.repeat(500)}" [${'('.repeat(500)}]` },
		{ grammar: 'root ::= ("a"* "b"*)* "c"\r\n' },
		schema({ enum: Array.from({ length: 1_000 }, (_, i) => `value ${i}`) }),
		schema({
			properties: Object.fromEntries(
				Array.from({ length: 300 }, (_, i) => [`p${i}`, { type: 'number' }])
			)
		}),
		schema({
			$defs: { node: { properties: { next: { $ref: '#/$defs/node' } } } },
			$ref: '#/$defs/node'
		})
	]) {
		const { status, body } = await ask(more);
		expect(status, body).toBe(200);
	}
});

test('goes on answering, and none of it stands on the operator’s terminal', async () => {
	expect((await ask({})).status).toBe(200);
	expect(server.said()).toBe(greeting);
});
