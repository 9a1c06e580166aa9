import { expect, test } from 'vitest';
import { canEnd, checkBounds } from './gbnf-bounds.ts';
import { LETTER, LETTER_TOO, readGbnf } from './gbnf.ts';

test('repetitions are spelled out as llama.cpp spells them', () => {
	const { rules, root } = readGbnf('root ::= "ab"{2,3} [a-z]* # and\n');
	expect(rules[root]).toEqual([[LETTER, LETTER, LETTER, LETTER, 1, 2]]);
	expect(rules[1]).toEqual([[LETTER, LETTER], []]);
	expect(rules[2]).toEqual([[LETTER, LETTER_TOO, 2], []]);
});

test('groups are rules, and a rule that is written twice is the second', () => {
	const { rules, root } = readGbnf('root ::= "a"\nroot ::= ("b" | ) root2\nroot2 ::= .');
	expect(rules[root]?.[0]).toHaveLength(2);
	expect(rules[rules[root]?.[0]?.[0] ?? -1]).toEqual([[LETTER], []]);
});

test('what it refuses it says where, with no more than a few words of it', () => {
	const wrong: [string, string][] = [
		['root ::= "a" | (', 'a group has no ), at line 1, column 16: ('],
		['root ::= *', 'nothing stands before a repetition, at line 1, column 10: *'],
		['root ::= "a"{,3}', 'a repetition should be {3}, {3,} or {3,5}'],
		['root ::= <think>', 'a token is named by its number'],
		['root ::= "a', 'it ends in a literal'],
		['root = "a"', 'expected ::='],
		['root ::= "\0"', 'a zero byte'],
		['root ::= ("a"{0,50}){50}', 'comes to 2000 or more']
	];
	for (const [text, message] of wrong) expect(() => readGbnf(text), text).toThrow(message);
	expect(() => readGbnf(`root ::= ${'x'.repeat(9_999)}`)).toThrow(/x{24}…/);
});

test('brackets in a literal, a class or a comment are no groups', () => {
	const many = '('.repeat(200);
	expect(() => readGbnf(`root ::= "${many}" [${many}] # ${many}`)).not.toThrow();
	expect(() => readGbnf(`root ::= ${many}"a"${')'.repeat(200)}`)).toThrow('nested deeper than 100');
});

test('what goes round without a letter is refused, unless nothing is left to do behind it', () => {
	const bounds = (text: string) => () => checkBounds(readGbnf(text));
	expect(bounds('root ::= root "a" | "b"')).toThrow('left recursion');
	expect(bounds('root ::= b root "x" | "q"\nb ::= c\nc ::= "a"?')).toThrow('left recursion');
	expect(bounds('root ::= ("a"* "b"*)* "c"')).not.toThrow();
	expect(bounds('root ::= "(" root ")" | "a"')).not.toThrow();
});

test('things that may be left out are counted across rules', () => {
	const optional = '"a"? '.repeat(20);
	const bounds = (text: string) => () => checkBounds(readGbnf(text));
	expect(bounds(`root ::= x "b" x\nx ::= ${optional}`)).not.toThrow();
	expect(bounds(`root ::= x x\nx ::= ${optional}`)).toThrow('may be left out');
	expect(bounds(`root ::= x ${optional}\nx ::= "b" ${optional}`)).toThrow('may be left out');
});

test('a grammar that can only go on is told', () => {
	expect(canEnd(readGbnf('root ::= "a" root | "b"'))).toBe(true);
	expect(canEnd(readGbnf('root ::= "a" root'))).toBe(false);
	expect(canEnd(readGbnf('root ::= "a" | x\nx ::= "b" x'))).toBe(false);
});
