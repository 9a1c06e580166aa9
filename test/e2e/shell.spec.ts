// The shell around the app: isolation, the policy of its pages, and what is not a page.

import { expect, test } from '../support/test.ts';

test('the page is cross-origin isolated, so WASM threads can run', async ({ page }) => {
	await page.goto('/');
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8);
});

test('every page says its policy in its header, and its own scripts pass it', async ({ page }) => {
	for (const path of ['/', '/models', '/insights', '/settings', '/help']) {
		const response = await page.goto(path);
		const policy = response?.headers()['content-security-policy'] ?? '';
		expect(policy, path).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-/);
		expect(policy, path).toContain("frame-ancestors 'none'");
		expect(policy, path).not.toMatch(/script-src[^;]*'unsafe-inline'/);
		await expect(page.getByRole('main'), path).toBeVisible();
	}
});

test('a script that the page did not come with does not run', async ({ page, allowErrors }) => {
	allowErrors(/Content Security Policy/);
	await page.goto('/');
	const ran = await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'globalThis.intruder = true;';
		document.head.append(script);
		return 'intruder' in globalThis;
	});
	expect(ran).toBe(false);
});

test('an image from elsewhere is not fetched: an answer cannot call home by one', async ({
	page,
	allowErrors
}) => {
	allowErrors(/Content Security Policy/);
	await page.goto('/');
	const refused = await page.evaluate(
		() =>
			new Promise<string>((resolve) => {
				document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
					resolve(effectiveDirective)
				);
				const image = new Image();
				image.src = 'https://example.com/seen.png';
				document.body.append(image);
			})
	);
	expect(refused).toBe('img-src');
});

test('an address that is no page says so, with the way back, and answers 404', async ({
	page,
	allowErrors
}) => {
	allowErrors(/404|Not found/);
	const response = await page.goto('/no/such/page');
	expect(response?.status()).toBe(404);
	expect(response?.headers()['content-security-policy']).toMatch(/script-src [^;]*'sha256-/);
	const main = page.getByRole('main');
	await expect(main.getByRole('heading', { name: /not on the programme/ })).toBeVisible();
	await expect(main.getByText('There is nothing at /no/such/page.')).toBeVisible();
	await main.getByRole('link', { name: 'Back to the chat' }).click();
	await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test.describe('in a German browser', () => {
	test.use({ locale: 'de-DE' });
	test('an address that is no page says so in German', async ({ page, allowErrors }) => {
		allowErrors(/404|Not found/);
		await page.goto('/kein/solcher/ort');
		await expect(page.getByRole('heading', { name: /nicht auf dem Programm/ })).toBeVisible();
		await expect(page.getByText('Unter /kein/solcher/ort gibt es nichts.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Zurück zum Chat' })).toBeVisible();
	});
});

test('the engine is served as WebAssembly, and the weights in parts', async ({ page, request }) => {
	const wasm = page.waitForResponse((response) => response.url().endsWith('.wasm'));
	await page.goto('/');
	expect((await wasm).headers()['content-type']).toBe('application/wasm');
	const part = await request.get('/models/starter/base.gguf', {
		headers: { range: 'bytes=0-3' }
	});
	expect(part.status()).toBe(206);
	expect((await part.body()).toString()).toBe('GGUF');
});
