// The widget as a visitor of somebody's site finds it: the `test` whose pages are other people's, and
// where everything of the chat is. The edge is the real Worker with the built app, its starter a model
// that always says one thing.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	chromium,
	type BrowserContext,
	type FrameLocator,
	type Locator,
	type Page
} from '@playwright/test';
import type { SiteWidget } from '../../src/contract/widget.ts';
import type { UnderstudyChat } from '../../src/widget/chat-element.ts';
import { serve } from '../../worker/workerd.mjs';
import { CHROMIUM_ARGS, findChromium } from './browser.ts';
import { scriptedLlama } from './random-gguf.ts';
import { buildWithStarter } from './starter-build.ts';
import { test as base } from './test.ts';
import { startHosts, type Hosts } from './widget-hosts.ts';

export const SITE_WIDGET: Partial<SiteWidget> = {
	title: 'Shop help',
	greeting: 'Hello! Ask us about your order.',
	suggestions: ['Where is my parcel?', 'Can I send it back?'],
	systemPrompt: 'You help customers of a shop.',
	handoff: { kind: 'mailto', address: 'help@shop.example' }
};

/** The document of sites.json for hosts under test. */
export function sitesFor(
	origins: readonly string[],
	widget: Partial<SiteWidget> = SITE_WIDGET
): string {
	return JSON.stringify({
		version: 1,
		sites: [{ key: 'shop', name: 'The shop', origins, widget }]
	});
}

export type Stage = { hosts: Hosts; edge: string };

// A visitor's browser that lets frames of other sites store what they are given, apart for each site:
// this Chromium of itself refuses them any storage.
const VISITOR = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

type Fixtures = {
	/** A page of the site's; another origin for every test, so that none finds what another stored. */
	at: (path: string) => string;
};

type Options = {
	widget?: Partial<SiteWidget>;
	/** The edge's further variables; asked for once, before it starts. */
	env?: () => Promise<Record<string, string>>;
	/** False: there is no model to download. */
	starter?: boolean;
};

/** A `test` of the widget on a site that is set up so, at an edge of its own. */
export function widgetTest({ widget, env, starter = true }: Options = {}) {
	let used = 0;
	return base.extend<Fixtures, { stage: Stage; visitor: BrowserContext }>({
		stage: [
			async ({ assets }, use) => {
				if (assets !== '') throw new Error('The build of the run is used.');
				const hosts = await startHosts();
				const build = await buildWithStarter(
					scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 })
				);
				if (!starter) await rm(join(build.folder, 'models', 'starter'), { recursive: true });
				const edge = await serve({
					assets: build.folder,
					env: { UNDERSTUDY_SITES: sitesFor(hosts.origins, widget), ...(await env?.()) }
				});
				hosts.serve(edge.origin);
				await use({ hosts, edge: edge.origin });
				await edge.stop();
				await build.discard();
				await hosts.stop();
			},
			{ scope: 'worker', timeout: 120_000 }
		],
		visitor: [
			async ({ browserName }, use) => {
				if (browserName !== 'chromium') throw new Error('The visitor has a Chromium.');
				const profile = await mkdtemp(join(tmpdir(), 'understudy-visitor-'));
				await mkdir(join(profile, 'Default'));
				await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(VISITOR));
				const context = await chromium.launchPersistentContext(profile, {
					executablePath: findChromium(),
					args: CHROMIUM_ARGS,
					locale: 'en-GB',
					viewport: { width: 1280, height: 800 }
				});
				await use(context);
				await context.close();
				await rm(profile, { recursive: true, force: true });
			},
			{ scope: 'worker', timeout: 120_000 }
		],
		context: async ({ visitor }, use) => {
			await use(visitor);
			await Promise.all(visitor.pages().map((page) => page.close()));
		},
		page: async ({ context }, use) => {
			await use(await context.newPage());
		},
		at: async ({ stage }, use) => {
			const origin = stage.hosts.origins[used++];
			if (origin === undefined) throw new Error('There are more tests than origins.');
			await use((path) => origin + path);
		}
	});
}

export const test = widgetTest();

export const element = (page: Page): Locator => page.locator('understudy-chat');
export const launcher = (page: Page): Locator => element(page).locator('.launcher');
export const panel = (page: Page): Locator => element(page).locator('dialog');
export const closeButton = (page: Page): Locator => element(page).locator('.close');
export const chat = (page: Page): FrameLocator => page.frameLocator('understudy-chat iframe');
export const box = (page: Page): Locator => chat(page).getByRole('textbox', { name: 'Message' });
export const answers = (page: Page): Locator =>
	chat(page).locator('article[data-role="assistant"]');

/** Opens the page and the chat on it, as far as the greeting. */
export async function openWidget(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await launcher(page).click();
	await box(page).waitFor({ timeout: 120_000 });
}

/** Asks in the chat, and waits for the whole answer. */
export async function askWidget(page: Page, text: string): Promise<void> {
	const before = await answers(page).count();
	await box(page).fill(text);
	await box(page).press('Enter');
	await answers(page)
		.nth(before)
		.and(chat(page).locator('[data-status="done"]'))
		.waitFor({ timeout: 120_000 });
}

/** Notes what the page hears from now on, in `window.told`. */
export async function listen(page: Page): Promise<void> {
	await element(page).evaluate((node) => {
		const told: { name: string; detail: unknown }[] = [];
		Object.assign(window, { told });
		const chat = node as UnderstudyChat;
		for (const name of [
			'ready',
			'open',
			'close',
			'message',
			'answer',
			'escalate',
			'error'
		] as const)
			chat.on(name, (detail) => told.push({ name, detail }));
	});
}

export function told(page: Page): Promise<{ name: string; detail: Record<string, unknown> }[]> {
	return page.evaluate(() => Reflect.get(window, 'told'));
}
