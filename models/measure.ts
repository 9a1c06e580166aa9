// Grading answers and measuring confidence. Pure; nothing here runs a model.

import { keepsSchema, parseSchema } from './json-schema.ts';

/** `schema` and `rubric` are for data from outside; `rubric` needs a judge and is not decided here. */
export const MATCHES = [
	'exact',
	'numeric',
	'contains',
	'json',
	'unknown',
	'schema',
	'rubric'
] as const;
export type Match = (typeof MATCHES)[number];

/** Asked and expected; `history` holds earlier exchanges. */
export interface Item {
	prompt: string;
	answer: string;
	match: Match;
	ability: string;
	alternatives?: readonly string[];
	history?: { prompt: string; answer: string }[];
}

export interface Answered {
	text: string;
	logprobs: number[];
	/** Whether the last token is the one that ends an answer; the app does not count that one. */
	ended?: boolean;
	/** Of each token, its text and its alternatives' log-probabilities, best first; where asked for. */
	tokens?: { token: string; top: number[] }[];
}

const SAYS_UNKNOWN = /I don't know that one/i;

/** The end of a worked answer: what follows the last `So `, without its full stop. */
export function conclusion(text: string): string {
	const at = text.lastIndexOf('So ');
	return (at < 0 ? text : text.slice(at + 3)).trim().replace(/\.$/, '');
}

const numberIn = (text: string): number | null => {
	const found = /[-−]?\d[\d,]*(?:\.\d+)?/.exec(text);
	return found ? Number(found[0].replaceAll(',', '').replace('−', '-')) : null;
};

/** The number a conclusion states: the first after its last “is”, “are”, “equals” or “=”, else its first. */
export function statedNumber(text: string): number | null {
	const parts = conclusion(text).split(/=|\b(?:is|are|equals)\b/i);
	const stated = parts.toReversed().find((part) => numberIn(part) !== null);
	return stated === undefined ? null : numberIn(stated);
}

const sorted = (value: unknown): unknown =>
	value && typeof value === 'object' && !Array.isArray(value)
		? Object.fromEntries(
				Object.entries(value)
					.toSorted(([a], [b]) => (a < b ? -1 : 1))
					.map(([k, v]) => [k, sorted(v)])
			)
		: value;
const parsed = (text: string): string | null => {
	try {
		return JSON.stringify(sorted(JSON.parse(text)));
	} catch {
		return null;
	}
};

export function isRight(item: Item, text: string): boolean {
	const answer = text.trim();
	switch (item.match) {
		case 'exact':
			return (
				conclusion(answer) === conclusion(item.answer) ||
				(item.alternatives?.includes(answer) ?? false)
			);
		case 'numeric':
			return numberIn(item.answer) !== null && statedNumber(answer) === numberIn(item.answer);
		case 'contains':
			return answer.includes(item.answer);
		case 'json':
			return parsed(answer) !== null && parsed(answer) === parsed(item.answer);
		case 'unknown':
			return SAYS_UNKNOWN.test(answer);
		case 'schema':
			return keepsSchema(parseSchema(item.answer), answer);
		case 'rubric':
			throw new Error('A rubric is judged by a model: see models/judge.ts.');
		default:
			return item.match satisfies never;
	}
}

/** The log-probabilities that the app counts: not the end's. */
export const countedLogprobs = ({ logprobs, ended }: Answered): number[] =>
	ended ? logprobs.slice(0, -1) : logprobs;

/**
 * The smallest token probability: what the app shows until a calibration is fitted. 0 for an answer
 * without text, which says nothing.
 */
export function confidence(answered: Answered): number {
	const counted = countedLogprobs(answered);
	return counted.length === 0 ? 0 : Math.exp(Math.min(0, ...counted));
}

/** Chance that a right answer is more confident than a wrong one. Null when there is only one kind. */
export function auroc(scores: readonly number[], right: readonly boolean[]): number | null {
	const order = scores.map((s, i) => [s, right[i]!] as const).toSorted((a, b) => a[0] - b[0]);
	const positives = right.filter(Boolean).length,
		negatives = right.length - positives;
	if (!positives || !negatives) return null;
	let sum = 0;
	for (let i = 0; i < order.length;) {
		let j = i;
		while (j < order.length && order[j]![0] === order[i]![0]) j++;
		// Ties share their mean rank.
		for (let k = i; k < j; k++) if (order[k]![1]) sum += (i + j + 1) / 2;
		i = j;
	}
	return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Expected calibration error over ten bins of equal mass. */
export function calibrationError(scores: readonly number[], right: readonly boolean[]): number {
	const order = scores
		.map((s, i) => [s, right[i]! ? 1 : 0] as const)
		.toSorted((a, b) => a[0] - b[0]);
	let error = 0;
	for (let b = 0; b < 10; b++) {
		const bin = order.slice(
			Math.floor((b * order.length) / 10),
			Math.floor(((b + 1) * order.length) / 10)
		);
		if (bin.length) error += Math.abs(bin.reduce((n, x) => n + x[0] - x[1], 0)) / order.length;
	}
	return error;
}

export interface Score {
	n: number;
	accuracy: number;
	auroc: number | null;
	ece: number;
	unknownCaught: number | null;
	/** As `accuracy` counts, so that they add up to it. */
	abilities: Record<string, { n: number; accuracy: number }>;
}

/**
 * `threshold`: under it an answer counts as doubtful, which catches an out-of-scope question too.
 * `sure`: how sure an answer is, by its place; calibrated where there is a calibration. `judge`: whether
 * an answer is right, by its place, where that is known from elsewhere.
 */
export function score(
	items: readonly Item[],
	answers: readonly Answered[],
	threshold: number,
	sure: (answered: Answered, at: number) => number = confidence,
	judge: (at: number) => boolean = (at) => isRight(items[at]!, answers[at]!.text)
): Score {
	const scores = answers.map(sure);
	const right = items.map((_, i) => judge(i));
	const caught = items.map(
		({ match }, i) => right[i]! || (match === 'unknown' && scores[i]! < threshold)
	);
	const unknown = items.flatMap((item, i) => (item.match === 'unknown' ? [caught[i]!] : []));
	const area = auroc(scores, right);
	return {
		n: items.length,
		accuracy: round(caught.filter(Boolean).length / items.length),
		auroc: area === null ? null : round(area),
		ece: round(calibrationError(scores, right)),
		unknownCaught: unknown.length ? round(unknown.filter(Boolean).length / unknown.length) : null,
		abilities: abilitiesOf(items, caught)
	};
}

/** The share of each ability's questions that `counted` says, by their place. An ability may have any name. */
export function abilitiesOf(
	items: readonly Item[],
	counted: readonly boolean[]
): Score['abilities'] {
	const places = Map.groupBy(items.keys(), (at) => items[at]!.ability);
	// Built from entries: assigned to, `__proto__` would be no field.
	return Object.fromEntries(
		[...places].map(([ability, those]) => [
			ability,
			{ n: those.length, accuracy: round(those.filter((at) => counted[at]).length / those.length) }
		])
	);
}

export const round = (x: number): number => Math.round(x * 1000) / 1000;
