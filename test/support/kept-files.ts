// Waits until a page's files are kept for when there is no network: its service worker has taken it over.

import type { Page } from '@playwright/test';

export async function keepsItsFiles(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const { serviceWorker } = navigator;
		if (!serviceWorker.controller)
			await new Promise((done) => serviceWorker.addEventListener('controllerchange', done));
	});
}
