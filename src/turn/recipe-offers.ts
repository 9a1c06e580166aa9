// What each recipe would take and gain, said before a person chooses one: who would take part now, by what is
// known of them, of one answer or of any question. Asks nobody, and sends nothing. Not here: the arithmetic
// (decide/recipes.ts) and running one (recipe-here.ts).

import type { RecipeOffer } from '../contract/modes.ts';
import { messageText } from '../contract/messages.ts';
import type { RecipeQuestion } from '../contract/services.ts';
import { recipeNeedsWords, recipeWouldBeAloneWords } from '../decide/plan-recipe-words.ts';
import { estimateRecipe, RECIPES, type QuestionSize, type SeatFacts } from '../decide/recipes.ts';
import { openElsewhere } from './open-elsewhere.ts';
import type { ModelProvider, TurnDependencies } from './dependencies.ts';
import { needsElsewhere, seatsFor } from './recipe-here.ts';
import { askedModifiersOf } from './situation.ts';

/** Of a question and an answer of which nothing is known: a few sentences each. */
const USUAL = { promptTokens: 60, answerTokens: 120 };
/** As a token of English is long, about. */
const BYTES_PER_TOKEN = 4;
/**
 * How often somebody bigger is supposed to be right, and is said to be: as the pipeline's tutor, which errs in
 * 5 of 100 (models/README.md). Of another model behind the edge nothing is known here.
 */
const BIGGER_RIGHT = 0.95;

type OfferDependencies = Pick<TurnDependencies, 'edge' | 'native' | 'judges' | 'settings'> & {
	models: Pick<ModelProvider, 'current' | 'recommend'>;
};

/** None without a model on this device. */
export async function recipeOffers(
	deps: OfferDependencies,
	{ egress, answer }: RecipeQuestion
): Promise<RecipeOffer[]> {
	const model = deps.models.current();
	if (model === null) return [];
	const { manifest } = model;
	const receipt = answer?.receipt;
	const source = receipt?.source ?? 'base';
	const isOwn = source === 'base' || source.startsWith('modifier:');
	const fact = (name: SeatFacts['source']): SeatFacts => ({
		source: name,
		leavesDevice: false,
		right:
			receipt && isOwn && receipt.calibrated
				? receipt.confidence
				: measuredRight(manifest.measured),
		tokensPerSecond: (isOwn && receipt?.tokensPerSecond) || null
	});
	const domain = receipt?.domain?.id;
	const asked = askedModifiersOf(model, await deps.settings.get());
	const has = domain !== undefined && asked.includes(domain);
	const own = has ? [fact('base'), fact(`modifier:${domain}`)] : [fact('base')];
	const other = await openElsewhere(deps, egress);
	const bigger: SeatFacts | null =
		typeof other === 'string'
			? null
			: {
					source: other.kind === 'edge' ? 'edge:other' : 'native:other',
					leavesDevice: other.leaves,
					right: BIGGER_RIGHT,
					supposed: true,
					tokensPerSecond: null,
					costMicroUsd: other.open.costMicroUsd ?? (() => (other.kind === 'native' ? 0 : null))
				};
	const hasCritic = Boolean(deps.judges?.current(manifest).critic);
	const size = sizeOf(answer);
	return RECIPES.map((recipe): RecipeOffer => {
		const { id, name } = recipe;
		if (typeof other === 'string' && needsElsewhere(recipe))
			return { id, possible: false, words: recipeNeedsWords(name, other) };
		const { words } = estimateRecipe(recipe, seatsFor(recipe, own, bigger, hasCritic), size);
		const alone = typeof other === 'string' ? [recipeWouldBeAloneWords(name)] : [];
		return { id, possible: true, words: [words, ...alone].join(' ') };
	});
}

/** Of held-out questions, as the model's own figures say; null where it has none. */
function measuredRight({ heldOut }: Record<string, unknown>): number | null {
	const found = (heldOut as { accuracy?: unknown } | undefined)?.accuracy;
	return typeof found === 'number' ? found : null;
}

function sizeOf(answer: RecipeQuestion['answer']): QuestionSize {
	const receipt = answer?.receipt;
	const promptTokens = receipt?.promptTokens || USUAL.promptTokens;
	const answerTokens =
		receipt?.completionTokens ||
		(answer ? Math.ceil(messageText(answer).length / BYTES_PER_TOKEN) : 0) ||
		USUAL.answerTokens;
	return { promptTokens, answerTokens, promptBytes: promptTokens * BYTES_PER_TOKEN };
}
