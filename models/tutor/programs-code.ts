// Code: one-liners and small functions by what they do, bugs by the line they are in. What they are
// is heard from the generator, with its arguments taken out; what a program prints is worked out by
// interpret.ts.

import { MORE_EXPRESSIONS, MORE_FUNCTIONS } from '../generator/abilities/code-wordings.ts';
import { formsOf, type Form, type Program, type Sample, type Values, wordsOf } from './forms.ts';

export type Language = 'python' | 'javascript';

/** The language a request names; Python where it names none. */
export function languageOf(prompt: string): Language {
	return /\b(?:javascript|js|node(?:\.?js)?|ecmascript|typescript|es6)\b/i.test(prompt)
		? 'javascript'
		: 'python';
}
const languageOfAnswer = (answer: string, prompt: string): Language =>
	/```js|function \w+\(|console\./.test(answer) ? 'javascript' : languageOf(prompt);

// Stand for the variable and the number of a request while it is heard: neither occurs in code.
const VARIABLE = 'zqzq';
const NUMBER = 7919;

/** For `listen`: the arguments of the base's code requests, told apart from the code around them. */
export function marked(value: unknown): unknown {
	return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number'
		? [VARIABLE, NUMBER]
		: value;
}

const fill = (template: string, values: Values): string =>
	template.replace(/\{(\w+)\}/g, (whole, slot: string) => values[slot] ?? whole);

// "sort a list": no list is named.
const NO_NAMES = new Set('a an the my this that it list array'.split(' '));

const byLanguage =
	(answers: Partial<Record<Language, string>>): Program =>
	(values, prompt) => {
		const template = answers[languageOf(prompt)];
		if (template === undefined) return null;
		const filled = fill(template, {
			...values,
			...(values.v && NO_NAMES.has(values.v.toLowerCase()) ? { v: 'items' } : {})
		});
		return /\{[vnabf]\}/.test(filled) ? null : filled;
	};

export type Learnt = { forms: Form[]; programs: Record<string, Program> };

/** One-liners and functions of the base: wordings that only ever come with one answer. */
export function codeForms(samples: readonly Sample[]): Learnt & { frames: string[] } {
	// By content: some lists are put together anew for every draw.
	const answers = new Map<string, Record<Language, Set<string>>>(),
		contents = new Map<string, readonly string[]>();
	for (const { prompt, answer, heard } of samples) {
		const language = languageOfAnswer(answer, prompt),
			template = answer.replaceAll(VARIABLE, '{v}').replaceAll(String(NUMBER), '{n}');
		const lists = heard.flatMap((one) =>
			one.type === 'branch'
				? [one.list]
				: one.type === 'phrase'
					? [one.wording.q, one.wording.np, one.wording.vp, one.wording.how].filter(
							(l) => l !== undefined
						)
					: []
		);
		for (const list of new Set(lists)) {
			const key = list.join('\n');
			const known = answers.get(key) ?? { python: new Set(), javascript: new Set() };
			known[language].add(template);
			answers.set(key, known);
			contents.set(key, list);
		}
	}
	const forms = new Map<string, Form>(),
		programs: Record<string, Program> = {},
		tasks = new Map<string, string>(),
		frames = new Set('python javascript js node py code'.split(' '));
	// The plain description of a function is not among its other wordings.
	const described = new Map<readonly string[], string>(
		Object.entries(MORE_FUNCTIONS).map(([description, list]) => [list, description])
	);
	for (const [description, { vp }] of Object.entries(MORE_EXPRESSIONS))
		if (vp) described.set(vp, description);
	for (const [key, { python, javascript }] of answers) {
		const list = contents.get(key)!;
		if (python.size > 1 || javascript.size > 1) {
			// Said of anything: how it is asked, not what.
			for (const text of list) for (const word of wordsOf(text)) frames.add(word);
			continue;
		}
		if (python.size + javascript.size < 2) continue;
		const both = { python: [...python][0]!, javascript: [...javascript][0]! },
			id = JSON.stringify(both);
		const task = tasks.get(id) ?? `code:${tasks.size}`;
		tasks.set(id, task);
		programs[task] = byLanguage(both);
		const description = described.get(list);
		for (const text of description ? [description, ...list] : list) {
			if (/\{[bLd]\}/.test(text)) continue;
			for (const form of formsOf(task, text, { v: 'word', n: 'number' }))
				forms.set(`${task}${text}${form.words.join(' ')}`, form);
		}
	}
	return { forms: [...forms.values()], programs, frames: [...frames] };
}

const SIGNATURE = /(?:def|function) (\w+)\((\w+), (\w+)\)/;
// Names that are no English word, so that a description can be cut at them.
const TELLING = new Set(['x', 'y', 'm', 'n', 'p', 'q', 's', 't', 'c', 'd', 'f', 'g', 'j']);

/** Functions of two arguments that the description names. */
export function twoArgumentForms(samples: readonly Sample[]): Learnt {
	const found = new Map<string, Partial<Record<Language, string>>>();
	for (const { prompt, answer } of samples) {
		const [, name, a, b] = SIGNATURE.exec(answer) ?? [];
		if (!name || !TELLING.has(a!) || !TELLING.has(b!)) continue;
		const cut = (text: string) =>
			text
				.replace(new RegExp(`(?<![\\w'])${a}(?![\\w'])`, 'g'), '{a}')
				.replace(new RegExp(`(?<![\\w'])${b}(?![\\w'])`, 'g'), '{b}');
		const known = found.get(cut(prompt)) ?? {};
		// In code the arguments also stand beside quotes and as letters of `x => x`.
		const template = cut(answer);
		const language = languageOfAnswer(answer, '');
		if (!known[language] || ['x', 'y'].every((letter) => letter !== a && letter !== b))
			known[language] = template;
		found.set(cut(prompt), known);
	}
	const forms: Form[] = [],
		programs: Record<string, Program> = {};
	[...found].forEach(([description, answers], i) => {
		const task = `two-arguments:${i}`;
		programs[task] = byLanguage(answers);
		forms.push(...formsOf(task, description, { a: 'word', b: 'word' }));
	});
	return { forms, programs };
}

/** Lines with a bug: the line with its names taken out, and what should stand there. */
export function bugForms(samples: readonly Sample[]): Learnt {
	const votes = new Map<string, Map<string, number>>();
	for (const { prompt, answer, heard } of samples) {
		const argument = heard.find((one) => one.type === 'argument');
		if (argument?.type !== 'argument' || !Array.isArray(argument.value)) continue;
		const [, v, f, n] = argument.value as [number, string, string, number];
		if (v === f) continue;
		const cut = (text: string) =>
			text
				.replace(new RegExp(`(?<![\\w])${v}(?![\\w])`, 'g'), '{v}')
				.replace(new RegExp(`(?<![\\w])${f}(?![\\w])`, 'g'), '{f}')
				.replace(new RegExp(`(?<![\\w.])${n}(?![\\w])`, 'g'), '{n}');
		// A name that is part of the code itself would be cut there too: the other draws outvote it.
		const line = cut(prompt),
			count = votes.get(line) ?? new Map<string, number>();
		count.set(cut(answer), (count.get(cut(answer)) ?? 0) + 1);
		votes.set(line, count);
	}
	const forms: Form[] = [],
		programs: Record<string, Program> = {};
	[...votes].forEach(([line, answers], i) => {
		const task = `bug:${i}`,
			[answer] = [...answers].toSorted((a, b) => b[1] - a[1])[0]!;
		programs[task] = (values) => {
			const filled = fill(answer, values);
			return /\{[vfn]\}/.test(filled) ? null : filled;
		};
		forms.push(...formsOf(task, line, { v: 'word', f: 'word', n: 'number' }));
	});
	return { forms, programs };
}
