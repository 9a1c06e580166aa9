// Requests of a page held back until a test lets them go.

import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** Lets nothing of an address through until it is opened. */
export async function gate(page: Page, pattern: string) {
	const waiting: (() => void)[] = [];
	let isOpen = false;
	await page.route(pattern, async (route) => {
		if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
		await route.continue();
	});
	return {
		waiting: () => waiting.length,
		open() {
			isOpen = true;
			for (const go of waiting) go();
		}
	};
}

/** Typed into a box that no script has yet: Enter too early, a question, Enter twice, and the next one's beginning. */
export async function typeAhead(page: Page, box: Locator): Promise<void> {
	await page.keyboard.press('Enter');
	await page.keyboard.type('capital of norway');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await page.keyboard.type(' and of france');
	await expect(box).toHaveValue('capital of norway and of france');
}

/** The app's own scripts: before them there is what was prerendered, and what stands in its HTML. */
export const gateScripts = (page: Page) => gate(page, '**/_app/immutable/**/*.js');
