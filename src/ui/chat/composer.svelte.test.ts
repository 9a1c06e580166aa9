import { expect, test } from 'vitest';
import { freshMemory } from '../../../test/support/memory.ts';
import { FILE_BOUNDS, type FileService } from '../../contract/files.ts';
import { createFileService } from '../../files/file-service.ts';
import { serveRead, type ReadReply, type ReadRequest } from '../../files/read-worker.ts';
import { MESSAGE_LIMIT_BYTES } from './attachments.ts';
import { Composer, NEW_CHAT_DRAFT } from './composer.svelte.ts';
import { draftJournal } from './draft-journal.ts';

/** Runs what is waiting when told. */
function manualDelay() {
	let waiting: (() => void) | null = null;
	return {
		set: (run: () => void) => {
			waiting = run;
			return 1;
		},
		clear: () => {
			waiting = null;
		},
		pass: () => waiting?.()
	};
}

function typeInto(composer: Composer, text: string) {
	composer.text = text;
	composer.changed();
}

/** Reads as the app does, in this thread. */
function reader(keep: (text: string) => Promise<string> = async () => 'k1'): FileService {
	return createFileService({
		keep,
		start: () => {
			const listeners: ((event: MessageEvent<ReadReply>) => void)[] = [];
			return {
				postMessage: (request: ReadRequest) =>
					void serveRead(request, (data) =>
						listeners.forEach((hear) => hear({ data } as MessageEvent<ReadReply>))
					),
				addEventListener: (type: string, listener: unknown) => {
					if (type === 'message') listeners.push(listener as (typeof listeners)[number]);
				},
				terminate: () => undefined
			};
		},
		after: () => () => undefined
	});
}

/** Until it is stopped. */
const neverDone: FileService = {
	read: (_file, { signal }) =>
		new Promise((_resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error));
		})
};

const textFile = (name: string, text: string) => new File([text], name, { type: 'text/plain' });

test('a draft is saved after a pause, kept per conversation, and shown again', async () => {
	const memory = await freshMemory();
	const delay = manualDelay();
	const composer = new Composer(delay);
	await composer.open(memory.drafts, null);
	typeInto(composer, 'for the new chat');
	expect(await memory.drafts.get(NEW_CHAT_DRAFT)).toBeUndefined();
	delay.pass();
	await composer.open(memory.drafts, 'c1');
	expect(composer.text).toBe('');
	typeInto(composer, 'for c1');
	await composer.open(memory.drafts, null);
	expect(composer.text).toBe('for the new chat');
	expect(await memory.drafts.get('c1')).toEqual({ parts: [{ type: 'text', text: 'for c1' }] });
	memory.close();
});

test('leaving a conversation saves at once, without waiting for the pause', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, 'c1');
	typeInto(composer, 'half');
	await composer.flush();
	expect(await memory.drafts.get('c1')).toEqual({ parts: [{ type: 'text', text: 'half' }] });
	memory.close();
});

test('a draft typed the moment before the page is left is saved by the next visit', async () => {
	const memory = await freshMemory();
	const storage = new Map<string, string>();
	const journal = draftJournal(
		() =>
			({
				getItem: (key) => storage.get(key) ?? null,
				setItem: (key, value) => void storage.set(key, value),
				removeItem: (key) => void storage.delete(key)
			}) as Storage
	);
	const lost = { ...memory.drafts, set: () => new Promise<void>(() => undefined) };
	const left = new Composer(manualDelay(), journal);
	await left.open(lost, 'c1');
	typeInto(left, 'half');
	left.leave();
	const next = new Composer(manualDelay(), journal);
	await next.recover(memory.drafts);
	expect(await memory.drafts.get('c1')).toEqual({ parts: [{ type: 'text', text: 'half' }] });
	expect(storage.size).toBe(0);
	await next.open(memory.drafts, 'c1');
	expect(next.text).toBe('half');
	memory.close();
});

