// The built app on the real Worker with an upstream that answers as it is told, for browser tests of what
// happens between this device and the edge. Its upstream's scripts are under the prefix `mine`.

import type { Page } from '@playwright/test';
import { serve } from '../../worker/workerd.mjs';
import { ask, doubtEveryAnswer, openChat } from './chat.ts';
import { mine, startMockProvider, type MockProvider } from './mock-provider.ts';
import { Stage } from './stage.ts';
import { expect, test as base } from './test.ts';

/** A `test` whose `baseURL` is the app on a Worker of its own, with these variables beside its provider's. */
export function edgeTest(env: Record<string, string> = {}) {
	const stage = new Stage(async (assets) => {
		const upstream = await startMockProvider();
		const edge = await serve({
			assets,
			env: {
				UNDERSTUDY_PROVIDERS: JSON.stringify([mine(upstream, { input: 1000, output: 2000 })]),
				UNDERSTUDY_RETRIES: '0',
				...env
			}
		});
		return {
			value: { upstream, origin: edge.origin },
			async end() {
				await edge.stop();
				await upstream.stop();
			}
		};
	});
	return base.extend<{ edge: { upstream: MockProvider; origin: string }; upstream: MockProvider }>({
		edge: [
			async ({ onStage }, use) => {
				await use(await onStage(stage));
			},
			{ timeout: 120_000 }
		],
		baseURL: async ({ edge }, use) => {
			await use(edge.origin);
		},
		upstream: async ({ edge }, use) => {
			await use(edge.upstream);
		}
	});
}

/** What a person is asked before anything is sent. */
export const consentCard = (page: Page) =>
	page.getByRole('region', { name: /Send this to .*\?$|^You are offline/ });

export const consentButton = (page: Page, name: string) =>
	consentCard(page).getByRole('button', { name, exact: true });

/** A chat whose every answer is doubted, so that the edge is wanted. */
export async function openDoubtfulChat(page: Page): Promise<void> {
	await openChat(page);
	await doubtEveryAnswer(page);
	await openChat(page);
}

/** Asks, and agrees to what is asked when it comes. */
export async function askAndAgree(
	page: Page,
	question: string,
	agree = 'Send once'
): Promise<void> {
	await ask(page, question);
	await expect(consentCard(page)).toBeVisible({ timeout: 120_000 });
	await consentButton(page, agree).click();
}
