// Looks into a conversation's files before a turn answers. Short ones stay what they are, parts of their
// messages; of longer ones the passages that answer to the question are found, and the messages are read without
// them. A search that fails costs no answer: it is said, and the model answers by itself. Fetched with the first
// turn that has files. Not here: the search (src/files/), and the prompt (file-prompt.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import { fileText, type FilePart } from '../contract/messages.ts';
import { MESSAGE_ALLOWANCE, PROMPT_ALLOWANCE } from '../context/fit-context.ts';
import { FILES_UNSEARCHED, filesMissingWords } from '../decide/plan-words.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { exchangesOf } from './branch.ts';
import { holdsMarker } from './role-markers.ts';
import { textBesideFiles, type FileKnowledge } from './file-prompt.ts';
import { tokenCounter } from './token-counts.ts';
import { systemPromptOf } from './try-here.ts';
import type { Turn } from './turn.ts';

/** Of the room for a conversation, where there is more of it before the first file: its window moves by a third. */
const SHARE_AFTER_OTHERS = 2 / 3;
/** No vocabulary has tokens that long: what is longer is not counted. */
const LONGEST_TOKEN = 16;
/** A first search may fetch the embedder and cut megabytes; who waits longer is answered without. */
const PATIENCE_MS = 60_000;

/** `model` null: none of this device answers. */
export async function* lookInFiles(
	turn: Turn,
	files: readonly FilePart[],
	model: LoadedModel | null,
	knowledge: FileKnowledge
): AsyncGenerator<TurnEvent, void> {
	const { deps, state, situation, signal } = turn;
	const wholeHere = model !== null && (await fitWhole(turn, files, model));
	state.files = { files, wholeHere, citations: [], beginnings: false, readHere: 0 };
	if (wholeHere) return;
	situation.prompt = textBesideFiles(situation.about.question);
	situation.question.prompt = situation.prompt;
	situation.earlier = exchangesOf(situation.about.before, textBesideFiles);
	yield* turn.opening;
	const startedMs = deps.elapsed();
	try {
		const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
		const found = await knowledge.find(situation.prompt, files, patience);
		// A file that holds a template's marks could speak in another's role.
		const citations = found.citations.filter(({ name, text }) => !holdsMarker(`${name} ${text}`));
		Object.assign(state.files, { citations, beginnings: found.beginnings });
		if (found.missing.length > 0) yield* said(turn, filesMissingWords(found.missing));
	} catch (error) {
		if (signal.aborted) return;
		yield* said(turn, `${FILES_UNSEARCHED} ${errorData(error).message}`);
	}
	state.stages.files = deps.elapsed() - startedMs;
}

async function* said({ state }: Turn, message: string): AsyncGenerator<TurnEvent> {
	state.reasons.push(message);
	yield { type: 'notice', message };
}

/** Whether everything from the first file on is sure to be read by this model, with room to answer (fit-context.ts). */
async function fitWhole(
	{ situation, begun, settings }: Turn,
	files: readonly FilePart[],
	model: LoadedModel
): Promise<boolean> {
	if (files.some(({ kept }) => kept !== undefined)) return false;
	const { contextTokens } = model;
	const { before } = situation.about;
	const from = before.findIndex(({ parts }) => parts.some(({ type }) => type === 'file'));
	const exchanges = from === -1 ? [] : exchangesOf(before.slice(from));
	const texts = [...exchanges.map(({ content }) => content), situation.prompt];
	// A question that got no answer is not read again, and what came with it neither.
	if (!files.every((file) => texts.some((text) => text.includes(fileText(file))))) return false;
	if (model.manifest.template.systemPrompt)
		texts.push(systemPromptOf(begun.conversation, settings));
	const answer = Math.min(settings.maxTokens, Math.floor(contextTokens / 4));
	const room = (contextTokens - answer - PROMPT_ALLOWANCE) * (from > 0 ? SHARE_AFTER_OTHERS : 1);
	const characters = texts.reduce((sum, { length }) => sum + length, 0);
	if (characters / LONGEST_TOKEN > room) return false;
	const count = tokenCounter(model);
	let tokens = 0;
	for (const text of texts) {
		tokens += (await count(text)) + MESSAGE_ALLOWANCE;
		if (tokens > room) return false;
	}
	return true;
}
