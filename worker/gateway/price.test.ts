import { describe, expect, test } from 'vitest';
import { KNOWN } from '../providers/registry.ts';
import type { Price, Usage } from '../providers/provider.ts';
import { readConfig } from './config.ts';
import { costOf, mostOf } from './price.ts';

const usage = (amounts: Partial<Usage>): Usage => ({
	promptTokens: 0,
	completionTokens: 0,
	cachedTokens: 0,
	cacheWriteTokens: 0,
	costMicroUsd: null,
	...amounts
});

const PRICE: Price = {
	input: 2,
	output: 12,
	cachedInput: 0.2,
	long: { above: 200_000, input: 4, output: 18, cachedInput: 0.4 }
};

describe('a price with a step for long prompts', () => {
	test('counts a prompt up to the step at the lower rates', () => {
		const used = usage({ promptTokens: 200_000, completionTokens: 10, cachedTokens: 100_000 });
		expect(costOf(used, PRICE)).toBe(200_000 + 20_000 + 120);
	});

	test('counts the whole of a longer one at the higher rates', () => {
		const used = usage({ promptTokens: 200_001, completionTokens: 10, cachedTokens: 100_000 });
		expect(costOf(used, PRICE)).toBe(400_004 + 40_000 + 180);
	});

	test('reserves no less than either costs', () => {
		for (const bytes of [100, 150_000, 200_000, 400_000]) {
			const size = { bytes, messages: 1, images: 0 };
			const most = mostOf(
				{ model: 'm', messages: [], max_tokens: 50 },
				size,
				[{ price: PRICE, requests: 1 }],
				0
			);
			const used = usage({ promptTokens: bytes, completionTokens: 50 });
			expect(most.microUsd).toBeGreaterThanOrEqual(costOf(used, PRICE));
		}
	});
});

test('what the provider says an answer cost goes before the table', () => {
	expect(costOf(usage({ promptTokens: 9, costMicroUsd: 7 }), PRICE)).toBe(7);
});

test('every price of the table is whole, and long prompts never cost less', () => {
	for (const { id, models, pricesAsOf } of KNOWN) {
		expect(pricesAsOf, id).toMatch(/^2026-\d\d-\d\d$/);
		for (const { id: model, price, kind } of models) {
			const name = `${id}/${model}`;
			expect(price.input, name).toBeGreaterThan(0);
			expect(price.output, name)[kind ? 'toBe' : 'toBeGreaterThan'](0);
			expect(price.cachedInput ?? 0, name).toBeLessThan(price.input);
			if (!price.long) continue;
			expect(price.long.input, name).toBeGreaterThan(price.input);
			expect(price.long.output, name).toBeGreaterThan(price.output);
			expect(price.long.cachedInput === undefined, name).toBe(price.cachedInput === undefined);
		}
	}
});

test('a model that is not in the table costs what its provider’s dearest does, long prompts included', () => {
	const { upstreams } = readConfig({ env: {}, fetch: () => Promise.reject(new Error('unused')) });
	for (const { id, models, unlisted } of upstreams)
		for (const { price } of models)
			for (const promptTokens of [1_000, 100_000, 250_000, 500_000]) {
				const used = usage({ promptTokens, completionTokens: 100 });
				expect(costOf(used, unlisted), id).toBeGreaterThanOrEqual(costOf(used, price));
			}
});
