// Text files that become parts of a message: which are taken, and why the others are not. Reads with
// the browser's File alone. The limits are what a small model and a phone can bear, far below what
// the store takes.

import type { Part } from '../../contract/messages.ts';

/** UTF-8 bytes of a message, its files included. */
export const MESSAGE_LIMIT_BYTES = 512_000;
export const FILE_LIMIT_BYTES = 256_000;
export const FILE_LIMIT_COUNT = 10;

export type FilePart = Extract<Part, { type: 'file' }>;
export type Refusal = 'too-large' | 'not-text' | 'empty';
export type Attachment = { ok: true; part: FilePart } | { ok: false; why: Refusal; file: File };

/** Reads a file as UTF-8 text; refuses what is not. */
export async function attach(file: File): Promise<Attachment> {
	if (file.size > FILE_LIMIT_BYTES) return { ok: false, why: 'too-large', file };
	if (file.size === 0) return { ok: false, why: 'empty', file };
	const bytes = await file.arrayBuffer();
	const text = decode(bytes);
	if (text === null) return { ok: false, why: 'not-text', file };
	const mediaType = file.type || 'text/plain';
	return { ok: true, part: { type: 'file', name: file.name, mediaType, text } };
}

function decode(bytes: ArrayBuffer): string | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		// A NUL is in no text file, and in nearly every binary one that happens to be valid UTF-8.
		return text.includes('\0') ? null : text.replaceAll('\r\n', '\n');
	} catch {
		return null;
	}
}

const encoder = new TextEncoder();

/** UTF-8 bytes of a message's texts. */
export function sizeOf(parts: readonly Part[]): number {
	return parts.reduce((sum, { text }) => sum + encoder.encode(text).byteLength, 0);
}
