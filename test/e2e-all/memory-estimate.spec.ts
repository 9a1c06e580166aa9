// The memory estimate against what the engine itself says it allocates, of the shipped starter and of a
// model with random weights: wllama alone in a page, as talkative as it can be.

import { readFileSync } from 'node:fs';
import { parseGgufHeader } from '../../src/contract/gguf.ts';
import { memoryOfHeader } from '../../src/contract/model-memory.ts';
import { startFlakyServer } from '../support/flaky-server.ts';
import { randomLlama } from '../support/random-gguf.ts';
import { bundle } from '../support/weights-page.ts';
import { expect, test } from '../support/test.ts';

const MIB = 1024 * 1024;
const HARNESS = new URL('../support/bare-wllama-harness.ts', import.meta.url).pathname;
const WASM = 'node_modules/@wllama/wllama/esm/wasm/wllama.wasm';

const read = (path: string) => new Uint8Array(readFileSync(path));
for (const [name, contextTokens, model] of [
	['the starter', 512, () => read('models/starter/base.gguf')],
	[
		'a model with random weights',
		4096,
		() =>
			randomLlama({ embedding: 512, layers: 4, heads: 8, kvHeads: 2, contextTokens: 4096 }).bytes
	]
] as const)
	test(`the estimate for ${name} holds what llama.cpp allocates`, async ({ page }) => {
		test.setTimeout(300_000);
		const bytes = model();
		const server = await startFlakyServer();
		try {
			server.page('/harness.js', 'text/javascript', await bundle(HARNESS));
			server.page('/bench/wllama.wasm', 'application/wasm', read(WASM));
			server.page('/m.gguf', 'application/octet-stream', bytes);
			server.page('/favicon.ico', 'image/x-icon', '');
			server.page(
				'/',
				'text/html',
				'<!doctype html><title>Bare</title><script type="module" src="/harness.js"></script>'
			);
			await page.goto(server.origin);
			await page.waitForFunction(() => 'bareWllama' in globalThis);
			await page.evaluate(
				(contextTokens) =>
					bareWllama.load({ url: '/m.gguf', contextTokens, threads: 1, talkative: true }),
				contextTokens
			);
			const said = (await page.evaluate(() => bareWllama.said)).join('\n');
			/** The sum of all buffers of a kind, as llama.cpp logs them. */
			const buffers = (kind: string) => {
				const sizes = [...said.matchAll(new RegExp(`${kind} buffer size *= *([\\d.]+) MiB`, 'g'))];
				expect(sizes.length, `${kind}\n${said}`).toBeGreaterThan(0);
				return sizes.reduce((sum, [, size]) => sum + Number(size) * MIB, 0);
			};
			const parts = memoryOfHeader(
				parseGgufHeader(bytes, bytes.length),
				bytes.length,
				contextTokens
			);
			test.info().annotations.push({
				type: 'allocated',
				description: `weights ${buffers('model')}, context ${buffers('KV')}, computing ${buffers('compute')}; estimated ${JSON.stringify(parts)}`
			});
			// Its log has two digits after the point.
			expect(Math.abs(buffers('KV') - parts.context)).toBeLessThan(0.01 * MIB);
			expect(buffers('model')).toBeLessThanOrEqual(parts.weights + 0.01 * MIB);
			expect(buffers('model')).toBeGreaterThan(0.95 * parts.weights);
			expect(buffers('compute')).toBeLessThan(parts.engine);
		} finally {
			await server.stop();
		}
	});
