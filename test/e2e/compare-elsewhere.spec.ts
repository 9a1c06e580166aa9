// The comparison with somebody elsewhere, on the built app: a model of this browser beside the real edge (the
// Worker, with an upstream that answers as it is told), by consent and with its cost before anything is sent;
// and beside the real native server, which is this machine's. Local-only leaves the edge out, and says why.

import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider } from '../../worker/providers/llama.ts';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { openChat, storedMessages, storeSetting } from '../support/chat.ts';
import { consentButton, consentCard, edgeTest } from '../support/edge-stage.ts';
import { openAiStream } from '../support/mock-provider.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { expect } from '../support/test.ts';

const test = edgeTest().extend<object, { starter: string }>({
	starter: [
		async ({ playwright: _playwright }, use) => {
			const model = scriptedLlama('Oslo.', { ends: true, contextTokens: 1024 });
			const { folder, discard } = await buildWithStarter(model);
			await use(folder);
			await discard();
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	assets: [async ({ starter }, use) => use(starter), { scope: 'worker' }]
});

const who = (page: Page): Locator => page.getByRole('list', { name: 'Who answers' });
const columns = (page: Page): Locator =>
	page.getByRole('list', { name: 'Answers', exact: true }).locator('> li');
const options = (page: Page): Locator =>
	page.getByRole('combobox', { name: 'Model', exact: true }).locator('option');

async function openCompare(page: Page): Promise<void> {
	await openChat(page, '/compare');
	await expect(who(page).getByRole('listitem').first()).toBeVisible({ timeout: 120_000 });
}

async function add(page: Page, label: string): Promise<void> {
	await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption({ label });
	await page.getByRole('button', { name: 'Add to the comparison' }).click();
}

async function compare(page: Page): Promise<void> {
	await page.getByRole('textbox', { name: 'Question' }).fill('capital of norway');
	await page.getByRole('button', { name: 'Compare' }).click();
}

const ends = (page: Page, at: number) =>
	expect(columns(page).nth(at)).toHaveAttribute('data-state', 'ended', { timeout: 120_000 });

test('the edge takes part once the person has seen what is sent and what it costs, and its answer says where it was made', async ({
	page,
	upstream,
	baseURL
}) => {
	const { host } = new URL(baseURL!);
	upstream.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().endsWith('/v1/chat/completions')) asked.push(request.url());
	});
	await openCompare(page);
	await expect(options(page)).toContainText([`A large model at ${host}`]);
	await expect(page.getByText('Those elsewhere cost')).toHaveCount(0);
	await add(page, `A large model at ${host}`);
	await compare(page);
	// Said before, and again where it is agreed to.
	await expect(page.getByText(/^Those elsewhere cost up to \$\d.* together\.$/)).toBeVisible();
	await expect(consentCard(page)).toContainText(/up to \$\d/);
	await expect(consentCard(page).getByRole('heading')).toBeFocused();
	await expect(consentCard(page)).toContainText('capital of norway');
	await expect(consentButton(page, 'Always in this conversation')).toHaveCount(0);
	await isAccessible(page, 'while it is asked');
	expect(asked).toEqual([]);
	await consentButton(page, 'Send once').click();
	for (const at of [0, 1]) await ends(page, at);
	expect(asked).toHaveLength(1);
	await expect(columns(page).nth(0)).toContainText('Oslo.');
	await expect(columns(page).nth(0)).toContainText('On this device');
	await expect(columns(page).nth(1)).toContainText('From elsewhere.');
	await expect(columns(page).nth(1)).toContainText(`By mine through ${host}, outside this device`);
	await expect(columns(page).nth(1)).toContainText(/Left this device\s*\d+ bytes/);
	await expect(columns(page).nth(1)).toContainText(/Cost\s*(\$|\d)/);
	for (const width of [360, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await isAccessible(page, `with an answer from elsewhere, ${width} px`);
		await fitsItsWidth(page, `with an answer from elsewhere, ${width} px`);
	}

	await page.getByRole('button', { name: `Keep this answer: A large model at ${host}` }).click();
	await expect.poll(async () => (await storedMessages(page)).length).toBe(2);
	const kept = (await storedMessages(page)).find(({ role }) => role === 'assistant');
	expect(kept).toMatchObject({ source: 'edge:mine' });
	expect(kept!.receipt!.bytesSent).toBeGreaterThan(0);
	expect(kept!.receipt!.costMicroUsd).toBeGreaterThan(0);

	// Refused, it is not asked, and the other answers.
	await compare(page);
	await consentButton(page, 'Don’t send').click();
	await expect(columns(page).nth(1)).toContainText('You chose not to send the question there.', {
		timeout: 120_000
	});
	await ends(page, 0);
	expect(asked).toHaveLength(1);
});

test('local only leaves the edge out, asks it nothing, and says why', async ({ page }) => {
	await openChat(page);
	await storeSetting(page, 'egress', 'local-only');
	const asked: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname === '/healthz' || pathname.startsWith('/v1/')) asked.push(pathname);
	});
	await openCompare(page);
	await expect(page.getByRole('list', { name: 'Not to be asked now' })).toContainText(
		'The settings let nothing leave this device, so nobody outside it takes part.'
	);
	// Nobody but the model here is left to choose.
	await expect(page.getByText('There is one model on this device')).toBeVisible();
	await expect(options(page)).toHaveCount(0);
	expect(asked).toEqual([]);
	await isAccessible(page, 'local only');
});

test('a native server of this machine takes part without a question, and its answer says so', async ({
	page,
	starter,
	baseURL
}) => {
	const model = await llamaProvider(join(starter, 'models', 'starter'), {
		machine: machineFacts(),
		threads: 1,
		parallel: 2
	});
	const native = await startNative({
		port: 0,
		model,
		env: {},
		origins: [baseURL!],
		assets: starter
	});
	try {
		const { host } = new URL(native.origin);
		await openChat(page);
		await storeSetting(page, 'egress', 'local-only');
		await page.goto('/settings');
		const section = page.getByRole('region', { name: 'A server of your own' });
		await section.getByLabel('Address').fill(native.origin);
		await section.getByRole('button', { name: 'Connect', exact: true }).click();
		await expect(section).toContainText('tokens/s', { timeout: 120_000 });
		await openCompare(page);
		await add(page, `Test starter at ${host}`);
		await compare(page);
		for (const at of [0, 1]) await ends(page, at);
		await expect(consentCard(page)).toHaveCount(0);
		await expect(columns(page).nth(0)).toContainText('On this device');
		await expect(columns(page).nth(1)).toContainText(`By ${host}, on this machine`);
		for (const at of [0, 1]) await expect(columns(page).nth(at)).toContainText('Oslo.');
	} finally {
		await native.stop();
		await model.close();
	}
});
