// The built app with a starter made for the test, and where everything of the chat is, by role and
// name, as a person finds it. The steps of a turn alone are in chat.ts.

import type { Locator, Page } from '@playwright/test';
import type { Manifest } from '../../src/contract/manifest.ts';
import type { TestModel } from './random-gguf.ts';
import { serve } from '../../worker/workerd.mjs';
import { answerIs, openChat } from './chat.ts';
import { assetsFolder } from './server.ts';
import { Stage } from './stage.ts';
import { buildWithStarter } from './starter-build.ts';
import { expect, test as base } from './test.ts';

/** A `test` whose `baseURL` is the built app with `model()` as its starter, its manifest with `fields`. */
export function chatTest(model: () => TestModel, fields: Partial<Manifest> = {}) {
	const stage = new Stage(async (assets) => {
		expect(assets, 'the build of the run is used').toBe(assetsFolder());
		const build = await buildWithStarter(model(), fields);
		const server = await serve({ assets: build.folder });
		return {
			value: server.origin,
			async end() {
				await server.stop();
				await build.discard();
			}
		};
	});
	return base.extend({
		baseURL: [
			async ({ onStage }, use) => {
				await use(await onStage(stage));
			},
			{ scope: 'test', timeout: 120_000 }
		]
	});
}

export { openChat };

export const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' });
export const log = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' });
export const questions = (page: Page): Locator => log(page).locator('article[data-role="user"]');
export const answers = (page: Page): Locator => log(page).locator('article[data-role="assistant"]');
export const send = (page: Page): Locator => page.getByRole('button', { name: 'Send' });

/** The list beside the chat. */
export const list = (page: Page): Locator =>
	page.getByRole('navigation', { name: 'Conversations' }).filter({ visible: true });

/** Asks, and waits until the answer is complete. */
export async function ask(page: Page, text: string): Promise<void> {
	const before = await questions(page).count();
	await box(page).fill(text);
	await send(page).click();
	await expect(questions(page)).toHaveCount(before + 1);
	await answerIs(page, 'done');
}

/** To the chat by its link: opened by its address it would load the model once more. */
export async function toChat(page: Page): Promise<void> {
	await page
		.getByRole('link', { name: 'Understudy', exact: true })
		.filter({ visible: true })
		.first()
		.click();
}

/** The same to the models. */
export async function toModels(page: Page): Promise<void> {
	await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Models' }).click();
}

/**
 * The longest answer, in tokens, set on the settings page; leads back to a new chat by a link, since
 * a page that is left by its address may not have stored it yet.
 */
export async function setLongestAnswer(page: Page, tokens: number): Promise<void> {
	await openChat(page, '/settings');
	const field = page.getByRole('textbox', { name: 'Longest answer' });
	await field.fill(String(tokens));
	await field.press('Tab');
	await toChat(page);
	await expect(box(page)).toBeVisible();
}

/** Opens the settings, and waits until what is stored can be reached. */
export async function openSettings(page: Page) {
	await page.goto('/settings');
	await expect(page.getByRole('button', { name: 'Back up everything' })).toBeVisible({
		timeout: 60_000
	});
}
