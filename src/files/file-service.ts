// Reads files for the composer, each in a worker of its own that is ended when it is done, refused, or not
// wanted any more; and keeps texts that are too long for a message. Not here: what is read of a file
// (read-file.ts), and what becomes of it in a turn (file-knowledge.ts).

import { FILE_BOUNDS, FileError, type FileService, type ReadOptions } from '../contract/files.ts';
import type { FilePart, ImagePart } from '../contract/messages.ts';
import type { ReadFile } from './read-file.ts';
import type { ReadReply, ReadRequest } from './read-worker.ts';

/** As much of a worker as is used. */
export type ReadPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export type FileServiceParts = {
	/** Keeps a text beside the messages and gives its id. */
	keep: (text: string) => Promise<string>;
	start?: () => ReadPort;
	/** Calls back once after so many milliseconds, unless what it returns is called before. */
	after?: (delayMs: number, run: () => void) => () => void;
};

// A page of a PDF takes some 10 ms. Whoever says nothing for so long, a file made to do harm say, never will.
const SILENCE_MS = 60_000;

const startWorker = (): ReadPort =>
	new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });

/** In the browser's own time. */
export function afterTimeout(delayMs: number, run: () => void): () => void {
	const timer = setTimeout(run, delayMs);
	return () => clearTimeout(timer);
}

export function createFileService({
	keep,
	start = startWorker,
	after = afterTimeout
}: FileServiceParts): FileService {
	return {
		async read(file, options) {
			const read = await readApart({ file }, options, start, after);
			options.signal.throwIfAborted();
			return read.type === 'image' ? imagePart(file, read) : filePart(file, read, keep);
		}
	};
}

function readApart(
	request: ReadRequest,
	{ signal, onProgress }: ReadOptions,
	start: () => ReadPort,
	after: NonNullable<FileServiceParts['after']>
): Promise<ReadFile> {
	signal.throwIfAborted();
	const worker = start();
	const reading = Promise.withResolvers<ReadFile>();
	let heard = false;
	const broken = () => reading.reject(new FileError(heard ? 'damaged' : 'reader-missing'));
	let patience = after(SILENCE_MS, broken);
	const stopped = () => reading.reject(signal.reason);
	signal.addEventListener('abort', stopped, { once: true });
	// It could not be fetched, or ran out of memory.
	worker.addEventListener('error', broken);
	worker.addEventListener('messageerror', broken);
	worker.addEventListener('message', ({ data }: MessageEvent<ReadReply>) => {
		patience();
		heard = true;
		switch (data.type) {
			case 'progress':
				patience = after(SILENCE_MS, broken);
				onProgress(data.fraction);
				return;
			case 'read':
				reading.resolve(data.read);
				return;
			case 'refused':
				reading.reject(new FileError(data.code, data.size));
				return;
			default:
				// What pdf.js says to a page that it thinks is its own.
				data satisfies never;
				patience = after(SILENCE_MS, broken);
		}
	});
	worker.postMessage(request);
	return reading.promise.finally(() => {
		patience();
		signal.removeEventListener('abort', stopped);
		worker.terminate();
	});
}

const imagePart = (
	{ name }: File,
	{ mediaType, data }: Extract<ReadFile, { type: 'image' }>
): ImagePart => ({ type: 'image', name, mediaType, data });

async function filePart(
	file: File,
	{ text, textBytes, pages }: Extract<ReadFile, { type: 'text' }>,
	keep: FileServiceParts['keep']
): Promise<FilePart> {
	const part: FilePart = {
		type: 'file',
		name: file.name,
		mediaType: file.type || (pages === null ? 'text/plain' : 'application/pdf'),
		text,
		bytes: file.size,
		...(pages !== null && { pages })
	};
	if (textBytes <= FILE_BOUNDS.inMessageBytes) return part;
	try {
		return { ...part, text: '', kept: await keep(text) };
	} catch (cause) {
		throw new FileError('not-kept', null, { cause });
	}
}
