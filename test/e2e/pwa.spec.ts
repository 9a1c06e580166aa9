// The app as something installed: what a browser needs to install it, what works with no network and
// no server, and what an update leaves alone.

import type { BrowserContext, Page } from '@playwright/test';
import { freePort, serve, type Server } from '../../worker/workerd.mjs';
import { waitUntilReady } from '../support/chat.ts';
import { assetsFolder } from '../support/server.ts';
import { Stage } from '../support/stage.ts';
import { buildWithStarter } from '../support/starter-build.ts';
import { laterVersion } from '../support/second-version.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect, test as base } from '../support/test.ts';

type Host = { server: Server; restart: (folder?: string) => Promise<void> };

/** A build whose starter is small enough to answer at once. */
const stage = new Stage(async (assets) => {
	expect(assets, 'the build of the run is used').toBe(assetsFolder());
	const build = await buildWithStarter(
		scriptedLlama('quick word', { ends: true, contextTokens: 2048 })
	);
	return { value: build.folder, end: build.discard };
});

/** It on a server of its own, to stop. */
const test = base.extend<{ build: string; host: Host }>({
	build: async ({ onStage }, use) => {
		await use(await onStage(stage));
	},
	host: async ({ build }, use) => {
		const port = await freePort();
		const host = {
			server: await serve({ assets: build, port }),
			async restart(folder?: string) {
				await host.server.stop();
				host.server = await serve({ assets: folder ?? build, port });
			}
		};
		await use(host);
		await host.server.stop();
	},
	baseURL: async ({ host }, use) => {
		await use(host.server.origin);
	}
});

/** Opens the app and waits until it can answer and works offline from now on. */
async function firstVisit(page: Page) {
	await page.goto('/');
	await waitUntilReady(page);
	await page.evaluate(async () => {
		const { serviceWorker } = navigator;
		if (!serviceWorker.controller)
			await new Promise((done) => serviceWorker.addEventListener('controllerchange', done));
	});
}

async function completeTurn(page: Page, text: string) {
	const answers = page.locator('[role="log"] article[data-role="assistant"][data-status="done"]');
	const before = await answers.count();
	await page.getByRole('textbox', { name: 'Message' }).fill(text);
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(answers).toHaveCount(before + 1, { timeout: 120_000 });
	await expect(answers.last()).not.toBeEmpty();
}

async function goOffline(context: BrowserContext, server: Server) {
	await context.setOffline(true);
	await server.stop();
}

const shellCaches = (page: Page) =>
	page.evaluate(async () =>
		(await caches.keys()).filter((name) => name.startsWith('understudy-shell-'))
	);

test('Chromium finds nothing that keeps it from installing the app', async ({ page }) => {
	await firstVisit(page);
	const devtools = await page.context().newCDPSession(page);
	const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
	// Headless contexts count as private windows, where nothing can be installed.
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
	const { errors, data } = await devtools.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const manifest = JSON.parse(data ?? '{}') as Record<string, unknown>;
	expect(manifest).toMatchObject({ id: '/', name: 'Understudy', display: 'standalone' });
});

