// GBNF read as llama.cpp's own parser reads it (src/llama-grammar.cpp), before that sees it: it writes a grammar
// that it refuses to the operator's terminal and keeps the reason, and it ends the process on one that is nested
// too deep, or that repeats `{3,2}` times. Rules come out as it would write them, repetitions spelled out. Pure.
// Not here: what the rules come to once they run (gbnf-bounds.ts).

/** What a rule may be: each alternative is letters, below 0, and numbers of other rules. */
export type GbnfRule = number[][];
export const LETTER = -1;
/** A further letter or range of the class before it. */
export const LETTER_TOO = -2;

export type Gbnf = { rules: readonly GbnfRule[]; names: readonly string[]; root: number };

/** Says what is wrong and where, with no more of the grammar than a few words. */
export class GbnfError extends Error {
	override name = 'GbnfError';
}

// llama.cpp's stack ends between 5,000 and 20,000; what people write is nested some ten deep.
const MOST_NESTING = 100;
// llama.cpp's MAX_REPETITION_THRESHOLD.
const MOST_REPETITIONS = 2000;
// Spelled out: reading that many and opening them takes some 0.3 s on two busy cores.
const MOST_ELEMENTS = 100_000;
const EXCERPT = 24;

/** Throws a GbnfError. */
export function readGbnf(text: string): Gbnf {
	return new Reader(text).read();
}

class Reader {
	readonly #text: string;
	#at = 0;
	readonly #ids = new Map<string, number>();
	readonly #names: string[] = [];
	readonly #rules: (GbnfRule | undefined)[] = [];
	/** Where a rule is first named, for what is said of it. */
	readonly #named: number[] = [];
	#elements = 0;
	#nesting = 0;

	constructor(text: string) {
		this.#text = text;
	}

