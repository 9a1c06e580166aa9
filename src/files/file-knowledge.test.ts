// What files hold on a question: found by the worker's own code without a worker, weighed by vectors where there
// is an embedder and by words where there is none.

import { expect, test } from 'vitest';
import type { Embedder } from '../contract/embedder.ts';
import type { FilePart } from '../contract/messages.ts';
import { createFileKnowledge, type FileKnowledgeParts } from './file-knowledge.ts';
import { openPassages, type PassagePort } from './passage-client.ts';
import { passageServer, type PassageReply, type PassageRequest } from './passage-worker.ts';

/** A port to the worker's side, which answers a moment later as a worker does. */
function port(): PassagePort & { ended: boolean } {
	const listeners: ((event: MessageEvent<PassageReply>) => void)[] = [];
	const serve = passageServer((message) =>
		queueMicrotask(() =>
			listeners.forEach((hear) => hear({ data: message } as MessageEvent<PassageReply>))
		)
	);
	const made = {
		ended: false,
		postMessage: (message: PassageRequest) => serve(message),
		addEventListener: (type: string, listener: unknown) => {
			if (type === 'message') listeners.push(listener as (typeof listeners)[number]);
		},
		terminate: () => void (made.ended = true)
	};
	return made as PassagePort & { ended: boolean };
}

const NOW = new AbortController().signal;
const filler = (from: number, count: number) =>
	Array.from(
		{ length: count },
		(_, i) => `Paragraph ${from + i} speaks of gardens. ${'soil '.repeat(80)}`
	);
const LONG = [
	...filler(0, 40),
	'The warranty covers three years of repairs.',
	...filler(40, 40)
].join('\n');
const file = (name: string, text: string): FilePart => ({
	type: 'file',
	name,
	mediaType: 'text/plain',
	text
});

function knowledge(change: Partial<FileKnowledgeParts> = {}) {
	const ports: ReturnType<typeof port>[] = [];
	const waiting: (() => void)[] = [];
	const kept = new Map([['k1', LONG]]);
	const made = createFileKnowledge({
		textOf: async (id) => kept.get(id),
		embedder: async () => null,
		openPassages: (files, signal) =>
			openPassages(files, signal, undefined, () => {
				const one = port();
				ports.push(one);
				return one;
			}),
		pause: async () => undefined,
		after: (_delayMs, run) => {
			waiting.push(run);
			return () => void waiting.splice(waiting.indexOf(run), 1);
		},
		...change
	});
	return { ports, waiting, ...made };
}

test('a passage is found in a long file by its words, with its line', async () => {
	const { find, ports } = knowledge();
	const asked = [{ ...file('guide.txt', ''), kept: 'k1' }];
	const found = await find('How long is the warranty?', asked, NOW);
	expect(found).toMatchObject({ beginnings: false, missing: [] });
	expect(found.citations[0]).toMatchObject({ name: 'guide.txt', page: null });
	expect(found.citations[0]?.text).toContain('three years of repairs');
	await find('And what of gardens?', asked, NOW);
	expect(ports).toHaveLength(1);
	await find('Warranty?', [file('other.txt', 'Nothing here.')], NOW);
	expect(ports.map(({ ended }) => ended)).toEqual([true, false]);
});

test('where nothing answers to the words the files’ beginnings are given, and said to be that', async () => {
	const { find } = knowledge();
	const found = await find('Summarise this.', [file('a.txt', LONG), file('b.txt', LONG)], NOW);
	expect(found.beginnings).toBe(true);
	expect(found.citations.map(({ name, fromLine }) => [name, fromLine])).toEqual([
		['a.txt', 1],
		['b.txt', 1]
	]);
});

test('vectors weigh what shares no word with the question', async () => {
	const embedded: string[] = [];
	const embedder: Embedder = {
		id: 'e',
		dimensions: 2,
		embed: async (texts) => {
			embedded.push(...texts);
			return texts.map((text) =>
				/repairs|Garantie/.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1)
			);
		},
		dispose: async () => undefined
	};
	const { find } = knowledge({ embedder: async () => embedder });
	const short = [file('a.txt', ['Repair', 'repairs '.repeat(50), 'soil '.repeat(90)].join('\n'))];
	const found = await find('Garantie?', short, NOW);
	expect(found.beginnings).toBe(false);
	expect(found.citations).toHaveLength(1);
	expect(found.citations[0]?.text).toContain('repairs');
	const once = embedded.length;
	await find('Garantie?', short, NOW);
	// The question alone is embedded anew.
	expect(embedded.length).toBe(once + 1);
});

test('an embedder that fails leaves it to the words', async () => {
	const { find } = knowledge({ embedder: () => Promise.reject(new Error('offline')) });
	const { citations } = await find('the warranty', [{ ...file('a', ''), kept: 'k1' }], NOW);
	expect(citations[0]?.text).toContain('warranty');
});

test('a file whose text is gone is named, and the others are searched', async () => {
	const { find } = knowledge();
	const gone = { ...file('gone.pdf', ''), kept: 'k9' };
	expect(await find('warranty', [gone], NOW)).toEqual({
		citations: [],
		beginnings: false,
		missing: ['gone.pdf']
	});
	const both = await find('warranty', [gone, file('a.txt', LONG)], NOW);
	expect(both.missing).toEqual(['gone.pdf']);
	expect(both.citations).not.toEqual([]);
});

test('who stops waiting ends the worker, and the next question starts another', async () => {
	const stop = new AbortController();
	const silent = { ...port(), postMessage: () => undefined };
	let first = true;
	const { find } = knowledge({
		openPassages: (files, signal) => {
			const one = first ? silent : port();
			first = false;
			return openPassages(files, signal, undefined, () => one);
		}
	});
	const finding = find('warranty', [file('a.txt', LONG)], stop.signal);
	queueMicrotask(() => stop.abort(new Error('stopped')));
	await expect(finding).rejects.toThrow('stopped');
	expect((await find('warranty', [file('a.txt', LONG)], NOW)).citations).not.toEqual([]);
});

test('files that nobody asks any more are let go of, and opened again when asked', async () => {
	const { find, ports, waiting } = knowledge();
	await find('warranty', [file('a.txt', LONG)], NOW);
	await find('gardens', [file('a.txt', LONG)], NOW);
	expect(waiting).toHaveLength(1);
	waiting[0]?.();
	await Promise.resolve();
	expect(ports.map(({ ended }) => ended)).toEqual([true]);
	expect((await find('warranty', [file('a.txt', LONG)], NOW)).citations).not.toEqual([]);
	expect(ports).toHaveLength(2);
});