test('everything the manifest names is there, in the size it says', async ({ page, request }) => {
	await page.goto('/');
	const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
		icons: { src: string; sizes: string; purpose: string }[];
		screenshots: { src: string; sizes: string; form_factor: string }[];
		shortcuts: { url: string; icons: { src: string; sizes: string }[] }[];
		share_target: { action: string };
		file_handlers: { action: string }[];
	};
	const images = [
		...manifest.icons,
		...manifest.screenshots,
		...manifest.shortcuts.flatMap(({ icons }) => icons)
	];
	for (const { src, sizes } of images.filter(({ sizes }) => sizes !== 'any')) {
		const size = await page.evaluate(async (src) => {
			const image = new Image();
			image.src = src;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		expect(size, src).toBe(sizes);
	}
	expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(
		new Set(['any', 'maskable', 'monochrome'])
	);
	expect(new Set(manifest.screenshots.map(({ form_factor }) => form_factor))).toEqual(
		new Set(['wide', 'narrow'])
	);
	for (const address of [
		...manifest.shortcuts.map(({ url }) => url),
		...manifest.file_handlers.map(({ action }) => action),
		`${manifest.share_target.action}?title=A&text=B&url=C`
	])
		expect((await request.get(address)).status(), address).toBe(200);
});

test('after one visit a turn completes with no network and no server, isolated as before', async ({
	page,
	context,
	host
}) => {
	await firstVisit(page);
	await goOffline(context, host.server);
	await page.reload();
	await waitUntilReady(page);
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	await completeTurn(page, 'Who are you?');
	await completeTurn(page, 'And what can you do?');
});

test('every page opens offline, whatever its query, and other addresses lead to the chat', async ({
	page,
	context,
	host
}) => {
	await firstVisit(page);
	await goOffline(context, host.server);
	for (const path of [
		'/',
		'/models',
		'/insights',
		'/settings',
		'/help',
		'/?c=gone',
		'/?title=A&text=B'
	]) {
		await page.goto(path);
		await expect(page.getByRole('main'), path).toBeVisible();
		expect(await page.evaluate(() => crossOriginIsolated), path).toBe(true);
	}
	await page.goto('/no/such/page');
	await expect(page).toHaveURL(`${host.server.origin}/`);
});

test('the cache holds the engine and no weights', async ({ page }) => {
	await firstVisit(page);
	const kept = await page.evaluate(async () => {
		const names = await caches.keys();
		const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return lists.flat().map(({ url }) => new URL(url).pathname);
	});
	expect(kept.filter((path) => path.endsWith('.wasm'))).not.toEqual([]);
	expect(kept).toContain('/models/starter/manifest.json');
	expect(kept.filter((path) => path.endsWith('.gguf'))).toEqual([]);
});

test('a new version waits, takes over when asked, and leaves weights and conversations alone', async ({
	page,
	build,
	host
}) => {
	const later = await laterVersion(build);
	try {
		await firstVisit(page);
		await completeTurn(page, 'Remember this');
		const [before] = await shellCaches(page);
		const chat = page.url();

		await host.restart(later.folder);
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await expect(page.getByText('A new version is ready.')).toBeVisible();
		// Nothing changed under the open conversation: it still answers with its own version.
		await completeTurn(page, 'Still here?');
		const weights: string[] = [];
		page.on('request', (request) => {
			if (request.url().endsWith('.gguf')) weights.push(request.url());
		});
		await takeOver(page);
		await waitUntilReady(page);
		expect(page.url()).toBe(chat);
		await expect(page.getByRole('article')).toHaveCount(4);
		await completeTurn(page, 'And now?');
		expect(weights, 'weights fetched again').toEqual([]);
		await expect.poll(() => shellCaches(page)).toEqual([`understudy-shell-${later.version}`]);
		expect(before).not.toBe(`understudy-shell-${later.version}`);
	} finally {
		await later.discard();
	}
});

test('a tab of the old version keeps its own parts while another tab has moved on', async ({
	page,
	context,
	build,
	host
}) => {
	const later = await laterVersion(build);
	try {
		await firstVisit(page);
		const old = await context.newPage();
		await old.goto('/help');
		await expect(old.getByRole('main')).toBeVisible();

		await host.restart(later.folder);
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await page.getByText('A new version is ready.').waitFor();
		await takeOver(page);
		await expect.poll(() => shellCaches(page)).toHaveLength(2);

		// The old tab loads a page it has not had yet: its files are in no build any more.
		await old.evaluate(() => {
			(globalThis as { sameDocument?: boolean }).sameDocument = true;
		});
		await old.getByRole('link', { name: 'Settings' }).first().click();
		await expect(old).toHaveURL(/\/settings$/);
		await expect(old.getByRole('heading', { level: 1 })).toBeVisible();
		expect(await old.evaluate(() => 'sameDocument' in globalThis)).toBe(true);

		await old.close();
		await page.reload();
		await expect.poll(() => shellCaches(page)).toEqual([`understudy-shell-${later.version}`]);
	} finally {
		await later.discard();
	}
});

/** Takes the offer of a new version, which reloads the page into it. */
async function takeOver(page: Page) {
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('button', { name: 'Reload' }).click()
	]);
}
