// What files hold on a question: found by the worker's own code without a worker, weighed by vectors where there
// is an embedder and by words where there is none.

import { expect, test } from 'vitest';
import { freshMemory, newDevice } from '../../test/support/memory.ts';
import type { Embedder } from '../contract/embedder.ts';
import type { FilePart } from '../contract/messages.ts';
import { createFileKnowledge, type FileKnowledgeParts } from './file-knowledge.ts';
import { openPassages, type PassagePort } from './passage-client.ts';
import { passageServer, type PassageReply, type PassageRequest } from './passage-worker.ts';

/** A port to the worker's side, which answers a moment later as a worker does, once `ready` allows. */
function port(ready: Promise<void> = Promise.resolve()): PassagePort & { ended: boolean } {
	const listeners: ((event: MessageEvent<PassageReply>) => void)[] = [];
	const serve = passageServer((message) =>
		queueMicrotask(() =>
			listeners.forEach((hear) => hear({ data: message } as MessageEvent<PassageReply>))
		)
	);
	const made = {
		ended: false,
		postMessage: (message: PassageRequest) => void ready.then(() => made.ended || serve(message)),
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

function knowledge(change: Partial<FileKnowledgeParts> = {}, ready = Promise.resolve()) {
	const ports: ReturnType<typeof port>[] = [];
	const waiting: (() => void)[] = [];
	const kept = new Map([['k1', LONG]]);
	const made = createFileKnowledge({
		textOf: async (id) => kept.get(id),
		embedder: async () => null,
		openPassages: (files, signal) =>
			openPassages(files, signal, undefined, () => {
				const one = port(ready);
				ports.push(one);
				return one;
			}),
		pause: async () => undefined,
		kept: { get: async () => new Map(), add: async () => undefined },
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

test('what a kept file’s passages mean is kept for the next visit, by embedder', async () => {
	newDevice();
	const { files, vectors, close } = await freshMemory({ keep: true });
	const kept = await files.keep(LONG);
	const embedded: string[] = [];
	const embedder = (id: string): Embedder => ({
		id,
		dimensions: 2,
		embed: async (texts) => {
			embedded.push(...texts);
			return texts.map((text) => Float32Array.of(/warranty/i.test(text) ? 1 : 0, 0.1));
		},
		dispose: async () => undefined
	});
	/** As in a page that was opened anew. */
	const visit = async (id: string, question: string) => {
		embedded.length = 0;
		const { find } = knowledge({
			embedder: async () => embedder(id),
			textOf: (text) => files.get(text),
			kept: vectors
		});
		const found = await find(question, [{ ...file('guide.txt', ''), kept }], NOW);
		return { found, embedded: [...embedded] };
	};
	const first = await visit('e1', 'How long is the warranty?');
	expect(first.embedded.length).toBeGreaterThan(1);
	const again = await visit('e1', 'How long is the warranty?');
	expect(again.embedded).toEqual(['How long is the warranty?']);
	expect(again.found).toEqual(first.found);
	// Another embedder's vectors mean nothing to it.
	expect((await visit('e2', 'How long is the warranty?')).embedded).toEqual(first.embedded);
	expect(await vectors.get(kept, 'e1')).toEqual(new Map());
	close();
});

test('where nothing can be kept a question is answered all the same', async () => {
	const { find } = knowledge({
		embedder: async () => ({
			id: 'e',
			dimensions: 1,
			embed: async (texts) => texts.map(() => Float32Array.of(1)),
			dispose: async () => undefined
		}),
		kept: {
			get: () => Promise.reject(new DOMException('no', 'InvalidStateError')),
			add: () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
		}
	});
	const { citations } = await find('warranty', [{ ...file('a', ''), kept: 'k1' }], NOW);
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

test('one of two who ask about the same files can stop without failing the other', async () => {
	const ready = Promise.withResolvers<void>();
	const { find, ports } = knowledge({}, ready.promise);
	const stop = new AbortController();
	const asked = [file('a.txt', LONG)];
	const stopped = find('gardens', asked, stop.signal);
	const answered = find('warranty', asked, NOW);
	queueMicrotask(() => stop.abort(new Error('stopped')));
	await expect(stopped).rejects.toThrow('stopped');
	ready.resolve();
	expect((await answered).citations[0]?.text).toContain('three years of repairs');
	expect(ports.map(({ ended }) => ended)).toEqual([false]);
});

test('the work that two share ends when both have stopped', async () => {
	const ended: string[] = [];
	const { find } = knowledge({
		openPassages: (_files, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => {
					ended.push('ended');
					reject(signal.reason);
				});
			})
	});
	const stops = [new AbortController(), new AbortController()];
	const asked = [file('a.txt', LONG)];
	const finding = stops.map(({ signal }) => find('warranty', asked, signal));
	for (const [i, stop] of stops.entries()) {
		await Promise.resolve();
		expect(ended).toEqual([]);
		stop.abort(new Error(`stopped ${i}`));
		await expect(finding[i]).rejects.toThrow(`stopped ${i}`);
	}
	expect(ended).toEqual(['ended']);
});

test('who asks about other files meanwhile fails nobody', async () => {
	const ready = Promise.withResolvers<void>();
	const { find, ports } = knowledge({}, ready.promise);
	const both = ['a.txt', 'b.txt'].map((name) => find('warranty', [file(name, LONG)], NOW));
	await Promise.resolve();
	ready.resolve();
	const names = (await Promise.all(both)).map(({ citations }) => citations[0]?.name);
	expect(names).toEqual(['a.txt', 'b.txt']);
	expect(ports.map(({ ended }) => ended)).toEqual([true, false]);
});
