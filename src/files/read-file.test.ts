// What is read of a file, and what is refused, with the real PDF reader: bounds, encodings, locked and scanned
// PDFs; and of bytes changed at random either text or a refusal, never anything else.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { FILE_BOUNDS, FILE_REFUSALS, FileError } from '../contract/files.ts';
import { writePdf } from '../../test/support/pdf-writer.ts';
import type { MutationCounts } from '../../test/support/read-mutations.ts';
import { readFile, type ReadFile } from './read-file.ts';

const ignored = () => undefined;
const read = (bytes: BlobPart, type = '') => readFile(new Blob([bytes], { type }), ignored);

async function refusal(reading: Promise<ReadFile>): Promise<FileError> {
	const error: unknown = await reading.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (!(error instanceof FileError)) throw new Error(`no refusal: ${String(error)}`);
	return error;
}

const codeOf = async (reading: Promise<ReadFile>) => (await refusal(reading)).code;

test('text is read whatever a person’s programs wrote', async () => {
	const texts: [string, Uint8Array<ArrayBuffer> | string, string][] = [
		['UTF-8', 'größe;3\r\nfarbe;rot\r', 'größe;3\nfarbe;rot\n'],
		['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0), 'aé'],
		['UTF-16, the other way round', Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0xe9), 'aé'],
		[
			'Windows-1252',
			new Uint8Array([...'Stra'].map((c) => c.charCodeAt(0)).concat(0xdf, 0x65)),
			'Straße'
		]
	];
	for (const [name, bytes, text] of texts)
		expect(await read(bytes), name).toMatchObject({ type: 'text', text, pages: null });
});

test('a PDF is read page by page and line by line', async () => {
	const bytes = writePdf({ pages: [['First line', 'Second line'], ['(Page) two']] });
	const seen: number[] = [];
	const found = await readFile(new Blob([bytes]), (fraction) => seen.push(fraction));
	expect(found).toMatchObject({
		type: 'text',
		text: 'First line\nSecond line\f(Page) two',
		pages: 2
	});
	expect(seen).toEqual([0.5, 1]);
});

test('a text that names a PDF’s mark is read as the text it is; a PDF behind stray bytes as a PDF', async () => {
	const source = "const isPdf = (head) => head.startsWith('%PDF-1.7');\n";
	expect(await read(source)).toMatchObject({ type: 'text', text: source, pages: null });
	const pdf = writePdf({ pages: [['First line']] });
	expect(await read(new Blob(['\n', pdf]))).toMatchObject({ text: 'First line', pages: 1 });
	expect(await codeOf(read(new Blob(['\0\0%PDF-1.7 and no more'])))).toBe('damaged');
	expect(await codeOf(read(new Blob(['\n', writePdf({ pages: [['a']], locked: true })])))).toBe(
		'password'
	);
});

test('what cannot be read is refused by what is wrong with it', async () => {
	expect(await codeOf(read(''))).toBe('empty');
	expect(await codeOf(read(' \n\t'))).toBe('empty');
	expect(await codeOf(read('a\0b'))).toBe('not-text');
	expect(await codeOf(read(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)))).toBe('not-text');
	expect(await codeOf(read(Uint8Array.of(0x81, 0x90, 0x41)))).toBe('not-text');
	expect(await codeOf(read(writePdf({ pages: [['secret']], locked: true })))).toBe('password');
	expect(await codeOf(read(writePdf({ pages: [[], []] })))).toBe('no-text');
	expect(await codeOf(read('%PDF-1.7\nnothing of the kind'))).toBe('damaged');
});

test('what is too large is refused with its size and the bound, before it is read', async () => {
	const size = FILE_BOUNDS.textBytes + 1;
	const large = { size, type: '', slice: () => new Blob(['a']) } as unknown as Blob;
	expect(await refusal(readFile(large, ignored))).toMatchObject({
		code: 'too-large',
		size: { is: size, most: FILE_BOUNDS.textBytes }
	});
	const pages = Array.from({ length: FILE_BOUNDS.pdfPages + 1 }, () => ['x']);
	expect(await refusal(read(writePdf({ pages })))).toMatchObject({
		code: 'too-many-pages',
		size: { is: FILE_BOUNDS.pdfPages + 1, most: FILE_BOUNDS.pdfPages }
	});
});

test(
	'of 1,000 files changed at random each is text or a refusal',
	{ timeout: 60_000 },
	async () => {
		const thread = new Worker(new URL('../../test/support/read-mutations.ts', import.meta.url), {
			workerData: { rounds: 1000, seed: 11 }
		});
		const [counts] = (await once(thread, 'message')) as [MutationCounts];
		const { text = 0, thrown = 0, ...refused } = counts;
		expect(thrown).toBe(0);
		for (const code of Object.keys(refused)) expect(FILE_REFUSALS).toContain(code);
		expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1000);
		// Each happens often, or the changes were too small or too large to show anything.
		expect(text).toBeGreaterThan(100);
		expect(refused.damaged).toBeGreaterThan(10);
		expect(refused['not-text']).toBeGreaterThan(10);
	}
);
