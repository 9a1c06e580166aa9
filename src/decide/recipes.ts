// Recipes: how several models, or several answers of one, work on a question together. A recipe is data: its
// seats, which models take, and its steps. What it will cost and gain is stated from what is known of those
// models before it runs. Pure. Not here: running one (turn/recipes.ts), and the words it asks with.

import type { Source } from '../contract/ids.ts';
import type { RecipeId } from '../contract/modes.ts';
import { estimateWords, nobodyInSeatWords, RECIPE_NAMES } from './plan-recipe-words.ts';

export type RecipeStep =
	/** Answers; shown while it is written. */
	| { do: 'draft'; seat: string }
	/** Writes the draft anew, better; takes its place when it is whole. */
	| { do: 'improve'; seat: string }
	/** Says how to answer; not shown. */
	| { do: 'plan'; seat: string }
	/** Answers by the plan; shown while it is written. */
	| { do: 'build'; seat: string }
	/** Accepts the answer, or writes it anew; takes its place when it does. */
	| { do: 'review'; seat: string }
	/** Several answers; not shown. */
	| { do: 'explore'; seat: string; paths: number }
	/** Chooses among them. */
	| { do: 'validate'; seat: string }
	/** Every model in the seat answers so many times; what most say is shown. */
	| { do: 'vote'; seat: string; paths: number };

export type Recipe = {
	id: RecipeId;
	/** In the sentences of a turn. */
	name: string;
	/** What each seat is for, and how many models it takes at most. */
	seats: { id: string; words: string; most: number }[];
	steps: RecipeStep[];
};

const seat = (id: string, words: string, most = 1): Recipe['seats'][number] => ({
	id,
	words,
	most
});

export const RECIPES: readonly Recipe[] = [
	{
		id: 'draft-enhance',
		name: RECIPE_NAMES['draft-enhance'],
		seats: [seat('draft', 'answers at once'), seat('enhancer', 'improves the answer')],
		steps: [
			{ do: 'draft', seat: 'draft' },
			{ do: 'improve', seat: 'enhancer' }
		]
	},
	{
		id: 'architect-reviewer',
		name: RECIPE_NAMES['architect-reviewer'],
		seats: [seat('architect', 'plans and reviews'), seat('builder', 'answers by the plan')],
		steps: [
			{ do: 'plan', seat: 'architect' },
			{ do: 'build', seat: 'builder' },
			{ do: 'review', seat: 'architect' }
		]
	},
	{
		id: 'explore-validate',
		name: RECIPE_NAMES['explore-validate'],
		seats: [
			seat('explorer', 'answers several times'),
			seat('validator', 'chooses the best answer')
		],
		steps: [
			{ do: 'explore', seat: 'explorer', paths: 5 },
			{ do: 'validate', seat: 'validator' }
		]
	},
	{
		id: 'ensemble-vote',
		name: RECIPE_NAMES['ensemble-vote'],
		seats: [seat('voter', 'votes', 5)],
		steps: [{ do: 'vote', seat: 'voter', paths: 3 }]
	}
];

/** The recipe of an id. */
export const recipeFor = (id: RecipeId): Recipe => RECIPES.find((one) => one.id === id)!;

/** Of two paths of the same model: what is left of one's luck in the other. */
// 0.94: the starter's ten paths at a temperature of 0.8, `npm run bench -- enhancements`.
export const PATH_CORRELATION = 0.94;

/** What is known of a model in a seat. */
export type SeatFacts = {
	source: Source;
	/** Whether asking it sends anything from the device. */
	leavesDevice: boolean;
	/** Chance that it answers this question right, 0–1: measured, or calibrated; null when unknown. */
	right: number | null;
	/** That share is supposed, and was measured of no such model: it is said with the gain. */
	supposed?: true;
	tokensPerSecond: number | null;
	/** Absent for a model on this device. */
	costMicroUsd?: (promptTokens: number, answerTokens: number) => number | null;
};

export type QuestionSize = { promptTokens: number; answerTokens: number; promptBytes: number };

export type RecipeEstimate = {
	requests: number;
	/** Of prompts and answers, at most. */
	tokens: number;
	/** Null where a price is not known. */
	costMicroUsd: number | null;
	/** One after another; null where a speed is not known. */
	ms: number | null;
	/** Of requests that leave the device, about. */
	bytesSent: number;
	/** How much likelier a right answer is than from the first seat alone, −1 to 1; null when unknown. */
	gain: number | null;
	/** The share of right answers that a gain supposes of a model nobody measured; null where none is. */
	supposed: number | null;
	/** All of it, for a person to read before it runs. */
	words: string;
};

/** Bytes a token stands for when an answer is sent on. */
const BYTES_PER_TOKEN = 4;

