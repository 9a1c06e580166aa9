// Several choices (`n`) of a provider that gives one a request, against its recorded bytes: part of the
// gateway's suite, in both runtimes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { openAiStream, type MockProvider } from '../support/mock-provider.ts';

export type ChoicesContext = {
	origin: string;
	mock: MockProvider;
	charges: (work: () => Promise<unknown>, expected: object) => Promise<void>;
};

const MODEL = 'anthropic/claude-sonnet-5';
const TEXT = 'Grüße, 世界 "quoted" 🎭\nnew line';
const EVENTS = readFileSync(
	join(import.meta.dirname, '../fixtures/wire/anthropic-text.sse'),
	'utf8'
).split(/(?<=\n\n)/);
/** Until its first word. */
const BEGINNING = EVENTS.slice(0, 4);

const WHOLE = {
	id: 'msg_01Hx',
	type: 'message',
	role: 'assistant',
	content: [{ type: 'text', text: 'Hello.' }],
	stop_reason: 'end_turn',
	usage: { input_tokens: 100, output_tokens: 7 }
};

export function choicesTests(context: () => ChoicesContext): void {
	const openai = () =>
		new OpenAI({
			baseURL: `${context().origin}/v1`,
			apiKey: 'unused',
			maxRetries: 0,
			// The same user as of the requests beside it.
			defaultHeaders: { authorization: null }
		});
	const messages = [{ role: 'user' as const, content: 'Greet me.' }];
	/** The provider's requests of one call, since the last time this was asked. */
	const seenSince = (before: number) => context().mock.seen('anthropic').slice(before);
	const seen = () => context().mock.seen('anthropic').length;

	test('three choices are three requests, one answer, and the bill of all three', async () => {
		const { mock, charges } = context();
		const texts = ['One.', 'Two.', 'Three.'];
		mock.script(
			'anthropic',
			...texts.map((text) => ({
				kind: 'json' as const,
				body: { ...WHOLE, content: [{ type: 'text', text }] }
			}))
		);
		const before = seen();
		// $2 and $10 a million tokens: 200 + 70 each.
		const expected = { turns: 1, promptTokens: 300, completionTokens: 21, microUsd: 810 };
		await charges(async () => {
			const answer = await openai().chat.completions.create({ model: MODEL, messages, n: 3 });
			expect(answer.choices.map(({ index }) => index)).toEqual([0, 1, 2]);
			const said = answer.choices.map(({ message }) => message.content);
			expect(said.toSorted()).toEqual(texts.toSorted());
			expect(answer.usage).toMatchObject({
				prompt_tokens: 300,
				completion_tokens: 21,
				total_tokens: 321
			});
		}, expected);
		expect(seenSince(before)).toHaveLength(3);
		for (const { body } of seenSince(before)) expect(body).not.toHaveProperty('n');
	});

	test('streamed choices come as they are said, each under its number, with one usage', async () => {
		const { mock, charges } = context();
		const others = Promise.withResolvers<void>();
		mock.script(
			'anthropic',
			{ kind: 'stream', pieces: [...BEGINNING, others.promise, ...EVENTS.slice(4)] },
			{ kind: 'stream', pieces: EVENTS }
		);
		// $2, with 1024 read from its cache and 2048 written to it, and $10: 5518.8, rounded up, for each.
		const expected = { turns: 1, promptTokens: 6168, completionTokens: 34, microUsd: 11_038 };
		await charges(async () => {
			const stream = await openai().chat.completions.create({
				model: MODEL,
				messages,
				n: 2,
				stream: true,
				stream_options: { include_usage: true }
			});
			const texts = ['', ''];
			const finished: number[] = [];
			const ids = new Set<string>();
			const usages = [];
			for await (const { id, choices, usage } of stream) {
				ids.add(id);
				if (usage) usages.push(usage);
				for (const { index, delta, finish_reason: reason } of choices) {
					texts[index] += delta.content ?? '';
					if (reason === null) continue;
					finished.push(index);
					// Not before the other was heard, nor after its end.
					if (finished.length === 1) expect(texts[1 - index]).toBe('Grüße');
					others.resolve();
				}
			}
			expect(texts).toEqual([TEXT, TEXT]);
			expect(finished.toSorted()).toEqual([0, 1]);
			expect(ids.size).toBe(1);
			expect(usages).toHaveLength(1);
			expect(usages[0]).toMatchObject({ prompt_tokens: 6168, completion_tokens: 34 });
		}, expected);
	});

	test('when one of them is refused before its first word, another provider answers all', async () => {
		const { origin, mock } = context();
		const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Busy.' } };
		const refused = { kind: 'json' as const, status: 529, body: overloaded };
		const answers = { kind: 'stream' as const, pieces: EVENTS };
		mock.script('anthropic', answers, refused, answers, refused);
		mock.script('spare', { kind: 'stream', pieces: openAiStream(['Both.']) });
		const response = await fetch(`${origin}/v1/chat/completions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ model: 'claude-first', messages, n: 2, stream: true })
		});
		expect(response.status).toBe(200);
		expect(response.headers.get('x-understudy-attempts')).toBe(
			`${MODEL}=529, ${MODEL}=529, spare/m=ok`
		);
		const text = await response.text();
		expect(text).toContain('Both.');
		expect(text).not.toContain('Grüße');
		expect((await mock.arrived('spare')).body).toMatchObject({ n: 2 });
	});

	test('when all are refused as wrong, nothing is charged', async () => {
		const { mock, charges } = context();
		const error = { type: 'error', error: { type: 'invalid_request_error', message: 'No.' } };
		mock.script('anthropic', { kind: 'json', status: 400, body: error });
		await charges(
			async () => {
				const asked = openai().chat.completions.create({ model: MODEL, messages, n: 2 });
				await expect(asked).rejects.toMatchObject({ status: 400 });
			},
			{ turns: 0, promptTokens: 0, completionTokens: 0, microUsd: 0 }
		);
	});

	test('a break of one after its first word is told, and both are charged by what came', async () => {
		const { origin, mock, charges } = context();
		const words = Array.from({ length: 5 }, () => BEGINNING.at(-1) ?? '');
		const gate = Promise.withResolvers<void>();
		const pieces = [...BEGINNING.slice(0, 3), ...words];
		mock.script(
			'anthropic',
			{ kind: 'stream', pieces: [...pieces, gate.promise], ending: 'reset' },
			{ kind: 'stream', pieces, ending: 'silence' }
		);
		// Five words each, though the provider had only told of the first three tokens.
		const expected = { turns: 1, promptTokens: 6168, completionTokens: 10, microUsd: 10_798 };
		await charges(async () => {
			const response = await fetch(`${origin}/v1/chat/completions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ model: MODEL, messages, n: 2, stream: true })
			});
			const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
			let text = '';
			for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
				text += next.value;
				if (text.split('Grüße').length > 10) gate.resolve();
			}
			expect(text).toContain('"provider_cut_off"');
			expect(text).not.toContain('[DONE]');
		}, expected);
	});

	test('an end without the provider’s mark is told as a break too', async () => {
		const { origin, mock } = context();
		mock.script(
			'anthropic',
			{ kind: 'stream', pieces: EVENTS },
			{ kind: 'stream', pieces: BEGINNING }
		);
		const response = await fetch(`${origin}/v1/chat/completions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ model: MODEL, messages, n: 2, stream: true })
		});
		const text = await response.text();
		expect(text.split('Grüße')).toHaveLength(3);
		expect(text).toContain('"provider_cut_off"');
		expect(text).not.toContain('[DONE]');
	});

	test('a client that leaves stops all of them, and pays for what came', async () => {
		const { origin, mock, charges } = context();
		mock.script('anthropic', { kind: 'stream', pieces: BEGINNING, ending: 'silence' });
		const before = seen();
		const expected = { turns: 1, promptTokens: 6168, completionTokens: 6, microUsd: 10_758 };
		await charges(async () => {
			const leave = new AbortController();
			const response = await fetch(`${origin}/v1/chat/completions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ model: MODEL, messages, n: 2, stream: true }),
				signal: leave.signal
			});
			await response.body?.getReader().read();
			leave.abort();
			const requests = seenSince(before);
			expect(await Promise.all(requests.map(({ closed }) => closed))).toEqual(['left', 'left']);
		}, expected);
	});

	test('more choices than the operator allows are refused before anything is asked', async () => {
		const before = seen();
		const asked = openai().chat.completions.create({ model: MODEL, messages, n: 17 });
		await expect(asked).rejects.toMatchObject({ status: 400, param: 'n' });
		expect(seen()).toBe(before);
	});
}
