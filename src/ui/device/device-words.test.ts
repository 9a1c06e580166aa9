import { expect, test } from 'vitest';
import type { Benchmark } from '../../contract/device-profile.ts';
import { CHOICE_REASONS, type EngineChoice } from '../../contract/engine-choice.ts';
import type { DeviceReport } from '../../contract/services.ts';
import de from '../messages/device/de.ts';
import { en } from '../messages/device/en.ts';
import { Format } from '../messages/format.ts';
import { placeWords, reasonWords } from './choice-words.ts';
import { resultLines, resultText } from './result-lines.ts';

const format = new Format('en');
const benchmark: Benchmark = {
	modelId: 'starter',
	modelName: 'Understudy Starter',
	baseSha256: 'a'.repeat(64),
	engine: 'wllama',
	backend: 'wasm-threads',
	prefillTokensPerSecond: 1234.5,
	decodeTokensPerSecond: 7.25,
	firstTokenMs: 180,
	promptTokens: 210,
	memoryBytes: null,
	atMs: Date.UTC(2026, 10, 21, 12)
};
const device: DeviceReport = {
	webgpu: { available: false, shaderF16: false, adapter: '', reason: 'none' },
	threads: 1,
	crossOriginIsolated: false,
	memoryGb: 8,
	quotaBytes: 1,
	usedBytes: 1,
	persisted: false,
	browser: 'Chromium 140',
	system: 'Linux'
};

test('a result says what ran, how fast, on what, and when', () => {
	const text = resultText(en.card.title, resultLines(benchmark, device, en, format));
	expect(text).toMatchInlineSnapshot(`
		"Understudy on this device
		Model: Understudy Starter
		Runs: llama.cpp, on the processor, several threads
		Writes: 7.3 tokens a second
		Reads: 1,235 tokens a second
		First token after: 180 ms, with a prompt of 210 tokens
		Memory of the page: not known
		Device: Chromium 140 on Linux, one thread, at least 8 GB of memory, no graphics processor
		Measured: Nov 21, 2026"
	`);
});

test('the graphics processor is named without its limits, and what is not known is said', () => {
	const known = {
		available: true,
		shaderF16: true,
		adapter: 'Apple M2 (buffers up to 4 GB)',
		reason: ''
	};
	const lines = resultLines(
		{ ...benchmark, prefillTokensPerSecond: null, memoryBytes: 2.5e8 },
		{ ...device, webgpu: known, memoryGb: null, browser: '' },
		en,
		format
	);
	const values = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
	expect(values).toMatchObject({
		Reads: 'not known',
		'Memory of the page': '250 MB',
		Device: 'one thread, Apple M2'
	});
});

test('every reason has a sentence in both languages', () => {
	for (const because of CHOICE_REASONS) {
		const choice: EngineChoice = {
			engine: 'wllama',
			backend: 'webgpu',
			because,
			speeds: [
				{ backend: 'webgpu', tokensPerSecond: 90.4 },
				{ backend: 'wasm-threads', tokensPerSecond: 40 }
			]
		};
		for (const words of [en, de]) {
			const said = reasonWords(choice, words, format);
			expect(said).toMatch(/^[A-Z].*\.$/);
			expect(said).not.toMatch(/undefined|\{/);
		}
	}
});

test('the browser’s own model is said to be the browser’s', () => {
	const choice: EngineChoice = {
		engine: 'prompt-api',
		backend: 'built-in',
		because: 'only',
		speeds: []
	};
	expect(placeWords(choice, en)).toBe('the browser’s own engine, where the browser runs it');
	expect(reasonWords(choice, en, format)).toContain('a page cannot check it');
});
