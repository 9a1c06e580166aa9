// What a few lines of Python print: assignments, loops over range or lists, if-else, expressions on
// numbers, strings and lists. Not a Python: what is beyond that gives null, and nothing is run.

type Value = number | string | boolean | null | Value[];

class Beyond extends Error {}

// More steps than any line worth asking about takes.
const MOST_STEPS = 10_000;

/** What the program prints, lines joined by spaces; null when it cannot be told. */
export function printed(code: string): string | null {
	const run = new Run();
	try {
		run.block(splitStatements(code));
	} catch (error) {
		if (error instanceof Beyond) return null;
		throw error;
	}
	return run.out.length === 0 ? null : run.out.join(' ');
}

function splitStatements(code: string): string[] {
	return code
		.split(/;|\n/)
		.map((line) => line.trimEnd())
		.filter((line) => line.trim() !== '');
}

class Run {
	readonly out: string[] = [];
	readonly #names = new Map<string, Value>();
	#steps = 0;

	block(lines: readonly string[]): void {
		for (let i = 0; i < lines.length; i++) {
			const line = lines[i]!,
				indent = /^\s*/.exec(line)![0].length;
			const head = /^(for|if|while)\b.*:\s*(.*)$/.exec(line.trim());
			if (!head) {
				this.statement(line.trim());
				continue;
			}
			const body = head[2] ? [head[2]] : [];
			while (i + 1 < lines.length && /^\s*/.exec(lines[i + 1]!)![0].length > indent)
				body.push(lines[++i]!.trim());
			this.#compound(line.trim(), body);
		}
	}

	#compound(head: string, body: readonly string[]): void {
		const loop = /^for (\w+) in (.+?):/.exec(head);
		if (loop) {
			for (const value of iterated(this.evaluate(loop[2]!))) {
				this.#names.set(loop[1]!, value);
				this.block(body);
			}
			return;
		}
		const test = /^(if|while) (.+?):/.exec(head);
		if (!test || body.length === 0) throw new Beyond();
		if (test[1] === 'if') {
			if (truthy(this.evaluate(test[2]!))) this.block(body);
			return;
		}
		while (truthy(this.evaluate(test[2]!))) {
			if (++this.#steps > MOST_STEPS) throw new Beyond();
			this.block(body);
		}
	}

	statement(text: string): void {
		if (++this.#steps > MOST_STEPS) throw new Beyond();
		const print = /^(?:print|console\.log)\((.*)\)$/.exec(text);
		if (print) {
			this.out.push(this.#list(print[1]!).map(shown).join(' '));
			return;
		}
		const append = /^(\w+)\.append\((.*)\)$/.exec(text);
		const list = append && this.#names.get(append[1]!);
		if (append && Array.isArray(list)) {
			list.push(this.evaluate(append[2]!));
			return;
		}
		const assign = /^(?:let |const |var )?(\w+)\s*([-+*]?)=(?!=)\s*(.+)$/.exec(text);
		if (!assign) throw new Beyond();
		const [, name, operator, source] = assign as unknown as [string, string, string, string];
		const value = this.evaluate(operator ? `${name} ${operator} (${source})` : source);
		this.#names.set(name, value);
	}

	evaluate(source: string): Value {
		const choice = /^(.+?) if (.+?) else (.+)$/.exec(source.trim());
		if (choice)
			return truthy(this.evaluate(choice[2]!))
				? this.evaluate(choice[1]!)
				: this.evaluate(choice[3]!);
		const reader = new Reader(source, (name) => {
			const value = this.#names.get(name);
			if (value === undefined) throw new Beyond();
			return value;
		});
		return reader.all();
	}

	/** Values between commas that stand outside brackets and quotes. */
	#list(source: string): Value[] {
		const parts: string[] = [];
		let [depth, quote, from] = [0, '', 0];
		for (let i = 0; i < source.length; i++) {
			const c = source[i]!;
			if (quote) quote = c === quote ? '' : quote;
			else if (c === '"' || c === "'") quote = c;
			else if ('([{'.includes(c)) depth++;
			else if (')]}'.includes(c)) depth--;
			else if (c === ',' && depth === 0) {
				parts.push(source.slice(from, i));
				from = i + 1;
			}
		}
		parts.push(source.slice(from));
		return parts.filter((part) => part.trim() !== '').map((part) => this.evaluate(part));
	}
}

const TOKEN = /\s*(\d+\.\d+|\d+|"[^"]*"|'[^']*'|\w+|\*\*|\/\/|==|!=|<=|>=|[-+*/%<>()[\],.:])/y;

/** A recursive-descent reader of one expression. */
class Reader {
	readonly #tokens: string[] = [];
	readonly #lookUp: (name: string) => Value;
	#at = 0;

