// Recipes are data: what to train, how much, from which seed. Folders follow from the name.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Recipe {
	name: string;
	seed: number;
	vocabulary: number;
	shape: { width: number; layers: number; heads: number; hidden: number; context: number };
	/** The longest training sequence; longer conversations are cut at an exchange. */
	maxTokens: number;
	conversationsPerShard: number;
	/** Held-out prompts of each kind in the report. */
	heldOutPerKind: number;
	training: {
		processes: number;
		tokens: number;
		batchTokens: number;
		muonRate: number;
		adamRate: number;
		decayFrom: number;
		saveSeconds: number;
	};
	/** Rows of weights are 2^bits; `leaveOut` also measures without each source (slow). */
	classifiers: {
		domain: { bits: number; perClass: number; epochs: number; leaveOut: boolean };
		dissatisfaction: { bits: number; dialogues: number; epochs: number; leaveOut: boolean };
	};
	/** The sentence encoder: word pieces, its size, and how long it is trained. */
	embedder: {
		pieces: number;
		/** The most tokens of a text. */
		positions: number;
		shape: { width: number; layers: number; heads: number; hidden: number };
		/** Requests of each kind that are worded again, and rephrasings in dialogues. */
		perKind: number;
		rephrasings: number;
		/** Optimizer steps, and groups of texts in each. */
		steps: number;
		pairs: number;
		rate: number;
		/** Of the table of word pieces. */
		tokenRate: number;
		measuredPerKind: number;
	};
	/** Items of the example bank. */
	examples: { perDomain: number; candidatesPerDomain: number };
	/** Questions whose answers are graded, and the network that learns the grades. */
	critic: {
		perKind: number;
		perDomain: number;
		outOfScope: number;
		hidden: number[];
		epochs: number;
		rate: number;
		decay: number;
		dropout: number;
	};
	/** Of one modifier: prompts asked to find failures, its size, and how long it is trained. */
	modifiers: {
		/** Those to make; all when absent. */
		domains?: string[];
		asked: number;
		rank: number;
		alpha: number;
		rate: number;
		tokens: number;
		/** Of answers, with padding: src/learn/lora-batch.ts. */
		batchTokens: number;
		heldOutPerTask: number;
		/** Domains that need more than the rest: other prompts asked, longer training. */
		of?: Record<string, { asked?: number; tokens?: number }>;
	};
	gates: Gates;
}

/** Where `all` stops: the least a step must reach (the most, of `calibrationError`). See gates.ts. */
export interface Gates {
	/** Of the prompts compared, the part on which engine and PyTorch say the same. */
	parity: number;
	/** Parts right: held-out wordings, and prompts written by hand. */
	heldOut: number;
	natural: number;
	/** Modifiers that beat the base. */
	modifiers: number;
	/** Held-out generated requests whose domain is recognised. */
	domain: number;
	/** F1 on held-out dialogues. */
	dissatisfaction: number;
	/** ROC AUC of "the weak one is wrong", of the worse of its tables. */
	router: number;
	/** ECE after calibration, over all questions for testing. */
	calibrationError: number;
	/** What recall gains over hashed n-grams, the mean of its sets. */
	embedder: number;
	/** Items of the bank. */
	examples: number;
	/** AUROC of its grades. */
	critic: number;
}

export const MODELS = fileURLToPath(new URL('.', import.meta.url));

export function readRecipe(name: string): Recipe {
	const path = `${MODELS}recipes/${name}.json`;
	if (!/^[\w-]+$/.test(name) || !existsSync(path)) {
		const known = readdirSync(`${MODELS}recipes`).map((file) => file.replace('.json', ''));
		throw new Error(`There is no recipe “${name}”. Recipes: ${known.join(', ')}.`);
	}
	return { name, ...(JSON.parse(readFileSync(path, 'utf8')) as Omit<Recipe, 'name'>) };
}

/** Prompts asked and tokens trained on for one domain: the recipe's, or what it says of that domain. */
export const modifierEffort = (
	{ modifiers: { asked, tokens, of } }: Pick<Recipe, 'modifiers'>,
	domain: string
): { asked: number; tokens: number } => ({ asked, tokens, ...of?.[domain] });

/** Working files of a recipe, never committed: in models/.build, or in UNDERSTUDY_BUILD. */
export const buildFolder = (recipe: Pick<Recipe, 'name'>): string =>
	`${process.env['UNDERSTUDY_BUILD'] ?? `${MODELS}.build`}/${recipe.name}`;
