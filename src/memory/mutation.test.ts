// Valid files, broken in thousands of small seeded ways: each is either taken in whole, as a sound
// tree, or refused with a ParseError and changes nothing. A hang fails by the runner's time limit.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { freshMemory, type TestMemory, textMessage } from '../../test/support/memory.ts';
import { ParseError } from '../contract/errors.ts';
import { isRecordId } from '../contract/parse-messages.ts';
import { uniform } from '../contract/random.ts';
import { inOrder } from './tree.ts';

const MUTATIONS_PER_FILE = 550;

const fixture = (name: string) =>
	readFileSync(new URL(`../../test/fixtures/import/${name}`, import.meta.url), 'utf8');

const HOSTILE: readonly unknown[] = [
	null,
	true,
	0,
	-1,
	1e308,
	'',
	'__proto__',
	'constructor',
	'../../etc',
	'<script>alert(1)</script>',
	'\u0000\uD800',
	'x'.repeat(5000),
	[],
	{},
	[[]],
	{ length: -1 },
	'NaN',
	'2024-13-45T99:99:99Z'
];

type Container = Record<string, unknown> | unknown[];

/** Changes one place of a value: replaced, removed, doubled, or put where another one was. */
function mutateValue(root: unknown, random: () => number): void {
	const places: { container: Container; key: string }[] = [];
	const queue: unknown[] = [root];
	for (const value of queue) {
		if (typeof value !== 'object' || value === null) continue;
		const container = value as Container;
		for (const [key, child] of Object.entries(container)) {
			places.push({ container, key });
			queue.push(child);
		}
	}
	const pick = () => places[Math.floor(random() * places.length)];
	const place = pick();
	const other = pick();
	if (!place || !other) return;
	const { container, key } = place;
	const set = (value: unknown) => Object.assign(container, { [key]: value });
	switch (Math.floor(random() * 5)) {
		case 0:
			return void set(HOSTILE[Math.floor(random() * HOSTILE.length)]);
		case 1:
			if (Array.isArray(container)) container.splice(Number(key), 1);
			else delete container[key];
			return;
		case 2:
			if (Array.isArray(container)) container.push(container[Number(key)]);
			else container[`${key}2`] = container[key];
			return;
		case 3:
			// Ids and parents of other places make circles and strangers.
			return void set(structuredClone(Reflect.get(other.container, other.key)));
		default:
			if (typeof Reflect.get(container, key) === 'number') set(Number.MAX_SAFE_INTEGER * random());
			else set(`${String(Reflect.get(container, key)).slice(0, 50)}x`);
	}
}

function mutateText(text: string, random: () => number): string {
	const at = Math.floor(random() * text.length);
	switch (Math.floor(random() * 4)) {
		case 0:
			return text.slice(0, at);
		case 1:
			return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 20));
		case 2:
			return text.slice(0, at) + '"{}[]:,\\0e'[Math.floor(random() * 10)] + text.slice(at + 1);
		default: {
			const from = Math.floor(random() * text.length);
			return text.slice(0, at) + text.slice(from, from + 200) + text.slice(at);
		}
	}
}

function mutate(text: string, random: () => number): string {
	if (random() < 0.3) return mutateText(text, random);
	const value: unknown = JSON.parse(text);
	for (let i = 0; i <= random() * 3; i++) mutateValue(value, random);
	return JSON.stringify(value);
}

async function ownBackup(): Promise<string> {
	const memory = await freshMemory();
	const { id } = await memory.conversations.create({ title: 'Ours' });
	await memory.conversations.append(
		[textMessage(id, 'q', null, 'user'), textMessage(id, 'a', 'q', 'assistant')],
		'a'
	);
	await memory.conversations.append([textMessage(id, 'b', 'q', 'assistant')], 'b');
	await memory.drafts.set(id, { parts: [{ type: 'text', text: 'draft' }] });
	await memory.settings.update({ theme: 'dark' });
	const text = await (await memory.backup.backup()).text();
	memory.close();
	// Every test device counts its ids from one.
	return text.replaceAll(id, 'ours');
}

async function stored(memory: TestMemory) {
	const { exportedAtMs: _at, ...rest } = JSON.parse(await (await memory.backup.backup()).text());
	return rest;
}

async function expectSound(memory: TestMemory): Promise<void> {
	for (const conversation of await memory.conversations.list()) {
		const messages = await memory.conversations.messages(conversation.id);
		const ids = new Set(messages.map(({ id }) => id));
		expect(ids.size).toBe(messages.length);
		expect(inOrder(messages)).toHaveLength(messages.length);
		expect(isRecordId(conversation.id)).toBe(true);
		expect(Number.isSafeInteger(conversation.updatedAtMs)).toBe(true);
		if (conversation.leafId !== null) expect(ids).toContain(conversation.leafId);
		const before = new Set<string | null>([null]);
		for (const { id, parentId, parts } of messages) {
			expect(before).toContain(parentId);
			before.add(id);
			for (const part of parts)
				expect(typeof (part.type === 'image' ? part.data : part.text)).toBe('string');
		}
	}
	// What is stored can be backed up and brought back.
	const file = await memory.backup.backup();
	await memory.backup.restore(file);
}

test.each<[string, () => string | Promise<string>]>([
	['our own backup', ownBackup],
	['a ChatGPT export', () => fixture('chatgpt-conversations.json')],
	['an Open WebUI export', () => fixture('open-webui-export.json')],
	['an older Open WebUI export', () => fixture('open-webui-legacy.json')]
])('%s, mutated, is taken in whole or refused whole', { timeout: 300_000 }, async (_name, make) => {
	const text = await make();
	const random = uniform(20_261_120);
	const outcomes = { taken: 0, refused: 0 };
	for (let i = 0; i < MUTATIONS_PER_FILE; i++) {
		const file = new Blob([mutate(text, random)]);
		const memory = await freshMemory();
		const { id } = await memory.conversations.create({ title: 'Was here' });
		await memory.conversations.append([textMessage(id, 'was-here', null, 'user')], 'was-here');
		const before = await stored(memory);
		try {
			await memory.backup.importFile(file);
			outcomes.taken++;
		} catch (error) {
			if (!(error instanceof ParseError)) throw error;
			expect(error.message).toMatch(/\.$/);
			expect(await stored(memory)).toEqual(before);
			outcomes.refused++;
		}
		expect(await memory.conversations.messages(id)).toHaveLength(1);
		await expectSound(memory);
		memory.close();
	}
	expect(Object.prototype).not.toHaveProperty('length');
	// Both ends were reached, or the mutations are too tame or too wild.
	expect(outcomes.taken).toBeGreaterThan(20);
	expect(outcomes.refused).toBeGreaterThan(20);
});
