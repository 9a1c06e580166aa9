// Reads a file that is added to a message: what it is, by its first bytes, and its text or its picture. Runs in
// a worker (read-worker.ts). Not here: keeping what was read (file-service.ts).

import { FILE_BOUNDS, FileError } from '../contract/files.ts';
import { decodeText } from './decode-text.ts';

export type ReadFile =
	| { type: 'text'; text: string; textBytes: number; pages: number | null }
	/** As base64. */
	| { type: 'image'; mediaType: string; data: string };

/** PDF readers look for the mark in the first kilobyte, and so does this one. */
const HEAD_BYTES = 1024;
/** What browsers decode everywhere; SVG is read as the text it is. */
const IMAGE = /^image\/(?!svg)/;

/** Throws FileError. */
export async function readFile(
	file: Blob,
	onProgress: (fraction: number) => void
): Promise<ReadFile> {
	if (file.size === 0) throw new FileError('empty');
	const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
	const mark = pdfMark(head);
	if (mark >= 0) {
		try {
			return await readAsPdf(file, onProgress);
		} catch (error) {
			// Source code and notes name the mark, too; a PDF begins with it, but for some stray bytes.
			if (mark === 0 || !isNoPdf(error)) throw error;
			return await readAsText(file, head, onProgress).catch(() => {
				throw error;
			});
		}
	}
	if (IMAGE.test(file.type)) {
		refuseOver(file, FILE_BOUNDS.imageBytes);
		const { readImage } = await import('./read-image.ts').catch((cause: unknown) => {
			throw new FileError('reader-missing', null, { cause });
		});
		return { type: 'image', ...(await readImage(file)) };
	}
	return readAsText(file, head, onProgress);
}

async function readAsPdf(file: Blob, onProgress: (fraction: number) => void): Promise<ReadFile> {
	refuseOver(file, FILE_BOUNDS.pdfBytes);
	const { readPdf } = await import('./pdf-text.ts').catch((cause: unknown) => {
		throw new FileError('reader-missing', null, { cause });
	});
	const { text, pages } = await readPdf(new Uint8Array(await bytesOf(file)), onProgress);
	return { type: 'text', text, textBytes: utf8Bytes(text), pages };
}

async function readAsText(
	file: Blob,
	head: Uint8Array,
	onProgress: (fraction: number) => void
): Promise<ReadFile> {
	// A film of gigabytes is no text, and that is the better thing to say.
	if (head.includes(0) && !isMarked(head)) throw new FileError('not-text');
	refuseOver(file, FILE_BOUNDS.textBytes);
	const text = decodeText(new Uint8Array(await bytesOf(file)));
	if (text === null) throw new FileError('not-text');
	if (text.trim() === '') throw new FileError('empty');
	onProgress(1);
	return { type: 'text', text, textBytes: utf8Bytes(text), pages: null };
}

function refuseOver({ size }: Blob, most: number): void {
	if (size > most) throw new FileError('too-large', { is: size, most });
}

/** A file that was moved or changed since it was chosen cannot be read any more. */
async function bytesOf(file: Blob): Promise<ArrayBuffer> {
	try {
		return await file.arrayBuffer();
	} catch (cause) {
		throw new FileError('damaged', null, { cause });
	}
}

/** Where the mark is; -1 for nowhere. */
const pdfMark = (head: Uint8Array): number =>
	new TextDecoder('latin1').decode(head).indexOf('%PDF-');

const isNoPdf = (error: unknown): boolean =>
	error instanceof FileError && (error.code === 'damaged' || error.code === 'no-text');

/** Whether a byte order mark says UTF-16. */
const isMarked = ([first, second]: Uint8Array): boolean =>
	(first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;
