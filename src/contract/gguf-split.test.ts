import {
	appendFileSync,
	mkdtempSync,
	openAsBlob,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitGguf } from '../../test/support/gguf-splitter.ts';
import { ggufHead } from '../../test/support/gguf-writer.ts';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { inPartOrder, joinedGguf } from './gguf-split.ts';
import { parseGgufHeader, readGgufHeader } from './gguf.ts';

const whole = randomLlama({ layers: 3 }).bytes;
const blobs = (parts: Uint8Array<ArrayBuffer>[]) => parts.map((part) => new Blob([part]));
const isWhole = async (blob: Blob) => Buffer.from(await blob.arrayBuffer()).equals(whole);

describe('parts put together', () => {
	test.each([
		['in two', 2, false],
		['in five', 5, false],
		['in four, the first without weights', 4, true]
	])('%s are the file they were, byte for byte', async (_, count, emptyFirst) => {
		const parts = blobs(splitGguf(whole, count, { emptyFirst }));
		expect(await isWhole(await joinedGguf(parts))).toBe(true);
	});

	test('what aligns the end of a part may be missing', async () => {
		const [first, last] = splitGguf(whole, 2) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
		const { neededBytes } = await readGgufHeader(new Blob([first]));
		const parts = blobs([first.slice(0, neededBytes), last]);
		expect(await isWhole(await joinedGguf(parts))).toBe(true);
	});

	test('order comes from what the parts say, not from how they are given', async () => {
		const parts = blobs(splitGguf(whole, 3));
		const found = await inPartOrder([parts[2]!, parts[0]!, parts[1]!]);
		expect(found.map((part) => parts.indexOf(part))).toEqual([0, 1, 2]);
	});

	test('a missing, a repeated and a foreign part are refused', async () => {
		const parts = blobs(splitGguf(whole, 3));
		const [other] = blobs(splitGguf(randomLlama({ layers: 2 }).bytes, 3));
		const message = /not all parts of one split model. Choose every part/;
		for (const wrong of [
			parts.slice(0, 2),
			[parts[0]!, parts[1]!, parts[1]!],
			[other!, ...parts.slice(1)]
		])
			await expect(joinedGguf(wrong)).rejects.toThrow(message);
	});
});

test('offsets beyond 2 GiB and 4 GiB are read and joined as they are', async () => {
	// 3 GB each; of the weights nothing is read, so there are none.
	const tensor = (name: string) => ({ name, dimensions: [1024, 732_422] });
	const bytes = 4 * 1024 * 732_422;
	const text = (value: string) => ({ type: 'string' as const, value });
	const count = (value: number) => ({ type: 'u32' as const, value });
	const architecture = { 'general.architecture': text('llama') };
	const head = ggufHead(architecture, [tensor('a'), tensor('b'), tensor('c')]);
	const { neededBytes, headerBytes } = parseGgufHeader(head, head.length + 3 * bytes);
	expect(neededBytes).toBe(headerBytes + 3 * bytes);
	expect(neededBytes).toBeGreaterThan(2 ** 33);
	expect(() => parseGgufHeader(head, 2 ** 33)).toThrow(/cut short/);

	const folder = mkdtempSync(join(tmpdir(), 'understudy-split-'));
	try {
		// Sparse files: their holes take no room on the disk.
		const parts = await Promise.all(
			[0, 1, 2].map((part) => {
				const place = { 'split.count': count(3), 'split.no': count(part) };
				const of = ggufHead({ ...(part === 0 && architecture), ...place }, [tensor('abc'[part]!)]);
				const path = join(folder, `${part}.gguf`);
				writeFileSync(path, of);
				truncateSync(path, of.length + bytes - 4);
				appendFileSync(path, `end${part}`);
				return openAsBlob(path);
			})
		);
		const whole = await joinedGguf(parts);
		expect(whole.size).toBe(headerBytes + 3 * bytes);
		const header = await readGgufHeader(whole);
		expect(header).toMatchObject({ headerBytes, neededBytes, parameters: (3 * bytes) / 4 });
		// Beyond 2 GiB; Node cannot cut a Blob beyond 4.
		const end = headerBytes + bytes;
		expect(await whole.slice(end - 4, end).text()).toBe('end0');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
