// What is remembered of models, on a real database in memory and real files.

import { expect, test } from 'vitest';
import { freshMemory } from '../../test/support/memory.ts';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { manifestOf } from '../../test/support/starter-build.ts';
import { createModelKeeping } from './model-keeping.ts';

async function bench() {
	const memory = await freshMemory();
	const base = randomLlama({ embedding: 64, layers: 2, contextTokens: 256 });
	const lora = randomLora(base).bytes;
	const manifest = manifestOf(base);
	const adapter = { ...manifest.files[0]!, path: 'code.gguf', bytes: lora.length };
	const whole = {
		...manifest,
		files: [...manifest.files, { ...adapter, sha256: 'a'.repeat(64) }],
		modifiers: [{ id: 'code', file: 'code.gguf', rank: 4, alpha: 4, invocationTokens: [6] }]
	};
	let opened = 0;
	let busy = false;
	let clock = 100;
	const keeping = createModelKeeping({
		learnt: memory.learnt,
		openFiles: async ({ files }) => {
			opened += 1;
			if (busy) throw new Error('The file is busy.');
			return files.map(({ path }) => ({
				path,
				blob: new Blob([path === 'base.gguf' ? base.bytes : path === 'webllm.json' ? '{}' : lora])
			}));
		},
		persist: async () => true,
		now: () => ++clock
	});
	return {
		memory,
		keeping,
		base,
		lora,
		manifest,
		whole,
		opened: () => opened,
		busy: (is: boolean) => (busy = is)
	};
}

test('uses and pins are kept apart, told of, and there for the next visit', async () => {
	const { memory, keeping } = await bench();
	let told = 0;
	const end = keeping.onChange(() => (told += 1));
	await Promise.all([keeping.used('a'), keeping.pin('a', true), keeping.used('b')]);
	expect(await keeping.uses()).toEqual({
		a: { lastUsedAtMs: 101, pinned: true },
		b: { lastUsedAtMs: 102, pinned: false }
	});
	await keeping.pin('a', false);
	await keeping.used('a');
	expect((await keeping.uses()).a).toEqual({ lastUsedAtMs: 103, pinned: false });
	expect(told).toBe(5);
	end();
	await memory.learnt.set('model-uses', 'not what was stored');
	expect(await keeping.uses()).toEqual({});
});

test('what went for another model is there for the next visit, until it answers again or that is dismissed', async () => {
	const { memory, keeping } = await bench();
	const went = { name: 'One', forId: 'big' };
	await keeping.used('a');
	await Promise.all([keeping.went('a', went), keeping.went('b', { ...went, name: 'Two' })]);
	expect(await keeping.uses()).toEqual({
		a: { lastUsedAtMs: 101, pinned: false, went },
		b: { lastUsedAtMs: null, pinned: false, went: { name: 'Two', forId: 'big' } }
	});
	await Promise.all([keeping.used('a'), keeping.went('b', null)]);
	expect(await keeping.uses()).toEqual({
		a: { lastUsedAtMs: 102, pinned: false },
		b: { lastUsedAtMs: null, pinned: false }
	});
	memory.close();
});

test('what a model takes is read from its file, once, its adapters included', async () => {
	const { keeping, base, lora, manifest, whole, opened } = await bench();
	const shape = await keeping.memory(whole);
	// Two layers, two key-value heads of 16 each, 16 bits for keys and for values.
	expect(shape).toMatchObject({
		weights: base.bytes.length,
		adapters: lora.length,
		contextPerToken: 4 * 2 * 32,
		mostTokens: 256
	});
	await keeping.memory(whole);
	expect(opened()).toBe(1);
	const gone = { ...manifest, id: 'gone', baseSha256: 'f'.repeat(64) };
	expect(await keeping.memory(gone)).toBeNull();
});

test('a header that could not be read this time is read the next; a file that is no model is not opened again', async () => {
	const { keeping, base, manifest, opened, busy } = await bench();
	busy(true);
	expect(await keeping.memory(manifest)).toBeNull();
	busy(false);
	expect(await keeping.memory(manifest)).toMatchObject({ weights: base.bytes.length });
	const [file] = manifest.files;
	const record = { ...manifest, id: 'mlc', files: [{ ...file!, path: 'webllm.json' }] };
	const before = opened();
	expect(await keeping.memory(record)).toBeNull();
	expect(await keeping.memory(record)).toBeNull();
	expect(opened()).toBe(before + 1);
});
