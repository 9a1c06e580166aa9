// What the list shows, and what it says when nothing is left.

import { expect, test } from 'vitest';
import type { CatalogEntry, DeviceReport, ModelListing } from '../../contract/services.ts';
import { addressOf, filtersFrom, languagesOf, NO_FILTERS, sift, type Filters } from './filters.ts';

const device: DeviceReport = {
	webgpu: { available: false, shaderF16: false, adapter: '', reason: '' },
	threads: 4,
	crossOriginIsolated: true,
	memoryGb: 4,
	quotaBytes: 10e9,
	usedBytes: 0,
	persisted: false
};
const listing = (id: string, fields: Partial<CatalogEntry> = {}): ModelListing => ({
	id,
	name: id,
	manifest: null,
	entry: {
		id,
		name: id,
		description: '',
		url: 'https://host.example/m.gguf',
		bytes: 400e6,
		sha256: null,
		parameters: 1,
		memoryBytes: 1e9,
		contextTokens: 4096,
		licence: 'MIT',
		licenceUrl: 'https://host.example',
		languages: ['en'],
		source: '',
		...fields
	},
	status: { state: 'absent' }
});
const found = (listings: ModelListing[], fields: Partial<Filters>) =>
	sift(listings, { ...NO_FILTERS, ...fields }, { report: device, mostTokens: 8192 });
const names = (listings: ModelListing[], fields: Partial<Filters>) =>
	found(listings, fields).visible.map(({ id }) => id);

const models = [
	listing('small', { tools: false, vision: false }),
	listing('german', { languages: ['en', 'de'], licence: 'Apache-2.0', bytes: 900e6, tools: true }),
	listing('huge', { memoryBytes: 9e9, bytes: 6e9, vision: true }),
	listing('unsaid', { bytes: null, languages: [] })
];

test('each wish leaves what has it, and what nobody states is not taken to be there', () => {
	expect(names(models, {})).toEqual(['small', 'german', 'unsaid']);
	expect(names(models, { fits: false })).toHaveLength(4);
	expect(names(models, { mostBytes: 500e6 })).toEqual(['small']);
	expect(names(models, { licence: 'Apache-2.0' })).toEqual(['german']);
	expect(names(models, { language: 'de' })).toEqual(['german']);
	expect(names(models, { tools: true })).toEqual(['german']);
	expect(names(models, { vision: true, fits: false })).toEqual(['huge']);
	expect(names(models, { query: 'ger APACHE' })).toEqual(['german']);
	expect(found(models, { mostBytes: 500e6 }).unstated).toBe(1);
	expect(found(models, { tools: true }).unstated, 'huge is too large besides').toBe(1);
});

test('when nothing is left, the wishes that can be given up are named, the most rewarding first', () => {
	const { visible, loosen } = found(models, { vision: true, language: 'de' });
	expect(visible).toEqual([]);
	expect(loosen).toEqual([{ wish: 'vision', models: 1 }]);
	expect(found(models, { vision: true }).loosen).toEqual([
		{ wish: 'vision', models: 3 },
		{ wish: 'fits', models: 1 }
	]);
	expect(found(models, { query: 'nothing', tools: true, vision: true }).loosen).toEqual([]);
});

test('what is here is shown however large it is', () => {
	const here: ModelListing = { ...models[2]!, status: { state: 'ready' } };
	expect(names([here], {})).toEqual(['huge']);
});

test('a shorter context makes more models fit', () => {
	const hungry = [listing('hungry', { memoryBytes: 2.5e9, contextBytesPerToken: 300_000 })];
	const at = (mostTokens: number) =>
		sift(hungry, NO_FILTERS, { report: device, mostTokens }).visible.length;
	expect([at(8192), at(4096), at(2048)]).toEqual([0, 0, 1]);
});

test('wishes survive the address they are kept in, and what cannot be read there is none', () => {
	const all: Filters = {
		query: 'two words',
		fits: false,
		mostBytes: 1e9,
		licence: 'Gemma Terms of Use',
		language: 'de',
		tools: true,
		vision: true
	};
	expect(filtersFrom(new URLSearchParams(addressOf(all)))).toEqual(all);
	expect(addressOf(NO_FILTERS)).toBe('');
	expect(filtersFrom(new URLSearchParams('size=7&fits=perhaps'))).toEqual(NO_FILTERS);
});

test('languages to choose among are those that somebody states', () => {
	expect(languagesOf(models)).toEqual(['de', 'en']);
});
