// What a turn knows of its conversation's files, and what a model is given of them: all of them where they are
// short, else the passages found; a model that follows no instructions is given none (as of a site's pages,
// site-prompt.ts). Not here: finding the passages (file-lookup.ts, src/files/).

import {
	fileText,
	ownText,
	type FilePart,
	type ImagePart,
	type Message
} from '../contract/messages.ts';
import type { FileCitation, FileFinding } from '../contract/file-finding.ts';
import { MESSAGE_ALLOWANCE } from '../context/fit-context.ts';
import { withFilePassages } from '../decide/file-passages.ts';
import type { ChatMessage, LoadedModel } from '../engine/engine.ts';
import { tokenCounter } from './token-counts.ts';

/** Finds passages in files. */
export interface FileKnowledge {
	/** Throws the signal's reason, or an Error with a sentence. */
	find(
		question: string,
		files: readonly FilePart[],
		signal: AbortSignal
	): Promise<{
		/** Best first. */
		citations: readonly FileCitation[];
		/** Nothing answered to the question, so these are the files' beginnings. */
		beginnings: boolean;
		/** Names of files whose text is not on this device. */
		missing: readonly string[];
	}>;
}

/** The files of the branch, and what was found in them for the turn's question. */
export type FilesState = {
	files: readonly FilePart[];
	/** This device's model reads them from beginning to end, as parts of their messages. */
	wholeHere: boolean;
	citations: readonly FileCitation[];
	beginnings: boolean;
	/** How many of the passages this device's model was given, the best first. */
	readHere: number;
};

/** Of a context, for passages: half of the rest is left for the conversation and the answer. */
const SHARE = 0.4;
/** Characters of files that are sent whole to somebody elsewhere: some ten pages, 6,000 tokens. */
const MOST_SENT_WHOLE = 24_000;

/** The files of these messages, each once. */
export function filesOf(messages: readonly Message[]): FilePart[] {
	const files = new Map<string, FilePart>();
	for (const { parts } of messages)
		for (const part of parts)
			if (part.type === 'file') files.set(`${part.name}\n${part.kept ?? part.text}`, part);
	return [...files.values()];
}

export function imagesOf({ parts }: Pick<Message, 'parts'>): ImagePart[] {
	return parts.filter((part) => part.type === 'image');
}

/** What was asked, without the files; of a message that is nothing but files, what they are called. */
export function textBesideFiles(message: Pick<Message, 'parts'>): string {
	const names = () =>
		message.parts.flatMap((part) => (part.type === 'text' ? [] : `File ${part.name}`)).join('\n');
	return ownText(message) || names();
}

/** The question as a model of this device is asked it; notes in `state` how many passages it was given. */
export async function filePromptHere(
	question: string,
	state: FilesState,
	model: LoadedModel,
	contextTokens: number
): Promise<string> {
	state.readHere = 0;
	if (state.wholeHere || !model.manifest.template.systemPrompt) return question;
	const count = tokenCounter(model);
	const alone = await count(question);
	for (let many = 1; many <= state.citations.length; many++) {
		const asked = withFilePassages(question, state.citations.slice(0, many));
		if ((await count(asked)) - alone + MESSAGE_ALLOWANCE > contextTokens * SHARE) break;
		state.readHere = many;
	}
	return withFilePassages(question, state.citations.slice(0, state.readHere));
}

/** Whether there is something in the files that this device's model was not given. */
export const unreadHere = (state: FilesState | null): boolean =>
	state !== null && !state.wholeHere && state.readHere === 0 && state.citations.length > 0;

/** Whether somebody elsewhere is sent the files from beginning to end. */
function wholeElsewhere({ files, wholeHere }: FilesState): boolean {
	const characters = files.reduce((sum, { text }) => sum + text.length, 0);
	const all = files.every(({ kept }) => kept === undefined);
	return all && (wholeHere || characters <= MOST_SENT_WHOLE);
}

/** The question as somebody elsewhere is asked it. */
export function filePromptElsewhere(question: string, state: FilesState): string {
	return wholeElsewhere(state)
		? [...state.files.map(fileText), question].join('\n\n')
		: withFilePassages(question, state.citations);
}

/** Images of the questions before, by exchange, and how much of them is taken, the newest first. */
export type EarlierImages = {
	ofExchanges: readonly (readonly ImagePart[])[];
	room: number;
	sizeOf: (image: ImagePart) => number;
};

/** The last message with the images that go with it; and those of the exchanges before it that there is room for. */
export function withImages(
	messages: ChatMessage[],
	images: readonly ImagePart[],
	{ ofExchanges, room, sizeOf }: EarlierImages = NO_EARLIER
): ChatMessage[] {
	const at = new Map([[messages.length - 1, images]]);
	let left = room;
	// Whatever was left out of the conversation was its beginning.
	for (const [back, own] of ofExchanges.toReversed().entries()) {
		const taken: ImagePart[] = [];
		for (const image of own.toReversed()) {
			if (images.includes(image)) continue;
			left -= sizeOf(image);
			if (left >= 0) taken.unshift(image);
		}
		at.set(messages.length - 1 - 2 * (back + 1), taken);
	}
	return messages.map((message, i) => {
		const shown = at.get(i) ?? [];
		if (shown.length === 0 || message.role !== 'user') return message;
		return {
			...message,
			images: shown.map(({ name, mediaType, data }) => ({ name, mediaType, data }))
		};
	});
}

const NO_EARLIER: EarlierImages = { ofExchanges: [], room: 0, sizeOf: () => 0 };

/** What is kept with the answer; `here`: this device gave it. */
export function fileFindingOf(state: FilesState, here: boolean): FileFinding {
	const { files, citations, beginnings, wholeHere, readHere } = state;
	const whole = files.map(({ name }) => name);
	if (here ? wholeHere : wholeElsewhere(state)) return { whole, citations: [], read: true };
	const read = here ? readHere > 0 : citations.length > 0;
	return {
		whole: [],
		citations: here && read ? citations.slice(0, readHere) : citations,
		read,
		...(beginnings && citations.length > 0 && { beginnings })
	};
}
