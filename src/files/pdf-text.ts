// The text of a PDF, page by page, through pdf.js: its parser runs in the thread that calls this, which is a
// worker of its own (read-worker.ts), and nothing is drawn or run, nor fetched but our own files. What has no text,
// a scan say, is refused: letters are not recognised in pictures here.

import { FILE_BOUNDS, FileError } from '../contract/files.ts';

/** Pages parted by form feeds. */
export type PdfText = { text: string; pages: number };

type Item = { str: string; hasEOL: boolean } | { type: string };

/** The bytes of one of pdf.js's character maps, by its file name. */
export type ReadCMap = (file: string) => Promise<Uint8Array>;

/** As the app has them: their list is fetched too when the first is asked for. */
const cMapOfApp: ReadCMap = async (file) => (await import('./pdf-cmaps.ts')).fetchCMap(file);

/** `bytes` are given away. Throws FileError. */
export async function readPdf(
	bytes: Uint8Array,
	onProgress: (fraction: number) => void,
	readCMap = cMapOfApp
): Promise<PdfText> {
	const { getDocument } = await loadPdfJs();
	let missing: unknown = null;
	/** What pdf.js asks for by name, in the form in which it asks. */
	class CMaps {
		async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
			// It has the widths of letters from a font; text is read without.
			if (kind !== 'cMapUrl') throw new Error(`not brought along: ${filename}`);
			try {
				return await readCMap(filename);
			} catch (error) {
				missing = error;
				throw error;
			}
		}
	}
	const task = getDocument({
		data: bytes,
		// Only the text is wanted: no fonts, images or drawing, and nothing from anywhere else.
		disableFontFace: true,
		useSystemFonts: false,
		useWorkerFetch: false,
		useWasm: false,
		cMapPacked: true,
		BinaryDataFactory: CMaps,
		isOffscreenCanvasSupported: false,
		isImageDecoderSupported: false,
		disableAutoFetch: true,
		enableXfa: false,
		verbosity: 0
	});
	try {
		const pdf = await task.promise;
		const { numPages } = pdf;
		if (numPages > FILE_BOUNDS.pdfPages)
			throw new FileError('too-many-pages', { is: numPages, most: FILE_BOUNDS.pdfPages });
		const pages: string[] = [];
		let characters = 0;
		for (let number = 1; number <= numPages; number++) {
			const page = await pdf.getPage(number);
			const { items } = await page.getTextContent();
			const text = linesOf(items);
			page.cleanup();
			pages.push(text);
			characters += text.length;
			if (characters > FILE_BOUNDS.characters)
				throw new FileError('too-long', { is: characters, most: FILE_BOUNDS.characters });
			onProgress(number / numPages);
		}
		// Without one of them its letters are missing, and nobody could tell.
		if (missing !== null) throw new FileError('reader-missing', null, { cause: missing });
		const text = pages.join('\f');
		if (!/[\p{L}\p{N}]/u.test(text)) throw new FileError('no-text');
		return { text, pages: numPages };
	} catch (error) {
		throw refusalOf(error);
	} finally {
		// What it cannot let go of any more is let go of with the worker.
		await task.destroy().catch(() => undefined);
	}
}

async function loadPdfJs() {
	try {
		// The parser first: found beside it, pdf.js starts no worker of its own.
		await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
		return await import('pdfjs-dist/legacy/build/pdf.mjs');
	} catch (cause) {
		throw new FileError('reader-missing', null, { cause });
	}
}

function linesOf(items: readonly Item[]): string {
	const lines: string[] = [];
	let line = '';
	for (const item of items) {
		if (!('str' in item)) continue;
		line += item.str;
		if (!item.hasEOL) continue;
		lines.push(line);
		line = '';
	}
	lines.push(line);
	// What parts pages and lines must not come from within one.
	return lines
		.map((one) =>
			one
				.replaceAll('\0', '')
				.replace(/[\f\r\n]/g, ' ')
				.trimEnd()
		)
		.join('\n')
		.trimEnd();
}

function refusalOf(error: unknown): FileError {
	if (error instanceof FileError) return error;
	const name = error instanceof Error ? error.name : '';
	return new FileError(name === 'PasswordException' ? 'password' : 'damaged', null, {
		cause: error
	});
}
