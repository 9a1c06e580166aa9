// The worker that searches a site's index, so that the page goes on answering to the visitor: it holds the
// index, and is asked with a question and its vector. search-client.ts starts it. Both sides are of one
// build, so what they say to each other is not checked.

import { ParseError } from '../contract/errors.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import { parseSiteIndex, sameEmbedder } from '../contract/site-index.ts';
import { citable } from '../decide/passage-search.ts';
import { citationOf, siteSearch } from '../decide/site-search.ts';

export type SearchRequest =
	| { type: 'open'; bytes: ArrayBuffer; origins: readonly string[]; embedder: string }
	| { type: 'search'; id: number; question: string; vector: Float32Array };

export type SearchReply =
	| { type: 'opened' }
	| { type: 'refused'; path: string; message: string }
	| { type: 'found'; id: number; citations: SiteCitation[] }
	| { type: 'failed'; id: number; message: string };

/** Answers requests, the first of which opens an index. */
export function searchServer(reply: (message: SearchReply) => void) {
	let find: ((question: string, vector: Float32Array) => SiteCitation[]) | null = null;
	return (request: SearchRequest): void => {
		switch (request.type) {
			case 'open':
				try {
					const index = parseSiteIndex(new Uint8Array(request.bytes), request.origins);
					sameEmbedder(index, request.embedder);
					const search = siteSearch(index);
					find = (question, vector) =>
						citable(search({ question, vector })).map((found) => citationOf(index, found.index));
					reply({ type: 'opened' });
				} catch (error) {
					const { path, message } =
						error instanceof ParseError ? error : { path: '', message: String(error) };
					reply({ type: 'refused', path, message });
				}
				return;
			case 'search':
				try {
					if (find === null) throw new Error('not opened');
					const citations = find(request.question, request.vector);
					reply({ type: 'found', id: request.id, citations });
				} catch (error) {
					reply({ type: 'failed', id: request.id, message: String(error) });
				}
				return;
			default:
				request satisfies never;
		}
	};
}

/** A worker's own side speaks and hears as the other one does; in Node, where tests run, there is none. */
const scope = globalThis as unknown as Partial<Pick<Worker, 'postMessage' | 'addEventListener'>>;

if (typeof document === 'undefined' && scope.addEventListener && scope.postMessage) {
	const serve = searchServer((message) => scope.postMessage?.(message));
	scope.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => serve(data));
}
