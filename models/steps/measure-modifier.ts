// Measures a modifier with the engine that ships, on the file that would: its domain's held-out set
// with and without it, what else it was asked, neighbours, and whether engine and trainer agree.

import type { BaseWeights } from '../../src/learn/base-weights.ts';
import { LONGEST_HISTORY, padBatch } from '../../src/learn/lora-batch.ts';
import { asStored } from '../../src/learn/lora-gguf.ts';
import { LoraTrainer, type LoraWeights } from '../../src/learn/lora.ts';
import { exchange } from '../generator/conversation.ts';
import { Draw } from '../generator/grammar.ts';
import { heldOutItems, type Domain, type DomainItem } from '../generator/modifiers/domain.ts';
import { Random } from '../generator/random.ts';
import { grade } from '../grade.ts';
import { heldOut } from '../held-out.ts';
import { isRight, round, type Item } from '../measure.ts';
import type { Recipe } from '../recipe.ts';
import {
	ENGINE_NAMES,
	openRuntime,
	type RuntimeAnswer,
	type RuntimeEngine
} from '../runtime/runtime.ts';
import { questionsHash } from '../standard-error.ts';
import { Tokenizer } from '../tokenizer.ts';

export interface ModifierFigures {
	engine: string;
	/** Names the held-out set, which changes with the generator. */
	questions?: string;
	/** Parts right of the domain's held-out set: unseen wordings, unseen arguments. */
	heldOut: { n: number; base: number; modifier: number };
	tasks: Record<string, { n: number; base: number; modifier: number }>;
	/** Every other one of the held-out set, asked late in a conversation. */
	late?: { n: number; base: number; modifier: number };
	/** What the base claims to do, asked under the modifier all the same. */
	others: { n: number; base: number; modifier: number };
	/** Held-out neighbours: the part to which it says that it does not know. */
	neighbours: { n: number; base: number; modifier: number };
	/** Greedy text and log-probabilities of engine and trainer, over prompts of the held-out set. */
	parity: { prompts: number; identical: number; maxLogprobDifference: number };
	/** The text after the base read the prompt, against a fresh cache; and how many tokens were kept. */
	keptCache: { prompts: number; identical: number; tokensKept: number };
	failures: { prompt: string; got: string; expected: string }[];
}

const PARITY = 12; // prompts compared
const OTHERS = 2; // of each kind of the base's mix
const NEIGHBOURS = 15;
const EXCHANGES_BEFORE = [3, 6, 9];

/**
 * Every other of `items`, after conversations about anything, its own domain's questions among it; as
 * much of their ends as a modifier is trained to follow.
 */
function askedLate(
	domain: Domain,
	items: readonly DomainItem[],
	tokenizer: Tokenizer
): (DomainItem & Required<Pick<Item, 'history'>>)[] {
	return items
		.filter((_, i) => i % 2 === 0)
		.map((item, i) => {
			const draw = new Draw(new Random(`held-out:late:${domain.id}:${i}`), false),
				count = EXCHANGES_BEFORE[i % EXCHANGES_BEFORE.length]!;
			const history = Array.from({ length: count }, (_, k) => {
				const own = k % 3 === 1,
					{ prompt, answer } = own
						? draw.random.pick(domain.tasks).make(draw)
						: exchange(draw, new Map());
				return { prompt, answer };
			});
			while (tokenizer.conversation(history).ids.length > LONGEST_HISTORY) history.shift();
			return { ...item, history };
		});
}

/** A domain's held-out set, and its name. */
export function modifierQuestions(
	recipe: Recipe,
	domain: Domain
): { items: DomainItem[]; questions: string } {
	const items = heldOutItems(domain, recipe.modifiers.heldOutPerTask);
	return { items, questions: questionsHash(items) };
}

