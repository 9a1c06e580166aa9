// The native server against node-llama-cpp called directly, on the starter and on a larger model of random
// weights made here: `npm run bench -- native [rounds] [starter] [larger] [speed] [turns] [switching] [together]
// [browser]`, both models and all parts where none is named. The server runs in this process, who asks in another.
// Both sides use one loaded model, and take turns; `browser` is the app's own engine, in Chromium, on the starter
// alone. Prints a table and JSON.

import { cpus } from 'node:os';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider, type LlamaProvider } from '../../worker/providers/llama.ts';
import { randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { writeModel } from '../support/native.ts';
import { median } from './engine/measurement.ts';
import { besideBrowser } from './native/browser.ts';
import { asker, type Asker } from './native/client.ts';
import { openDirect } from './native/direct.ts';
import { measureTurns } from './native/turns.ts';

const ANSWER_TOKENS = 200;
const TURNS = 10;
const TOGETHER = 8;
const TOGETHER_TOKENS = 64;
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
	ask: Asker['ask'];
	/** Rounds. */
	count: number;
	/** What is found out goes here. */
	table: Row[];
};

const PARTS = { speed, turns: turnTen, switching, together, browser };
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
		ask: client.ask,
		count: rounds,
		table: rows
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
async function speed({ name, provider, url, id, ask, count, table }: Bench) {
	const { model, template, tokenize } = provider.opened;
	const { sequence, dispose } = await openDirect(provider.opened);
	for (const logprobs of [false, true]) {
		const figures = { ours: [] as number[], direct: [] as number[], rate: [] as number[] };
		const firsts = { ours: [] as number[], inside: [] as number[], direct: [] as number[] };
		for (let round = 0; round <= count; round++) {
			const body = { ...fresh(id, question(name, round), ANSWER_TOKENS), logprobs };
			const [heard] = await ask({ url, body });
			const insideMs = await firstInside(provider, body);
			const beganMs = performance.now();
			const tokens = tokenize(template.render(body.messages, []));
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
			// Of each pair of neighbouring runs: what else the machine did then slowed both.
			row(`tokens/s, ${how}`, name, figures.ours, figures.direct, '≥ 0.97', median(figures.rate)),
			row(`first token, ms, without HTTP, ${how}`, name, firsts.inside, firsts.direct, '–'),
			row(`first token, ms, over HTTP, ${how}`, name, firsts.ours, firsts.direct, '–')
		);
	}
	await dispose();

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

async function turnTen({ name, provider, url, id, ask, count, table }: Bench) {
	const { first, last } = await measureTurns({
		opened: provider.opened,
		rounds: count,
		turns: TURNS,
		question: (i) => question(name, i),
		ask: async (body) => (await ask({ url, body: { ...body, model: id } }))[0]
	});
	const beyond = (of: 'heardMs' | 'directMs') => last[of].map((ms, i) => ms - (first[of][i] ?? 0));
	const times = (of: 'toldMs' | 'directMs') =>
		last[of].map((ms, i) => ms / (first[of][i] ?? Number.NaN));
	table.push(
		row('first token at turn 10 against turn 1, ms', name, last.heardMs, first.heardMs, '≤ 1.1'),
		row('the same by the server’s own clock, ms', name, last.toldMs, first.toldMs, '≤ 1.1'),
		row('the same of llama.cpp alone, ms', name, last.directMs, first.directMs, '–'),
		// What the server adds to what the model's attention costs anyway.
		row(
			'how many times turn 1, against llama.cpp’s',
			name,
			times('toldMs'),
			times('directMs'),
			'≤ 1.03'
		),
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
async function switching({ name, url, id, modifiers, ask, count, table }: Bench) {
	const messages = Array.from({ length: 8 }, (_, i) => [
		{ role: 'user' as const, content: question(name, i) },
		{ role: 'assistant' as const, content: 'I do not know that one, and say so.' }
	])
		.flat()
		.slice(0, -1);
	const firsts = { base: [] as number[], switched: [] as number[], anew: [] as number[] };
	for (let round = 0; round <= count; round++) {
		const body = { messages, max_tokens: 2 };
		const of = async (model: string, cache = true) =>
			(await ask({ url, body: { ...body, model, cache_prompt: cache } }))[0]?.firstMs ?? 0;
		await of(id);
		const base = await of(id);
		const model = modifiers[round % 2] ?? id;
		// Another modifier was asked in between: nothing of this one is left but the base's prefix.
		const switched = await of(model);
		await ask({
			url,
			body: { ...body, model, messages: messages.slice(-1), cache_prompt: false }
		});
		const anew = await of(model, false);
		// The first round makes the contexts.
		if (round < 2) continue;
		firsts.base.push(base);
		firsts.switched.push(switched);
		firsts.anew.push(anew);
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
		row('of it, beyond the base’s, ms', name, beyond, [0], '< 5', Number.NaN),
		row('the same, the prompt read anew, ms', name, firsts.anew, firsts.switched, '–')
	);
}

/** Eight conversations at once against one after another. */
async function together({ name, url, id, ask, count, table }: Bench) {
	const figures = { ours: [] as number[], against: [] as number[] };
	for (let round = 0; round < Math.min(3, count); round++) {
		const list = Array.from({ length: TOGETHER }, (_, i) => ({
			url,
			body: fresh(id, question(name, round * TOGETHER + i), TOGETHER_TOKENS)
		}));
		let beganMs = performance.now();
		await ask(...list);
		figures.ours.push((TOGETHER * TOGETHER_TOKENS * 1000) / (performance.now() - beganMs));
		beganMs = performance.now();
		for (const one of list) await ask(one);
		figures.against.push((TOGETHER * TOGETHER_TOKENS * 1000) / (performance.now() - beganMs));
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

/** The app's own engine in a browser, on the same questions. */
async function browser({ name, url, id, ask, count, table }: Bench) {
	// The page has the starter alone.
	if (name !== 'starter') return;
	const figures = await besideBrowser(
		count,
		async (body) => (await ask({ url, body: { ...body, model: id } }))[0]
	);
	const { there, browser: here, backend, same, answers } = figures;
	const how = `the browser’s engine (${backend})`;
	table.push(
		row(`tokens/s against ${how}`, name, there.rates, here.rates, '–'),
		row(`first token, ms, against ${how}`, name, there.firstMs, here.firstMs, '–'),
		row('answers that are the same text, of all', name, [same], [answers], '–')
	);
}

/** A conversation of its own that is written to its full length. */
function fresh(model: string, content: string, tokens: number) {
	return {
		model,
		messages: [{ role: 'user' as const, content }],
		max_tokens: tokens,
		ignore_eos: true,
		cache_prompt: false
	};
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

function row(
	figure: string,
	model: string,
	ours: number[],
	against: number[],
	aim: string,
	ratio = median(ours) / median(against)
): Row {
	return {
		figure,
		model,
		ours: round3(median(ours)),
		against: round3(median(against)),
		ratio: round3(ratio),
		aim
	};
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