/** Throws a RangeError when a seat is empty. */
export function estimateRecipe(
	recipe: Recipe,
	seats: Readonly<Record<string, readonly SeatFacts[]>>,
	size: QuestionSize
): RecipeEstimate {
	let requests = 0;
	let tokens = 0;
	let costMicroUsd: number | null = 0;
	let ms: number | null = 0;
	let bytesSent = 0;
	for (const step of recipe.steps) {
		const models = seats[step.seat] ?? [];
		// A critic, which is no model, may choose.
		if (step.do === 'validate' && models.length === 0) continue;
		if (models.length === 0)
			throw new RangeError(nobodyInSeatWords(recipe.name, seatOf(recipe, step).words));
		const { asked, read, written } = sizeOf(step, recipe, size);
		for (const model of models) {
			requests += asked;
			tokens += asked * (read + written);
			const price = model.costMicroUsd ? model.costMicroUsd(read, written) : 0;
			costMicroUsd = price === null || costMicroUsd === null ? null : costMicroUsd + asked * price;
			ms =
				model.tokensPerSecond === null || ms === null
					? null
					: ms + (asked * written * 1000) / model.tokensPerSecond;
			if (model.leavesDevice)
				bytesSent += asked * (size.promptBytes + (read - size.promptTokens) * BYTES_PER_TOKEN);
		}
	}
	const supposed =
		recipe.steps.flatMap(({ seat }) => seats[seat] ?? []).find((model) => model.supposed)?.right ??
		null;
	const gain = gainOf(recipe, seats);
	const estimate = { requests, tokens, costMicroUsd, ms, bytesSent, gain, supposed };
	return { ...estimate, words: estimateWords(estimate) };
}

const seatOf = ({ seats }: Recipe, { seat }: RecipeStep): Recipe['seats'][number] =>
	seats.find(({ id }) => id === seat)!;

/** How often a step asks, and the tokens it reads and writes each time. */
function sizeOf(
	step: RecipeStep,
	{ steps }: Recipe,
	{ promptTokens, answerTokens }: QuestionSize
): { asked: number; read: number; written: number } {
	switch (step.do) {
		case 'draft':
		case 'plan':
			return { asked: 1, read: promptTokens, written: answerTokens };
		case 'improve':
		case 'build':
		case 'review':
			return { asked: 1, read: promptTokens + answerTokens, written: answerTokens };
		case 'explore':
		case 'vote':
			return { asked: step.paths, read: promptTokens, written: answerTokens };
		case 'validate': {
			const paths = steps.reduce((most, one) => (one.do === 'explore' ? one.paths : most), 1);
			// It says a number.
			return { asked: 1, read: promptTokens + paths * answerTokens, written: 4 };
		}
		default:
			return step satisfies never;
	}
}

/**
 * Who rewrites or reviews is taken to be as right as by itself; a validator to choose a right answer, where
 * there is one, as often as it is right itself, and any one else; voters to be right together as
 * beta-binomial draws with PATH_CORRELATION.
 */
function gainOf(
	{ steps }: Recipe,
	seats: Readonly<Record<string, readonly SeatFacts[]>>
): number | null {
	const rightOf = (seat: string): number | null => {
		const all = (seats[seat] ?? []).map(({ right }) => right);
		return all.length === 0 || all.some((right) => right === null)
			? null
			: all.reduce<number>((sum, right) => sum + (right ?? 0), 0) / all.length;
	};
	let now: number | null = null;
	let first: number | null = null;
	let exploring: { right: number; paths: number } | null = null;
	for (const step of steps) {
		const right = rightOf(step.seat);
		if (right === null) return null;
		switch (step.do) {
			case 'plan':
				break;
			case 'draft':
			case 'build':
			case 'improve':
			case 'review':
				now = right;
				break;
			case 'explore':
				exploring = { right, paths: step.paths };
				now = right;
				break;
			case 'validate': {
				const { right: p, paths } = exploring ?? { right: 0, paths: 1 };
				now = right * atLeast(1, paths, p) + (1 - right) * p;
				break;
			}
			case 'vote': {
				const voters = step.paths * (seats[step.seat]?.length ?? 0);
				now = atLeast(Math.floor(voters / 2) + 1, voters, right);
				first = (seats[step.seat]?.[0]?.right ?? null) as number | null;
				break;
			}
			default:
				step satisfies never;
		}
		first ??= now;
	}
	return now === null || first === null ? null : now - first;
}

/** Chance that at least `least` of `count` correlated answers are right, each with chance `right`. */
export function atLeast(
	least: number,
	count: number,
	right: number,
	correlation = PATH_CORRELATION
): number {
	if (right <= 0 || right >= 1) return right >= 1 || least <= 0 ? 1 : 0;
	// Beta-binomial: a chance drawn once for the question, then that chance for each answer.
	const spread = 1 / correlation - 1;
	const [alpha, beta] = [right * spread, (1 - right) * spread];
	let sum = 0;
	let choose = 1;
	for (let k = 0; k <= count; k++) {
		let p = choose;
		for (let i = 0; i < count; i++) {
			const over = i < k ? alpha + i : beta + (i - k);
			p *= over / (spread + i);
		}
		if (k >= least) sum += p;
		choose = (choose * (count - k)) / (k + 1);
	}
	return sum;
}
