// What the files of a conversation hold on a question: passages that share words with it, found in a worker,
// then weighed by what they mean: only those few are embedded, in this page, a handful at a time, so that a
// file of any length can be asked at once. Nothing leaves the device. The passages of the files asked last stay
// open. Not here: what a model is given of them (turn/file-prompt.ts).

import type { Embedder } from '../contract/embedder.ts';
import type { FileCitation } from '../contract/file-finding.ts';
import type { FilePart } from '../contract/messages.ts';
import { citable, passageScore } from '../decide/passage-search.ts';
import type { OpenPassages } from './passage-client.ts';
import type { FileText, PassageMatch } from './passage-worker.ts';

export type FileKnowledgeParts = {
	/** A text that is kept beside the messages; undefined when it is not here. */
	textOf: (id: string) => Promise<string | undefined>;
	/** Null where there is none; then words alone decide. */
	embedder: () => Promise<Embedder | null>;
	openPassages: (files: readonly FileText[], signal: AbortSignal) => Promise<OpenPassages>;
	/** Lets the page do what waits. */
	pause: () => Promise<void>;
	/** Calls back once after so many milliseconds, unless what it returns is called before. */
	after: (delayMs: number, run: () => void) => () => void;
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
/** Passages of files that nobody asks any more are let go of: those of a long one take much memory. */
const KEPT_OPEN_MS = 5 * 60 * 1000;
/** Without vectors a passage has to hold so much of the question's words to be cited. */
const LEAST_BY_WORDS = 0.3;

export interface FileKnowledge {
	/** Throws the signal's reason, or an Error with a sentence. */
	find(question: string, files: readonly FilePart[], signal: AbortSignal): Promise<FoundInFiles>;
}

export function createFileKnowledge(parts: FileKnowledgeParts): FileKnowledge {
	let open: { key: string; passages: Promise<OpenPassages>; vectors: Vectors } | null = null;

	let forget = () => {};
	function close(): void {
		open?.passages.then(
			(passages) => passages.close(),
			() => undefined
		);
		open = null;
	}

	async function opened(files: readonly FileText[], key: string, signal: AbortSignal) {
		if (open?.key !== key) {
			close();
			const passages = parts.openPassages(files, signal);
			const own = { key, passages, vectors: new Map() };
			open = own;
			// Stopped, or failed: the next question tries again.
			passages.catch(() => {
				if (open === own) open = null;
			});
		}
		const { passages, vectors } = open;
		return { passages: await passages, vectors };
	}

	return {
		async find(question, files, signal) {
			const texts: FileText[] = [];
			const missing: string[] = [];
			const keys: string[] = [];
			for (const { name, kept, text } of files) {
				const whole = kept === undefined ? text : await parts.textOf(kept);
				if (whole === undefined) {
					missing.push(name);
					continue;
				}
				texts.push({ name, text: whole });
				keys.push(`${name}\n${kept ?? text}`);
			}
			signal.throwIfAborted();
			if (texts.length === 0) return { citations: [], beginnings: false, missing };
			const { passages, vectors } = await opened(texts, keys.join('\n'), signal);
			const { matches, beginnings } = await passages.find(question, CANDIDATES);
			signal.throwIfAborted();
			forget();
			forget = parts.after(KEPT_OPEN_MS, close);
			const cited = await weighed(question, matches, vectors, parts, signal);
			return cited.length > 0
				? { citations: cited, beginnings: false, missing }
				: { citations: beginnings, beginnings: true, missing };
		}
	};
}

/** By the passage's text. */
type Vectors = Map<string, Float32Array>;

async function weighed(
	question: string,
	matches: readonly PassageMatch[],
	vectors: Vectors,
	parts: FileKnowledgeParts,
	signal: AbortSignal
): Promise<FileCitation[]> {
	const similarity = await similarities(question, matches, vectors, parts, signal).catch(
		(error: unknown) => {
			if (signal.aborted) throw error;
			return null;
		}
	);
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
	question: string,
	matches: readonly PassageMatch[],
	vectors: Vectors,
	{ embedder: openEmbedder, pause }: FileKnowledgeParts,
	signal: AbortSignal
): Promise<number[] | null> {
	const embedder = await openEmbedder();
	if (embedder === null) return null;
	const [asked] = await embedder.embed([question]);
	if (asked === undefined) return null;
	const fresh = [...new Set(matches.map(({ text }) => text))].filter((text) => !vectors.has(text));
	for (let from = 0; from < fresh.length; from += TOGETHER) {
		await pause();
		signal.throwIfAborted();
		const some = fresh.slice(from, from + TOGETHER);
		const made = await embedder.embed(some);
		for (const [i, text] of some.entries()) vectors.set(text, made[i]!);
	}
	return matches.map(({ text }) => {
		const vector = vectors.get(text)!;
		let sum = 0;
		for (let d = 0; d < vector.length; d++) sum += vector[d]! * asked[d]!;
		return sum;
	});
}
