// The settings' section on frontier models, on the built app and the real Worker: without a key, with an
// upstream of the operator's, and without a network. Nothing is asked before a person looks, or an answer
// is doubted; then too a person is told what is missing.

import type { Page } from '@playwright/test';
import { answerIs, ask, doubtEveryAnswer, openChat, storedMessages } from '../support/chat.ts';
import { assetsFolder } from '../support/server.ts';
import { mine, openAiAnswer, startMockProvider } from '../support/mock-provider.ts';
import { expect, test } from '../support/test.ts';
import { serve } from '../../worker/workerd.mjs';

const section = (page: Page) => page.getByRole('region', { name: 'Frontier models' });
const look = (page: Page) => section(page).getByRole('button', { name: 'Look at the edge' });

/** Addresses of the edge that were asked, from now on. */
function asked(page: Page): string[] {
	const paths: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname === '/healthz' || pathname.startsWith('/v1/')) paths.push(pathname);
	});
	return paths;
}

test('without a key the section says what to set and what to do instead, once it is asked', async ({
	page
}) => {
	const paths = asked(page);
	await page.goto('/settings');
	await expect(look(page)).toBeVisible({ timeout: 60_000 });
	expect(paths).toEqual([]);
	await look(page).click();
	const status = section(page).getByRole('status');
	await expect(status).toContainText('The edge runs, but nobody gave it a frontier model to ask.');
	await expect(status).toContainText('OPENAI_API_KEY');
	await expect(status).toContainText('UNDERSTUDY_PROVIDERS');
	await expect(status).toContainText('The README has the whole table under “The edge”.');
	await expect(status.getByRole('link', { name: 'use a larger local model' })).toHaveAttribute(
		'href',
		'/models'
	);
	expect(paths).toEqual(['/healthz']);
});

test('in German too', async ({ page }) => {
	await page.goto('/settings');
	await expect(look(page)).toBeVisible({ timeout: 60_000 });
	await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
	const german = page.getByRole('region', { name: 'Große Modelle' });
	await german.getByRole('button', { name: 'Bei der Edge nachsehen' }).click();
	await expect(german.getByRole('status')).toContainText(
		'Die Edge läuft, aber niemand hat ihr ein großes Modell gegeben.'
	);
});

test('local only asks nobody, and says so', async ({ page }) => {
	const paths = asked(page);
	await page.goto('/settings');
	await expect(look(page)).toBeVisible({ timeout: 60_000 });
	await page.getByRole('radio', { name: 'Local only' }).check();
	await expect(section(page)).toContainText('New conversations are local only');
	await expect(look(page)).toBeHidden();
	expect(paths).toEqual([]);
});

test('without a network the section says that the models here go on answering', async ({
	page,
	context,
	allowErrors
}) => {
	allowErrors(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
	await page.goto('/settings');
	await expect(look(page)).toBeVisible({ timeout: 60_000 });
	// Fetched with the first look: the page is left online until it is there.
	await look(page).click();
	await expect(section(page).getByRole('status')).toContainText('The edge runs');
	await context.setOffline(true);
	await section(page).getByRole('button', { name: 'Look again' }).click();
	await expect(section(page).getByRole('status')).toContainText('This device has no network');
});

test('with an upstream of the operator’s it tells providers, names and what was spent', async ({
	page
}) => {
	const mock = await startMockProvider();
	mock.script('mine', { kind: 'json', body: openAiAnswer('Hello') });
	const edge = await serve({
		assets: assetsFolder(),
		env: { UNDERSTUDY_PROVIDERS: JSON.stringify([mine(mock, { input: 1000, output: 2000 })]) }
	});
	try {
		const answer = await fetch(`${edge.origin}/v1/chat/completions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Say hello.' }] })
		});
		expect(answer.headers.get('x-understudy-cost-microusd')).toBe('9000');
		await page.goto(`${edge.origin}/settings`);
		await look(page).click({ timeout: 60_000 });
		const status = section(page).getByRole('status');
		await expect(status).toContainText('The edge is ready to ask.');
		await expect(status).toContainText('mine');
		await expect(status).toContainText('auto, fast, smart, cheap');
		await expect(status).toContainText('$0.009, 1 question');
	} finally {
		// Else what it still fetches fails.
		await page.close();
		await edge.stop();
		await mock.stop();
	}
});

test('a doubted answer stays, with what to set where nobody stands behind the edge', async ({
	page
}) => {
	await page.goto('/');
	await doubtEveryAnswer(page);
	await openChat(page);
	await ask(page, 'What is the capital of Norway?');
	const answer = await answerIs(page, 'done');
	await expect(answer).toHaveAttribute('data-source', 'base');
	const reason = (await storedMessages(page)).at(-1)?.receipt?.reason ?? '';
	expect(reason).toContain('No bigger model stands behind localhost');
	expect(reason).toContain('OPENAI_API_KEY');
});
