// A server of one's own, on real sockets: what it is used for, how fast it has to be, what is remembered,
// and a turn whose answer it breaks off. The real native server is in test/worker/engine-native.test.ts.

import { expect, test } from 'vitest';
import { nativeSetUp as setUp, READY } from '../../test/support/native-in-browser.ts';
import { testManifest } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { beginEvents, sendJson } from '../../test/support/wire-server.ts';
import type { WireHandler, WireServer } from '../../test/support/wire-server.ts';
import { wireServers } from '../../test/support/wire-servers.ts';
import type { NativeStatus } from '../contract/native.ts';
import { nativeOnFirstUse } from './native-on-first-use.ts';

const served = wireServers();
const SHA = testManifest.baseSha256;
const about = {
	base: 'scripted',
	base_sha256: SHA,
	context_tokens: 512,
	parallel: 2,
	modifier: null
};

/** Our own server, with the model of that hash; `answer` writes the stream. */
const server = (answer: WireHandler, sha256 = SHA, port = 0): Promise<WireServer> =>
	served((request, response) => {
		if (request.path !== '/v1/models') return answer(request, response);
		return sendJson(response, {
			data: [{ id: 'scripted', understudy: { ...about, base_sha256: sha256 } }]
		});
	}, port);

const chunk = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
const word = (content: string) => chunk({ choices: [{ index: 0, delta: { content } }] });
const whole: WireHandler = (_, response) => {
	beginEvents(response);
	response.end(
		`${word('From')}${word(' there.')}${chunk({
			choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
			usage: { prompt_tokens: 9, completion_tokens: 2 }
		})}data: [DONE]\n\n`
	);
};

test('a server with the same model is measured once, and answers when it is faster', async () => {
	const { origin } = await server(whole);
	const { native, browser, stored } = setUp();
	const seen: NativeStatus['state'][] = [];
	native.onStatus(({ state }) => seen.push(state));
	await native.connect({ address: origin, token: 'secret' });
	expect(seen.slice(0, 2)).toEqual(['connecting', 'connected']);
	expect(native.status).toMatchObject({ state: 'connected', model: 'scripted', loopback: true });
	const kept = JSON.parse(stored() ?? '{}');
	expect(kept).toMatchObject({ address: origin, token: 'secret' });
	expect(kept.speed.there).toBeGreaterThan(0);
	expect(kept.speed.here).toBeGreaterThan(0);
	expect(browser.requests).toHaveLength(2);
	// Another start believes what was measured.
	for (const [there, here, use] of [
		[200, 100, 'answers'],
		[100, 100, 'slower']
	] as const) {
		const again = setUp({ kept: JSON.stringify({ ...kept, speed: { there, here } }) });
		await connected(again.native);
		expect(again.native.status).toMatchObject({ use, speed: { there, here } });
		expect(again.native.current() !== null).toBe(use === 'answers');
		expect(again.browser.requests).toHaveLength(0);
		await expect(again.native.open()).rejects.toMatchObject({ code: 'not-configured' });
	}
	// Also while its model is still being loaded, which is when a start connects.
	const early = setUp({
		active: { state: 'loading', id: 'scripted', fraction: 0 },
		kept: JSON.stringify({ ...kept, speed: { there: 100, here: 100 } })
	});
	await connected(early.native);
	expect(early.native.status).toMatchObject({ use: 'answers', speed: { there: 100, here: 100 } });
	early.change(READY);
	expect(early.native.status).toMatchObject({ use: 'slower' });
	expect(early.browser.requests).toHaveLength(0);
});

/** Resolves once a remembered server was connected to and its speed is known. */
async function connected(native: { readonly status: NativeStatus }): Promise<void> {
	for (;;) {
		const { status } = native;
		if (status.state === 'failed' || (status.state === 'connected' && status.speed)) return;
		await new Promise(setImmediate);
	}
}

