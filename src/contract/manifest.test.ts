import { expect, test } from 'vitest';
import { baseFile, filesWithModel, manifestFrom, parseManifest, totalBytes } from './manifest.ts';
import { ParseError } from './errors.ts';

const HASH = 'a'.repeat(64);

function file(fields: Fields = {}): Fields {
	return {
		path: 'base.gguf',
		url: '/models/starter/base.gguf',
		bytes: 200_000,
		sha256: HASH,
		chunkBytes: 131_072,
		chunkSha256: ['b'.repeat(64), 'c'.repeat(64)],
		...fields
	};
}

type Fields = Record<string, unknown>;

function valid(): Fields {
	return {
		version: 1,
		id: 'starter',
		name: 'Starter',
		description: 'A very small model.',
		family: 'llama',
		parameters: 2_850_000,
		baseSha256: HASH,
		files: [file()],
		modifiers: [],
		template: { kind: 'gguf', systemPrompt: false, contextTokens: 512 },
		selfTest: { prompt: 'hi', tokens: [' Hello'], logprobs: [-0.1], tolerance: 0.15 },
		calibration: null,
		thresholds: null,
		licence: 'MIT',
		provenance: 'Trained from scratch.',
		measured: {}
	};
}

test('reads a valid manifest and finds its base file', () => {
	const manifest = parseManifest(JSON.stringify(valid()));
	expect(baseFile(manifest).path).toBe('base.gguf');
	expect(totalBytes(manifest)).toBe(200_000);
});

const router = file({ path: 'router.json', sha256: 'e'.repeat(64), onDemand: true });

test('a file fetched on demand is read, and counts not to what comes with the model', () => {
	const manifest = manifestFrom({ ...valid(), files: [file(), router] });
	expect(manifest.files.map(({ onDemand }) => onDemand)).toEqual([undefined, true]);
	expect(filesWithModel(manifest).map(({ path }) => path)).toEqual(['base.gguf']);
	expect(totalBytes(manifest)).toBe(200_000);
	expect(manifestFrom(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
});

test('a manifest from a newer version says so and what to do', () => {
	expect(() => manifestFrom({ ...valid(), version: 2 })).toThrow(/version 2.*Reload/s);
});

const modifier = { id: 'code', file: 'no.gguf', rank: 8, alpha: 16, invocationTokens: [] };
const REFUSALS: [string, Fields, RegExp][] = [
	['no files', { files: [] }, /lists no file/],
	['a missing field', { licence: undefined }, /licence: should be text, is missing/],
	['a hash that is not one', { files: [file({ sha256: 'xyz' })] }, /files\[0\]\.sha256/],
	['a chunk too few', { files: [file({ chunkSha256: [HASH] })] }, /200000 bytes make 2 chunks/],
	['a path that climbs', { files: [file({ path: '../evil' })] }, /plain file name/],
	['an id that is a folder’s name', { id: '..' }, /^id/],
	['a script address', { files: [file({ url: 'javascript:alert(1)' })] }, /http\(s\) address/],
	[
		'a protocol-relative address',
		{ files: [file({ url: '//evil.example' })] },
		/http\(s\) address/
	],
	['a base hash of no file', { baseSha256: 'd'.repeat(64) }, /names no file/],
	['a file listed twice', { files: [file(), file()] }, /twice/],
	['negative sizes', { files: [file({ bytes: -1 })] }, /whole number/],
	[
		'a self-test without its figures',
		{ selfTest: { prompt: 'hi', tokens: [' Hello'], logprobs: [], tolerance: 0.15 } },
		/one log-probability per token/
	],
	['a modifier of an unlisted file', { modifiers: [modifier] }, /not listed/],
	[
		'a word for whether a file comes later',
		{ files: [file(), { ...router, onDemand: 'yes' }] },
		/files\[1\]\.onDemand: should be true, or absent/
	],
	['a base that would come later', { files: [file({ onDemand: true })] }, /used at load/],
	[
		'a modifier that would come later',
		{ files: [file(), router], modifiers: [{ ...modifier, file: 'router.json' }] },
		/files\[1\]\.onDemand.*used at load/
	]
];

test.each(REFUSALS)('refuses %s, naming the field', (_name, fields, expected) => {
	const manifest = { ...valid(), ...fields };
	expect(() => manifestFrom(manifest)).toThrow(expected);
	expect(() => manifestFrom(manifest)).toThrow(ParseError);
});

test('refuses what is not JSON and what is not an object', () => {
	expect(() => parseManifest('{')).toThrow(/not valid JSON/);
	for (const value of [null, [], 'text', 7]) expect(() => manifestFrom(value)).toThrow(ParseError);
});

const map = { method: 'platt', inputs: ['minDoubt'], mean: [0], deviation: [1], weights: [1], bias: 0, steps: [] }; // prettier-ignore
const gain = { inputs: ['base.confidence'], mean: [0], deviation: [1], weights: [1], bias: 0, least: 1.5 }; // prettier-ignore
const calibration = { version: 1, baseSha256: HASH, abstention: null, base: map, modifiers: {} };

test('reads when an answer is given up and what is kept of two, and does without both', () => {
	const thresholds = { answer: 0.8, earlyExit: { confidence: 0.05, tokens: 5 } };
	const manifest = manifestFrom({
		...valid(),
		thresholds,
		calibration: { ...calibration, gain }
	});
	expect(manifest.thresholds).toEqual(thresholds);
	expect(manifest.calibration?.gain).toEqual(gain);
	const without = manifestFrom({ ...valid(), thresholds: { answer: 0.8 }, calibration });
	expect(without.thresholds).toEqual({ answer: 0.8 });
	expect(without.calibration).not.toHaveProperty('gain');
});

test('refuses a bound or a map with numbers missing', () => {
	const exit = { answer: 0.8, earlyExit: { confidence: 0.05, tokens: 0 } };
	expect(() => manifestFrom({ ...valid(), thresholds: exit })).toThrow(/earlyExit\.tokens/);
	for (const wrong of [
		{ ...gain, weights: [] },
		{ ...gain, deviation: [0] }
	])
		expect(() =>
			manifestFrom({ ...valid(), calibration: { ...calibration, gain: wrong } })
		).toThrow(/calibration\.gain/);
});
