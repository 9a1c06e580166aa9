// Files that are added to a message: what is taken, how much of it, and why the rest is not. Not here: the
// reading (files/), and the sentences (ui/messages).

import type { FilePart, ImagePart } from './messages.ts';

/** What a file may have. Far below what the store takes: chosen so that a phone reads it in a moment. */
export const FILE_BOUNDS = {
	/** Files of one message. */
	count: 10,
	textBytes: 25_000_000,
	pdfBytes: 50_000_000,
	pdfPages: 2000,
	imageBytes: 20_000_000,
	/** Of what was read, whatever it was read from. */
	characters: 25_000_000,
	/** UTF-8 bytes up to which a text is kept in its message. */
	inMessageBytes: 100_000
} as const;

export const FILE_REFUSALS = [
	'empty',
	'too-large',
	'not-text',
	'password',
	'damaged',
	'no-text',
	'too-many-pages',
	'too-long',
	'not-an-image',
	'reader-missing',
	'not-kept'
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

/** Why a file is not taken; the sentence is whoever shows it's to make. */
export class FileError extends Error {
	override readonly name = 'FileError';
	readonly code: FileRefusal;
	/** What there is and what there may be, where that is the matter: bytes, pages or characters. */
	readonly size: { is: number; most: number } | null;
	constructor(code: FileRefusal, size: FileError['size'] = null, options?: ErrorOptions) {
		super(code, options);
		this.code = code;
		this.size = size;
	}
}

export type ReadOptions = {
	/** Stops the reading, which then throws the signal's reason. */
	signal: AbortSignal;
	/** 0–1. */
	onProgress: (fraction: number) => void;
};

/** Reads files apart from the page, and keeps the texts that are too long for a message. */
export interface FileService {
	/** Throws FileError, or the signal's reason. */
	read(file: File, options: ReadOptions): Promise<FilePart | ImagePart>;
}
