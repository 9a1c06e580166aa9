// Who can be asked elsewhere: a server of one's own, and the edge; what they would be sent, what it costs, and
// whether they can be asked without a word more. Nothing is sent from here, not even a question after the health
// of a host that is not this machine's. Not here: the asking itself (ask-further.ts) and the wire (engine/remote.ts).

import { errorData } from '../contract/errors.ts';
import { isSource, type Egress, type Source } from '../contract/ids.ts';
import { messageText, type ImagePart } from '../contract/messages.ts';
import { smallestContext } from '../context/smallest-context.ts';
import { nobodyWords, notAskedWords } from '../decide/plan-words.ts';
import type { Far } from '../decide/plan.ts';
import { withPassages } from '../decide/site-passages.ts';
import type { ChatMessage, Sampling } from '../engine/engine.ts';
import type { AttemptRecord } from './attempt.ts';
import { exchangeImagesOf, exchangesOf } from './branch.ts';
import { egressOf } from './consent.ts';
import type { ModelProvider, TurnDependencies } from './dependencies.ts';
import type { EdgeProvider, EdgeRole, OpenEdge } from './edge.ts';
import { filePromptElsewhere, imagesOf, textBesideFiles, withImages } from './file-prompt.ts';
import { systemPromptOf } from './try-here.ts';
import type { Turn } from './turn.ts';

export type Provider = { kind: 'native' | 'edge'; provider: EdgeProvider };

/** Somebody who can be asked, as far as is known before a request. */
export type Elsewhere = {
	kind: Provider['kind'];
	open: OpenEdge;
	/** The same in another role. Throws EdgeUnavailable. */
	openAs: (role: EdgeRole) => Promise<OpenEdge>;
	/** Whether asking sends anything from the device. */
	leaves: boolean;
};

/** As the edge reckons an image at most (worker/gateway/price.ts). */
const IMAGE_TOKENS = 1600;
/** For an answer elsewhere: this device's context bounds nothing there. */
const LEAST_ANSWER_TOKENS = 1024;

/** Who there is to ask, and who knows a better model. */
type Provided = Pick<TurnDependencies, 'native' | 'edge'> & {
	models: Pick<ModelProvider, 'recommend'>;
};

/** From `from` on, the nearer first; then back down, where nobody from there on answers. */
export function providersFrom(deps: Provided, from: Far): Provider[] {
	const all = providersOf(deps);
	return from === 'edge' ? all.toReversed() : all;
}

function providersOf({ native, edge }: Pick<Provided, 'native' | 'edge'>): Provider[] {
	return [
		...(native ? [{ kind: 'native' as const, provider: native }] : []),
		...(edge ? [{ kind: 'edge' as const, provider: edge }] : [])
	];
}

/** The first who can be asked; else why nobody can, and what to do. */
export async function openElsewhere(deps: Provided, egress: Egress): Promise<Elsewhere | string> {
	let why: string = notAskedWords.nobody;
	for (const one of providersOf(deps)) {
		const opened = await openProvider(deps, one, egress);
		if (typeof opened !== 'string') return opened;
		why = opened;
	}
	return why;
}

/** Who can be asked there; else why not. Makes no request to a host that is not this machine's. */
export async function openProvider(
	deps: Pick<Provided, 'models'>,
	{ kind, provider }: Provider,
	egress: Egress
): Promise<Elsewhere | string> {
	// An edge hands on what it is sent, wherever it runs itself.
	if (egress === 'local-only' && kind === 'edge') return notAskedWords.localOnly;
	let open: OpenEdge;
	try {
		open = await provider.open('smart');
	} catch (error) {
		return unavailableWords(deps, error);
	}
	const leaves = kind === 'edge' || !open.loopback;
	if (egress === 'local-only' && leaves) return notAskedWords.localOnly;
	return { kind, open, openAs: (role) => provider.open(role), leaves };
}

/** How somebody elsewhere is to answer. */
export const samplingElsewhere = ({ settings }: Pick<Turn, 'settings'>): Sampling => ({
	temperature: settings.temperature,
	topP: settings.topP,
	topK: 0,
	seed: null,
	maxTokens: Math.max(settings.maxTokens, LEAST_ANSWER_TOKENS)
});

/** As a receipt names who answered there; null for a name that is none. */
export function sourceElsewhere(kind: Elsewhere['kind'], name: string): Source | null {
	const source = `${kind}:${name}`;
	return isSource(source) ? source : null;
}

export const hasImages = ({ situation }: Turn): boolean =>
	imagesOf(situation.about.question).length > 0;

/** Base64 characters of images at most: an edge takes bodies of 10 MiB where nobody set it otherwise. */
const MOST_IMAGE_CHARACTERS = 8 * 2 ** 20;

