// Which form a text has: candidates by their rarest word, then by how much of the text the form
// explains. Words of frames ("could you please tell me") weigh nearly nothing; misspelt words are
// read as the nearest word that some form has.

import { around } from './around.ts';
import { type Form, SMALL_WORDS, SPAN, type Values, wordsOf } from './forms.ts';

export interface Candidate {
	task: string;
	values: Values;
	score: number;
}

// Of a word that no form explains; one of a frame costs a tenth of it.
const UNEXPLAINED = 0.7;
const IN_FRAME = 0.07;
const SLIP_COST = 0.3;
const LOOSE_COST = 0.25;
// Below this, small words may have been left out of a form that explains more.
const LOOSE_BELOW = 0.3;
// Words a slip away from one that is strange.
const MOST_READINGS = 4;
// So many candidates are answered at most before giving up.
const MOST_CANDIDATES = 40;

export class Matcher {
	readonly #byWord = new Map<string, Form[]>();
	readonly #wordless: Form[] = [];
	readonly #stemmed: { task: string; stems: Set<string> }[] = [];
	readonly #stemWeights = new Map<string, number>();
	readonly #weight = new Map<string, number>();
	readonly #frames = new Set(around().words);

	/** `frames`: further words that say how something is asked, not what. */
	constructor(forms: readonly Form[], frames: readonly string[] = []) {
		for (const word of frames) this.#frames.add(word);
		const tasks = new Map<string, Set<string>>();
		for (const { words, task } of forms)
			for (const word of words)
				(tasks.get(word) ?? tasks.set(word, new Set()).get(word)!).add(task);
		const all = new Set(forms.map(({ task }) => task)).size;
		for (const [word, those] of tasks)
			this.#weight.set(word, Math.log(1 + all / those.size) / Math.log(1 + all) + 0.05);
		for (const [word, weight] of this.#weight)
			this.#stemWeights.set(stem(word), this.#frames.has(word) ? weight * IN_FRAME * 2 : weight);
		const seen = new Set<string>();
		for (const { task, words } of forms) {
			const key = `${task} ${words.join(' ')}`;
			if (seen.has(key)) continue;
			seen.add(key);
			this.#stemmed.push({ task, stems: new Set(words.map(stem)) });
		}
		for (const form of forms) {
			const rarest = form.words.toSorted((a, b) => this.#weigh(b) - this.#weigh(a))[0];
			if (rarest === undefined) this.#wordless.push(form);
			else (this.#byWord.get(rarest) ?? this.#byWord.set(rarest, []).get(rarest)!).push(form);
		}
	}

	/** Forms the text has, the one that explains most of it first. */
	candidates(text: string): Candidate[] {
		const found = this.#candidatesIn(text);
		if (!found.some(({ score }) => score >= LOOSE_BELOW))
			for (const one of this.#candidatesIn(text, true))
				found.push({ ...one, score: one.score - LOOSE_COST });
		for (const { slip, word } of this.#corrections(text)) {
			const whole = new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u');
			for (const one of this.#candidatesIn(text.replace(slip, word))) {
				const values = Object.fromEntries(
					Object.entries(one.values).map(([slot, value]) => [slot, value.replace(whole, slip)])
				);
				// Reading a word as another one must pay.
				found.push({ task: one.task, values, score: one.score - SLIP_COST });
			}
		}
		return found.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
	}

	#candidatesIn(text: string, loosely = false): Candidate[] {
		const words = wordsOf(text),
			all = words.reduce((sum, word) => sum + this.#cost(word), 0);
		const best = new Map<string, Candidate>();
		const present = new Set(words);
		const forms = [...present].flatMap((word) => this.#byWord.get(word) ?? []);
		const cost = (those: readonly string[]) =>
			those.reduce((sum, word) => sum + this.#cost(word), 0);
		for (const form of [...forms, ...this.#wordless]) {
			if (!form.words.every((word) => present.has(word) || (loosely && SMALL_WORDS.has(word))))
				continue;
			const found = loosely ? form.loosely(text) : form.exec(text);
			if (!found) continue;
			const values: Values = {},
				spans = form.apart ? [] : [found[0]],
				put: string[] = [];
			form.slots.forEach((slot, i) => {
				const value = found[i + 1];
				if (value === undefined) return;
				if (slot === SPAN) spans.push(value);
				else {
					values[slot] ??= value;
					put.push(value);
				}
			});
			const slotWords = put.flatMap(wordsOf),
				spanned = spans.flatMap(wordsOf);
			const own = without(spanned, slotWords);
			const literal = own.reduce((sum, word) => sum + this.#weigh(word), 0);
			// Of what it spans, only its own words and short arguments are explained.
			const loose = cost(slotWords.slice(form.slots.length));
			const score = literal - (all - cost(spanned)) - loose * 0.5;
			const key = `${form.task}|${JSON.stringify(values)}`;
			if (score > (best.get(key)?.score ?? -Infinity))
				best.set(key, { task: form.task, values, score });
		}
		return [...best.values()];
	}

	/**
	 * The task whose words are most like those of a text, among the tasks `isMeant` takes, and how
	 * like they are (0 to 1, a cosine). For what no form has as it stands.
	 */
	nearest(text: string, isMeant: (task: string) => boolean): { task: string; likeness: number }[] {
		const own = new Set(wordsOf(text).map(stem)),
			likeness = new Map<string, number>();
		const size = (words: Iterable<string>) => {
			let sum = 0;
			for (const word of words) sum += this.#stemWeight(word) ** 2;
			return Math.sqrt(sum);
		};
		const ownSize = size(own);
		for (const { task, stems } of this.#stemmed) {
			if (!isMeant(task)) continue;
			let shared = 0;
			for (const word of stems) if (own.has(word)) shared += this.#stemWeight(word) ** 2;
			if (shared === 0) continue;
			const like = shared / (ownSize * size(stems));
			if (like > (likeness.get(task) ?? 0)) likeness.set(task, like);
		}
		return [...likeness]
			.map(([task, like]) => ({ task, likeness: like }))
			.toSorted((a, b) => b.likeness - a.likeness);
	}

	#stemWeight(word: string): number {
		return this.#stemWeights.get(word) ?? 1;
	}

	#weigh(word: string): number {
		return this.#weight.get(word) ?? 1;
	}

	#cost(word: string): number {
		return this.#frames.has(word) ? IN_FRAME : UNEXPLAINED;
	}

	/** Words of three letters and more that no form has, and words a slip away that some form has. */
	#corrections(text: string): { slip: string; word: string }[] {
		const strange = text.match(/(?<!["'\p{L}])[a-z]{3,}(?!["'\p{L}])/gu) ?? [];
		const isKnown = (word: string) => this.#weight.has(word) || this.#frames.has(word);
		return strange
			.filter((word) => !isKnown(word))
			.flatMap((slip) =>
				[...new Set(slips(slip))]
					.filter(isKnown)
					.slice(0, MOST_READINGS)
					.map((word) => ({ slip, word }))
			);
	}
}

/** Words less those of the other list, each as often as it stands there. */
function without(words: readonly string[], others: readonly string[]): string[] {
	const left = [...others];
	return words.filter((word) => {
		const i = left.indexOf(word);
		if (i >= 0) left.splice(i, 1);
		return i < 0;
	});
}

/** A word without its ending, roughly. */
const stem = (word: string): string =>
	word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Texts one slip away: a letter left out, doubled, swapped with the next, or another one. */
function slips(word: string): string[] {
	const out: string[] = [];
	for (let i = 0; i <= word.length; i++) {
		const [head, tail] = [word.slice(0, i), word.slice(i)];
		if (tail) out.push(head + tail.slice(1));
		if (tail.length > 1) out.push(head + tail[1] + tail[0] + tail.slice(2));
		for (const letter of LETTERS) {
			out.push(head + letter + tail);
			if (tail) out.push(head + letter + tail.slice(1));
		}
	}
	return out;
}
