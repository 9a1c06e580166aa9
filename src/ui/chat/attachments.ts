// What the composer holds beside its text: files that were read, and files that are being read. Not here: the
// reading (a FileService), and its sentences (ui/messages).

import type { FilePart, ImagePart, Part } from '../../contract/messages.ts';

/** UTF-8 bytes of what is written in a message, beside its files. */
export const MESSAGE_LIMIT_BYTES = 512_000;

export type Attached = FilePart | ImagePart;

/** A file on its way into a message. */
export type Reading = {
	readonly file: File;
	/** 0–1. */
	readonly fraction: number;
	readonly stop: () => void;
};

const encoder = new TextEncoder();

/** UTF-8 bytes of what is written. */
export function sizeOf(parts: readonly Part[]): number {
	return parts.reduce(
		(sum, part) => sum + (part.type === 'text' ? encoder.encode(part.text).byteLength : 0),
		0
	);
}

/** Bytes of a file, as far as they are known: of an image those that would be sent. */
export function bytesOf(part: Attached): number {
	if (part.type === 'image') return Math.floor((part.data.length * 3) / 4);
	return part.bytes ?? encoder.encode(part.text).byteLength;
}

/** Stands in a draft for a file that is still being read. */
export const unreadPart = ({ name, type, size }: File): FilePart => ({
	type: 'file',
	name,
	mediaType: type,
	text: '',
	bytes: size,
	unread: true
});
