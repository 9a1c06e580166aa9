// A GBNF grammar as a regular expression, for a model that takes one in its place: whatever no rule of which
// contains itself. One that does has no such expression and is refused. Pure.
// GBNF: github.com/ggml-org/llama.cpp, grammars/README.md.

import { EngineError } from './engine.ts';

// What an expression may grow to while rules are put in place of their names: more is no constraint to compile.
const MOST_LETTERS = 100_000;
const NEXT = 'Ask without one, or correct the grammar.';

/** Anchored at both ends. Throws EngineError: `failed` for what is no grammar, `unsupported` for a recursive one. */
export function grammarPattern(grammar: string): RegExp {
	const rules = rulesOf(grammar);
	const done = new Map<string, string>();
	const open = new Set<string>();
	const patternOf = (name: string): string => {
		const known = done.get(name);
		if (known !== undefined) return known;
		const rule = rules.get(name);
		if (rule === undefined) throw unreadable(`it has no rule “${name}”`);
		if (open.has(name))
			throw new EngineError(
				'unsupported',
				`This model takes no grammar in which a rule contains itself, as “${name}” does. ${NEXT}`
			);
		open.add(name);
		const pattern = new RuleReader(rule, patternOf).read();
		open.delete(name);
		if (pattern.length > MOST_LETTERS)
			throw new EngineError('unsupported', `The grammar is too large for this model. ${NEXT}`);
		done.set(name, pattern);
		return pattern;
	};
	const pattern = patternOf('root');
	try {
		return new RegExp(`^(?:${pattern})$`, 'u');
	} catch (cause) {
		throw unreadable('a set of characters in it is none', cause);
	}
}

function unreadable(why: string, cause?: unknown): EngineError {
	return new EngineError('failed', `The grammar cannot be read: ${why}. ${NEXT}`, { cause });
}

/** Each rule's text by its name. A rule goes on until a line that begins another. */
function rulesOf(grammar: string): Map<string, string> {
	const rules = new Map<string, string>();
	let last: string | null = null;
	for (const line of grammar.split('\n')) {
		const head = /^\s*([A-Za-z][\w-]*)\s*::=(.*)$/.exec(line);
		if (head) rules.set((last = head[1]!), head[2]!);
		else if (last !== null) rules.set(last, `${rules.get(last)}\n${line}`);
		else if (line.replace(/#.*/, '').trim() !== '')
			throw unreadable('it does not begin with a rule');
	}
	return rules;
}

class RuleReader {
	readonly #text: string;
	readonly #patternOf: (name: string) => string;
	#at = 0;

	constructor(text: string, patternOf: (name: string) => string) {
		this.#text = text;
		this.#patternOf = patternOf;
	}

	read(): string {
		const pattern = this.#alternatives();
		if (this.#at < this.#text.length) throw unreadable(`“${this.#rest()}” is out of place`);
		return pattern;
	}

	#alternatives(): string {
		const all = [this.#sequence()];
		while (this.#take(/\|/y) !== null) all.push(this.#sequence());
		return all.length === 1 ? all[0]! : `(?:${all.join('|')})`;
	}

	#sequence(): string {
		let pattern = '';
		for (let item = this.#item(); item !== null; item = this.#item()) {
			const times = this.#take(/[*+?]|\{\d+(?:,\d*)?\}/y);
			pattern += times === null ? item : `(?:${item})${times}`;
		}
		return pattern;
	}

	#item(): string | null {
		this.#skip();
		const literal = this.#take(/"(?:[^"\\]|\\.)*"/y);
		if (literal !== null) return escaped(unescaped(literal.slice(1, -1)));
		const set = this.#take(/\[\^?(?:[^\]\\]|\\.)*\]/y);
		if (set !== null) return setOf(set);
		if (this.#take(/\./y) !== null) return '[\\s\\S]';
		if (this.#take(/\(/y) !== null) {
			const group = this.#alternatives();
			if (this.#take(/\)/y) === null) throw unreadable('a bracket is not closed');
			return `(?:${group})`;
		}
		const name = this.#take(/[A-Za-z][\w-]*/y);
		return name === null ? null : this.#patternOf(name);
	}

	#take(pattern: RegExp): string | null {
		this.#skip();
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#text)?.[0] ?? null;
		if (found !== null) this.#at += found.length;
		this.#skip();
		return found;
	}

	#skip(): void {
		const space = /(?:\s|#[^\n]*)*/y;
		space.lastIndex = this.#at;
		this.#at += space.exec(this.#text)?.[0].length ?? 0;
	}

	#rest(): string {
		return this.#text.slice(this.#at, this.#at + 20);
	}
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
	return text.replace(
		/\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs,
		(_, x, u, long, letter: string) => {
			const hex: string | undefined = x ?? u ?? long;
			if (hex === undefined) return ESCAPES[letter] ?? letter;
			const code = parseInt(hex, 16);
			if (code > 0x10ffff) throw unreadable('it names a character that does not exist');
			return String.fromCodePoint(code);
		}
	);
}

const escaped = (text: string): string =>
	[...text].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')).join('');

/** A set of characters; a `-` between two of them is a range, as in an expression. */
function setOf(set: string): string {
	const negated = set.startsWith('[^');
	const inner = set.slice(negated ? 2 : 1, -1);
	const members = [
		...inner.matchAll(/\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|-|./gsu)
	];
	const body = members.map(([member], i) => {
		const isRange = member === '-' && i > 0 && i < members.length - 1;
		return isRange
			? '-'
			: unescaped(member)
					.replace(/[\\\]^-]/u, '\\$&')
					.replace(/[[/]/u, '\\$&');
	});
	return `[${negated ? '^' : ''}${body.join('')}]`;
}
