// The worker that cuts files into passages and finds those that share words with a question, so that the page
// goes on answering to the person: 20 MB of text take some seconds. passage-client.ts starts it. Both sides
// are of one build, so what they say to each other is not checked.

import type { FileCitation } from '../contract/file-finding.ts';
import { filePassages } from '../decide/file-passages.ts';
import { keepBest, wordIndex } from '../decide/passage-search.ts';

export type FileText = { name: string; text: string };

export type PassageRequest =
	| { type: 'open'; files: readonly FileText[] }
	| { type: 'search'; id: number; question: string; count: number };

/** A passage, and how much of the question's words it holds: 0–1. */
export type PassageMatch = FileCitation & { lexical: number };

export type PassageMatches = {
	/** The best by their words first; of few passages all. */
	matches: PassageMatch[];
	/** The first passages of each file. */
	beginnings: FileCitation[];
};

export type PassageReply =
	| { type: 'progress'; fraction: number }
	| { type: 'opened'; passages: number }
	| { type: 'found'; id: number; found: PassageMatches }
	| { type: 'failed'; id: number | null; message: string };

/** Told of so often while files are cut and read. */
const STEPS = 50;

/** Answers requests, the first of which brings the files. */
export function passageServer(reply: (message: PassageReply) => void) {
	let find: ((question: string, count: number) => PassageMatches) | null = null;
	return (request: PassageRequest): void => {
		const id = request.type === 'search' ? request.id : null;
		try {
			switch (request.type) {
				case 'open': {
					const opened = openPassages(request.files, (fraction) =>
						reply({ type: 'progress', fraction })
					);
					find = opened.find;
					reply({ type: 'opened', passages: opened.passages });
					return;
				}
				case 'search': {
					if (find === null) throw new Error('not opened');
					const found = find(request.question, request.count);
					reply({ type: 'found', id: request.id, found });
					return;
				}
				default:
					request satisfies never;
			}
		} catch (error) {
			reply({ type: 'failed', id, message: String(error) });
		}
	};
}

function openPassages(files: readonly FileText[], onProgress: (fraction: number) => void) {
	const passages: FileCitation[] = [];
	const begins: number[] = [];
	for (const [i, { name, text }] of files.entries()) {
		begins.push(passages.length);
		for (const passage of filePassages(text)) passages.push({ name, ...passage });
		onProgress((i + 1) / files.length / 2);
	}
	const step = Math.ceil(passages.length / STEPS);
	const words = wordIndex(textsOf(passages), (read) => {
		if (read % step === 0) onProgress(0.5 + read / passages.length / 2);
	});
	/** Of each file as many, of the files together some. */
	const each = Math.max(1, Math.floor(BEGINNINGS / files.length));
	const beginnings = begins.flatMap((from, i) =>
		passages.slice(from, Math.min(from + each, begins[i + 1] ?? passages.length))
	);
	return {
		passages: passages.length,
		find(question: string, count: number): PassageMatches {
			const { lexical } = words(question);
			const all = passages.length <= count;
			const best: { index: number; score: number }[] = [];
			for (let index = 0; index < passages.length; index++)
				if (all || lexical[index]! > 0) keepBest(best, { index, score: lexical[index]! }, count);
			const matches = best.map(({ index, score }) => ({ ...passages[index]!, lexical: score }));
			return { matches, beginnings };
		}
	};
}

function* textsOf(passages: readonly FileCitation[]): Generator<string> {
	for (const { text } of passages) yield text;
}

/** Shown where no passage answers to the question's words. */
const BEGINNINGS = 3;

/** A worker's own side speaks and hears as the other one does; in Node, where tests run, there is none. */
const scope = globalThis as unknown as Partial<Pick<Worker, 'postMessage' | 'addEventListener'>>;

if (typeof document === 'undefined' && scope.addEventListener && scope.postMessage) {
	const serve = passageServer((message) => scope.postMessage?.(message));
	scope.addEventListener('message', ({ data }: MessageEvent<PassageRequest>) => serve(data));
}