test('before the browser has a model the server answers, and is measured beside it later', async () => {
	const { origin } = await server(whole);
	const { native, change } = setUp({ active: { state: 'loading', id: 'scripted', fraction: 0 } });
	await native.connect({ address: origin, token: '' });
	expect(native.status).toMatchObject({ use: 'answers', speed: { here: null } });
	expect(native.current()?.backend).toBe('remote');
	change(READY);
	for (;;) {
		const { status } = native;
		if (status.state === 'connected' && status.speed?.here != null) break;
		await new Promise(setImmediate);
	}
});

test('a server with another model is one to ask further, and never answers in the browser’s place', async () => {
	const { origin } = await server(whole, 'f'.repeat(64));
	const { native } = setUp();
	await native.connect({ address: origin, token: '' });
	expect(native.status).toMatchObject({ state: 'connected', use: 'further' });
	expect(native.current()).toBeNull();
	const { model, name, loopback } = await native.open();
	expect({ name, loopback, calibration: model.manifest.calibration }).toEqual({
		name: 'native',
		loopback: true,
		calibration: null
	});
});

test('when another model is chosen in the browser, the server is one to ask further', async () => {
	const { origin } = await server(whole);
	const { native, change } = setUp();
	await native.connect({ address: origin, token: '' });
	change({ ...READY, id: 'other' });
	expect(native.status).toMatchObject({ use: 'further' });
	expect(native.current()).toBeNull();
});

test('a server that breaks an answer off is given up, and the turn is answered in the browser', async () => {
	let asked = 0;
	const started = await server((request, response) => {
		// Whole while it is measured; then it dies in the middle of an answer.
		if (++asked <= 2) return whole(request, response);
		beginEvents(response);
		response.write(word('Half an ans'), () => response.socket?.resetAndDestroy());
		return undefined;
	});
	const { native, browser, said } = setUp({
		active: { state: 'loading', id: 'scripted', fraction: 0 }
	});
	await native.connect({ address: started.origin, token: '' });
	const acquire = async () => native.current() ?? browser;
	// It still takes connections: the same turn does not go back to it.
	const lookAgain = () => native.lookAgain();
	const provider = { current: () => native.current() ?? browser, acquire, lookAgain };
	const bench = await turnBench(browser, { models: provider });
	const { turns, messages, conversationId } = bench;
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hello?') });
	const dropped = events.filter(({ type }) => type === 'attempt-dropped');
	expect(dropped).toHaveLength(1);
	const stored = await messages();
	expect(stored).toHaveLength(2);
	expect(stored.at(-1)).toMatchObject({ status: 'done', parts: text('r0w0 r0w1 r0w2') });
	expect(native.status).toMatchObject({ state: 'failed' });
	expect(native.current()).toBeNull();
	expect(said.join()).toContain('The model in this browser answers instead.');
});

/** Resolves once the status is in that state. */
async function isIn(native: { readonly status: NativeStatus }, state: NativeStatus['state']) {
	while (native.status.state !== state) await new Promise(setImmediate);
}

test('a server that went away is connected to again when it is back, by focus or by the next turn', async () => {
	const { origin, stop } = await server(whole);
	const port = Number(new URL(origin).port);
	const { native, browser, said, show } = setUp({
		active: { state: 'loading', id: 'scripted', fraction: 0 }
	});
	await native.connect({ address: origin, token: '' });
	expect(native.lookAgain()).toBeNull();
	const ask = async () => {
		const provider = {
			current: () => native.current() ?? browser,
			acquire: () => Promise.resolve(native.current() ?? browser),
			lookAgain: () => native.lookAgain()
		};
		const bench = await turnBench(browser, { models: provider });
		const { turns, conversationId } = bench;
		await runWhole(turns, { kind: 'send', conversationId, parts: text('Hello?') });
		return (await bench.messages()).at(-1)?.parts;
	};
	expect(await ask()).toEqual(text('From there.'));
	await stop();
	expect(await ask()).toEqual(text('r0w0 r0w1 r0w2'));
	expect(native.status).toMatchObject({ state: 'failed', returns: true });
	// Still away: the browser goes on.
	show();
	expect(await ask()).toEqual(text('r1w0 r1w1 r1w2'));
	const second = await server(whole, SHA, port);
	show();
	await isIn(native, 'connected');
	expect(native.status).toMatchObject({ use: 'answers' });
	expect(said.at(-1)).toContain('is back and answers');
	expect(await ask()).toEqual(text('From there.'));
	await second.stop();
	await ask();
	expect(native.status).toMatchObject({ state: 'failed', returns: true });
	await server(whole, SHA, port);
	expect(await ask()).toEqual(text('From there.'));
	expect(native.status).toMatchObject({ state: 'connected' });
});

