// Judges answers to a modifier's questions: the same conclusion, number or JSON, JSON that keeps a
// schema, a program that does what was asked, a text that keeps the rules, a judge model's mark. Pure
// but for programs, which sandbox.ts runs, and the judge (judge.ts).

import type { Hard, Rule } from './generator/modifiers/domain.ts';
import { rhymesWith } from './generator/modifiers/rhymes.ts';
import { keepsSchema } from './json-schema.ts';
import type { Judge } from './judge.ts';
import { isRight, statedNumber } from './measure.ts';
import { programOf, runPrograms, type Program } from './sandbox.ts';

/** Whether each text is a right answer to its question. */
export function grade(items: readonly Hard[], texts: readonly string[]): boolean[] {
	const programs: Program[] = [],
		where: number[] = [];
	const right = items.map((item, i) => {
		const text = texts[i]!.trim();
		switch (item.check.kind) {
			case 'exact':
			case 'json':
				return isRight({ ...item, match: item.check.kind, ability: '' }, text);
			case 'numeric': {
				const stated = statedNumber(text);
				const { value, tolerance = 0 } = item.check;
				return stated !== null && Math.abs(stated - value) <= tolerance;
			}
			case 'schema':
				return keepsSchema(item.check.schema, text);
			case 'rubric':
				throw new Error('A rubric is judged by a model: grade it with gradeAll and a judge.');
			case 'program':
				programs.push({ ...item.check, code: programOf(text) });
				where.push(i);
				return false;
			case 'rules':
				return text !== '' && item.check.rules.every((rule) => keeps(rule, text));
			default:
				return item.check satisfies never;
		}
	});
	runPrograms(programs).forEach((passed, i) => (right[where[i]!] = passed));
	return right;
}

/**
 * Whether each text is a right answer, those under a rubric by the judge; null where none is
 * configured, which is neither right nor wrong. Throws the judge's JudgeError.
 */
export async function gradeAll(
	items: readonly Hard[],
	texts: readonly string[],
	judge: Judge | null
): Promise<(boolean | null)[]> {
	const at = items.flatMap(({ check }, i) => (check.kind === 'rubric' ? [] : [i]));
	const right: (boolean | null)[] = items.map(() => null);
	grade(
		at.map((i) => items[i]!),
		at.map((i) => texts[i]!)
	).forEach((passed, k) => (right[at[k]!] = passed));
	for (const [i, { check, prompt }] of items.entries())
		if (check.kind === 'rubric' && judge !== null)
			right[i] =
				(await judge({ prompt, answer: texts[i]!, rubric: check.rubric })) >= check.atLeast;
	return right;
}

const words = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? [];

export function keeps(rule: Rule, text: string): boolean {
	const lines = text.split(/[\n/]/).map((line) => line.trim());
	switch (rule.rule) {
		case 'acrostic':
			return lines.map((line) => line.charAt(0).toLowerCase()).join('') === rule.word.toLowerCase();
		case 'words':
			return words(text).length === rule.count;
		case 'contains':
			return words(text).includes(rule.word.toLowerCase());
		case 'rhymes':
			return rhymesWith(words(text).at(-1) ?? '', rule.word);
		case 'starts':
			return words(text).length > 0 && words(text).every((word) => word.startsWith(rule.letter));
		case 'lines':
			return lines.length === rule.count && lines.every(Boolean);
		default:
			return rule satisfies never;
	}
}
