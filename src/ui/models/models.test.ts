// What the model page computes: whether a model fits, and what was measured.

import { describe, expect, test } from 'vitest';
import catalog from '../../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from '../../contract/catalog.ts';
import type { CatalogEntry, DeviceReport } from '../../contract/services.ts';
import { testManifest } from '../../../test/support/scripted-model.ts';
import { fitOf } from './fit.ts';
import { recommendModel } from '../../platform/device.ts';
import {
	calibrationOf,
	classifierRows,
	measuredRows,
	modifierRows,
	notMeasured,
	otherFigures,
	routerRows,
	setRows,
	strongAndWeak
} from './measured.ts';
import { hostOf } from './host.ts';
import { modifiersElsewhere, parameterCount, webAddress } from './words.ts';

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

describe('the figures of a card', () => {
	const measured = {
		heldOut: { n: 340, accuracy: 0.74 },
		natural: { n: 200, accuracy: 0.84 },
		auroc: 0.8,
		unknownCaught: 0.97,
		abilities: { facts: 0.95, logic: 0.45, units: 0.8 },
		calibration: { n: 255, ece: 0.05, auroc: 0.87 },
		modifiers: {
			code: {
				heldOut: { n: 45, base: 0.02, modifier: 0.49 },
				others: { n: 32, base: 0.69, modifier: 0.47 }
			},
			odd: { heldOut: 'lost' }
		},
		classifiers: {
			domain: { accuracy: { gsm8k: { n: 692, accuracy: 0.99 } }, p95Ms: 0.1 },
			dissatisfaction: { threshold: 0.47, heldOut: { n: 2000, f1: 0.88 } }
		},
		router: { 'Word problems': { n: 789, auc: 0.64, apgr: 0.69, cpt50: 0.27, cpt80: 0.49 } },
		embedder: { recallAt1: 0.81, size: { bytes: 5_000_000 }, note: 'int8', list: [1, 2] }
	};

	test('each kind the pipeline writes is read', () => {
		expect(setRows(measured).map(({ set }) => set)).toEqual(['heldOut', 'natural']);
		expect(calibrationOf(measured)).toEqual({
			ece: 0.05,
			auroc: 0.87,
			unknownCaught: 0.97,
			questions: 255
		});
		expect(modifierRows(measured)).toEqual([
			{
				id: 'code',
				questions: 45,
				own: { without: 0.02, with: 0.49 },
				others: { without: 0.69, with: 0.47 }
			}
		]);
		expect(classifierRows(measured)).toEqual({
			domain: [{ set: 'gsm8k', accuracy: 0.99, questions: 692 }],
			dissatisfaction: [{ set: 'held out', f1: 0.88, questions: 2000 }]
		});
		expect(routerRows(measured)).toEqual([
			{ set: 'Word problems', auc: 0.64, apgr: 0.69, cpt50: 0.27, questions: 789 }
		]);
	});

	test('a figure of a new kind is listed under its own name', () => {
		expect(otherFigures(measured)).toEqual([
			{ name: 'embedder: recall at1', value: 0.81 },
			{ name: 'embedder: size: bytes', value: 5_000_000 },
			{ name: 'embedder: note', value: 'int8' }
		]);
		expect(otherFigures({ quantisation: 'Q4_K_M' })).toEqual([
			{ name: 'quantisation', value: 'Q4_K_M' }
		]);
		expect(otherFigures({ units: 0.9 }), 'a bare share is an ability').toEqual([]);
	});

	test('what it is good and bad at follows from the figures', () => {
		expect(strongAndWeak(measuredRows(measured))).toEqual({ strong: ['facts'], weak: ['logic'] });
	});

	test('what was not measured is said, of the parts a model has', () => {
		const hash = 'a'.repeat(64);
		const file = (path: string) => ({
			path,
			url: `/models/m/${path}`,
			bytes: 10,
			sha256: hash,
			chunkBytes: 65_536,
			chunkSha256: [hash]
		});
		const manifest = {
			version: 1 as const,
			id: 'm',
			name: 'M',
			description: 'D',
			family: 'llama',
			parameters: 1,
			baseSha256: hash,
			files: [file('base.gguf'), file('domain.bin'), file('router.json')],
			modifiers: [{ id: 'code', file: 'c.gguf', rank: 8, alpha: 16, invocationTokens: [7] }],
			template: { kind: 'gguf' as const, systemPrompt: false, contextTokens: 512 },
			selfTest: null,
			calibration: null,
			thresholds: null,
			licence: 'MIT',
			provenance: 'P',
			measured
		};
		expect(notMeasured(manifest)).toEqual([]);
		expect(notMeasured({ ...manifest, measured: {} })).toEqual([
			'abilities',
			'natural',
			'calibration',
			'unknown',
			'modifiers',
			'classifiers',
			'router'
		]);
		const plain = { ...manifest, measured: {}, modifiers: [], files: [file('base.gguf')] };
		expect(notMeasured(plain)).not.toContain('router');
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

test('modifiers of another base are told apart from a model’s own', () => {
	const adapter = { file: 'c.gguf', rank: 8, alpha: 16, invocationTokens: [7] };
	const of = (id: string, baseSha256: string, ids: string[]) => ({
		...testManifest,
		id,
		baseSha256,
		modifiers: ids.map((name) => ({ ...adapter, id: name }))
	});
	const starter = of('starter', 'a'.repeat(64), ['code', 'math']);
	const other = of('other', 'b'.repeat(64), ['math']);
	const listings = [starter, other].map((manifest) => ({
		id: manifest.id,
		name: manifest.id,
		manifest,
		entry: null,
		status: { state: 'ready' as const }
	}));
	expect(modifiersElsewhere(other, listings)).toEqual(['code']);
	expect(modifiersElsewhere(starter, listings)).toEqual([]);
	const foreign = { ...other, modifiers: [{ ...adapter, id: 'law', baseSha256: 'c'.repeat(64) }] };
	expect(modifiersElsewhere(foreign, [])).toEqual(['law']);
});