test('what is typed while a draft is read stays', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, null);
	const opened = composer.open(memory.drafts, 'c1');
	typeInto(composer, 'quick');
	await opened;
	expect(composer.text).toBe('quick');
	await composer.flush();
	expect(await memory.drafts.get('c1')).toEqual({ parts: [{ type: 'text', text: 'quick' }] });
	memory.close();
});

test('text typed before the store was there is kept and saved', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	typeInto(composer, 'early');
	await composer.open(memory.drafts, null);
	expect(composer.text).toBe('early');
	await composer.flush();
	expect(await memory.drafts.get(NEW_CHAT_DRAFT)).toEqual({
		parts: [{ type: 'text', text: 'early' }]
	});
	memory.close();
});

test('what was sent leaves the box; what was written meanwhile stays, and is saved', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, 'c1');
	await composer.add([textFile('a.txt', 'first')], reader());
	const { files } = composer;
	typeInto(composer, 'and of france?');
	await composer.add([textFile('b.txt', 'second')], reader());
	composer.choose('fast');
	await composer.sent('and of', files);
	expect(composer.text).toBe('france?');
	expect(composer.files.map((file) => 'name' in file && file.name)).toEqual(['b.txt']);
	expect(composer.mode).toBeNull();
	await composer.flush();
	expect((await memory.drafts.get('c1'))?.parts).toHaveLength(2);
	typeInto(composer, 'written over');
	await composer.sent('something else', composer.files);
	expect(composer.text).toBe('written over');
	await composer.sent('written over', []);
	expect(await memory.drafts.get('c1')).toBeUndefined();
	memory.close();
});

test('the text of a new chat goes with the conversation it becomes', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, null);
	typeInto(composer, 'a question');
	await composer.flush();
	await composer.becomes('c1');
	await composer.open(memory.drafts, 'c1');
	expect(composer.text).toBe('a question');
	await composer.clear();
	expect(await memory.drafts.get('c1')).toBeUndefined();
	await composer.open(memory.drafts, null);
	expect(composer.text).toBe('');
	memory.close();
});

test('a draft that is saved while a new chat becomes a conversation is not left behind in the new chat', async () => {
	const memory = await freshMemory();
	const delay = manualDelay();
	const composer = new Composer(delay);
	await composer.open(memory.drafts, null);
	typeInto(composer, 'a question');
	const becoming = composer.becomes('c1');
	delay.pass();
	await becoming;
	await composer.clear();
	await composer.open(memory.drafts, null);
	expect(composer.text).toBe('');
	expect(await memory.drafts.get('c1')).toBeUndefined();
	memory.close();
});

test('a message that is too long is refused with its size, and stays', () => {
	const composer = new Composer(manualDelay());
	typeInto(composer, 'x'.repeat(MESSAGE_LIMIT_BYTES + 1));
	expect(composer.check()).toBe(false);
	expect(composer.problem).toEqual({
		kind: 'message-too-long',
		bytes: MESSAGE_LIMIT_BYTES + 1
	});
	expect(composer.text.length).toBe(MESSAGE_LIMIT_BYTES + 1);
	typeInto(composer, 'shorter');
	expect(composer.problem).toBeNull();
	expect(composer.check()).toBe(true);
});

test('nothing but spaces cannot be sent', () => {
	const composer = new Composer(manualDelay());
	typeInto(composer, ' \n ');
	expect(composer.check()).toBe(false);
});

test('what was read of files comes before the text; what is refused says why', async () => {
	const composer = new Composer(manualDelay());
	typeInto(composer, 'what is in it');
	await composer.add([textFile('a.csv', 'x,y\r\n1,2\r\n')], reader());
	expect(composer.parts).toEqual([
		{ type: 'file', name: 'a.csv', mediaType: 'text/plain', text: 'x,y\n1,2\n', bytes: 10 },
		{ type: 'text', text: 'what is in it' }
	]);
	await composer.add([new File(['a\0b'], 'data.bin')], reader());
	expect(composer.problem).toMatchObject({ why: 'not-text', name: 'data.bin' });
	await composer.add([textFile('empty.txt', '')], reader());
	expect(composer.problem).toMatchObject({ why: 'empty' });
	expect(composer.files.length).toBe(1);
});

