// The native server where something runs out: a grammar its tokens, a request its places, many requests their
// contexts, memory its files. Whatever it is, all places are free afterwards. Real sockets, random weights.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineFacts } from '../../worker/llama/machine.ts';
import { randomLlama, randomLora, scriptedLlama, SKILL_TOKEN } from '../support/random-gguf.ts';
import {
	startNativeCommand,
	startNativeServer,
	writeModel,
	type RunningNative
} from '../support/native.ts';

const llama = randomLlama({ contextTokens: 256 });
let model: Awaited<ReturnType<typeof writeModel>>;
let server: RunningNative;

beforeAll(async () => {
	model = await writeModel(llama, {
		skill: randomLora(llama, { seed: 2, scale: 1, invocationTokens: [SKILL_TOKEN] }),
		plain: randomLora(llama, { seed: 3, scale: 1 })
	});
	server = await startNativeServer({ model: model.folder, parallel: 2 });
}, 60_000);
afterAll(async () => {
	await server?.stop();
	model?.discard();
});

async function chat(more: object, { origin }: { origin: string } = server) {
	const response = await fetch(`${origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			model: 'test',
			temperature: 0,
			max_tokens: 4,
			messages: [{ role: 'user', content: 'hello' }],
			...more
		})
	});
	return { status: response.status, body: await response.text() };
}

/** All places of the base's context can be had at once. */
async function allFree({ provider }: RunningNative = server): Promise<void> {
	const { pool, parallel } = provider.opened;
	const signal = AbortSignal.timeout(5_000);
	const leases = Array.from({ length: parallel }, () => pool.lease([], [], signal));
	for (const lease of await Promise.all(leases)) lease.release();
}

const STOPPED = { grammar: 'root ::= "a" "\\x00"', stop: 'a' };

test('an answer that is stopped before its grammar’s dead end ends, and the command goes on', async () => {
	const command = await startNativeCommand(model.folder, ['--parallel=1', '--threads=1']);
	try {
		for (let i = 0; i < 2; i++)
			expect(JSON.parse((await chat(STOPPED, command)).body)).toMatchObject({
				choices: [{ message: { content: '' }, finish_reason: 'stop' }]
			});
		expect((await chat({}, command)).status).toBe(200);
	} finally {
		expect(await command.end('SIGTERM')).toBe(0);
	}
}, 60_000);

test('so it does beside another answer under a grammar, which is whole, and no place is lost', async () => {
	const beside = { grammar: 'root ::= [a-z ]+', max_tokens: 200 };
	for (const more of [STOPPED, { grammar: STOPPED.grammar }, { ...STOPPED, stream: true }]) {
		const [long, stopped] = await Promise.all([chat(beside), chat(more)]);
		expect(JSON.parse(long.body)).toMatchObject({ usage: { completion_tokens: 200 } });
		expect(stopped.status).toBe('stop' in more ? 200 : 400);
	}
	await allFree();
}, 60_000);

test('a dead end is told at any temperature, with and without log-probabilities', async () => {
	for (const more of [{}, { logprobs: true, top_logprobs: 2 }, { top_k: 40 }, { top_p: 0.5 }]) {
		const answer = await chat({ grammar: STOPPED.grammar, temperature: 1, seed: 3, ...more });
		expect(answer, answer.body).toMatchObject({ status: 400 });
		expect(answer.body).toContain('grammar_dead_end');
	}
	await allFree();
}, 60_000);

test('an answer that waits for its prompt’s batch goes on where a neighbour’s grammar failed', async () => {
	const long = { messages: [{ role: 'user', content: 'a long prompt '.repeat(12) }] };
	for (let i = 0; i < 4; i++) {
		const [stuck, plain] = await Promise.all([
			chat({ grammar: STOPPED.grammar }),
			chat({ ...long, cache_prompt: false })
		]);
		expect(stuck.body).toContain('grammar_dead_end');
		expect(plain.status).toBe(200);
	}
	await allFree();
}, 60_000);

test('without a limit on how many tokens are drawn from, any token may come, under a grammar too', async () => {
	const text = { role: 'user', content: 'hello' };
	for (const grammar of [undefined, 'root ::= [^\\n]*']) {
		const seen = new Set<string>();
		for (const seed of [1, 2]) {
			const more = { temperature: 2, max_tokens: 240, ignore_eos: true, seed, grammar };
			const { body } = await chat({ messages: [text], ...more });
			for (const letter of JSON.parse(body).choices[0].message.content) seen.add(letter);
		}
		// node-llama-cpp’s own limit is 40, and the letters of this model are among them.
		expect(seen.size).toBeGreaterThan(80);
	}
});

test('a request for more answers than there are places gets them all, beside another such request', async () => {
	const more = { n: 5, max_tokens: 12, temperature: 1, seed: 1 };
	const [whole, second, streamed] = await Promise.all([
		chat(more),
		chat(more),
		chat({ ...more, stream: true })
	]);
	for (const { body } of [whole, second]) {
		const { choices } = JSON.parse(body);
		expect(choices.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2, 3, 4]);
		for (const { message } of choices) expect(message.content).not.toBe('');
	}
	for (const index of [0, 1, 2, 3, 4])
		expect(streamed.body).toMatch(new RegExp(`"index":${index}[^\\n]*"finish_reason":"[a-z]+"`));
	expect(streamed.body).toContain('data: [DONE]');
	await allFree();
}, 20_000);

test('of several answers one that fails ends the others, and their places are free', async () => {
	const more = { n: 9, grammar: 'root ::= "a" "\\x00" | [b-d] [a-z ]+', temperature: 1, seed: 1 };
	const failed = await chat({ ...more, max_tokens: 200 });
	expect(failed.body).toContain('grammar_dead_end');
	await allFree();
}, 20_000);

test('many strengths of modifiers at once share the few contexts that fit, and all are answered', async () => {
	const machine = { ...machineFacts(), freeBytes: 1 };
	const small = await startNativeServer({ model: model.folder, parallel: 1, machine });
	try {
		const { model: opened } = small.provider.opened;
		const create = opened.createContext.bind(opened);
		// The base's is there.
		const count = { open: 1, most: 1 };
		opened.createContext = async (options) => {
			count.most = Math.max(count.most, (count.open += 1));
			const context = await create(options);
			context.onDispose.createListener(() => void (count.open -= 1));
			return context;
		};
		const lists = Array.from({ length: 8 }, (_, i) => [{ id: 1, scale: 1 + i / 10 }]);
		const both = [
			{ id: 0, scale: 1 },
			{ id: 1, scale: 0.5 }
		];
		const answers = await Promise.all(lists.map((lora) => chat({ lora }, small)));
		expect(answers.map(({ status }) => status)).toEqual(lists.map(() => 200));
		expect(count.most).toBe(2);
		// Its prompt is computed in a third, beside the one that it holds.
		expect((await chat({ lora: both }, small)).status).toBe(200);
		await allFree(small);
	} finally {
		await small.stop();
	}
}, 60_000);

test('modifiers’ contexts are made ahead where they fit, and none is made for the first request', async () => {
	const ahead = await startNativeServer({ model: model.folder, parallel: 1 });
	try {
		await ahead.provider.opened.prepareModifiers();
		ahead.provider.opened.model.createContext = () => Promise.reject(new Error('One more.'));
		for (const id of ['skill', 'plain'])
			expect(await chat({ model: `test+${id}` }, ahead)).toMatchObject({ status: 200 });
		const failed = await chat({ lora: [{ id: 1, scale: 0.3 }] }, ahead);
		expect(failed.body).toContain('One more.');
	} finally {
		await ahead.stop();
	}
}, 60_000);

test('the first packet of an answer has words in it, also where the first token is no whole character', async () => {
	const spoken = await writeModel(scriptedLlama('éabc'));
	const server = await startNativeServer({ model: spoken.folder, parallel: 1 });
	try {
		const body = JSON.stringify({
			model: 'test',
			temperature: 0,
			stream: true,
			max_tokens: 12,
			messages: [{ role: 'user', content: 'hello' }]
		});
		// Before any socket, which may put packets together.
		const call = { url: 'llama:/chat/completions', headers: {}, body };
		const response = await server.provider.send(call, new AbortController().signal);
		const first = await response.body?.getReader().read();
		const text = new TextDecoder().decode(first?.value);
		expect(text).toContain('"role":"assistant"');
		expect(text).toContain('"content":"é');
	} finally {
		await server.stop();
		spoken.discard();
	}
}, 60_000);
