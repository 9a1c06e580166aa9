// Those who work against the widget: a page that is not the site's frames it, by itself or around the
// site's own page, or loads the loader; and whoever asks the edge how a site is set up.

import type { Frame, Page } from '@playwright/test';
import { expect } from '../support/test.ts';
import { launcher, test } from '../support/widget.ts';

/** The first frame of the page: one that was refused has no name and no address of its own. */
function firstFrame(page: Page): Frame {
	const [frame] = page.mainFrame().childFrames();
	if (!frame) throw new Error('There is no frame.');
	return frame;
}

test('a page that is not the site’s gets nothing of the chat into a frame', async ({
	page,
	stage,
	allowErrors
}) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	const scripts: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/_app/')) scripts.push(request.url());
	});
	await page.goto(`${stage.hosts.elsewhere}/frames-it`);
	await expect.poll(() => firstFrame(page).url()).toMatch(/^chrome-error:/);
	expect(scripts, 'nothing of the chat was run').toEqual([]);
	await expect
		.poll(() => page.evaluate(() => Number(Reflect.get(window, 'rounds'))))
		.toBeGreaterThan(50);
	// Its own words, which it also sends to itself, are no catch.
	const heard = await page.evaluate(() =>
		(Reflect.get(window, 'heard') as { origin: string }[]).filter(
			({ origin }) => origin !== location.origin
		)
	);
	expect(heard).toEqual([]);
});

test('nor does one around a page of the site', async ({ page, stage, allowErrors }) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	await page.goto(`${stage.hosts.elsewhere}/wraps-it`);
	const site = page.frameLocator('iframe[name="site"]');
	await site.locator('understudy-chat .launcher').click();
	await expect
		.poll(() => page.frames().map((frame) => frame.url()))
		.toContainEqual(expect.stringMatching(/^chrome-error:/));
	await expect(site.locator('understudy-chat iframe')).toBeHidden();
});

test('the loader on a page that is not the site’s shows nothing of it', async ({
	page,
	stage,
	allowErrors
}) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	await page.goto(`${stage.hosts.elsewhere}/plain`);
	await launcher(page).click();
	await expect
		.poll(() => page.frames().map((frame) => frame.url()))
		.toContainEqual(expect.stringMatching(/^chrome-error:/));
	await expect(page.locator('understudy-chat iframe')).toBeHidden();
});

test('the edge says how a site is set up to its own frame, and an unknown one is nothing', async ({
	request,
	stage
}) => {
	const answer = await request.get(`${stage.edge}/v1/widget?site=shop`);
	expect(await answer.json()).toMatchObject({ key: 'shop', origins: stage.hosts.origins });
	expect((await request.get(`${stage.edge}/v1/widget?site=nobody`)).status()).toBe(404);
	expect((await request.get(`${stage.edge}/v1/widget`)).status()).toBe(404);
	const stranger = await request.get(`${stage.edge}/v1/widget?site=shop`, {
		headers: { origin: 'https://evil.example' }
	});
	expect(stranger.status()).toBe(403);
});