test('a long text is kept beside the message, which names it', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	const long = 'x'.repeat(FILE_BOUNDS.inMessageBytes + 1);
	await composer.add([textFile('big.txt', long)], reader(memory.files.keep));
	const [part] = composer.files;
	expect(part).toMatchObject({ type: 'file', text: '', bytes: long.length });
	const kept = part?.type === 'file' ? part.kept : undefined;
	expect(await memory.files.get(kept ?? '')).toBe(long);
	memory.close();
});

test('a message takes a limited number of files', async () => {
	const composer = new Composer(manualDelay());
	const files = Array.from({ length: FILE_BOUNDS.count + 1 }, (_, i) => textFile(`${i}.txt`, 'x'));
	await composer.add(files, reader());
	expect(composer.files.length).toBe(FILE_BOUNDS.count);
	expect(composer.problem).toEqual({ kind: 'too-many-files' });
});

test('a message is not sent while a file is read, and taking the file back lets it go', async () => {
	const composer = new Composer(manualDelay());
	typeInto(composer, 'soon');
	const adding = composer.add([textFile('slow.txt', 'x')], neverDone);
	expect(composer.check()).toBe(false);
	expect(composer.problem).toEqual({ kind: 'reading' });
	composer.reading[0]?.stop();
	await adding;
	expect(composer.check()).toBe(true);
	expect(composer.parts).toEqual([{ type: 'text', text: 'soon' }]);
});

test('a page left while a file is read says so when it comes back, and keeps the text', async () => {
	const memory = await freshMemory();
	const left = new Composer(manualDelay());
	await left.open(memory.drafts, 'c1');
	typeInto(left, 'about this');
	void left.add([textFile('half.pdf', 'x')], neverDone);
	await left.flush();
	const next = new Composer(manualDelay());
	await next.open(memory.drafts, 'c1');
	expect(next.text).toBe('about this');
	expect(next.files).toEqual([]);
	expect(next.problem).toEqual({ kind: 'interrupted', names: ['half.pdf'] });
	memory.close();
});

test('a mode for this message alone is kept with its draft, and gone once it was sent', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, 'c1');
	composer.choose('fast');
	typeInto(composer, 'quickly');
	await composer.open(memory.drafts, 'c2');
	expect(composer.mode).toBeNull();
	expect(await memory.drafts.get('c1')).toEqual({
		parts: [{ type: 'text', text: 'quickly' }],
		mode: 'fast'
	});
	await composer.open(memory.drafts, 'c1');
	expect([composer.mode, composer.text]).toEqual(['fast', 'quickly']);
	await composer.clear();
	expect(composer.mode).toBeNull();
	expect(await memory.drafts.get('c1')).toBeUndefined();
	// Before a word is written it is kept as well.
	composer.choose('accurate');
	await composer.flush();
	expect(await memory.drafts.get('c1')).toEqual({ parts: [], mode: 'accurate' });
	composer.choose(null);
	await composer.flush();
	expect(await memory.drafts.get('c1')).toBeUndefined();
	memory.close();
});

test('a page that is left keeps the mode of the message as well', async () => {
	const memory = await freshMemory();
	const kept = new Map<string, string>();
	const storage = () =>
		({
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
			removeItem: (key: string) => void kept.delete(key)
		}) as unknown as Storage;
	const journal = draftJournal(storage);
	journal.write({ key: 'c1', parts: [{ type: 'text', text: 'half' }], mode: 'only:math' });
	const next = new Composer(manualDelay(), journal);
	await next.open(memory.drafts, 'c1');
	expect([next.mode, next.text]).toEqual(['only:math', 'half']);
	// What an older or newer app wrote there is no mode.
	storage().setItem('understudy-draft', JSON.stringify({ key: 'c2', parts: [], mode: 'best' }));
	expect(journal.take()).toEqual({ key: 'c2', parts: [] });
	memory.close();
});
