// Requests of a page held back until a test lets them go.

import type { Page } from '@playwright/test';

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

/** The app's own scripts: before them there is what was prerendered, and what stands in its HTML. */
export const gateScripts = (page: Page) => gate(page, '**/_app/immutable/**/*.js');
