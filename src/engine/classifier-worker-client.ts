// A classifier of texts in a worker of its own, as the page has it. Not here: which one, and how long it stays
// (kept-classifier.ts), and what runs it (transformers-classifier.ts).

import type { LabelProbabilities, TextClassifier } from '../contract/text-classifier.ts';
import type { FromClassifier, ToClassifier } from './classifier-port.ts';
import { EngineError, engineErrorFrom } from './engine.ts';
import type { LibraryRuntime } from './transformers-library.ts';

/** The part of a Worker that is used. */
export type ClassifierWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const STOPPED = 'The classifier stopped by itself. It is opened anew when it is needed again.';

export function browserClassifierWorker(): ClassifierWorker {
	return new Worker(new URL('./classifier-worker.ts', import.meta.url), { type: 'module' });
}

/** `files` by their path in the model's manifest. Throws EngineError, or an error with the worker's sentence. */
export function openInWorker(
	files: Record<string, Blob>,
	runtime: LibraryRuntime,
	start: () => ClassifierWorker = browserClassifierWorker
): Promise<TextClassifier> {
	const worker = start();
	const send = (message: ToClassifier) => worker.postMessage(message);
	type Waiting = { done(probabilities: number[][]): void; failed(error: unknown): void };
	const waiting = new Map<number, Waiting>();
	let requests = 0;
	return new Promise<TextClassifier>((resolve, reject) => {
		/** Why nothing more is to be had of it; null while it works. */
		let ended: unknown = null;
		const end = (error: unknown) => {
			ended ??= error;
			worker.terminate();
			reject(error);
			for (const { failed } of waiting.values()) failed(error);
			waiting.clear();
		};
		worker.addEventListener('message', (event) => {
			const message = (event as MessageEvent<FromClassifier>).data;
			switch (message.type) {
				case 'opened':
					return resolve(classifierOf(message.labels));
				case 'unopened':
					return end(engineErrorFrom(message));
				case 'classified':
					return waiting.get(message.request)?.done(message.probabilities);
				case 'failed':
					return waiting.get(message.request)?.failed(engineErrorFrom(message));
				default:
					return message satisfies never;
			}
		});
		for (const type of ['error', 'messageerror'] as const)
			worker.addEventListener(type, () => end(new EngineError('failed', STOPPED)));
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
	const { browserRuntime } = await import('./transformers-runtime.ts');
	const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
	return openInWorker(files, { ...browserRuntime, threads });
}
