// What the model page computes: whether a model fits, and what was measured.

import { describe, expect, test } from 'vitest';
import catalog from '../../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from '../../contract/catalog.ts';
import type { CatalogEntry, DeviceReport } from '../../contract/services.ts';
import { fitOf } from './fit.ts';
import { recommendModel } from '../../platform/device.ts';
import { measuredRows } from './measured.ts';
import { hostOf, parameterCount, webAddress } from './words.ts';

const entry: CatalogEntry = {
	id: 'small',
	name: 'Small',
	description: 'A small model.',
	url: 'https://models.example/small.gguf',
	bytes: 600e6,
	sha256: null,
	parameters: 600e6,
	memoryBytes: 1.2e9,
	contextTokens: 4096,
	licence: 'Apache-2.0',
	licenceUrl: 'https://licence.example',
	languages: ['en'],
	source: 'https://models.example'
};

const device: DeviceReport = {
	webgpu: { available: false, shaderF16: false, adapter: '', reason: '' },
	threads: 4,
	crossOriginIsolated: true,
	memoryGb: 8,
	quotaBytes: 10e9,
	usedBytes: 1e9,
	persisted: false
};

describe('fit', () => {
	test('a model fits when memory and storage hold it', () => {
		expect(fitOf(entry, device)).toEqual({ fits: true, known: true });
	});

	test('memory counts before storage, with both figures', () => {
		expect(fitOf(entry, { ...device, memoryGb: 2, usedBytes: 10e9 })).toEqual({
			fits: false,
			lacks: 'memory',
			needsBytes: 1.2e9,
			hasBytes: 1e9
		});
	});

	test('what is stored already needs no room', () => {
		const full = { ...device, usedBytes: 9.5e9 };
		expect(fitOf(entry, full)).toMatchObject({ fits: false, lacks: 'storage', hasBytes: 0.5e9 });
		expect(fitOf(entry, full, 200e6)).toMatchObject({ fits: true });
	});

	test('a browser that does not say is given the benefit of the doubt, and it shows', () => {
		expect(fitOf(entry, { ...device, memoryGb: null })).toEqual({ fits: true, known: false });
		expect(fitOf(entry, { ...device, quotaBytes: 0, usedBytes: 0 })).toMatchObject({ fits: true });
	});

	test('what is recommended for a device is marked as fitting it, however much it has', () => {
		const webgpu = { available: true, shaderF16: true, adapter: 'gpu', reason: '' };
		for (const memoryGb of [null, 0.5, 1, 2, 4, 8])
			for (const quotaBytes of [0, 1e9, 50e9]) {
				const report = { ...device, webgpu, memoryGb, quotaBytes, usedBytes: 0.2e9 };
				const recommended = recommendModel(catalogFrom(catalog), report)?.entry;
				if (recommended) expect(fitOf(recommended, report).fits).toBe(true);
				const larger = catalogFrom(catalog).filter(
					({ parameters }) => parameters > (recommended?.parameters ?? 0)
				);
				for (const entry of larger)
					expect([entry.id, fitOf(entry, report).fits]).toEqual([entry.id, false]);
			}
	});
});

describe('measured', () => {
	test('an accuracy per ability becomes rows, with how many questions it rests on', () => {
		expect(
			measuredRows({
				accuracy: { 'unit-conversion': { accuracy: 0.9, questions: 120 }, aboutTheApp: 0.97 }
			})
		).toEqual([
			{ name: 'unit conversion', accuracy: 0.9, questions: 120 },
			{ name: 'about the app', accuracy: 0.97, questions: null }
		]);
	});

	test('what is no share is left out rather than guessed at', () => {
		expect(measuredRows({ loss: 1.3, notes: 'x', speed: { tokens: 40 }, list: [0.5] })).toEqual([]);
	});
});

test('only web addresses become links', () => {
	expect(webAddress('https://licence.example')).toBe('https://licence.example');
	expect(webAddress('javascript:alert(1)')).toBeUndefined();
	expect(webAddress('https://')).toBeUndefined();
	expect(hostOf('/models/starter/base.gguf')).toBeNull();
	expect(hostOf(entry.url)).toBe('models.example');
});

test('parameters are counted as models are named', () => {
	expect(parameterCount(4_200_000, 'en')).toBe('4.2M');
	expect(parameterCount(1_240_000_000, 'en')).toBe('1.2B');
});
