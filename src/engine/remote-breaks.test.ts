// The remote engine where an answer does not come to its end: the connection breaks, the server falls silent, nobody
// reads on. What breaks off is an error, and what was sent is told all the same.

import { expect, test } from 'vitest';
import {
	ask,
	DONE,
	end,
	event,
	llama,
	LLAMA_ANSWER,
	load,
	REQUEST,
	word
} from '../../test/support/remote-stage.ts';
import { beginEvents } from '../../test/support/wire-server.ts';
import { wireServers } from '../../test/support/wire-servers.ts';
import type { EngineEvent } from './engine.ts';

const serve = wireServers();

test.each([
	['its connection is reset', word('a'), 'reset'],
	['it ends before it said that it ends', word('a'), 'end'],
	['half an event is its last', word('a') + 'data: {"choices":[{"ind', 'end'],
	['it is no JSON', word('a') + 'data: <html>\n\n' + DONE, 'end'],
	['it is bytes of nothing', word('a') + 'data: \u0000\u0001\n\n', 'end'],
	[
		'an error stands in it',
		word('a') + event({ error: { message: 'Out of cheese.', code: 'provider_cut_off' } }),
		'end'
	],
	['an error stands behind its end', word('a') + end() + event({ error: 'no' }) + DONE, 'end'],
	['a line of 10 MB comes', word('a') + 'data: ' + 'x'.repeat(10_000_000), 'end']
])('an answer has broken off when %s', async (_, bytes, ending) => {
	const server = await serve(
		llama(async (_request, response) => {
			beginEvents(response);
			response.write(bytes);
			if (ending === 'end') return void response.end();
			// What was written is on its way before the reset.
			await new Promise((resolve) => response.write('', resolve));
			response.socket?.resetAndDestroy();
		})
	);
	const { events, error } = await ask(await load(server));
	expect(error).toMatchObject({ name: 'EngineError', code: 'device-lost' });
	expect(String(error)).toMatch(/broke off.*Try again\.$/);
	// What was sent is told all the same.
	expect(events.at(-1)).toMatchObject({ type: 'billed' });
	expect(events.some(({ type }) => type === 'finished')).toBe(false);
});

test('an end with a reason and without the closing mark is an end', async () => {
	const { events, error } = await ask(await load(await serve(llama(word('a') + end()))));
	expect(error).toBeNull();
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop' });
});

test('an abort closes the connection at once, and is no error', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const model = await load(server);
	const stop = new AbortController();
	const events: EngineEvent[] = [];
	for await (const one of model.generate(REQUEST, stop.signal)) {
		events.push(one);
		if (one.type === 'delta') stop.abort();
	}
	await server.left();
	expect(events.map(({ type }) => type)).toEqual(['delta', 'billed', 'finished']);
	expect(events.at(-1)).toMatchObject({ reason: 'abort', completionTokens: 1 });
});

test('a reader that leaves, and a model that is disposed, close the connection', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const model = await load(server);
	for await (const one of model.generate(REQUEST, new AbortController().signal))
		if (one.type === 'delta') break;
	await server.left(1);
	const asking = ask(model);
	while (server.seen.filter(({ method }) => method === 'POST').length < 2)
		await new Promise(setImmediate);
	await model.dispose();
	expect((await asking).events.at(-1)).toMatchObject({ reason: 'abort' });
	await server.left(2);
	expect((await ask(model)).error).toMatchObject({ code: 'failed' });
});

test('an abort before the start asks nobody', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	const before = server.seen.length;
	const { events } = await ask(model, REQUEST, AbortSignal.abort());
	expect(events).toEqual([
		{ type: 'finished', path: 0, reason: 'abort', completionTokens: 0, decodeMs: 0 }
	]);
	expect(server.seen.length).toBe(before);
});

test('a server that falls silent is given up', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const { error } = await ask(await load(server, {}, 40));
	expect(error).toMatchObject({ code: 'device-lost' });
	await server.left();
});
