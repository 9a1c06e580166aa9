import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stateFiles } from './state-files.ts';

let root: string;
let memory: string;
let disk: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'understudy-states-'));
	[memory, disk] = ['memory', 'disk'].map((name) => mkdtempSync(join(root, name))) as [
		string,
		string
	];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('states lie in memory while all that are under way fit there, else on the disk', async () => {
	const files = stateFiles({ memory, disk, freeBytes: () => 64 });
	const first = files.next(40);
	expect(first.path.startsWith(memory)).toBe(true);
	expect(files.next(40).path.startsWith(disk)).toBe(true);
	const small = files.next(24);
	expect(small.path.startsWith(memory)).toBe(true);
	await first.discard();
	await small.discard();
	expect(files.next(64).path.startsWith(memory)).toBe(true);
	expect(files.next(65).path.startsWith(disk)).toBe(true);
});

test('where nothing says how much room there is, or nothing lies in memory, it is the disk', () => {
	const unknown = () => {
		throw new Error('EACCES');
	};
	expect(stateFiles({ memory, disk, freeBytes: unknown }).next(1).path).toContain(disk);
	expect(stateFiles({ memory: null, disk, freeBytes: () => 1e9 }).next(1).path).toContain(disk);
});

test('a state is removed when it has arrived, and with the server all that is left', async () => {
	const files = stateFiles({ memory, disk, freeBytes: () => 1 });
	const [one, other, never] = [files.next(1), files.next(2), files.next(2)];
	for (const { path } of [one, other]) writeFileSync(path, 'state');
	await one.discard();
	await never.discard();
	expect([existsSync(one.path), existsSync(other.path)]).toEqual([false, true]);
	files.close();
	expect([...readdirSync(memory), ...readdirSync(disk)]).toEqual([]);
});
