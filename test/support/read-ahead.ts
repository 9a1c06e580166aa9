// For tests and benchmarks of reading ahead (turn/warm-next.ts): when it was done, and a device that does not.

import type { Page } from '@playwright/test';

/** Resolves when something was read to its end since the page was opened, or since `clearReadAhead`. */
export async function readAhead(page: Page): Promise<void> {
	await page.waitForFunction(
		() => performance.getEntriesByName('understudy:read-ahead').length > 0,
		undefined,
		{ timeout: 60_000, polling: 50 }
	);
}

export async function clearReadAhead(page: Page): Promise<void> {
	await page.evaluate(() => performance.clearMarks('understudy:read-ahead'));
}

/** From the next page on the device saves its data. */
export async function saveData(page: Page): Promise<void> {
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
	});
}
