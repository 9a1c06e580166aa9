// The shell around the app: isolation and its fallback.

import { expect, test } from '../support/test.ts';

test('the page is cross-origin isolated, so WASM threads can run', async ({ page }) => {
	await page.goto('/');
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8);
});
