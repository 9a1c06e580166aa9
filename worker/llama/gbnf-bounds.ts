// What a grammar's rules would cost llama.cpp, told before it runs them: whether it would go round without
// reading a letter, and in how many ways it would have to try a token's letters. Pure. A bound on what is usual and
// not a proof: a list of alternatives that mean the same, repeated, is slow and passes.

import { GbnfError, LETTER_TOO, type Gbnf, type GbnfRule } from './gbnf.ts';

// Whether rules begin with themselves is looked for by a walk that remembers nothing: 20 million steps are 0.1 s.
const MOST_STEPS = 20_000_000;
// llama.cpp's walk calls itself.
const MOST_DEPTH = 2000;
// Each way to begin is compared with all others: 2,000 ways are 40 ms a token here, 16,000 are seconds.
const MOST_WAYS = 2000;
// Things that may be left out, one after the other: the ways through n of them for k letters are n over k.
const MOST_OPTIONAL = 32;

export class LeftRecursionError extends GbnfError {}

/** Throws a GbnfError. */
export function checkBounds(grammar: Gbnf): void {
	const { rules, names } = grammar;
	checkWalk(rules, names);
	const empty = rulesThat(rules, false);
	const order = checkGrowth(rules, names, empty);
	checkWays(rules, names, { empty, order });
}

/** Whether whatever a grammar may begin can also end. */
export function canEnd({ rules }: Gbnf): boolean {
	return rulesThat(rules, true).every((ends) => ends);
}

/** Rules with an alternative that is made of nothing, or (`withLetters`) of a finite text. */
function rulesThat(rules: readonly GbnfRule[], withLetters: boolean): boolean[] {
	const holds = rules.map(() => false);
	const users: { rule: number; left: { count: number } }[][] = rules.map(() => []);
	const ready: number[] = [];
	for (const [rule, alternatives] of rules.entries())
		for (const alternative of alternatives) {
			if (!withLetters && alternative.some((element) => element < 0)) continue;
			const references = alternative.filter((element) => element >= 0);
			const left = { count: references.length };
			if (left.count === 0) ready.push(rule);
			for (const used of references) users[used]?.push({ rule, left });
		}
	for (let rule = ready.pop(); rule !== undefined; rule = ready.pop()) {
		if (holds[rule]) continue;
		holds[rule] = true;
		for (const { rule: user, left } of users[rule] ?? []) if (--left.count === 0) ready.push(user);
	}
	return holds;
}

/** llama.cpp's own search for left recursion (`llama_grammar_detect_left_recursion`), with its steps counted. */
function checkWalk(rules: readonly GbnfRule[], names: readonly string[]): void {
	const steps = new Map<number, number>();
	const under = new Set<number>();
	const mayBeEmpty = rules.map((rule) => rule.some(({ length }) => length === 0));
	const walk = (id: number): number => {
		const known = steps.get(id);
		if (known !== undefined) return known;
		if (under.has(id)) throw beginsWithItself(names[id]);
		if (under.size >= MOST_DEPTH)
			throw new GbnfError(`more than ${MOST_DEPTH} rules begin with one another.`);
		under.add(id);
		let sum = 1;
		for (const alternative of rules[id] ?? []) {
			sum += alternative.length + 1;
			for (const element of alternative) {
				if (element < 0) break;
				sum += walk(element);
				if (!mayBeEmpty[element]) break;
			}
		}
		under.delete(id);
		if (sum > MOST_STEPS)
			throw new GbnfError('its rules begin with one another in too many ways. Make it smaller.');
		steps.set(id, sum);
		return sum;
	};
	let all = 0;
	for (const id of rules.keys()) all += walk(id);
	if (all > MOST_STEPS)
		throw new GbnfError('its rules begin with one another in too many ways. Make it smaller.');
}

function beginsWithItself(name = ''): LeftRecursionError {
	return new LeftRecursionError(
		`the rule ${name.slice(0, 40)} begins with itself (left recursion): put a letter before it.`
	);
}

/**
 * A rule that comes back to itself without a letter, with something left to do behind it, grows for ever: llama.cpp
 * sees the direct case alone. Returns the rules, each after those that it begins with (Tarjan's components).
 */
