// The app beside what serves it: the gateway that `npm start` runs, which passes questions on to providers,
// is no server of one's own, whatever its address; the native server is one, on its own origin too, with the
// model in its process alone. Real servers, and a provider that tells what it was asked.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type NodeGateway } from '../../worker/node.ts';
import { nativeSetUp } from '../support/native-in-browser.ts';
import { openAiStream, startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { startNativeServer, writeModel, type RunningNative } from '../support/native.ts';
import { randomLlama } from '../support/random-gguf.ts';

let mock: MockProvider;
let gateway: NodeGateway;
let model: Awaited<ReturnType<typeof writeModel>>;
let native: RunningNative;

beforeAll(async () => {
	mock = await startMockProvider();
	mock.script('paid', { kind: 'stream', pieces: openAiStream(['Hello.']) });
	const price = { input: 1, output: 1 };
	// The operator's provider has a model of the same name, and an alias takes that name too.
	const provider = { id: 'paid', baseUrl: `${mock.origin}/paid/v1`, models: ['test'], price };
	const env = {
		UNDERSTUDY_PROVIDERS: JSON.stringify([provider]),
		UNDERSTUDY_ALIASES: JSON.stringify({ test: ['paid/test'] })
	};
	gateway = await startGateway({
		port: 0,
		ledgerPath: ':memory:',
		env,
		parts: { log: () => undefined }
	});
	model = await writeModel(randomLlama());
	native = await startNativeServer({ model: model.folder, env });
}, 60_000);
afterAll(async () => {
	await gateway?.stop();
	await native?.stop();
	await mock?.stop();
	model?.discard();
});

/** In the browser nothing is chosen yet: what is found is one to ask further. */
const setUp = (origin: string) =>
	nativeSetUp({ origin, active: { state: 'loading', id: 'other', fraction: 0 } });

test('the page’s own gateway is not found as a server of this machine, and nothing is asked of its providers', async () => {
	const { native: service } = setUp(gateway.origin);
	// Whatever else runs on this machine: not this one.
	await service.find();
	expect(service.entry.address).not.toBe(gateway.origin);
	expect(mock.seen('paid')).toEqual([]);
});

test('a gateway whose address is written down is refused, with what it is', async () => {
	const { native: service, stored } = setUp('https://app.example.org');
	await service.connect({ address: gateway.origin.replace('http://', ''), token: '' });
	expect(service.status).toMatchObject({
		state: 'failed',
		message: expect.stringMatching(/is an edge.*passes questions on/) as string
	});
	expect(service.current()).toBeNull();
	await expect(service.openAny()).rejects.toMatchObject({ code: 'not-configured' });
	expect(mock.seen('paid')).toEqual([]);
	// Nor by the next start, which remembers the address.
	const again = nativeSetUp({ kept: stored() });
	await expect.poll(() => again.native.status.state).toBe('failed');
	expect(mock.seen('paid')).toEqual([]);
});

test('the native server is found on its own origin, and answers with its own model alone', async () => {
	const { native: service } = setUp(native.origin);
	expect(await service.find()).toBe(true);
	expect(service.entry.address).toBe(native.origin);
	expect(service.status).toMatchObject({ state: 'connected', model: 'test', loopback: true });
	const { model: opened } = await service.open();
	const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 3 };
	const messages = [{ role: 'user' as const, content: 'hello' }];
	const { signal } = new AbortController();
	const events = await Array.fromAsync(
		opened.generate({ messages, modifier: null, sampling }, signal)
	);
	expect(events.at(-1)).toMatchObject({ type: 'finished' });
	expect(mock.seen('paid')).toEqual([]);
});

test('where its own model refuses, no other of the same name is asked', async () => {
	const { status } = await fetch(`${native.origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			model: 'test',
			max_tokens: 2,
			messages: [{ role: 'user', content: 'a'.repeat(3000) }]
		})
	});
	expect(status).toBe(400);
	expect(mock.seen('paid')).toEqual([]);
});
