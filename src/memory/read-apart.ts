// Reads a large file of conversations in a worker, so that the page goes on answering to the person:
// parsing 100 MB of JSON takes seconds. What was read comes back in pieces, each taken over in a
// moment. A small file, or one where no worker starts, is read here. What reading is: import-file.ts.

import { ParseError } from '../contract/errors.ts';
import { readFile, type Wanted } from './import-file.ts';
import type { Bundle } from './merge.ts';
import type { ReadRequest, ReadReply } from './read-worker.ts';

// 1 MB is parsed in some 10 ms; a worker takes 50 to start.
const LARGE_BYTES = 1_000_000;

/** What is in `file`. Throws ParseError on a file that is none of those wanted. */
export async function readApart(file: Blob, wanted: Wanted, nowMs: number): Promise<Bundle> {
	if (file.size < LARGE_BYTES || typeof Worker === 'undefined')
		return readFile(file, wanted, nowMs);
	const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
	try {
		return (
			(await bundleOf(worker, { file, wanted, nowMs })) ?? (await readFile(file, wanted, nowMs))
		);
	} finally {
		worker.terminate();
	}
}

/** Null when the worker does not start, or does not come to an end. */
function bundleOf(worker: Worker, request: ReadRequest): Promise<Bundle | null> {
	return new Promise((resolve, reject) => {
		const conversations: Bundle['conversations'] = [];
		worker.addEventListener('error', () => resolve(null));
		worker.addEventListener('messageerror', () => resolve(null));
		worker.addEventListener('message', ({ data }: MessageEvent<ReadReply>) => {
			switch (data.type) {
				case 'conversations':
					conversations.push(...data.conversations);
					return;
				case 'read':
					resolve({ ...data.rest, conversations });
					return;
				case 'refused':
					reject(new ParseError(data.path, data.message));
					return;
				case 'failed':
					resolve(null);
					return;
				default:
					data satisfies never;
			}
		});
		worker.postMessage(request);
	});
}
