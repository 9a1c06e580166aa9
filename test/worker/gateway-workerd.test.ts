// The gateway's suite in workerd, Cloudflare's own runtime; and what workerd notices of a client that leaves.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../worker/workerd.mjs';
import { openAiStream, startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { gatewayEnv } from './gateway-bench.ts';
import { gatewaySuite } from './gateway-suite.ts';
import type { RunningGateway } from './running-gateway.ts';

gatewaySuite('the gateway in workerd', (env) => serve({ env }));

// A client that closes its connection says no more than that it will send nothing more, and workerd goes on until
// it has something to write (gateway/config.ts). One that resets it is gone for sure: workerd tells the Worker, as
// Cloudflare does of a client that left, and from there on everything is ours.
describe('a client whose connection is reset', () => {
	let mock: MockProvider;
	let gateway: RunningGateway;

	beforeAll(async () => {
		mock = await startMockProvider();
		// No test waits for these: only the client's leaving can end its calls.
		const patience = String(600_000);
		const env = {
			UNDERSTUDY_FIRST_TOKEN_MS: patience,
			UNDERSTUDY_STALL_MS: patience,
			UNDERSTUDY_ANSWER_MS: patience
		};
		gateway = await serve({ env: { ...gatewayEnv(mock), ...env } });
	}, 120_000);
	afterAll(async () => {
		await gateway?.stop();
		await mock?.stop();
	});

	function ask(model: string, stream: boolean) {
		const body = JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Hello.' }] });
		const { hostname, port } = new URL(gateway.origin);
		const socket = connect(Number(port), hostname);
		socket.on('error', () => undefined);
		socket.write(
			`POST /v1/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
		);
		return socket;
	}

	test('stops the provider in the middle of its answer, also while it is silent', async () => {
		const pieces = openAiStream(['Once', ' upon']).slice(0, 3);
		mock.script('p0', { kind: 'stream', pieces, ending: 'silence' });
		const socket = ask('p0/m', true);
		await new Promise<void>((resolve) => {
			socket.on('data', (bytes: Buffer) => bytes.includes('upon') && resolve());
		});
		socket.resetAndDestroy();
		expect(await (await mock.arrived('p0')).closed).toBe('left');
	});

	test.each([
		['before the first token', 'p2', true],
		['before a whole answer', 'p4', false]
	])('stops the provider %s', async (_when, id, stream) => {
		mock.script(id, { kind: 'silence' });
		const socket = ask(`${id}/m`, stream);
		const request = await mock.arrived(id);
		socket.resetAndDestroy();
		expect(await request.closed).toBe('left');
	});
});