test('a remembered server that is not there at start is connected to when it comes', async () => {
	const first = await server(whole);
	const port = Number(new URL(first.origin).port);
	const before = setUp();
	await before.native.connect({ address: first.origin, token: '' });
	await first.stop();
	const { native, show } = setUp({ kept: before.stored() });
	await isIn(native, 'failed');
	expect(native.status).toMatchObject({ returns: true });
	await server(whole, SHA, port);
	show();
	await isIn(native, 'connected');
	// Forgotten, it stays so.
	native.disconnect();
	show();
	expect(native.lookAgain()).toBeNull();
	expect(native.status).toEqual({ state: 'off' });
});

test('a server that breaks every answer off is left alone after the third', async () => {
	let asked = 0;
	const { origin } = await server((request, response) => {
		if (++asked <= 2) return whole(request, response);
		beginEvents(response);
		response.write(word('Half'), () => response.socket?.resetAndDestroy());
		return undefined;
	});
	const { native } = setUp({ active: { state: 'loading', id: 'scripted', fraction: 0 } });
	await native.connect({ address: origin, token: '' });
	const returns: unknown[] = [];
	const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 9 };
	const request = { messages: [{ role: 'user' as const, content: '?' }], modifier: null, sampling };
	for (let i = 0; i < 3; i++) {
		const events = native.current()?.generate(request, new AbortController().signal);
		await expect(events && Array.fromAsync(events)).rejects.toMatchObject({ code: 'device-lost' });
		returns.push(native.status);
		await native.lookAgain();
	}
	expect(returns).toMatchObject([{ returns: true }, { returns: true }, { returns: false }]);
	expect(native.status).toMatchObject({ state: 'failed' });
});

test('what is no address, and a server that is not there, say so', async () => {
	const { native } = setUp();
	await native.connect({ address: 'http://192.168.1.7:8080', token: '' });
	expect(native.status).toMatchObject({
		state: 'failed',
		message: expect.stringContaining('other machines need https')
	});
	const gone = await server(whole);
	await gone.stop();
	await native.connect({ address: gone.origin, token: '' });
	expect(native.status).toMatchObject({
		state: 'failed',
		message: expect.stringContaining('could not be reached')
	});
	native.disconnect();
	expect(native.status).toEqual({ state: 'off' });
	expect(native.entry).toEqual({ address: '', token: '' });
});

test('the page’s own server is found first', async () => {
	const { origin } = await server(whole);
	const { native } = setUp({ origin });
	expect(await native.find()).toBe(true);
	expect(native.entry.address).toBe(origin);
	expect(native.status).toMatchObject({ state: 'connected' });
});

test('its code is fetched when one is remembered, or when somebody connects', async () => {
	let loads = 0;
	const { native } = setUp();
	const load = () => Promise.resolve((loads++, native));
	const idle = nativeOnFirstUse(load, () => false);
	expect(idle.status).toEqual({ state: 'off' });
	expect(idle.current()).toBeNull();
	await expect(idle.open()).rejects.toMatchObject({ code: 'not-configured' });
	expect(loads).toBe(0);
	await idle.connect({ address: 'nonsense ://', token: '' });
	expect(idle.status).toMatchObject({ state: 'failed' });
	nativeOnFirstUse(load, () => true);
	expect(loads).toBe(2);
});
