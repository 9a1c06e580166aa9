import { expect, test } from 'vitest';
import { contextsFor, flashAttentionFor, hasMetal, sequencesFor, threadsFor } from './machine.ts';

test('one thread fewer than the processors nobody uses, and at least one', () => {
	expect(threadsFor({ cores: 8, load: 0 })).toBe(7);
	expect(threadsFor({ cores: 8, load: 2.4 })).toBe(5);
	expect(threadsFor({ cores: 8, load: 30 })).toBe(1);
	expect(threadsFor({ cores: 2, load: 0 })).toBe(1);
	expect(threadsFor({ cores: 1, load: 1 })).toBe(1);
});

test('Metal is for Apple Silicon', () => {
	expect(hasMetal({ platform: 'darwin', arch: 'arm64' })).toBe(true);
	expect(hasMetal({ platform: 'darwin', arch: 'x64' })).toBe(false);
	expect(hasMetal({ platform: 'linux', arch: 'arm64' })).toBe(false);
});

test('small heads do without flash attention on a CPU', () => {
	expect(flashAttentionFor(32, false)).toBe(false);
	expect(flashAttentionFor(64, false)).toBe('auto');
	expect(flashAttentionFor(32, true)).toBe('auto');
	expect(flashAttentionFor(null, false)).toBe('auto');
});

test('as many conversations as fit in a fifth of the free memory, from 1 to 8', () => {
	expect(sequencesFor(1e6, { freeBytes: 4e9 })).toBe(8);
	expect(sequencesFor(2e8, { freeBytes: 4e9 })).toBe(4);
	expect(sequencesFor(2e9, { freeBytes: 4e9 })).toBe(1);
	expect(sequencesFor(0, { freeBytes: 4e9 })).toBe(8);
});

test('as many contexts as fit in three fifths of it, from 2 to 12', () => {
	expect(contextsFor(1e6, { freeBytes: 4e9 })).toBe(12);
	expect(contextsFor(8e8, { freeBytes: 4e9 })).toBe(3);
	expect(contextsFor(4e9, { freeBytes: 4e9 })).toBe(2);
});
