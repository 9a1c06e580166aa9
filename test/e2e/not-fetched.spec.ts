// Parts of the built app that are fetched when they are wanted, and do not come, as after a new version or without a
// network: it is said in words, and what waited for them is left, so that the app goes on.

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../support/browser.ts';
import { ask, box, chatTest, openChat, questions } from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { assetsFolder } from '../support/server.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 }));

test.use({
	// It would have them.
	serviceWorkers: 'block',
	// The headless shell crashes where it is asked what it can recognise.
	launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS }
});

const notice = (page: Page) =>
	page
		.getByRole('region', { name: 'Notifications' })
		.getByText(
			'A part of the app could not be fetched. Check the connection, then reload the page.'
		);

/** The scripts that say `marker` come no more. */
async function lose(page: Page, marker: string) {
	const scripts = globSync(`${assetsFolder()}/_app/immutable/**/*.js`).filter((path) =>
		readFileSync(path, 'utf8').includes(marker)
	);
	expect(scripts, marker).not.toEqual([]);
	const lost: string[] = [];
	for (const script of scripts)
		await page.route(`**/${basename(script)}`, (route) => {
			lost.push(basename(script));
			return route.abort();
		});
	return lost;
}

test('without the choice of who writes down nothing waits for it, and the microphone can be pressed again', async ({
	page,
	allowErrors
}) => {
	allowErrors(/ERR_FAILED/);
	const lost = await lose(page, '.remoteVisit');
	await openChat(page);
	const microphone = page.getByRole('button', { name: 'Dictate' });
	for (const press of ['first', 'second']) {
		await microphone.click();
		await expect(notice(page), press).toBeVisible();
		await page.getByRole('button', { name: 'Dismiss' }).click();
		await expect(notice(page), press).toBeHidden();
	}
	expect(lost).not.toEqual([]);
	await expect(page.getByRole('dialog')).toBeHidden();
	await box(page).fill('It goes on.');
	await expect(box(page)).toHaveValue('It goes on.');
});

test('without the editor of a question the question stays on screen', async ({
	page,
	allowErrors
}) => {
	allowErrors(/ERR_FAILED/);
	await lose(page, '.editLabel');
	await openChat(page);
	await ask(page, 'capital of norway');
	await questions(page).hover();
	await questions(page).getByRole('button', { name: 'Edit' }).click();
	await expect(notice(page)).toBeVisible();
	await expect(questions(page)).toContainText('capital of norway');
	await expect(questions(page).getByRole('button', { name: 'Edit' })).toBeVisible();
});
