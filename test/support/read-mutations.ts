// A thread that reads files changed at random, a PDF and a text in turn, and says how each ended. A thread of its
// own, as in the browser: pdf.js leaves rejections of its own unheard when a file is broken.

import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { FileError } from '../../src/contract/files.ts';
import { uniform } from '../../src/contract/random.ts';
import { readFile } from '../../src/files/read-file.ts';
import { writePdf } from './pdf-writer.ts';

/** How often each refusal, `text` or `thrown` was the end of it. */
export type MutationCounts = Record<string, number>;

const { rounds, seed } = workerData as { rounds: number; seed: number };
process.on('unhandledRejection', () => undefined);

const random = uniform(seed);
const pdf = writePdf({ pages: [['The quick brown fox', 'jumps over'], ['the lazy dog']] });
const text = new TextEncoder().encode('name,größe\nrot,3\nblau,4\n'.repeat(4));
const counts: MutationCounts = {};
for (let round = 0; round < rounds; round++) {
	const file = new Blob([mutated(round % 2 === 0 ? pdf : text)]);
	const end = await readFile(file, () => undefined).then(
		({ type }) => type,
		(error: unknown) => (error instanceof FileError ? error.code : 'thrown')
	);
	counts[end] = (counts[end] ?? 0) + 1;
}
parentPort?.postMessage(counts);

/** Bytes overwritten, cut out, doubled or cut off. */
function mutated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	let changed = [...bytes];
	for (let times = 1 + Math.floor(random() * 8); times > 0; times--) {
		const at = Math.floor(random() * changed.length);
		const length = Math.floor(random() * 40);
		const kind = Math.floor(random() * 4);
		if (kind === 0) changed[at] = Math.floor(random() * 256);
		else if (kind === 1) changed.splice(at, length);
		else if (kind === 2) changed.splice(at, 0, ...changed.slice(at, at + length));
		else changed = changed.slice(0, Math.max(1, Math.floor(changed.length * (0.5 + random() / 2))));
	}
	return Uint8Array.from(changed);
}
