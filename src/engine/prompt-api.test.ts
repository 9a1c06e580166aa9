// Fetching the browser's model for a click. What the engine does with it is tested in a browser, on the platform's
// interface (test/conformance/prompt-api.ts).

import { expect, test } from 'vitest';
import type {
	LanguageModelApi,
	LanguageModelAvailability,
	LanguageModelCreateOptions
} from '../platform/language-model.ts';
import { bringPromptApiModel } from './prompt-api.ts';

function platform(availability: LanguageModelAvailability, refusal?: Error) {
	const calls: string[] = [];
	const api = {
		availability: async () => availability,
		async create({ monitor }: LanguageModelCreateOptions) {
			calls.push('create');
			if (refusal) throw refusal;
			monitor?.({
				addEventListener: (_, listener) => {
					listener(Object.assign(new Event('downloadprogress'), { loaded: 0.5 }));
				}
			});
			return { destroy: () => calls.push('destroy') };
		}
	} as unknown as LanguageModelApi;
	const bring = () =>
		bringPromptApiModel(
			{ onProgress: (fraction) => calls.push(`${fraction}`) },
			{ api: () => api, language: () => 'en' }
		);
	return { calls, bring };
}

test('the browser downloads its model for the tab that was clicked, and the session is put away', async () => {
	for (const availability of ['downloadable', 'downloading'] as const) {
		const { calls, bring } = platform(availability);
		await bring();
		expect(calls).toEqual(['0', 'create', '0.5', 'destroy']);
	}
});

test('what is there, or is not to be had, is not fetched', async () => {
	for (const availability of ['available', 'unavailable'] as const) {
		const { calls, bring } = platform(availability);
		await bring();
		expect(calls).toEqual([]);
	}
});

test('a browser that refuses is quoted with the next step', async () => {
	const { bring } = platform('downloadable', new DOMException('no', 'NotAllowedError'));
	await expect(bring()).rejects.toThrow('Choose it once more');
});
