// Starts the worker that searches a site's index, and asks it. Not here: what it does (search-worker.ts).

import { ParseError } from '../contract/errors.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import type { SearchReply, SearchRequest } from './search-worker.ts';

export type OpenSearch = (
	question: string,
	vector: Float32Array
) => Promise<readonly SiteCitation[]>;

/** As much of a worker as is used. */
export type SearchPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const startWorker = (): SearchPort =>
	new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });

/** Hands the index over; rejects with a ParseError where it cannot be used. `bytes` are given away. */
export function openSearch(
	bytes: ArrayBuffer,
	origins: readonly string[],
	embedder: string,
	start: () => SearchPort = startWorker
): Promise<OpenSearch> {
	const worker = start();
	const waiting = new Map<number, PromiseWithResolvers<readonly SiteCitation[]>>();
	const opening = Promise.withResolvers<OpenSearch>();
	let asked = 0;
	const broken = () => {
		const error = new Error('The search of the site’s pages broke off. Ask again.');
		opening.reject(error);
		for (const { reject } of waiting.values()) reject(error);
		waiting.clear();
	};
	const ask = (request: SearchRequest, transfer: Transferable[] = []) =>
		worker.postMessage(request, transfer);
	const search: OpenSearch = (question, vector) => {
		const answer = Promise.withResolvers<readonly SiteCitation[]>();
		waiting.set(++asked, answer);
		ask({ type: 'search', id: asked, question, vector });
		return answer.promise;
	};
	worker.addEventListener('error', broken);
	worker.addEventListener('messageerror', broken);
	worker.addEventListener('message', ({ data }: MessageEvent<SearchReply>) => {
		switch (data.type) {
			case 'opened':
				opening.resolve(search);
				return;
			case 'refused':
				worker.terminate();
				// The message names the place already.
				opening.reject(new ParseError('', data.message));
				return;
			case 'found':
				waiting.get(data.id)?.resolve(data.citations);
				waiting.delete(data.id);
				return;
			case 'failed':
				waiting.get(data.id)?.reject(new Error(data.message));
				waiting.delete(data.id);
				return;
			default:
				data satisfies never;
		}
	});
	ask({ type: 'open', bytes, origins, embedder }, [bytes]);
	return opening.promise;
}
