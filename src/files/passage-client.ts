// Starts the worker that finds passages in files, and asks it. Whoever stops waiting for it to open ends it.
// Not here: what it does (passage-worker.ts).

import type { FileText, PassageMatches, PassageReply, PassageRequest } from './passage-worker.ts';

export type OpenPassages = {
	find(question: string, count: number): Promise<PassageMatches>;
	close(): void;
};

/** As much of a worker as is used. */
export type PassagePort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const startWorker = (): PassagePort =>
	new Worker(new URL('./passage-worker.ts', import.meta.url), { type: 'module' });

const BROKEN = 'The search of the files broke off. Ask again.';

/** Cuts and reads the files; rejects with the signal's reason, or an Error with a sentence. */
export function openPassages(
	files: readonly FileText[],
	signal: AbortSignal,
	onProgress: (fraction: number) => void = () => undefined,
	start: () => PassagePort = startWorker
): Promise<OpenPassages> {
	signal.throwIfAborted();
	const worker = start();
	const opening = Promise.withResolvers<OpenPassages>();
	const waiting = new Map<number, PromiseWithResolvers<PassageMatches>>();
	let asked = 0;
	const ask = (request: PassageRequest) => worker.postMessage(request);
	const end = (error: unknown) => {
		worker.terminate();
		opening.reject(error);
		for (const { reject } of waiting.values()) reject(error);
		waiting.clear();
	};
	const stopped = () => end(signal.reason);
	signal.addEventListener('abort', stopped, { once: true });
	const opened: OpenPassages = {
		find(question, count) {
			const found = Promise.withResolvers<PassageMatches>();
			waiting.set(++asked, found);
			ask({ type: 'search', id: asked, question, count });
			return found.promise;
		},
		close: () => end(new Error(BROKEN))
	};
	worker.addEventListener('error', () => end(new Error(BROKEN)));
	worker.addEventListener('messageerror', () => end(new Error(BROKEN)));
	worker.addEventListener('message', ({ data }: MessageEvent<PassageReply>) => {
		switch (data.type) {
			case 'progress':
				onProgress(data.fraction);
				return;
			case 'opened':
				signal.removeEventListener('abort', stopped);
				opening.resolve(opened);
				return;
			case 'found':
				waiting.get(data.id)?.resolve(data.found);
				waiting.delete(data.id);
				return;
			case 'failed':
				if (data.id === null) end(new Error(BROKEN, { cause: data.message }));
				else {
					waiting.get(data.id)?.reject(new Error(BROKEN, { cause: data.message }));
					waiting.delete(data.id);
				}
				return;
			default:
				data satisfies never;
		}
	});
	ask({ type: 'open', files });
	return opening.promise;
}
