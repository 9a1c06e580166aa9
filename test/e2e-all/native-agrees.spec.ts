// The native server against the pipeline's own engine, which agrees with the browser's (runtimes-agree): the
// same greedy answers of the base and of every modifier that ships, and the same vectors.

import { expect, test } from '@playwright/test';
import { modifiersOf } from '../../models/auto.ts';
import { openEmbedderIn } from '../../models/embedder/node-embedder.ts';
import { itemAt } from '../../models/generator/modifiers/domain.ts';
import { DOMAINS } from '../../models/generator/modifiers/domains.ts';
import { heldOut } from '../../models/held-out.ts';
import { MOST_TOKENS, SELF_TEST_TOLERANCE } from '../../models/runtime/answers.ts';
import { openRuntime } from '../../models/runtime/runtime.ts';
import { startNativeServer, type RunningNative } from '../support/native.ts';

async function answerOf({ client }: RunningNative, model: string, content: string) {
	const { choices } = await client.chat.completions.create({
		model,
		temperature: 0,
		max_tokens: MOST_TOKENS,
		logprobs: true,
		top_logprobs: 2,
		messages: [{ role: 'user', content }]
	});
	const [choice] = choices;
	return {
		text: (choice?.message.content ?? '').trim(),
		logprobs: choice?.logprobs?.content ?? []
	};
}

test('the native server gives the answers of the pipeline’s engine, of the base and of every modifier', async () => {
	// Dozens of answers twice; it only bounds what hangs.
	test.setTimeout(300_000);
	const server = await startNativeServer();
	const { manifest, folder } = server.provider.opened.files;
	const runtime = await openRuntime(`${folder}/base.gguf`, modifiersOf(manifest, folder));
	try {
		const asked = [
			{ adapter: null, model: manifest.id, items: heldOut(1).slice(0, 12) },
			...manifest.modifiers.map(({ id }, adapter) => ({
				adapter,
				model: `${manifest.id}+${id}`,
				items: [0, 1, 2, 3].map((i) =>
					itemAt(
						DOMAINS.find((domain) => domain.id === id)!,
						'native',
						i,
						{ held: true, even: true }
					)
				)
			}))
		];
		for (const { adapter, model, items } of asked) {
			const theirs = await runtime.answer(items, undefined, { adapter, keep: false });
			for (const [i, { prompt }] of items.entries()) {
				const { text, logprobs } = await answerOf(server, model, prompt);
				const other = theirs[i]!.text;
				if (text === other) continue;
				// Another order of the same sums may decide between two tokens that are as good as equal.
				let written = '';
				const split = logprobs.find(
					({ token }) => !other.startsWith((written += token).trimStart())
				);
				const [best, second] = split?.top_logprobs ?? [];
				expect(
					(best?.logprob ?? 0) - (second?.logprob ?? Number.NEGATIVE_INFINITY),
					`${model}, “${prompt}”: ${text} | ${other}`
				).toBeLessThan(SELF_TEST_TOLERANCE);
			}
		}
		const texts = ['How do I mend a bicycle tyre?', 'Plants turn light into sugar.'];
		const { data } = await server.client.embeddings.create({
			model: `${manifest.id}-embedder`,
			input: texts
		});
		const embedder = await openEmbedderIn(folder);
		const vectors = await embedder.embed(texts);
		await embedder.dispose();
		data.forEach(({ embedding }, i) =>
			embedding.forEach((value, at) => expect(value).toBeCloseTo(vectors[i]![at]!, 5))
		);
	} finally {
		await runtime.close();
		await server.stop();
	}
});
