// A regular expression as a GBNF grammar, for the test's platform, whose model takes those: sequences,
// alternatives, groups, sets, quantifiers and escapes. Anchors at both ends are the grammar's own.

/** Throws where the expression holds something else. */
export function patternGrammar({ source }: RegExp): string {
	const reader = new PatternReader(source.replace(/^\^/, '').replace(/\$$/, ''));
	return `root ::= ${reader.read()}`;
}

class PatternReader {
	readonly #source: string;
	#at = 0;

	constructor(source: string) {
		this.#source = source;
	}

	read(): string {
		const grammar = this.#alternatives();
		if (this.#at < this.#source.length)
			throw new Error(`Not read: ${this.#source.slice(this.#at)}`);
		return grammar;
	}

	#alternatives(): string {
		const all = [this.#sequence()];
		while (this.#take(/\|/y)) all.push(this.#sequence());
		return all.join(' | ');
	}

	#sequence(): string {
		const items: string[] = [];
		for (;;) {
			const item = this.#item();
			if (item === null) return items.length === 0 ? '""' : items.join(' ');
			items.push(`${item}${this.#take(/[*+?]|\{\d+(?:,\d*)?\}/y) ?? ''}`);
		}
	}

	#item(): string | null {
		if (this.#take(/\(\?:/y)) {
			const inner = this.#alternatives();
			if (!this.#take(/\)/y)) throw new Error('A group is not closed.');
			return `(${inner})`;
		}
		const set = this.#take(/\[(?:[^\]\\]|\\.)*\]/y);
		if (set) return set === '[\\s\\S]' ? '.' : set;
		const letter = this.#take(/\\.|[^\\[\](){}|*+?.]/sy);
		if (letter === null) return null;
		const plain = letter.length > 1 ? letter.slice(1) : letter;
		return JSON.stringify(plain);
	}

	#take(pattern: RegExp): string | null {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#source)?.[0] ?? null;
		if (found !== null) this.#at += found.length;
		return found;
	}
}
