// The grade of an answer whose right answer is known, 0 to 10: what the critic learns to give without
// knowing it. A rubric for programs; it looks at what kind of thing was said, and how near it came.
//
//   10  right                               4  the right kind of thing, another value
//    8  right, a slip in the working        2  says that it does not know, though it was taught it
//    5  the right kind, and near            1  another kind of thing than was asked for
//                                           0  nothing, or made up where nobody could know

import { equations } from '../../src/decide/answer-checks.ts';
import { conclusion } from '../measure.ts';

export interface Graded {
	/** The right answer; of an unknown question, that it is not known. */
	expected: string;
	/** Whether nobody could know. */
	unknown: boolean;
	text: string;
	/** By the question's own grader. */
	right: boolean;
}

const SAYS_UNKNOWN = /I don't know that one/i;

export function gradeFor({ expected, unknown, text: said, right }: Graded): number {
	const text = said.trim();
	if (text === '') return 0;
	if (unknown) return right ? 10 : 0;
	if (right) return equations(text).wrong > 0 ? 8 : 10;
	if (SAYS_UNKNOWN.test(text)) return 2;
	if (kindOf(text) !== kindOf(expected)) return 1;
	return isNear(expected, text) ? 5 : 4;
}

type Kind = 'json' | 'code' | 'yes-or-no' | 'number' | 'list' | 'words' | 'sentence';

/** What kind of thing an answer is, by its conclusion. */
export function kindOf(text: string): Kind {
	const plain = text.trim();
	if (/^[[{]/.test(plain)) return 'json';
	if (/\bdef |\bfunction |=>|console\.log|\bprint\(/.test(plain)) return 'code';
	const end = conclusion(plain);
	if (/^(yes|no)\b/i.test(end)) return 'yes-or-no';
	if (/\d/.test(end)) return 'number';
	if ((end.match(/,/g) ?? []).length > 1) return 'list';
	return end.split(/\s+/).length <= 3 ? 'words' : 'sentence';
}

/** Same tool, a number off by a tenth or by one digit, or most letters alike. */
function isNear(expected: string, text: string): boolean {
	if (kindOf(expected) === 'json') {
		const [a, b] = [toolOf(expected), toolOf(text)];
		return a !== null && a === b;
	}
	const [a, b] = [conclusion(expected), conclusion(text)];
	const [x, y] = [numberOf(a), numberOf(b)];
	if (x !== null && y !== null)
		return Math.abs(x - y) <= Math.abs(x) / 10 || distance(String(x), String(y)) <= 1;
	return distance(a, b) <= Math.max(1, Math.floor(a.length / 4));
}

function toolOf(text: string): string | null {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return null;
		const [first] = Object.values(value);
		return typeof first === 'string' ? first : null;
	} catch {
		return null;
	}
}

function numberOf(text: string): number | null {
	const found = /-?\d[\d,]*(\.\d+)?/.exec(text);
	return found ? Number(found[0].replaceAll(',', '')) : null;
}

/** Levenshtein's edit distance. */
export function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
			);
		row = next;
	}
	return row[b.length]!;
}
