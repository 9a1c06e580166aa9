// The native server against node-llama-cpp called directly, on the starter and on a larger model of random
// weights made here: `npm run bench -- native [rounds] [starter] [larger] [speed] [turns] [switching] [together]`,
// both models and all parts where none is named. The server runs in this process, who asks in another. Both sides
// use one loaded model, and take turns. Prints a table and JSON.

import { cpus } from 'node:os';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider, type LlamaProvider } from '../../worker/providers/llama.ts';
import { randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { writeModel } from '../support/native.ts';
import { median } from './engine/measurement.ts';
import { asker, type Asker } from './native/client.ts';
import { measureTurns } from './native/turns.ts';

const ANSWER_TOKENS = 200;
const TURNS = 10;
const TOGETHER = 8;
/** Some 44 million parameters in single precision, 176 MB. */
const LARGER = {
	embedding: 640,
	layers: 10,
	heads: 10,
	kvHeads: 5,
	feedForward: 1728,
	contextTokens: 1024
};

type Row = {
	figure: string;
	model: string;
	ours: number;
	against: number;
	ratio: number;
	aim: string;
};

type Bench = {
	name: string;
	provider: LlamaProvider;
	url: string;
	id: string;
	modifiers: string[];
	asker: Asker;
	rounds: number;
	rows: Row[];
};

const PARTS = { speed, turns: turnTen, switching, together };
const MODELS = ['starter', 'larger'];
const rounds = Number(process.argv[2] ?? 7);
const named = process.argv.slice(3);
for (const name of named)
	if (!(name in PARTS || MODELS.includes(name)))
		throw new Error(
			`There is no part or model “${name}”: ${[...MODELS, ...Object.keys(PARTS)].join(', ')}.`
		);
const wanted = (names: readonly string[], name: string): boolean =>
	named.includes(name) || !names.some((one) => named.includes(one));
const client = asker();
const rows: Row[] = [];
try {
	if (wanted(MODELS, 'starter')) await benchModel('starter', 'models/starter/manifest.json');
	if (wanted(MODELS, 'larger')) {
		const larger = await writeLarger();
		await benchModel('larger', larger.folder).finally(larger.discard);
	}
} finally {
	client.stop();
}
console.table(rows);
console.log(
	JSON.stringify({
		cpu: `${cpus().length} × ${cpus()[0]?.model}`,
		node: process.version,
		rounds,
		rows
	})
);

async function benchModel(name: string, path: string): Promise<void> {
	const provider = await llamaProvider(path, {
		machine: machineFacts(),
		threads: Math.max(1, cpus().length - 1),
		parallel: TOGETHER
	});
	const server = await startNative({ port: 0, model: provider, env: {}, assets: 'none' });
	const { manifest } = provider.opened.files;
	const bench: Bench = {
		name,
		provider,
		url: `${server.origin}/v1/chat/completions`,
		id: manifest.id,
		modifiers: manifest.modifiers.slice(0, 2).map(({ id }) => `${manifest.id}+${id}`),
		asker: client,
		rounds,
		rows
	};
	try {
		for (const [part, run] of Object.entries(PARTS))
			if (wanted(Object.keys(PARTS), part)) await run(bench);
	} finally {
		await server.stop();
		await provider.close();
	}
}

/** Tokens per second of an answer, and the time to its first token, without log-probabilities and with. */
async function speed({
	name,
	provider,
	url,
	id,
	asker: { ask },
	rounds: count,
	rows: table
}: Bench) {
	const { model, threads, contextTokens, flashAttention, template, tokenize } = provider.opened;
	// As the server's own, but for one conversation.
	const context = await model.createContext({
		contextSize: contextTokens,
		threads,
		flashAttention
	});
	const sequence = context.getSequence();
	for (const logprobs of [false, true]) {
		const figures = { ours: [] as number[], direct: [] as number[], rate: [] as number[] };
		const firsts = { ours: [] as number[], inside: [] as number[], direct: [] as number[] };
		for (let round = 0; round <= count; round++) {
			const messages = [{ role: 'user' as const, content: question(name, round) }];
			const body = {
				model: id,
				messages,
				max_tokens: ANSWER_TOKENS,
				ignore_eos: true,
				cache_prompt: false,
				logprobs
			};
			const [heard] = await ask({ url, body });
			const insideMs = await firstInside(provider, body);
			const beganMs = performance.now();
			const tokens = tokenize(template.render(messages, []));
			await sequence.clearHistory();
			const direct = await evaluateDirectly(sequence, tokens, logprobs, beganMs);
			// The first round warms both up.
			if (!heard || round === 0) continue;
			const rate = ((heard.timings.predicted_n - 1) * 1000) / heard.restMs;
			figures.ours.push(rate);
			figures.direct.push(direct.rate);
			figures.rate.push(rate / direct.rate);
			firsts.ours.push(heard.firstMs);
			firsts.inside.push(insideMs);
			firsts.direct.push(direct.firstMs);
		}
		const how = logprobs ? 'with log-probabilities' : 'without';
		table.push(
			{
				figure: `tokens/s, ${how}`,
				model: name,
				ours: round1(median(figures.ours)),
				against: round1(median(figures.direct)),
				ratio: round3(median(figures.rate)),
				aim: '≥ 0.97'
			},
			row(`first token, ms, without HTTP, ${how}`, name, firsts.inside, firsts.direct, '–'),
			row(`first token, ms, over HTTP, ${how}`, name, firsts.ours, firsts.direct, '–')
		);
	}
	await context.dispose();

	async function evaluateDirectly(
		to: LlamaContextSequence,
		tokens: Token[],
		logprobs: boolean,
		beganMs: number
	) {
		const options = { temperature: 0, yieldEogToken: true };
		const steps = logprobs
			? to.evaluateWithMetadata(tokens, { confidence: true }, options)
			: to.evaluate(tokens, options);
		let [firstMs, lastMs, count] = [0, 0, 0];
		for await (const step of steps) {
			model.detokenize([typeof step === 'number' ? step : step.token]);
			lastMs = performance.now();
			firstMs ||= lastMs;
			if ((count += 1) === ANSWER_TOKENS) break;
		}
		return { firstMs: firstMs - beganMs, rate: ((count - 1) * 1000) / (lastMs - firstMs) };
	}
}

/** The provider's own first piece, asked in this process; the rest of the answer is called off. */
async function firstInside(provider: LlamaProvider, body: object): Promise<number> {
	const controller = new AbortController();
	const beganMs = performance.now();
	const text = JSON.stringify({ stream: true, temperature: 0, ...body });
	const call = { url: '/chat/completions', headers: {}, body: text };
	const { body: answer } = await provider.send(call, controller.signal);
	const reader = answer?.getReader();
	await reader?.read();
	const ms = performance.now() - beganMs;
	controller.abort();
	while (!(await reader?.read())?.done);
	return ms;
}

async function turnTen({
	name,
	provider,
	url,
	id,
	asker: { ask },
	rounds: count,
	rows: table
}: Bench) {
	const { first, last } = await measureTurns({
		opened: provider.opened,
		rounds: count,
		turns: TURNS,
		question: (i) => question(name, i),
		ask: async (body) => (await ask({ url, body: { ...body, model: id } }))[0]
	});
	const beyond = (of: 'heardMs' | 'directMs') => last[of].map((ms, i) => ms - (first[of][i] ?? 0));
	table.push(
		row('first token at turn 10 against turn 1, ms', name, last.heardMs, first.heardMs, '≤ 1.1'),
		row('the same by the server’s own clock, ms', name, last.toldMs, first.toldMs, '≤ 1.1'),
		row('the same of llama.cpp alone, ms', name, last.directMs, first.directMs, '–'),
		row(
			'turn 10 beyond turn 1 against llama.cpp’s, ms',
			name,
			beyond('heardMs'),
			beyond('directMs'),
			'–'
		),
		row('tokens to read at turn 10 against turn 1', name, last.newTokens, first.newTokens, '–')
	);
}

/**
 * A conversation goes from one modifier to another and back to the base: what a modifier's first token takes
 * beyond the base's, when both read as many new tokens; and what carrying the state takes beside reading the
 * prompt anew, which an activated adapter's prompt must not be by the adapter itself.
 */
async function switching({
	name,
	url,
	id,
	modifiers,
	asker: { ask },
	rounds: count,
	rows: table
}: Bench) {
	const messages = Array.from({ length: 8 }, (_, i) => [
		{ role: 'user' as const, content: question(name, i) },
		{ role: 'assistant' as const, content: 'I do not know that one, and say so.' }
	])
		.flat()
		.slice(0, -1);
	const firsts = { base: [] as number[], switched: [] as number[], fresh: [] as number[] };
	for (let round = 0; round <= count; round++) {
		const body = { messages, max_tokens: 2 };
		const of = async (model: string, cache = true) =>
			(await ask({ url, body: { ...body, model, cache_prompt: cache } }))[0]?.firstMs ?? 0;
		await of(id);
		const base = await of(id);
		// Another modifier was asked in between: nothing of this one is left but the base's prefix.
		const switched = await of(modifiers[round % 2] ?? id);
		await ask({
			url,
			body: {
				...body,
				model: modifiers[round % 2],
				messages: messages.slice(-1),
				cache_prompt: false
			}
		});
		const fresh = await of(modifiers[round % 2] ?? id, false);
		// The first round makes the contexts.
		if (round < 2) continue;
		firsts.base.push(base);
		firsts.switched.push(switched);
		firsts.fresh.push(fresh);
	}
	const beyond = firsts.switched.map((ms, i) => ms - (firsts.base[i] ?? 0));
	table.push(
		row(
			'first token of another modifier against the base’s, ms',
			name,
			firsts.switched,
			firsts.base,
			'–'
		),
		{
			figure: 'of it, beyond the base’s, ms',
			model: name,
			ours: round3(median(beyond)),
			against: 0,
			ratio: Number.NaN,
			aim: '< 5'
		},
		row('the same, the prompt read anew, ms', name, firsts.fresh, firsts.switched, '–')
	);
}

/** Eight conversations at once against one after another. */
async function together({ name, url, id, asker: { ask }, rounds: count, rows: table }: Bench) {
	const figures = { ours: [] as number[], against: [] as number[] };
	for (let round = 0; round < Math.min(3, count); round++) {
		const list = Array.from({ length: TOGETHER }, (_, i) => ({
			url,
			body: {
				model: id,
				messages: [{ role: 'user', content: question(name, round * TOGETHER + i) }],
				max_tokens: 64,
				ignore_eos: true,
				cache_prompt: false
			}
		}));
		let beganMs = performance.now();
		await ask(...list);
		figures.ours.push((TOGETHER * 64 * 1000) / (performance.now() - beganMs));
		beganMs = performance.now();
		for (const one of list) await ask(one);
		figures.against.push((TOGETHER * 64 * 1000) / (performance.now() - beganMs));
	}
	table.push(
		row(
			'tokens/s of eight at once against one after another',
			name,
			figures.ours,
			figures.against,
			'> 1'
		)
	);
}

/** Questions of one length; the random model's vocabulary has letters alone. */
function question(name: string, i: number): string {
	if (name === 'starter') return `What is ${11 + (i % 80)} plus ${13 + ((i * 7) % 80)}?`;
	// A linear congruential generator's upper bits: no two questions begin alike.
	let state = i + 1;
	return Array.from({ length: 24 }, () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return 'abcdefghijklmnop'[state >>> 28];
	}).join('');
}

function row(figure: string, model: string, ours: number[], against: number[], aim: string): Row {
	return {
		figure,
		model,
		ours: round3(median(ours)),
		against: round3(median(against)),
		ratio: round3(median(ours) / median(against)),
		aim
	};
}

function round1(value: number): number {
	return Math.round(value * 10) / 10;
}

function round3(value: number): number {
	return Math.round(value * 1000) / 1000;
}

/** A model with two activated adapters. */
function writeLarger() {
	const base = randomLlama(LARGER);
	const adapter = (seed: number) =>
		randomLora(base, { seed, scale: 0.02, rank: 16, invocationTokens: [SKILL_TOKEN] });
	return writeModel(base, { first: adapter(2), second: adapter(3) });
}
