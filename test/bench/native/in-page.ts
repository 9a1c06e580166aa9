// The app's own engine in a page, in its worker as the app has it, on the starter: one answer at a time, for the
// native server to be compared with. The model is loaded with the first. Runs in test/support/engine-page.

import type { LoadedModel } from '../../../src/engine/engine.ts';
import { createBrowserEngine } from '../../../src/engine/worker-engine.ts';
import { starterModel } from '../../support/starter-model.ts';

export type Written = {
	backend: string;
	text: string;
	tokens: number;
	/** From the question to the first piece. */
	firstMs: number;
	/** From there to the last piece. */
	restMs: number;
};

let loading: Promise<LoadedModel> | null = null;

/** Greedy, and with log-probabilities, as a turn asks. */
export async function writeInPage(question: string, maxTokens: number): Promise<Written> {
	const model = await (loading ??= load());
	const beganMs = performance.now();
	const written = { backend: model.backend, text: '', tokens: 0, firstMs: 0, restMs: 0 };
	const request = {
		messages: [{ role: 'user' as const, content: question }],
		modifier: null,
		sampling: { temperature: 0, topP: 1, topK: 0, seed: 1, maxTokens },
		topLogprobs: 1
	};
	for await (const event of model.generate(request, new AbortController().signal)) {
		if (event.type === 'finished') written.tokens = event.completionTokens;
		if (event.type !== 'delta') continue;
		written.text += event.text;
		const atMs = performance.now() - beganMs;
		written.firstMs ||= atMs;
		written.restMs = atMs - written.firstMs;
	}
	return written;
}

async function load(): Promise<LoadedModel> {
	const ref = await starterModel();
	const { contextTokens } = ref.manifest.template;
	return createBrowserEngine().load(ref, { backend: 'auto', contextTokens, parallel: 1 });
}