	read(): Gbnf {
		const nothing = this.#text.indexOf('\0');
		if (nothing >= 0) throw this.#wrong('a zero byte cannot stand in a grammar', nothing);
		this.#space(true);
		while (this.#at < this.#text.length) this.#rule();
		const root = this.#ids.get('root');
		if (root === undefined || !this.#rules[root])
			throw new GbnfError('it has no rule named root. Add one: root ::= …');
		const rules = this.#names.map((name, id) => {
			const rule = this.#rules[id];
			if (rule) return rule;
			throw this.#wrong(`the rule ${shortened(name)} is used and nowhere defined`, this.#named[id]);
		});
		return { rules, names: this.#names, root };
	}

	#rule(): void {
		const name = this.#name();
		const id = this.#id(name);
		this.#space(false);
		if (!this.#text.startsWith('::=', this.#at)) throw this.#wrong('expected ::=');
		this.#at += 3;
		this.#space(true);
		this.#rules[id] = this.#alternatives(false);
		const end = /\r\n|\r|\n|$/y;
		end.lastIndex = this.#at;
		const found = end.exec(this.#text);
		if (!found) throw this.#wrong('expected a new line or the end');
		this.#at += found[0].length;
		this.#space(true);
	}

	#alternatives(nested: boolean): GbnfRule {
		const rule = [this.#sequence(nested)];
		while (this.#peek() === '|') {
			this.#count(1, this.#at++);
			this.#space(true);
			rule.push(this.#sequence(nested));
		}
		return rule;
	}

	#sequence(nested: boolean): number[] {
		const rule: number[] = [];
		/** Where what a repetition would repeat begins, and how many rules it is. */
		let last = rule.length;
		let weight = 1;
		for (;;) {
			const begins = rule.length;
			const sign = this.#peek();
			switch (sign) {
				case '"':
					this.#at++;
					while (this.#peek() !== '"') {
						this.#letter();
						this.#push(rule, LETTER);
					}
					this.#at++;
					break;
				case '[':
					this.#class(rule);
					break;
				case '<':
				case '!':
					this.#token();
					this.#push(rule, LETTER);
					break;
				case '.':
					this.#at++;
					this.#push(rule, LETTER);
					break;
				case '(': {
					const before = this.#names.length;
					this.#push(rule, this.#group());
					weight = Math.max(1, this.#names.length - before);
					this.#space(nested);
					last = begins;
					continue;
				}
				case '*':
				case '+':
				case '?':
				case '{': {
					const at = this.#at;
					const [least, most] = this.#times(sign, nested);
					if (last === rule.length) throw this.#wrong('nothing stands before a repetition', at);
					weight *= this.#repeat(rule, last, { least, most, weight, at });
					this.#space(nested);
					continue;
				}
				default:
					if (!/[a-zA-Z0-9-]/.test(sign)) return rule;
					this.#push(rule, this.#id(this.#name()));
			}
			this.#space(nested);
			last = begins;
			weight = 1;
		}
	}

	#group(): number {
		const at = this.#at++;
		if (++this.#nesting > MOST_NESTING)
			throw this.#wrong(`groups are nested deeper than ${MOST_NESTING}`, at);
		this.#space(true);
		const id = this.#made(at);
		this.#rules[id] = this.#alternatives(true);
		if (this.#peek() !== ')') throw this.#wrong('a group has no )', at);
		this.#at++;
		this.#nesting--;
		return id;
	}

	#class(rule: number[]): void {
		this.#at++;
		if (this.#peek() === '^') this.#at++;
		for (let first = true; this.#peek() !== ']'; first = false) {
			this.#letter();
			this.#push(rule, first ? LETTER : LETTER_TOO);
			if (this.#peek() === '-' && this.#text[this.#at + 1] !== ']') {
				this.#at++;
				this.#letter();
				this.#push(rule, LETTER_TOO);
			}
		}
		this.#at++;
	}

	/** A letter of a literal or a class, or its escape. */
	#letter(): void {
		const letter = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[trn\\"[\]-])|[^\\]/suy;
		letter.lastIndex = this.#at;
		const found = letter.exec(this.#text);
		if (!found)
			throw this.#wrong(
				this.#at < this.#text.length ? 'an escape that GBNF does not know' : 'it ends in a literal'
			);
		this.#at += found[0].length;
	}

	/** By its number alone: without the model's vocabulary llama.cpp knows no others. */
	#token(): void {
		const token = /!?<\[\d{1,9}\]>/y;
		token.lastIndex = this.#at;
		const found = token.exec(this.#text);
		if (!found) throw this.#wrong('a token is named by its number here: <[42]>');
		this.#at += found[0].length;
	}

	/** At least and at most. */
	#times(sign: string, nested: boolean): [number, number] {
		const at = this.#at++;
		if (sign !== '{') {
			this.#space(nested);
			return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
		}
		const space = nested ? '(?:[ \\t\\r\\n]|#[^\\r\\n]*)*' : '(?:[ \\t]|#[^\\r\\n]*)*';
		const braces = new RegExp(
			`\\{${space}(\\d+)${space}(?:(,)${space}(?:(\\d+)${space})?)?\\}`,
			'y'
		);
		braces.lastIndex = at;
		const found = braces.exec(this.#text);
		if (!found) throw this.#wrong('a repetition should be {3}, {3,} or {3,5}', at);
		this.#at = at + found[0].length;
		const [, from = '', comma, to] = found;
		const least = Number(from);
		const most = comma === undefined ? least : to === undefined ? Infinity : Number(to);
		if (most < least) throw this.#wrong('a repetition ends below where it begins', at);
		if (least > MOST_REPETITIONS)
			throw this.#wrong(`more than ${MOST_REPETITIONS} repetitions`, at);
		// As llama.cpp: what is beyond its limit is any number.
		return [least, most > MOST_REPETITIONS ? Infinity : most];
	}

	/** Spells a repetition out, as llama.cpp does: see `handle_repetitions`. */
	#repeat(
		rule: number[],
		from: number,
		{ least, most, weight, at }: { least: number; most: number; weight: number; at: number }
	): number {
		const one = rule.slice(from);
		const endless = most === Infinity;
		const total = !endless && most > 0 ? most : Math.max(1, least);
		if (weight * total >= MOST_REPETITIONS)
			throw this.#wrong(`a repetition of ${weight} rules comes to ${MOST_REPETITIONS} or more`, at);
		const optional = endless ? 1 : most - least;
		this.#count((Math.max(1, least) - 1 + optional) * (one.length + 2), at);
		if (least === 0) rule.length = from;
		for (let i = 1; i < least; i++) for (const element of one) rule.push(element);
		let rest: number | null = null;
		for (let i = 0; i < optional; i++) {
			const id = this.#made(at);
			const next = endless ? id : rest;
			this.#rules[id] = next === null ? [one, []] : [[...one, next], []];
			rest = id;
		}
		if (rest !== null) rule.push(rest);
		return total;
	}

	#push(rule: number[], element: number): void {
		this.#count(1, this.#at);
		rule.push(element);
	}

	#count(elements: number, at: number): void {
		this.#elements += elements;
		if (this.#elements > MOST_ELEMENTS)
			throw this.#wrong(
				`with its repetitions spelled out it has more than ${MOST_ELEMENTS} parts`,
				at
			);
	}

	#name(): string {
		const name = /[a-zA-Z0-9-]+/y;
		name.lastIndex = this.#at;
		const found = name.exec(this.#text);
		if (!found) throw this.#wrong('expected the name of a rule');
		this.#at += found[0].length;
		return found[0];
	}

	#id(name: string): number {
		const known = this.#ids.get(name);
		if (known !== undefined) return known;
		const id = this.#made(this.#at - name.length, name);
		this.#ids.set(name, id);
		return id;
	}

	/** A rule that has no name of its caller's. */
	#made(at: number, name = 'a group'): number {
		this.#named.push(at);
		return this.#names.push(name) - 1;
	}

	#space(withLines: boolean): void {
		const space = withLines ? /(?:[ \t\r\n]|#[^\r\n]*)*/y : /(?:[ \t]|#[^\r\n]*)*/y;
		space.lastIndex = this.#at;
		this.#at += space.exec(this.#text)?.[0].length ?? 0;
	}

	#peek(): string {
		return this.#text[this.#at] ?? '';
	}

	#wrong(what: string, at = this.#at): GbnfError {
		const before = this.#text.slice(0, at).split('\n');
		const [here = ''] = this.#text.slice(at, at + 10 * EXCERPT).split('\n');
		const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
		return new GbnfError(
			here.trim() === '' ? `${what}, at ${place}.` : `${what}, at ${place}: ${shortened(here)}`
		);
	}
}

function shortened(text: string): string {
	return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}