	constructor(source: string, lookUp: (name: string) => Value) {
		this.#lookUp = lookUp;
		TOKEN.lastIndex = 0;
		let end = 0;
		for (let found = TOKEN.exec(source); found; found = TOKEN.exec(source)) {
			this.#tokens.push(found[1]!);
			end = TOKEN.lastIndex;
		}
		if (source.slice(end).trim() !== '') throw new Beyond();
	}

	all(): Value {
		const value = this.#comparison();
		if (this.#at < this.#tokens.length) throw new Beyond();
		return value;
	}

	#take(...tokens: string[]): string | null {
		const token = this.#tokens[this.#at];
		if (token === undefined || !tokens.includes(token)) return null;
		this.#at++;
		return token;
	}

	#comparison(): Value {
		let left = this.#sum();
		for (
			let op = this.#take('==', '!=', '<', '>', '<=', '>=', 'in');
			op;
			op = this.#take('==', '!=', '<', '>', '<=', '>=', 'in')
		) {
			const right = this.#sum();
			if (op === 'in')
				left =
					iterated(right).includes(left) ||
					(typeof right === 'string' && right.includes(String(left)));
			else if (op === '==') left = JSON.stringify(left) === JSON.stringify(right);
			else if (op === '!=') left = JSON.stringify(left) !== JSON.stringify(right);
			else {
				const [a, b] = [numeric(left), numeric(right)];
				left = op === '<' ? a < b : op === '>' ? a > b : op === '<=' ? a <= b : a >= b;
			}
		}
		return left;
	}

