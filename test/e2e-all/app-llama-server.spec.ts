// The app with llama.cpp's own server beside it, started by the command line that `--print llama-server`
// prints for the starter: told by its name and its numbers, it answers in the browser's place, the modifiers
// by per-request `lora`, and when its process is killed the browser goes on.

import type { Page, Request } from '@playwright/test';
import {
	answerIs,
	articles,
	ask,
	openChat,
	preferServer,
	serverSection,
	storedMessages,
	waitUntilReady
} from '../support/chat.ts';
import { stockServer } from '../support/llama-server-build.ts';
import { startStockServer, type StockProcess } from '../support/llama-server-engine.ts';
import { readModelFiles } from '../../worker/llama/model-files.ts';
import { STARTER } from '../support/native.ts';
import { expect, test } from '../support/test.ts';

const stock = stockServer();
const binary = 'path' in stock ? stock.path : '';
test.skip(!('path' in stock), 'missing' in stock ? stock.missing : '');

let server: StockProcess;
test.beforeAll(async () => {
	server = await startStockServer(binary, STARTER, ['--threads', '1', '--parallel', '1']);
});
test.afterAll(() => server?.stop());

/** What the server is asked for in chats, in order. */
function answersAsked(page: Page): Record<string, unknown>[] {
	const bodies: Record<string, unknown>[] = [];
	page.on('request', (request: Request) => {
		if (request.method() === 'POST' && request.url() === `${server.origin}/v1/chat/completions`)
			bodies.push(request.postDataJSON() as Record<string, unknown>);
	});
	return bodies;
}

test('a stock llama-server answers in the browser’s place, with its modifiers, until it is killed', async ({
	page,
	allowErrors
}) => {
	// The browser's own words for connections that fail once it is gone.
	allowErrors(/net::ERR_|Failed to load resource/);
	const { adapters } = await readModelFiles(STARTER);
	const math = adapters.findIndex(({ modifier }) => modifier.id === 'math');
	await openChat(page);
	await page.goto('/settings');
	const section = serverSection(page);
	await section.getByLabel('Address').fill(server.origin);
	await section.getByRole('button', { name: 'Connect', exact: true }).click();
	await expect(section).toContainText('It has the model chosen here');
	await expect(section).toContainText('This browser', { timeout: 120_000 });
	await preferServer(page);
	// In the same page, which is connected.
	await page.getByRole('button', { name: 'New chat' }).click();
	await waitUntilReady(page);
	const asked = answersAsked(page);
	await ask(page, 'What is the capital of France?');
	await answerIs(page, 'done');
	expect(asked[0]).toMatchObject({ model: 'starter', lora: [{ id: 0, scale: 0 }] });
	await ask(page, 'What is 347 times 289?');
	await expect(articles(page)).toHaveCount(4);
	await answerIs(page, 'done');
	const last = (await storedMessages(page)).at(-1);
	expect(last?.source).toBe('modifier:math');
	expect(last?.receipt).toMatchObject({ bytesSent: 0, costMicroUsd: 0 });
	expect(asked.at(-1)).toMatchObject({ lora: [{ id: math, scale: 1 }] });

	await server.stop();
	const before = asked.length;
	await ask(page, 'What is the capital of Italy?');
	await expect(articles(page)).toHaveCount(6);
	await answerIs(page, 'done');
	const messages = await storedMessages(page);
	expect(messages).toHaveLength(6);
	// Asked once more, in vain.
	expect(asked.length).toBe(before + 1);
	expect(messages.at(-1)?.receipt?.attempts.map(({ outcome }) => outcome)).toContain('dropped');
	await page.goto('/settings');
	await expect(section).toContainText('the app connects again by itself');
});