/**
 * The least that works, as it is said: a complaint goes with what it complains about. For whoever `sees`, with the
 * images of what is sent, where all of them are no more than an edge takes.
 */
export function messagesFor(
	{ begun, settings, situation, state }: Turn,
	sees: boolean
): ChatMessage[] {
	const { question } = begun;
	const messages = smallestContext({
		systemPrompt: systemPromptOf(begun.conversation, settings),
		// Files go with the question, whatever message they came with.
		earlier: exchangesOf(begun.earlier, state.files ? textBesideFiles : messageText),
		question: state.files
			? filePromptElsewhere(textBesideFiles(question), state.files)
			: withPassages(messageText(question), state.site?.citations ?? []),
		aboutLast: situation.complaint !== null
	});
	if (!sees) return messages;
	const images = imagesOf(situation.about.question);
	const sizeOf = ({ data }: ImagePart) => data.length;
	return withImages(messages, images, {
		ofExchanges: exchangeImagesOf(begun.earlier),
		room: images.reduce((room, image) => room - sizeOf(image), MOST_IMAGE_CHARACTERS),
		sizeOf
	});
}

export const seesImages = ({ model }: OpenEdge): boolean => model.capabilities.vision === true;

/** The most it can cost; null when nobody says. */
export async function costOf(
	elsewhere: Pick<Elsewhere, 'kind' | 'open'>,
	messages: readonly ChatMessage[],
	maxTokens: number
): Promise<number | null> {
	const price = await priceOf(elsewhere, messages);
	return price ? price(maxTokens) : 0;
}

/**
 * What so many requests of it cost at the most, by the tokens of all answers; undefined where they are free, as at
 * a server of one's own without a price.
 */
export async function priceOf(
	{ kind, open: { model, costMicroUsd } }: Pick<Elsewhere, 'kind' | 'open'>,
	messages: readonly ChatMessage[],
	times = 1
): Promise<AttemptRecord['price']> {
	if (costMicroUsd === undefined) return kind === 'native' ? undefined : () => null;
	let tokens = 0;
	for (const { content, images = [] } of messages)
		tokens += (await model.countTokens(content)) + images.length * IMAGE_TOKENS;
	return (answerTokens) => {
		const [others, last] = [costMicroUsd(tokens, 0), costMicroUsd(tokens, answerTokens)];
		return others === null || last === null ? null : others * (times - 1) + last;
	};
}

/** Why the mode's limit forbids it; null when it does not. */
export function overLimit({ situation, state }: Turn, cost: number | null): string | null {
	const { maxCostMicroUsd } = situation.mode;
	if (maxCostMicroUsd === null) return null;
	if (cost === null) return notAskedWords.noPrice;
	const spent = state.attempts.records.reduce(
		(sum, { bill }) => sum + (bill?.costMicroUsd ?? 0),
		0
	);
	return spent + cost > maxCostMicroUsd
		? notAskedWords.tooDear(spent + cost, maxCostMicroUsd)
		: null;
}

/** In words, why somebody could not be asked: where none is set up, with a model that fits this device. */
export async function unavailableWords(
	deps: Pick<Provided, 'models'>,
	error: unknown
): Promise<string> {
	const { code, message } = errorData(error);
	if (code !== 'not-configured') return message;
	const better = await deps.models.recommend?.().catch(() => null);
	return nobodyWords(message, better?.entry.name ?? null);
}

/**
 * Why a budget of theirs lets this question not through, as far as was heard of it; null when nothing is known.
 * Who asks for another answer by hand asks all the same: what was heard may have passed.
 */
export async function spentWords(
	{ begun }: Pick<Turn, 'begun'>,
	{ open }: Pick<Elsewhere, 'open'>,
	cost: number | null
): Promise<string | null> {
	return begun.again || !open.spent ? null : open.spent(cost);
}

/**
 * Whether somebody can be asked in the middle of an answer: nothing to consent to, and within what the mode
 * and their budget allow. It opens them, which sends nothing elsewhere.
 */
export async function canAskUnasked(turn: Turn): Promise<boolean> {
	for (const { kind, provider } of providersOf(turn.deps)) {
		// As it is now: this may be looked at late, even after the turn. Whoever asks looks once more.
		const egress = await egressOf(turn);
		if (egress === null || turn.signal.aborted) return false;
		if (kind === 'edge' && egress !== 'allow') continue;
		const open = await provider.open('smart').catch(() => null);
		if (open === null || (!open.loopback && egress !== 'allow')) continue;
		const messages = messagesFor(turn, seesImages(open));
		const cost = await costOf({ kind, open }, messages, samplingElsewhere(turn).maxTokens);
		if (overLimit(turn, cost) !== null) continue;
		if ((await spentWords(turn, { open }, cost)) === null) return true;
	}
	return false;
}
