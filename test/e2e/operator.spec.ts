// The operator's page: what is typed becomes a snippet and an entry of sites.json, is previewed with the real
// chat on a light and a dark page, and is checked by the Worker's own parser; usage is told to who has a key.

import AxeBuilder from '@axe-core/playwright';
import { serve } from '../../worker/workerd.mjs';
import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test } from '../support/test.ts';

test('what is typed becomes a snippet and an entry, which the Worker’s parser takes', async ({
	page
}) => {
	await page.goto('/operator');
	await page.getByLabel('Site key').fill('shop');
	await page.getByLabel('Your site’s address').fill('https://shop.example/');
	await page.getByLabel('Greeting').fill('Hello <b>you</b>!');
	const snippet = page.getByRole('region', { name: 'For your pages' });
	await expect(snippet).toContainText(`import('${new URL(page.url()).origin}/embed.js')`);
	await page.getByLabel('Its script is fetched').selectOption('with');
	await expect(snippet).toContainText('/embed.js" data-site="shop"></script>');
	await page.getByLabel('Where it stands').selectOption('inline');
	await expect(snippet).toContainText('<understudy-chat site="shop" mode="inline">');
	await page.getByRole('button', { name: 'Check this entry' }).click();
	const status = page.locator('[data-check]');
	await expect(status).toContainText('sites[0].origins[0]');
	await expect(status).toContainText('should be written as https://shop.example;');
	await expect(status).toContainText(/Line \d+, column \d+/);
	await page.getByLabel('Your site’s address').fill('https://shop.example');
	await page.getByRole('button', { name: 'Check this entry' }).click();
	await expect(status).toContainText('It is right, and lists one site.');
	await page.getByLabel('sites.json').last().fill('{"version": 1,\n}');
	await page.getByRole('button', { name: 'Check it' }).click();
	await expect(status).toContainText('Line 2, column 1');
	await page.getByRole('button', { name: 'Show the place' }).click();
	await expect(page.getByLabel('sites.json').last()).toBeFocused();
});

test('is previewed with the real chat, without a fault that axe finds, light and dark', async ({
	page
}) => {
	await page.goto('/operator');
	await page.getByLabel('Greeting').fill('Welcome to the shop.');
	await page.getByLabel('Suggested questions').fill('Where is my parcel?');
	await page.getByLabel('Where it stands').selectOption('inline');
	await page.getByLabel('Buttons', { exact: true }).fill('#0a5c36');
	await page.getByRole('button', { name: 'Show the preview' }).click();
	await inLightAndDark(page, async (colorScheme) => {
		for (const host of ['light', 'dark']) {
			const chat = page
				.frameLocator(`iframe[data-host="${host}"]`)
				.frameLocator('understudy-chat iframe');
			await expect(chat.getByText('Welcome to the shop.')).toBeVisible({ timeout: 120_000 });
			await expect(chat.getByRole('button', { name: 'Where is my parcel?' })).toBeVisible();
			expect(
				await chat
					.locator('html')
					.evaluate((root) => [
						root.dataset.theme,
						getComputedStyle(root).getPropertyValue('--accent').trim()
					])
			).toEqual([host, 'rgb(10, 92, 54)']);
		}
		// The two pages in it are documents of their own, with a chat each; those have tests of their own.
		const axe = new AxeBuilder({ page }).exclude('iframe[data-host]');
		expect(
			(await axe.analyze()).violations.map(({ id }) => id),
			colorScheme
		).toEqual([]);
	});
	await page.getByLabel('Greeting').fill('Changed.');
	const light = page.frameLocator('iframe[data-host="light"]');
	await expect(light.frameLocator('understudy-chat iframe').getByText('Changed.')).toBeVisible({
		timeout: 120_000
	});
});

test('fits a telephone, and speaks German', async ({ browser, server }) => {
	const context = await browser.newContext({
		locale: 'de-DE',
		viewport: { width: 360, height: 800 }
	});
	const page = await context.newPage();
	await page.goto(`${server.origin}/help`);
	await page.getByRole('link', { name: 'Den Chat auf eine Website stellen' }).click();
	await expect(page.getByRole('heading', { name: 'Einrichten', exact: true })).toBeVisible();
	await page.getByLabel('sites.json').last().fill('{"version": 1, "sites": [{"key": "a"}]}');
	await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
	await expect(page.locator('[data-check]')).toContainText('sollte 3 bis 64 Buchstaben');
	await fitsItsWidth(page, 'operator, 360 px');
	await isAccessible(page, 'operator, German, 360 px');
	await context.close();
});

test('what each site has spent is told to who has an access key of the edge', async ({
	page,
	allowErrors
}) => {
	allowErrors(/401/);
	const sites = {
		version: 1,
		sites: [{ key: 'shop', name: 'The shop', origins: ['https://shop.example'] }]
	};
	const edge = await serve({
		assets: assetsFolder(),
		env: {
			UNDERSTUDY_SITES: JSON.stringify(sites),
			UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ operator: 'the-operators-own-key' })
		}
	});
	try {
		await page.goto(`${edge.origin}/operator`);
		await page.getByLabel('Access key').fill('not-the-operators-key');
		await page.getByRole('button', { name: 'Show the usage' }).click();
		await expect(page.locator('[data-usage="refused"]')).toContainText(
			'The key is not known here.'
		);
		await page.getByLabel('Access key').fill('the-operators-own-key');
		await page.getByRole('button', { name: 'Show the usage' }).click();
		await expect(page.getByRole('rowheader', { name: 'The shop (shop)' })).toBeVisible();
		await isAccessible(page, 'operator, usage');
	} finally {
		// What the page still loads must not find the edge gone.
		await page.goto('about:blank');
		await edge.stop();
	}
});
