import { expect, test } from 'vitest';
import type { Benchmark } from '../contract/device-profile.ts';
import type { DeviceReport } from '../contract/services.ts';
import { choiceOf, otherPlaces, preferredBackend } from './choose-engine.ts';

const model = { baseSha256: 'a'.repeat(64) };
const builtIn = { baseSha256: '', engine: 'prompt-api' as const };
const device: DeviceReport = {
	webgpu: { available: true, shaderF16: true, adapter: 'a GPU', reason: '', suspends: true },
	threads: 8,
	crossOriginIsolated: true,
	memoryGb: 8,
	quotaBytes: 50e9,
	usedBytes: 1e9,
	persisted: true
};
const noGraphics = { ...device, webgpu: { ...device.webgpu, shaderF16: false } };
const alone = { ...noGraphics, crossOriginIsolated: false };

const measured = (
	backend: Benchmark['backend'],
	tokens: number,
	baseSha256 = model.baseSha256
): Benchmark => ({
	modelId: 'starter',
	modelName: 'Starter',
	baseSha256,
	engine: 'wllama',
	backend,
	prefillTokensPerSecond: null,
	decodeTokensPerSecond: tokens,
	firstTokenMs: 10,
	promptTokens: 100,
	memoryBytes: null,
	atMs: 0
});
const small = [measured('webgpu', 40), measured('wasm-threads', 90)];
const reason = (fields: Partial<Parameters<typeof choiceOf>[1]>, of: typeof model = model) =>
	choiceOf(of, { setting: 'auto', backend: 'webgpu', benchmarks: [], device, ...fields }).because;

test('without a measurement the engine chooses, graphics first, and that is the reason', () => {
	expect(preferredBackend(model, 'auto', [])).toBe('auto');
	expect(reason({})).toBe('graphics');
	expect(reason({ backend: 'wasm-threads', device: noGraphics })).toBe('no-graphics');
	expect(reason({ backend: 'wasm-single', device: alone })).toBe('not-isolated');
});

test('one place that was measured is no comparison', () => {
	expect(preferredBackend(model, 'auto', [measured('webgpu', 40)])).toBe('auto');
});

test('of two places that were measured the faster one is taken, with both figures as the reason', () => {
	expect(preferredBackend(model, 'auto', small)).toBe('wasm-threads');
	expect(preferredBackend(model, 'auto', [measured('webgpu', 95), ...small.slice(1)])).toBe(
		'webgpu'
	);
	const choice = choiceOf(model, {
		setting: 'auto',
		backend: 'wasm-threads',
		benchmarks: small,
		device
	});
	expect(choice).toEqual({
		engine: 'wllama',
		backend: 'wasm-threads',
		because: 'measured',
		speeds: [
			{ backend: 'wasm-threads', tokensPerSecond: 90 },
			{ backend: 'webgpu', tokensPerSecond: 40 }
		]
	});
});

test('another model’s speeds say nothing about this one', () => {
	const other = small.map(({ backend, decodeTokensPerSecond }) =>
		measured(backend, decodeTokensPerSecond, 'b'.repeat(64))
	);
	expect(preferredBackend(model, 'auto', other)).toBe('auto');
	expect(reason({ benchmarks: other })).toBe('graphics');
});

test('what the person chose goes before what was measured', () => {
	expect(preferredBackend(model, 'webgpu', small)).toBe('webgpu');
	expect(reason({ setting: 'webgpu', benchmarks: small })).toBe('person');
});

test('a place that was wanted and is not the one is said as such', () => {
	expect(reason({ setting: 'webgpu', backend: 'wasm-threads' })).toBe('recovered');
	expect(reason({ benchmarks: small, backend: 'wasm-single' })).toBe('recovered');
	expect(reason({ backend: 'wasm-threads' })).toBe('recovered');
	expect(reason({ backend: 'wasm-single', device: noGraphics })).toBe('recovered');
});

test('a model of another engine runs where it runs, whatever the settings say', () => {
	expect(preferredBackend(builtIn, 'auto', small)).toBe('auto');
	expect(reason({ setting: 'wasm-single', backend: 'built-in' }, builtIn)).toBe('only');
	expect(otherPlaces(builtIn, 'built-in', device)).toEqual([]);
});

test('another place is worth measuring only where there is one', () => {
	expect(otherPlaces(model, 'webgpu', device)).toEqual(['wasm-threads']);
	expect(otherPlaces(model, 'wasm-threads', device)).toEqual(['webgpu']);
	expect(otherPlaces(model, 'wasm-threads', noGraphics)).toEqual([]);
	const still = { ...device, webgpu: { ...device.webgpu, suspends: false } };
	expect(otherPlaces(model, 'wasm-threads', still)).toEqual([]);
});
