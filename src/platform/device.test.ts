import { expect, test } from 'vitest';
import catalog from '../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from '../contract/catalog.ts';
import type { DeviceReport } from '../contract/services.ts';
import { measureDevice, recommendModel } from './device.ts';

const entries = catalogFrom(catalog);
const laptop: DeviceReport = {
	webgpu: { available: true, shaderF16: true, adapter: 'a GPU', reason: '' },
	threads: 8,
	crossOriginIsolated: true,
	memoryGb: 8,
	quotaBytes: 50e9,
	usedBytes: 1e9,
	persisted: true
};
const noGpu = { available: false, shaderF16: false, adapter: '', reason: 'none' };
const choice = (report: DeviceReport) => recommendModel(entries, report);

test('measuring a place without a browser reports nothing, and does not throw', async () => {
	const report = await measureDevice();
	expect(report).toMatchObject({ threads: 1, crossOriginIsolated: false, quotaBytes: 0 });
	expect(report.webgpu.reason).toMatch(/WebGPU/);
});

test('a laptop with a graphics processor gets the largest model that memory holds', () => {
	const { entry, reason } = choice(laptop)!;
	expect(entry.id).toBe('llama-3.2-3b');
	expect(reason).toMatch(/on the graphics processor.*needs about 2\.\d GB.*4\.0 GB of this device/);
});

test('without one, a slower model would not be pleasant: a smaller is chosen', () => {
	const { entry, reason } = choice({ ...laptop, webgpu: noGpu })!;
	expect(entry.parameters).toBeLessThanOrEqual(1.8e9);
	expect(reason).toContain('on 8 CPU threads');
	const phone = choice({ ...laptop, webgpu: noGpu, threads: 1, memoryGb: 4 })!;
	expect(phone.entry.parameters).toBeLessThanOrEqual(0.4e9);
	expect(phone.reason).toContain('on one CPU thread');
});

test('a GPU without 16-bit shaders counts as none', () => {
	const half = { ...laptop, webgpu: { ...laptop.webgpu, shaderF16: false } };
	expect(choice(half)!.entry.id).toBe(choice({ ...laptop, webgpu: noGpu })!.entry.id);
});

test('what was measured here counts before the rule of thumb', () => {
	const cpu = { ...laptop, webgpu: noGpu };
	const fast = recommendModel(entries, cpu, [{ parameters: 1e9, tokensPerSecond: 20 }])!;
	expect(fast.entry.id).toBe('llama-3.2-3b');
	expect(fast.reason).toContain('here by what was measured:');
	const slow = recommendModel(entries, laptop, [{ parameters: 1e9, tokensPerSecond: 6 }])!;
	expect(slow.entry.parameters).toBeLessThanOrEqual(1.2e9);
	// A tiny model is slow per parameter, and says nothing of large ones but where it is slow itself.
	expect(recommendModel(entries, laptop, [{ parameters: 3e7, tokensPerSecond: 60 }])).toEqual(
		choice(laptop)
	);
	expect(recommendModel(entries, laptop, [{ parameters: 3e7, tokensPerSecond: 3 }])).toBeNull();
	// The nearest in size counts.
	const speeds = [
		{ parameters: 3e9, tokensPerSecond: 9 },
		{ parameters: 3e7, tokensPerSecond: 3 }
	];
	expect(recommendModel(entries, laptop, speeds)!.entry.id).toBe('llama-3.2-3b');
});

test('memory the browser does not tell is assumed to be little, and that is said', () => {
	const { entry, reason } = choice({ ...laptop, memoryGb: null })!;
	expect(entry.memoryBytes).toBeLessThanOrEqual(2e9);
	expect(reason).toContain('the browser does not tell');
});

test('what the disk does not hold is not recommended; on a full disk, nothing is', () => {
	expect(choice({ ...laptop, quotaBytes: 1.5e9, usedBytes: 1e9 })!.entry.bytes).toBeLessThan(0.5e9);
	expect(choice({ ...laptop, quotaBytes: 1.01e9, usedBytes: 1e9 })).toBeNull();
	expect(choice({ ...laptop, memoryGb: 0.25 })).toBeNull();
	expect(recommendModel([], laptop)).toBeNull();
});
