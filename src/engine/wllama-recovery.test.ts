import { describe, expect, test } from 'vitest';
import type { EngineErrorCode } from './engine.ts';
import { backendsFor, nextAttempt, SMALLEST_CONTEXT, threadsFor } from './wllama-recovery.ts';

const full = { noWebgpu: null, isolated: true, cores: 8 };
const noGraphics = { ...full, noWebgpu: 'none' };
const plain = { ...noGraphics, isolated: false };

describe('the backend', () => {
	test('is WebGPU where it can be, else threads, else one thread', () => {
		expect(backendsFor('auto', full)).toEqual(['webgpu', 'wasm-threads', 'wasm-single']);
		expect(backendsFor('auto', noGraphics)).toEqual(['wasm-threads', 'wasm-single']);
		expect(backendsFor('auto', plain)).toEqual(['wasm-single']);
	});

	test('is never better than the one asked for', () => {
		expect(backendsFor('wasm-threads', full)[0]).toBe('wasm-threads');
		expect(backendsFor('wasm-single', full)).toEqual(['wasm-single']);
		expect(backendsFor('webgpu', plain)).toEqual(['wasm-single']);
	});

	test('leaves a core free, and takes eight threads at most', () => {
		expect(threadsFor('wasm-threads', 1)).toBe(1);
		expect(threadsFor('wasm-threads', 2)).toBe(1);
		expect(threadsFor('wasm-threads', 4)).toBe(3);
		expect(threadsFor('wasm-threads', 64)).toBe(8);
		expect(threadsFor('wasm-single', 64)).toBe(1);
	});
});

describe('after a failure', () => {
	const graphics = { backend: 'webgpu', contextTokens: 1024 } as const;
	const threads = { backend: 'wasm-threads', contextTokens: 1024 } as const;

	test('too little memory halves the context, down to a floor, then leaves the graphics card', () => {
		const first = nextAttempt(threads, 'out-of-memory', full);
		expect(first?.attempt).toEqual({ backend: 'wasm-threads', contextTokens: 512 });
		expect(first?.notice).toContain('512 tokens');
		const floor = { backend: 'wasm-threads', contextTokens: SMALLEST_CONTEXT } as const;
		expect(nextAttempt(floor, 'out-of-memory', full)).toBeNull();
		expect(nextAttempt({ ...floor, backend: 'webgpu' }, 'out-of-memory', full)?.attempt).toEqual(
			floor
		);
	});

	test('wrong numbers on the graphics card move the model to the processor; there they are final', () => {
		expect(nextAttempt(graphics, 'self-test-failed', full)?.attempt).toEqual(threads);
		expect(nextAttempt(threads, 'self-test-failed', full)).toBeNull();
	});

	test('a lost graphics card moves the model to the best processor backend there is', () => {
		expect(nextAttempt(graphics, 'device-lost', full)?.attempt.backend).toBe('wasm-threads');
		expect(
			nextAttempt(graphics, 'device-lost', { ...full, isolated: false })?.attempt.backend
		).toBe('wasm-single');
	});

	test('a crash on the processor is tried again as it was', () => {
		expect(nextAttempt(threads, 'device-lost', full)?.attempt).toBe(threads);
	});

	test('what no reload can cure is not tried again', () => {
		const final: EngineErrorCode[] = ['invalid-model', 'wrong-base', 'context-full'];
		for (const code of final) expect(nextAttempt(graphics, code, full)).toBeNull();
		expect(nextAttempt(threads, 'failed', full)).toBeNull();
	});

	test('every recovery says what has changed', () => {
		for (const code of ['out-of-memory', 'self-test-failed', 'device-lost', 'failed'] as const)
			expect(nextAttempt(graphics, code, full)?.notice).toMatch(/^[A-Z].+\.$/);
	});
});