function checkGrowth(
	rules: readonly GbnfRule[],
	names: readonly string[],
	empty: readonly boolean[]
): number[] {
	const first = rules.map((rule) =>
		rule.flatMap((alternative) => {
			const solid = alternative.findIndex((element) => element < 0 || !empty[element]);
			const reached = solid < 0 ? alternative : alternative.slice(0, solid + 1);
			return reached
				.map((to, i) => ({ to, last: i === alternative.length - 1 }))
				.filter(({ to }) => to >= 0);
		})
	);
	const index = new Map<number, number>();
	const low: number[] = [];
	const component: number[] = [];
	const open: number[] = [];
	const order: number[] = [];
	for (const start of rules.keys()) {
		if (index.has(start)) continue;
		const path = [{ id: start, next: 0 }];
		for (let step = path.at(-1); step; step = path.at(-1)) {
			const { id } = step;
			if (step.next === 0 && !index.has(id)) {
				low[id] = index.size;
				index.set(id, index.size);
				open.push(id);
			}
			const edge = first[id]?.[step.next++];
			if (edge) {
				if (!index.has(edge.to)) path.push({ id: edge.to, next: 0 });
				else if (component[edge.to] === undefined)
					low[id] = Math.min(low[id] ?? 0, index.get(edge.to) ?? 0);
				continue;
			}
			path.pop();
			const from = path.at(-1);
			if (from) low[from.id] = Math.min(low[from.id] ?? 0, low[id] ?? 0);
			if (low[id] !== index.get(id)) continue;
			for (let member = open.pop(); member !== undefined; member = open.pop()) {
				component[member] = id;
				order.push(member);
				if (member === id) break;
			}
		}
	}
	for (const [id, edges] of first.entries())
		for (const { to, last } of edges)
			if (!last && component[id] === component[to]) throw beginsWithItself(names[id]);
	return order;
}

function checkWays(
	rules: readonly GbnfRule[],
	names: readonly string[],
	{ empty, order }: { empty: readonly boolean[]; order: readonly number[] }
): void {
	/** Letters that a rule can begin with; and of one alternative, by leaving out what stands before. */
	const ways = rules.map(() => 0);
	const optional = rules.map(() => 0);
	/** What can be left out at a rule's end. */
	const trailing: number[] = [];
	const check = (id: number, one: { ways: number; optional: number }) => {
		const where = names[id]?.slice(0, 40);
		if (one.ways > MOST_WAYS)
			throw new GbnfError(`more than ${MOST_WAYS} alternatives meet in the rule ${where}.`);
		if (one.optional > MOST_OPTIONAL)
			throw new GbnfError(
				`more than ${MOST_OPTIONAL} things that may be left out follow one another in the rule ${where}.`
			);
	};
	for (const id of order) {
		let sum = 0;
		for (const alternative of rules[id] ?? []) {
			const run = { ways: 0, optional: 0 };
			for (const element of backwards(alternative)) {
				if (element === LETTER_TOO) continue;
				const passes = element >= 0 && empty[element];
				const own = element >= 0 ? (ways[element] ?? 0) : 1;
				const single = element >= 0 ? (optional[element] ?? 0) : 1;
				run.ways = own + (passes ? run.ways : 0);
				run.optional = single + (passes ? run.optional : 0);
				check(id, run);
			}
			sum += run.ways;
			optional[id] = Math.max(optional[id] ?? 0, run.optional);
		}
		ways[id] = sum;
		check(id, { ways: sum, optional: 0 });
	}
	const trail = (id: number, depth: number): number => {
		const known = trailing[id];
		if (known !== undefined) return known;
		if (depth > MOST_DEPTH)
			throw new GbnfError(`more than ${MOST_DEPTH} rules end with one another.`);
		// A rule that ends with itself leaves nothing behind.
		trailing[id] = 0;
		let most = 0;
		for (const alternative of rules[id] ?? []) {
			let run = 0;
			for (const element of backwards(alternative)) {
				if (element < 0) {
					run = 0;
					continue;
				}
				check(id, { ways: 0, optional: run + trail(element, depth + 1) });
				run = empty[element] ? run + (optional[element] ?? 0) : 0;
			}
			const solid = alternative.findLastIndex((element) => element < 0 || !empty[element]);
			const end = alternative[solid];
			let ended = end !== undefined && end >= 0 ? trail(end, depth + 1) : 0;
			for (const element of alternative.slice(solid + 1)) ended += optional[element] ?? 0;
			most = Math.max(most, ended);
		}
		trailing[id] = most;
		return most;
	};
	for (const id of rules.keys()) trail(id, 0);
}

function* backwards(elements: readonly number[]) {
	for (let i = elements.length - 1; i >= 0; i--) yield elements[i] ?? LETTER_TOO;
}
