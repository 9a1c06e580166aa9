// A classifier of texts in a worker of its own, as the page has it. Not here: which one, and how long it stays
// (kept-classifier.ts), and what runs it (transformers-classifier.ts).

import type { LabelProbabilities, TextClassifier } from '../contract/text-classifier.ts';
import { browserNetwork } from '../platform/network.ts';
import { NO_RUNTIME, type FromClassifier, type ToClassifier } from './classifier-port.ts';
import { EngineError, engineErrorFrom } from './engine.ts';
import type { LibraryRuntime } from './transformers-library.ts';

/** The part of a Worker that is used. */
export type ClassifierWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const STOPPED = 'The classifier stopped by itself. It is opened anew when it is needed again.';
const SILENT =
	'The classifier did not answer for three minutes, so it was stopped. Close other tabs and try again, or choose a smaller one.';

// Three minutes: a browser that ends a worker for its memory need not say so. The largest of the catalogue, with its
// runtime, takes seconds; a slow connection brings the runtime's 13 MB in less.
export const SILENCE_MS = 180_000;

export type OpenParts = {
	start?: () => ClassifierWorker;
	/** Rejects where it is aborted. */
	delay?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export function browserClassifierWorker(): ClassifierWorker {
	return new Worker(new URL('./classifier-worker.ts', import.meta.url), { type: 'module' });
}

/** `files` by their path in the model's manifest. Throws EngineError, or an error with the worker's sentence. */
export function openInWorker(
	files: Record<string, Blob>,
	runtime: LibraryRuntime,
	{ start = browserClassifierWorker, delay = browserNetwork.delay }: OpenParts = {}
): Promise<TextClassifier> {
	const worker = start();
	const send = (message: ToClassifier) => worker.postMessage(message);
	type Waiting = { done(probabilities: number[][]): void; failed(error: unknown): void };
	const waiting = new Map<number, Waiting>();
	/** By request, also of those that nobody waits for any more: the worker says of each that it ended. */
	const owed = new Map<number, () => void>();
	let requests = 0;
	return new Promise<TextClassifier>((resolve, reject) => {
		/** Why nothing more is to be had of it; null while it works. */
		let ended: unknown = null;
		let open = false;
		/** Ends it where it does not answer; returns how to stop waiting. */
		const endIfSilent = () => {
			const heard = new AbortController();
			delay(SILENCE_MS, heard.signal).then(
				() => end(new EngineError('failed', SILENT)),
				() => undefined
			);
			return () => heard.abort();
		};
		const isOpening = endIfSilent();
		const end = (error: unknown) => {
			ended ??= error;
			isOpening();
			for (const answered of owed.values()) answered();
			owed.clear();
			worker.terminate();
			reject(error);
			for (const { failed } of waiting.values()) failed(error);
			waiting.clear();
		};
		const answeredBy = (request: number) => {
			owed.get(request)?.();
			owed.delete(request);
			return waiting.get(request);
		};
		worker.addEventListener('message', (event) => {
			const message = (event as MessageEvent<FromClassifier>).data;
			switch (message.type) {
				case 'opened':
					open = true;
					isOpening();
					return resolve(classifierOf(message.labels));
				case 'unopened':
					return end(engineErrorFrom(message));
				case 'classified':
					return answeredBy(message.request)?.done(message.probabilities);
				case 'failed':
					return answeredBy(message.request)?.failed(engineErrorFrom(message));
				default:
					return message satisfies never;
			}
		});
		for (const type of ['error', 'messageerror'] as const)
			worker.addEventListener(type, () =>
				end(open ? new EngineError('failed', STOPPED) : new EngineError('no-runtime', NO_RUNTIME))
			);
		send({ type: 'open', files, runtime });

		function classifierOf(labels: readonly string[]): TextClassifier {
			return {
				labels,
				async classify(texts, { signal } = {}) {
					signal?.throwIfAborted();
					if (ended !== null) throw ended;
					const request = ++requests;
					const answer = new Promise<number[][]>((done, failed) => {
						waiting.set(request, { done, failed });
					});
					const stop = () => {
						send({ type: 'stop', request });
						waiting.get(request)?.failed(signal!.reason);
					};
					signal?.addEventListener('abort', stop, { once: true });
					owed.set(request, endIfSilent());
					try {
						send({ type: 'classify', request, texts });
						return (await answer).map(
							(row): LabelProbabilities => new Map(labels.map((label, i) => [label, row[i] ?? 0]))
						);
					} finally {
						signal?.removeEventListener('abort', stop);
						waiting.delete(request);
					}
				},
				async dispose() {
					end(new EngineError('failed', STOPPED));
				}
			};
		}
	});
}

// Four threads, as speech has: more gain little on a text this short, and nobody else computes before the plan.
const MOST_THREADS = 4;

/** The same with the runtime this app serves. */
export async function openBrowserClassifier(files: Record<string, Blob>): Promise<TextClassifier> {
	const { browserRuntime } = await import('./transformers-runtime.ts').catch((cause: unknown) => {
		throw new EngineError('no-runtime', NO_RUNTIME, { cause });
	});
	const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
	return openInWorker(files, { ...browserRuntime, threads });
}
