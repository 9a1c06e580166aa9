import { expect, test } from 'vitest';
import { freshMemory } from '../../../test/support/memory.ts';
import { FILE_LIMIT_BYTES, FILE_LIMIT_COUNT, MESSAGE_LIMIT_BYTES } from './attachments.ts';
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
	expect(await memory.drafts.get('c1')).toEqual([{ type: 'text', text: 'for c1' }]);
	memory.close();
});

test('leaving a conversation saves at once, without waiting for the pause', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	await composer.open(memory.drafts, 'c1');
	typeInto(composer, 'half');
	await composer.flush();
	expect(await memory.drafts.get('c1')).toEqual([{ type: 'text', text: 'half' }]);
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
	expect(await memory.drafts.get('c1')).toEqual([{ type: 'text', text: 'half' }]);
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
	expect(await memory.drafts.get('c1')).toEqual([{ type: 'text', text: 'quick' }]);
	memory.close();
});

test('text typed before the store was there is kept and saved', async () => {
	const memory = await freshMemory();
	const composer = new Composer(manualDelay());
	typeInto(composer, 'early');
	await composer.open(memory.drafts, null);
	expect(composer.text).toBe('early');
	await composer.flush();
	expect(await memory.drafts.get(NEW_CHAT_DRAFT)).toEqual([{ type: 'text', text: 'early' }]);
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

test('text files become parts before the text; others are refused with the reason', async () => {
	const composer = new Composer(manualDelay());
	typeInto(composer, 'what is in it');
	await composer.add([textFile('a.csv', 'x,y\r\n1,2\r\n')]);
	expect(composer.parts).toEqual([
		{ type: 'file', name: 'a.csv', mediaType: 'text/plain', text: 'x,y\n1,2\n' },
		{ type: 'text', text: 'what is in it' }
	]);
	await composer.add([new File([new Uint8Array([0xff, 0xfe])], 'photo.png')]);
	expect(composer.problem).toMatchObject({ why: 'not-text', name: 'photo.png' });
	await composer.add([new File(['a\0b'], 'data.bin')]);
	expect(composer.problem).toMatchObject({ why: 'not-text', name: 'data.bin' });
	await composer.add([textFile('empty.txt', '')]);
	expect(composer.problem).toMatchObject({ why: 'empty' });
	await composer.add([textFile('big.txt', 'x'.repeat(FILE_LIMIT_BYTES + 1))]);
	expect(composer.problem).toMatchObject({ why: 'too-large' });
	expect(composer.files.length).toBe(1);
});

test('a message takes a limited number of files', async () => {
	const composer = new Composer(manualDelay());
	const files = Array.from({ length: FILE_LIMIT_COUNT + 1 }, (_, i) => textFile(`${i}.txt`, 'x'));
	await composer.add(files);
	expect(composer.files.length).toBe(FILE_LIMIT_COUNT);
	expect(composer.problem).toEqual({ kind: 'too-many-files' });
});
