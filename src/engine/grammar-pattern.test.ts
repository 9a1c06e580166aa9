import { expect, test } from 'vitest';
import { EngineError } from './engine.ts';
import { grammarPattern } from './grammar-pattern.ts';

const accepted = (grammar: string, texts: string[]) => {
	const pattern = grammarPattern(grammar);
	return texts.filter((text) => pattern.test(text));
};

function codeOf(grammar: string): string {
	try {
		grammarPattern(grammar);
	} catch (error) {
		if (error instanceof EngineError) return error.code;
		throw error;
	}
	return 'accepted';
}

test('takes the whole of an answer, and nothing beside it', () => {
	expect(accepted('root ::= "yes" | "no"', ['yes', 'no', 'yes!', 'a no', ''])).toEqual([
		'yes',
		'no'
	]);
});

test('reads rules, groups, repetitions, sets and comments', () => {
	const grammar = `# a list
root ::= item (", " item)* "."?
item ::= word | number # either
word ::= [a-zé] [^ ,.0-9]{0,3}
number ::= "-"? [0-9]+`;
	expect(
		accepted(grammar, ['ab, 12, -7.', 'élan', 'a', '12,13', 'abcde', 'ab, ', '-', 'ab.'])
	).toEqual(['ab, 12, -7.', 'élan', 'a', 'ab.']);
});

test('signs that mean something in an expression stand for themselves', () => {
	const grammar = String.raw`root ::= "{\"a\": (" [\]\\^$.*-]{3} ")}\n" "\x41\u00e9" .`;
	expect(
		accepted(grammar, ['{"a": (]\\^)}\nAé!', '{"a": ($.*)}\nAé\n', '{"a": (abc)}\nAé!'])
	).toEqual(['{"a": (]\\^)}\nAé!', '{"a": ($.*)}\nAé\n']);
});

test('a rule over several lines goes on until the next', () => {
	expect(accepted('root ::= "a" |\n  other\nother ::= "b"\n  "c"', ['a', 'bc', 'b'])).toEqual([
		'a',
		'bc'
	]);
});

test('what contains itself is refused as such, and what is no grammar as that', () => {
	expect(codeOf('root ::= "(" root? ")"')).toBe('unsupported');
	expect(codeOf('root ::= a\na ::= "x" b?\nb ::= a')).toBe('unsupported');
	for (const wrong of [
		'root ::= (',
		'root ::= "a',
		'root ::= missing',
		'yes',
		'root ::= "a" )',
		''
	])
		expect(codeOf(wrong), wrong).toBe('failed');
});
