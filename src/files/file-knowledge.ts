// What the files of a conversation hold on a question: passages that share words with it, found in a worker,
// then weighed by what they mean: only those few are embedded, in this page, a handful at a time, so that a
// file of any length can be asked at once. Nothing leaves the device. Not here: what a model is given of them
// (turn/file-prompt.ts), and how long passages stay open (shared-passages.ts).

import type { Embedder } from '../contract/embedder.ts';
import type { FileCitation } from '../contract/file-finding.ts';
import type { FilePart } from '../contract/messages.ts';
import { citable, passageScore } from '../decide/passage-search.ts';
import type { FileText, PassageMatch } from './passage-worker.ts';
import {
	createSharedPassages,
	type SharedPassagesParts,
	type Vectors,
	type VectorsOf
} from './shared-passages.ts';

export type FileKnowledgeParts = SharedPassagesParts & {
	/** A text that is kept beside the messages; undefined when it is not here. */
	textOf: (id: string) => Promise<string | undefined>;
	/** Null where there is none; then words alone decide. */
	embedder: () => Promise<Embedder | null>;
	/** Lets the page do what waits. */
	pause: () => Promise<void>;
	/** What passages of kept texts mean, from one visit to the next: by the ids of text and embedder. */
	kept: {
		get: (id: string, embedderId: string) => Promise<Vectors>;
		add: (id: string, embedderId: string, vectors: Vectors) => Promise<void>;
	};
};

export type FoundInFiles = {
	/** Best first. */
	citations: FileCitation[];
	/** Nothing answered to the question, so these are the files' beginnings. */
	beginnings: boolean;
	/** Names of files whose text is not on this device. */
	missing: string[];
};

/** Passages that share most words with the question, and are weighed by their vectors. */
const CANDIDATES = 32;
/** Passages cited at most: twice those of a site, since a larger model is given them all. */
const CITED = 6;
/** Texts embedded between two breaths of the page: some 30 ms. */
const TOGETHER = 4;
/** Without vectors a passage has to hold so much of the question's words to be cited. */
const LEAST_BY_WORDS = 0.3;

export interface FileKnowledge {
	/** Throws the signal's reason, or an Error with a sentence. */
	find(question: string, files: readonly FilePart[], signal: AbortSignal): Promise<FoundInFiles>;
}

export function createFileKnowledge(parts: FileKnowledgeParts): FileKnowledge {
	const shared = createSharedPassages(parts);

	return {
		async find(question, files, signal) {
			const texts: FileText[] = [];
			const missing: string[] = [];
			const keys: string[] = [];
			/** Ids of kept texts, by the names of their files. */
			const ids = new Map<string, string>();
			for (const { name, kept, text } of files) {
				const whole = kept === undefined ? text : await parts.textOf(kept);
				if (whole === undefined) {
					missing.push(name);
					continue;
				}
				texts.push({ name, text: whole });
				if (kept !== undefined) ids.set(name, kept);
				keys.push(`${name}\n${kept ?? text}`);
			}
			signal.throwIfAborted();
			if (texts.length === 0) return { citations: [], beginnings: false, missing };
			const { answer, vectors } = await shared.ask(texts, keys.join('\n'), signal, (passages) =>
				passages.find(question, CANDIDATES)
			);
			const { matches, beginnings } = answer;
			const cited = await weighed({ question, matches, vectors, ids }, parts, signal);
			return cited.length > 0
				? { citations: cited, beginnings: false, missing }
				: { citations: beginnings, beginnings: true, missing };
		}
	};
}

type Asked = {
	question: string;
	matches: readonly PassageMatch[];
	vectors: VectorsOf;
	ids: ReadonlyMap<string, string>;
};

async function weighed(
	asked: Asked,
	parts: FileKnowledgeParts,
	signal: AbortSignal
): Promise<FileCitation[]> {
	const { matches } = asked;
	const similarity = await similarities(asked, parts, signal).catch((error: unknown) => {
		if (signal.aborted) throw error;
		return null;
	});
	const scored = matches
		.map(({ lexical, ...citation }, i) => ({
			citation,
			score: similarity === null ? lexical : passageScore(lexical, similarity[i]!)
		}))
		.toSorted((a, b) => b.score - a.score);
	const enough =
		similarity === null ? scored.filter(({ score }) => score >= LEAST_BY_WORDS) : citable(scored);
	return enough.slice(0, CITED).map(({ citation }) => citation);
}

/** Of each passage to the question; null without an embedder. */
async function similarities(
	{ question, matches, vectors: known, ids }: Asked,
	parts: FileKnowledgeParts,
	signal: AbortSignal
): Promise<number[] | null> {
	const embedder = await parts.embedder();
	if (embedder === null) return null;
	const [asked] = await embedder.embed([question]);
	if (asked === undefined) return null;
	const before = known.get(embedder.id) ?? earlierVectors(embedder.id, ids, parts);
	known.set(embedder.id, before);
	const vectors = await before;
	const fresh = [...new Set(matches.map(({ text }) => text))].filter((text) => !vectors.has(text));
	for (let from = 0; from < fresh.length; from += TOGETHER) {
		await parts.pause();
		signal.throwIfAborted();
		const some = fresh.slice(from, from + TOGETHER);
		const made = await embedder.embed(some);
		for (const [i, text] of some.entries()) vectors.set(text, made[i]!);
	}
	for (const [name, id] of ids) {
		const own = fresh.filter((text) =>
			matches.some((one) => one.text === text && one.name === name)
		);
		const made = new Map(own.map((text) => [text, vectors.get(text)!]));
		// Where there is no room for them, or no database, they are made again after a reload.
		if (made.size > 0) parts.kept.add(id, embedder.id, made).catch(() => undefined);
	}
	return matches.map(({ text }) => {
		const vector = vectors.get(text)!;
		let sum = 0;
		for (let d = 0; d < vector.length; d++) sum += vector[d]! * asked[d]!;
		return sum;
	});
}

/** Of all the texts, what was kept on an earlier visit; what cannot be read is made anew. */
async function earlierVectors(
	embedderId: string,
	ids: ReadonlyMap<string, string>,
	{ kept }: FileKnowledgeParts
): Promise<Vectors> {
	const all: Vectors = new Map();
	for (const id of ids.values())
		for (const [text, vector] of await kept.get(id, embedderId).catch((): Vectors => new Map()))
			all.set(text, vector);
	return all;
}
