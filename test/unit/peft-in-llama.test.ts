// An adapter in PEFT's form, converted by this app, in llama.cpp itself: the base with the adapter says the same, with
// the same probabilities, as a base into whose weights B·A was merged where transformers has them. The rows of a head
// are taken apart and put together here by another way than the app's, so that their order is really tested.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Token } from 'node-llama-cpp';
import { describe, expect, test } from 'vitest';
import { parseGgufHeader } from '../../src/contract/gguf.ts';
import { planPeft, type PeftPlan } from '../../src/contract/peft-plan.ts';
import { convertPeft } from '../../src/platform/convert-peft.ts';
import { readPeft } from '../../src/platform/peft-adapter.ts';
import { llamaCpp } from '../support/llama-cpp.ts';
import { ARCHITECTURES, randomModel, type Architecture } from '../support/random-architectures.ts';
import { letterTokens } from '../support/random-gguf.ts';
import { randomPeft, type PeftChange, type PeftOptions } from '../support/random-peft.ts';

const HEADS = 4;
const EMBEDDING = 64;
const STEPS = 8;
const PROMPT = [1, ...letterTokens('hello there')] as Token[];

const cpp = llamaCpp();

type Said = { ids: number[]; logprobs: Map<number, number>[] };

/** Greedy, with the logarithm of every token's probability at each step. */
async function said(base: Uint8Array, adapter?: Uint8Array): Promise<Said> {
	const modelPath = join(cpp.folder, 'base.gguf');
	const filePath = join(cpp.folder, 'adapter.gguf');
	writeFileSync(modelPath, base);
	if (adapter) writeFileSync(filePath, adapter);
	const model = await cpp.llama.loadModel({ modelPath, gpuLayers: 0 });
	const context = await model.createContext({
		sequences: 1,
		contextSize: 256,
		threads: 1,
		...(adapter && { lora: { adapters: [{ filePath, scale: 1 }] } })
	});
	const answer: Said = { ids: [], logprobs: [] };
	const steps = context
		.getSequence()
		.evaluateWithMetadata(PROMPT, { probabilities: true }, { temperature: 0, yieldEogToken: true });
	for await (const { token, probabilities } of steps) {
		answer.ids.push(token);
		answer.logprobs.push(
			new Map([...probabilities].map(([id, p]) => [id, Math.log(Math.max(p, 1e-30))]))
		);
		if (answer.ids.length === STEPS) break;
	}
	await model.dispose();
	return answer;
}

/** The largest difference of a likely token's log-probability, while both said the same. */
function distance(one: Said, other: Said): number {
	let most = 0;
	for (const [step, logprobs] of one.logprobs.entries()) {
		for (const [id, logprob] of logprobs)
			if (logprob > -8)
				most = Math.max(most, Math.abs(logprob - (other.logprobs[step]?.get(id) ?? -99)));
		if (one.ids[step] !== other.ids[step]) break;
	}
	return most;
}

/** `base` with each change added to its weight. */
function merged(base: Uint8Array, architecture: Architecture, changes: readonly PeftChange[]) {
	const bytes = base.slice();
	const { dimensions, headerBytes } = parseGgufHeader(base, base.length);
	const starts = new Map<string, number>();
	let at = headerBytes;
	for (const [name, sizes] of dimensions) {
		starts.set(name, at);
		at += Math.ceil((4 * sizes.reduce((a, b) => a * b)) / 32) * 32;
	}
	for (const { tensor, inputs, outputs, rank, scale, a, b } of changes) {
		const stored = new Float32Array(bytes.buffer, starts.get(tensor)!, inputs * outputs);
		const heads = tensor.includes('attn_q.') ? HEADS : HEADS / 2;
		const turned = architecture === 'llama' && /attn_[qk]\./.test(tensor);
		for (let row = 0; row < outputs; row++) {
			// transformers: (head, half, i); llama.cpp: (head, i, half).
			const width = outputs / heads;
			const [head, inHead] = [Math.floor(row / width), row % width];
			const [half, i] = [Math.floor(inHead / (width / 2)), inHead % (width / 2)];
			const to = turned ? head * width + i * 2 + half : row;
			for (let column = 0; column < inputs; column++) {
				let sum = 0;
				for (let r = 0; r < rank; r++) sum += b[row * rank + r]! * a[r * inputs + column]!;
				stored[to * inputs + column]! += scale * sum;
			}
		}
	}
	return bytes;
}

const gguf = async (weights: Uint8Array<ArrayBuffer>, plan: PeftPlan) =>
	new Uint8Array(
		await (await convertPeft(new Blob([weights]), plan, 'test', undefined)).arrayBuffer()
	);

async function converted(architecture: Architecture, options: PeftOptions) {
	const base = randomModel(architecture, { embedding: EMBEDDING });
	const { weights, configuration, changes } = randomPeft(architecture, options);
	const adapter = await readPeft(new Blob([weights]), new Blob([configuration]));
	const plan = planPeft(adapter, parseGgufHeader(base, base.length));
	return { base, weights, changes, plan };
}

// Single-precision sums in another order, and a cache of halves.
const CLOSE = 0.02;

describe('base and converted adapter are as a base that was merged', () => {
	test.each(ARCHITECTURES)(
		'%s, every matrix of every layer',
		async (architecture) => {
			const { base, weights, changes, plan } = await converted(architecture, {});
			const expected = await said(merged(base, architecture, changes));
			const found = await said(base, await gguf(weights, plan));
			expect(found.ids).toEqual(expected.ids);
			expect(distance(found, expected)).toBeLessThan(CLOSE);
			expect(distance(await said(base), expected)).toBeGreaterThan(10 * CLOSE);
		},
		120_000
	);

	test('llama without the rows of queries and keys put in order is another model', async () => {
		const { base, weights, changes, plan } = await converted('llama', {});
		const tensors = plan.tensors.map((tensor) => ({ ...tensor, headRows: null }));
		const expected = await said(merged(base, 'llama', changes));
		const wrong = await said(base, await gguf(weights, { ...plan, tensors }));
		expect(distance(wrong, expected)).toBeGreaterThan(10 * CLOSE);
	}, 120_000);

	test('with ranks and alphas of their own, and the rank’s root, in bfloat16', async () => {
		const own = (module: string) => {
			const rank = module.includes('q_proj') ? 2 : module.includes('layers.1.mlp') ? 8 : 4;
			const alpha = module.endsWith('layers.0.mlp.down_proj') ? 3 : 6;
			return { rank, scale: alpha / Math.sqrt(rank) };
		};
		const { base, weights, changes, plan } = await converted('llama', {
			dtype: 'BF16',
			prefix: 'base_model.model._orig_mod.',
			named: '.default',
			alpha: 6,
			of: own,
			config: {
				use_rslora: true,
				rank_pattern: { q_proj: 2, 'layers.1.mlp.*': 8 },
				alpha_pattern: { '^model.layers.0.mlp.down_proj': 3 }
			}
		});
		expect(plan.alpha).toBeCloseTo(6 * Math.sqrt(4), 5);
		const expected = await said(merged(base, 'llama', changes));
		const found = await said(base, await gguf(weights, plan));
		expect(found.ids).toEqual(expected.ids);
		expect(distance(found, expected)).toBeLessThan(CLOSE);
	}, 120_000);
});
