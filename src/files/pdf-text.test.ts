// Letters of a PDF that only pdf.js's character maps tell, with the real reader and the real maps.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { JAPANESE, writeJapanesePdf } from '../../test/support/pdf-writer.ts';
import { readPdf } from './pdf-text.ts';

const CMAPS = new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url);
const ignored = () => undefined;

test('Japanese is read by the character maps its fonts name, each asked for once', async () => {
	const asked: string[] = [];
	const { text } = await readPdf(writeJapanesePdf(), ignored, (file) => {
		asked.push(file);
		return readFile(new URL(file, CMAPS));
	});
	expect(text).toBe(JAPANESE);
	expect(asked.toSorted()).toEqual(['90ms-RKSJ-H.bcmap', 'Adobe-Japan1-UCS2.bcmap']);
});

test('a map that cannot be had is said, and no text without its letters is taken for the whole', async () => {
	const reading = readPdf(writeJapanesePdf(), ignored, async () => {
		throw new TypeError('Failed to fetch');
	});
	await expect(reading).rejects.toMatchObject({ code: 'reader-missing' });
});

test('a map that nobody has is no connection’s fault', async () => {
	const reading = readPdf(writeJapanesePdf('No-Such-Map'), ignored, (file) =>
		readFile(new URL(file, CMAPS))
	);
	await expect(reading).rejects.toMatchObject({ code: 'no-text' });
});
