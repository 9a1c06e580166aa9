// A server of one's own beside the built app, in a real browser: the real native server with the model
// that the browser has. It is connected to in the settings, answers in the browser's place, and dies in
// the middle of an answer, its line cut or its process killed, which the browser then gives; stopped and
// started again it is connected to again by itself. Weights are random: what is said does not matter.

import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { NodeGateway } from '../../worker/node.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider, type LlamaProvider } from '../../worker/providers/llama.ts';
import { startNativeCommand } from '../support/native.ts';
import { randomLlama } from '../support/random-gguf.ts';
import {
	answerIs,
	articles,
	ask,
	openChat,
	preferServer,
	serverSection as section,
	storedMessages,
	storeSetting,
	textOf,
	waitUntilReady
} from '../support/chat.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { expect, test as base } from '../support/test.ts';

const test = base.extend<object, { starter: string }>({
	starter: [
		async ({ playwright: _playwright }, use) => {
			const { folder, discard } = await buildWithStarter(randomLlama({ contextTokens: 2048 }));
			await use(folder);
			await discard();
		},
		{ scope: 'worker' }
	],
	assets: [async ({ starter }, use) => use(starter), { scope: 'worker' }]
});

/** Stands before the native server and, when told to, does something in the middle of an answer. */
type Line = {
	origin: string;
	answers: () => number;
	/** Once, after so many bytes of answers. */
	after(bytes: number, act: () => void): void;
	/** Cuts every connection. */
	cut(): void;
	stop(): void;
};

async function startLine(to: string): Promise<Line> {
	let answers = 0;
	let left = Number.POSITIVE_INFINITY;
	let act = () => undefined as void;
	const server: Server = createServer((incoming, outgoing) => {
		const { method, headers, url } = incoming;
		const onward = httpRequest(`${to}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			const isAnswer = method === 'POST';
			if (isAnswer) answers += 1;
			answer.on('data', (bytes: Buffer) => {
				outgoing.write(bytes);
				if (!isAnswer) return;
				left -= bytes.length;
				if (left > 0) return;
				left = Number.POSITIVE_INFINITY;
				act();
			});
			answer.on('end', () => outgoing.end());
			// Its server broke it off.
			answer.on('error', () => outgoing.destroy());
		});
		onward.on('error', () => outgoing.destroy());
		outgoing.on('close', () => onward.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answers: () => answers,
		after: (bytes, then) => void ([left, act] = [bytes, then]),
		cut: () => server.closeAllConnections(),
		stop() {
			server.closeAllConnections();
			server.close();
		}
	};
}

let model: LlamaProvider;
let native: NodeGateway;
let start: (port: number) => Promise<NodeGateway>;
let line: Line;

test.beforeAll(async ({ starter, server }) => {
	model = await llamaProvider(join(starter, 'models', 'starter'), {
		machine: machineFacts(),
		threads: 1,
		parallel: 2
	});
	start = (port) =>
		startNative({ port, model, env: {}, origins: [server.origin], assets: starter });
	native = await start(0);
	line = await startLine(native.origin);
});
test.afterAll(async () => {
	line?.stop();
	await native?.stop();
	await model?.close();
});

async function connect(page: Page, address: string): Promise<void> {
	await section(page).getByLabel('Address').fill(address);
	await section(page).getByRole('button', { name: 'Connect', exact: true }).click();
	await expect(section(page)).toContainText('tokens/s');
}

test('a server with the same model is connected to, answers, and dies in the middle of an answer', async ({
	page,
	allowErrors
}) => {
	// The browser's own words for the cut connection.
	allowErrors(/net::ERR_|Failed to load resource/);
	await openChat(page);
	await storeSetting(page, 'maxTokens', 48);
	await page.goto('/settings');
	await connect(page, line.origin);
	await expect(section(page)).toContainText('This browser', { timeout: 120_000 });
	await expect(section(page)).toContainText('It has the model chosen here');
	await expect(section(page)).toContainText('stays on this machine');
	await preferServer(page);
	await openChat(page);
	const measured = line.answers();
	await ask(page, 'hello there');
	await answerIs(page, 'done');
	expect(line.answers()).toBeGreaterThan(measured);
	const there = (await storedMessages(page)).at(-1);
	expect(there?.receipt).toMatchObject({ completionTokens: 48, bytesSent: 0, costMicroUsd: 0 });

	line.after(2000, line.cut);
	await ask(page, 'and once more');
	await expect(articles(page)).toHaveCount(4);
	await answerIs(page, 'done');
	const messages = await storedMessages(page);
	expect(messages).toHaveLength(4);
	const answer = messages.at(-1);
	expect(answer?.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'kept']);
	expect(answer?.receipt?.completionTokens).toBe(48);
	expect(textOf(answer).length).toBeGreaterThan(0);
	await page.goto('/settings');
	await section(page).getByRole('button', { name: 'Disconnect' }).click();
	await page.goto('/');
	await waitUntilReady(page);
});

test(
	'the server’s process is killed in the middle of an answer, and the browser finishes the turn',
	{ tag: '@slow' },
	async ({ page, allowErrors, server, starter }) => {
		// The browser's own words for the broken connection.
		allowErrors(/net::ERR_|Failed to load resource/);
		const options = ['--threads=1', '--parallel=1', `--origin=${server.origin}`];
		const command = await startNativeCommand(join(starter, 'models', 'starter'), options);
		const before = await startLine(command.origin);
		try {
			await openChat(page);
			await storeSetting(page, 'maxTokens', 1500);
			await page.goto('/settings');
			await connect(page, before.origin);
			await expect(section(page)).toContainText('This browser', { timeout: 120_000 });
			await preferServer(page);
			// In the same page, which is connected.
			await page.getByRole('button', { name: 'New chat' }).click();
			await waitUntilReady(page);
			before.after(2000, () => void command.end('SIGKILL'));
			await ask(page, 'hello there');
			await answerIs(page, 'done');
			const stored = await storedMessages(page);
			expect(stored.map(textOf)[0]).toBe('hello there');
			expect(stored).toHaveLength(2);
			const receipt = stored.at(-1)?.receipt;
			expect(receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'kept']);
			expect(receipt?.completionTokens).toBe(1500);
			await page.goto('/settings');
			await expect(section(page)).toContainText('the app connects again by itself');
			await openChat(page);
			await ask(page, 'and without it?');
			await expect(articles(page)).toHaveCount(2);
			await answerIs(page, 'done');
		} finally {
			before.stop();
			await command.end('SIGKILL');
		}
	}
);

test('a server that is stopped and started again is connected to again, without a click', async ({
	page,
	allowErrors
}) => {
	// The browser's own words for connections that fail while it is away.
	allowErrors(/net::ERR_|Failed to load resource/);
	await openChat(page);
	await page.goto('/settings');
	await connect(page, native.origin);
	await native.stop();
	await page.reload();
	await expect(section(page)).toContainText('the app connects again by itself');
	native = await start(Number(new URL(native.origin).port));
	await expect(section(page)).toContainText('Connected to', { timeout: 90_000 });
});