	#sum(): Value {
		let left = this.#product();
		for (let op = this.#take('+', '-'); op; op = this.#take('+', '-')) {
			const right = this.#product();
			if (op === '+' && typeof left === 'string' && typeof right === 'string') left += right;
			else if (op === '+' && Array.isArray(left) && Array.isArray(right))
				left = [...left, ...right];
			else left = op === '+' ? numeric(left) + numeric(right) : numeric(left) - numeric(right);
		}
		return left;
	}

	#product(): Value {
		let left = this.#power();
		for (let op = this.#take('*', '/', '//', '%'); op; op = this.#take('*', '/', '//', '%')) {
			const right = this.#power();
			if (op === '*' && typeof left === 'string') left = left.repeat(bounded(numeric(right)));
			else if (op === '*' && Array.isArray(left)) {
				const list = left;
				left = Array.from({ length: bounded(numeric(right)) }, () => list).flat();
			} else left = arithmetic(op, numeric(left), numeric(right));
		}
		return left;
	}

	#power(): Value {
		if (this.#take('-')) return -numeric(this.#power());
		if (this.#take('not')) return !truthy(this.#comparison());
		const base = this.#trailers(this.#atom());
		return this.#take('**') ? numeric(base) ** numeric(this.#power()) : base;
	}

	#atom(): Value {
		const token = this.#tokens[this.#at++];
		if (token === undefined) throw new Beyond();
		if (/^\d/.test(token)) return Number(token);
		if (/^["']/.test(token)) return token.slice(1, -1);
		if (token === 'True' || token === 'true') return true;
		if (token === 'False' || token === 'false') return false;
		if (token === 'None') return null;
		if (token === '(') return this.#closed(')', () => this.#comparison());
		if (token === '[') return this.#items(']');
		if (!/^\w+$/.test(token)) throw new Beyond();
		if (this.#take('(')) return called(token, this.#items(')'));
		return this.#lookUp(token);
	}

	#closed<T>(end: string, read: () => T): T {
		const value = read();
		if (!this.#take(end)) throw new Beyond();
		return value;
	}

	#items(end: string): Value[] {
		const items: Value[] = [];
		while (!this.#take(end)) {
			items.push(this.#comparison());
			if (!this.#take(',') && this.#tokens[this.#at] !== end) throw new Beyond();
		}
		return items;
	}

	#trailers(value: Value): Value {
		for (;;) {
			if (this.#take('[')) value = this.#indexed(value);
			else if (this.#take('.')) value = this.#method(value);
			else return value;
		}
	}

	#indexed(value: Value): Value {
		const items = typeof value === 'string' ? [...value] : iterated(value);
		const from = this.#tokens[this.#at] === ':' ? null : numeric(this.#comparison());
		if (this.#take(']')) {
			const item = items.at(from ?? 0);
			if (item === undefined) throw new Beyond();
			return item;
		}
		if (!this.#take(':')) throw new Beyond();
		const backwards = Boolean(this.#take(':'));
		const to = this.#tokens[this.#at] === ']' ? null : numeric(this.#comparison());
		if (!this.#take(']') || (backwards && (to !== -1 || from !== null))) throw new Beyond();
		const part = backwards ? items.toReversed() : items.slice(from ?? 0, to ?? undefined);
		return typeof value === 'string' ? part.join('') : part;
	}

	#method(value: Value): Value {
		const name = this.#tokens[this.#at++];
		if (name === 'length' && (typeof value === 'string' || Array.isArray(value)))
			return value.length;
		if (typeof value !== 'string' || !this.#take('(')) throw new Beyond();
		this.#items(')');
		if (name === 'upper' || name === 'toUpperCase') return value.toUpperCase();
		if (name === 'lower' || name === 'toLowerCase') return value.toLowerCase();
		throw new Beyond();
	}
}

function called(name: string, items: Value[]): Value {
	const [first = null] = items,
		list = () => (items.length === 1 ? iterated(first) : items).map(numeric);
	switch (name) {
		case 'len':
			return typeof first === 'string' || Array.isArray(first) ? first.length : beyond();
		case 'range': {
			const [from, to, step = 1] = items.length === 1 ? [0, numeric(first)] : items.map(numeric);
			if (!step) return beyond();
			const count = bounded(Math.ceil((to! - from!) / step));
			return Array.from({ length: count }, (_, i) => from! + i * step);
		}
		case 'sum':
			return iterated(first).reduce((sum: number, value) => sum + numeric(value), 0);
		case 'max':
			return Math.max(...list());
		case 'min':
			return Math.min(...list());
		case 'abs':
			return Math.abs(numeric(first));
		case 'str':
			return shown(first);
		case 'int':
			return Math.trunc(Number(first));
		case 'sorted':
			return iterated(first).toSorted((a, b) => numeric(a) - numeric(b));
		default:
			return beyond();
	}
}

function arithmetic(op: string, a: number, b: number): number {
	if (op === '*') return a * b;
	if (b === 0) return beyond();
	// A whole quotient is printed as a decimal (2.0): told apart from integers nowhere here.
	if (op === '/') return Number.isInteger(a / b) ? beyond() : a / b;
	const floor = Math.floor(a / b);
	return op === '//' ? floor : a - floor * b;
}

function beyond(): never {
	throw new Beyond();
}
const bounded = (count: number): number => (count > 1000 ? beyond() : Math.max(0, count));
const truthy = (value: Value): boolean =>
	Array.isArray(value) ? value.length > 0 : Boolean(value);
const numeric = (value: Value): number =>
	typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : beyond();
const iterated = (value: Value): Value[] =>
	Array.isArray(value) ? value : typeof value === 'string' ? [...value] : beyond();

function shown(value: Value): string {
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (Array.isArray(value))
		return `[${value.map((item) => (typeof item === 'string' ? `'${item}'` : shown(item))).join(', ')}]`;
	return String(value);
}
