// The worker that reads one file that is added to a message, and is then ended; file-service.ts starts it, hears
// it, and ends it early when it is not wanted any more. Both sides are of one build, so what they say to each
// other is not checked.

import { FileError, type FileRefusal } from '../contract/files.ts';
import { readFile, type ReadFile } from './read-file.ts';

export type ReadRequest = { file: Blob };

export type ReadReply =
	| { type: 'progress'; fraction: number }
	| { type: 'read'; read: ReadFile }
	| { type: 'refused'; code: FileRefusal; size: FileError['size'] };

/** Answers one request. */
export async function serveRead(
	{ file }: ReadRequest,
	reply: (message: ReadReply) => void
): Promise<void> {
	try {
		const read = await readFile(file, (fraction) => reply({ type: 'progress', fraction }));
		reply({ type: 'read', read });
	} catch (error) {
		const { code, size } = error instanceof FileError ? error : new FileError('damaged');
		reply({ type: 'refused', code, size });
	}
}

/** A worker's own side speaks and hears as the other one does; in Node, where tests run, there is none. */
const scope = globalThis as unknown as Partial<Pick<Worker, 'postMessage' | 'addEventListener'>>;

if (typeof document === 'undefined' && scope.addEventListener && scope.postMessage) {
	// pdf.js leaves some of its own unheard when a file is broken; what matters of them it says.
	addEventListener('unhandledrejection', (event) => event.preventDefault());
	scope.addEventListener('message', ({ data }: MessageEvent<Partial<ReadRequest>>) => {
		// pdf.js, once it is here, speaks over the same line.
		if (data.file) void serveRead({ file: data.file }, (message) => scope.postMessage?.(message));
	});
}