export async function measureModifier(
	recipe: Recipe,
	domain: Domain,
	files: {
		basePath: string;
		adapterPath: string;
		base: BaseWeights;
		weights: LoraWeights;
		invocationTokens: number[];
	},
	using: RuntimeEngine = 'node-llama-cpp'
): Promise<ModifierFigures> {
	const { items, questions } = modifierQuestions(recipe, domain);
	const others = heldOut(OTHERS).filter(({ match }) => match !== 'unknown');
	const neighbours = Array.from({ length: NEIGHBOURS }, (_, i): Item => {
		const draw = new Draw(new Random(`held-out:neighbour:${domain.id}:${i}`), true);
		return { ...domain.neighbour(draw), match: 'unknown' };
	});
	const adapters = [{ path: files.adapterPath, invocation: domain.invocation }];
	const engine = await openRuntime(files.basePath, adapters, using);
	try {
		const withModifier = { adapter: 0, keep: false };
		const late = askedLate(domain, items, new Tokenizer(files.base.vocabulary)),
			asked = [...items, ...late, ...others, ...neighbours],
			graded = [...items, ...late];
		// All of the base first: a changed list of adapters clears the cache.
		const before = await engine.answer(asked),
			after = await engine.answer(asked, undefined, withModifier);
		const right = (answers: RuntimeAnswer[]) => {
			const texts = answers.map(({ text }) => text);
			return [
				...grade(graded, texts.slice(0, graded.length)),
				...[...others, ...neighbours].map((item, i) => isRight(item, texts[graded.length + i]!))
			];
		};
		const [base, modifier] = [right(before), right(after)];
		const part = (from: number, count: number) => ({
			n: count,
			base: mean(base.slice(from, from + count)),
			modifier: mean(modifier.slice(from, from + count))
		});
		const tasks: ModifierFigures['tasks'] = {};
		for (const { name } of domain.tasks) {
			const own = items.map(({ task }) => task === name);
			tasks[name] = {
				n: own.filter(Boolean).length,
				base: mean(base.slice(0, items.length).filter((_, i) => own[i])),
				modifier: mean(modifier.slice(0, items.length).filter((_, i) => own[i]))
			};
		}
		const step = Math.max(1, Math.floor(items.length / PARITY)),
			compared = items.map((_, i) => i).filter((i) => i % step === 0);
		const keptCache = { prompts: 0, identical: 0, tokensKept: 0 };
		for (const i of compared) {
			const item = items[i]!;
			await engine.answer([item]);
			const [kept] = await engine.answer([item], undefined, { adapter: 0, keep: true });
			keptCache.prompts++;
			keptCache.identical += kept!.text === after[i]!.text ? 1 : 0;
			keptCache.tokensKept += kept!.cached;
		}
		return {
			engine: `${ENGINE_NAMES[using]}, on the files that ship`,
			questions,
			heldOut: part(0, items.length),
			tasks,
			late: part(items.length, late.length),
			others: part(graded.length, others.length),
			neighbours: part(graded.length + others.length, neighbours.length),
			parity: await parity(
				recipe,
				files,
				compared.map((i) => items[i]!.prompt),
				compared.map((i) => after[i]!)
			),
			keptCache,
			failures: items.flatMap((item, i) =>
				modifier[i] ? [] : [{ prompt: item.prompt, got: after[i]!.text, expected: item.answer }]
			)
		};
	} finally {
		await engine.close();
	}
}

const mean = (right: readonly boolean[]): number =>
	round(right.filter(Boolean).length / Math.max(1, right.length));

/** The trainer reads the engine's answers: where its own first choice is theirs, the texts agree. */
async function parity(
	recipe: Recipe,
	{
		base,
		weights,
		invocationTokens
	}: {
		base: BaseWeights;
		weights: LoraWeights;
		invocationTokens: number[];
	},
	prompts: readonly string[],
	answers: readonly RuntimeAnswer[]
): Promise<ModifierFigures['parity']> {
	const { rank, alpha } = recipe.modifiers,
		tokenizer = new Tokenizer(base.vocabulary),
		V = base.shape.vocabulary;
	const trainer = new LoraTrainer(base, { rank, alpha, seed: 0 }, asStored(weights));
	let identical = 0,
		difference = 0;
	try {
		for (const [i, prompt] of prompts.entries()) {
			const { ids, logprobs } = answers[i]!;
			if (ids.length === 0) continue;
			const batch = padBatch(
				[{ prompt: tokenizer.conversation([{ prompt }]).ids, answer: ids }],
				invocationTokens
			);
			const all = await trainer.logProbabilities(batch);
			const same = ids.every((id, k) => {
				const row = all.subarray(
					(invocationTokens.length + k) * V,
					(invocationTokens.length + k + 1) * V
				);
				difference = Math.max(difference, Math.abs(row[id]! - logprobs[k]!));
				return row.every((x) => x <= row[id]!);
			});
			identical += same ? 1 : 0;
		}
	} finally {
		trainer.close();
	}
	return {
		prompts: prompts.length,
		identical,
		maxLogprobDifference: Number(difference.toPrecision(2))
	};
}
