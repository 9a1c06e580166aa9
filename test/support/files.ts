// Files that browser tests add to messages: a guide of many pages with one thing to find in it, the same as text,
// and an image.

import { writePdf } from './pdf-writer.ts';

export const NEEDLE = 'The warranty covers three years of repairs by the workshop in Bergen.';

const line = (page: number, number: number) =>
	`Paragraph ${page}.${number} describes how gardens are watered in dry summers.`;

/** Pages of prose; the needle is on `at`, line 3. */
export function guidePdf(pages: number, at: number): Buffer {
	const made = Array.from({ length: pages }, (_, i) =>
		Array.from({ length: 30 }, (_, n) => (i + 1 === at && n === 2 ? NEEDLE : line(i + 1, n + 1)))
	);
	return Buffer.from(writePdf({ pages: made }));
}

/** About so many bytes of text; the needle is half way, and its line is returned. */
export function longText(bytes: number): { buffer: Buffer; line: number } {
	const lines: string[] = [];
	for (let size = 0, i = 1; size < bytes; i++) {
		lines.push(line(i, i % 97));
		size += lines.at(-1)!.length + 1;
	}
	const at = Math.floor(lines.length / 2);
	lines[at] = NEEDLE;
	return { buffer: Buffer.from(lines.join('\n')), line: at + 1 };
}

/** A picture of one red pixel. */
export const RED_PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
	'base64'
);
