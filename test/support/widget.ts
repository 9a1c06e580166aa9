// The widget as a visitor of somebody's site finds it: the `test` whose pages are other people's, and
// where everything of the chat is. The edge is the real Worker with the built app, its starter a model
// that always says one thing.

import { mkdtemp, rm } from 'node:fs/promises';
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
import { OFTEN } from './chat.ts';
import { scriptedLlama } from './random-gguf.ts';
import { buildWithStarter, doubted } from './starter-build.ts';
import { expect, test as base } from './test.ts';
import { startHosts, type Hosts } from './widget-hosts.ts';

export const SITE_WIDGET: Partial<SiteWidget> = {
	title: 'Shop help',
	greeting: 'Hello! Ask us about your order.',
	suggestions: ['Where is my parcel?', 'Can I send it back?'],
	systemPrompt: 'You help customers of a shop.',
	handoff: { kind: 'mailto', address: 'help@shop.example' }
};

/** As an operator writes it: a webhook has an address. */
export type SetUp = Omit<Partial<SiteWidget>, 'handoff'> & {
	handoff: { kind: string; url: string };
};

/** Further sites of the same origins, by their keys; a page holds another's chat with `?site=KEY`. */
export type OtherSites = Readonly<Record<string, { widget: Partial<SiteWidget>; budget?: object }>>;

/** The document of sites.json for hosts under test. */
export function sitesFor(
	origins: readonly string[],
	widget: Partial<SiteWidget> | SetUp = SITE_WIDGET,
	others: OtherSites = {}
): string {
	return JSON.stringify({
		version: 1,
		sites: [
			{ key: 'shop', name: 'The shop', origins, widget },
			...Object.entries(others).map(([key, site]) => ({ key, name: key, origins, ...site }))
		]
	});
}

export type Stage = { hosts: Hosts; edge: string };

// A visitor's browser as people have it: what a frame stores is kept apart for each site. Playwright turns
// that off, and then this Chromium gives frames of other sites no storage; the last such switch is the one
// that counts.
export const VISITOR_ARGS = [
	...CHROMIUM_ARGS,
	'--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding'
];

type Fixtures = {
	/** A page of the site's; another origin for every test, so that none finds what another stored. */
	at: (path: string) => string;
};

type Options = {
	widget?: Partial<SiteWidget>;
	/** The address that conversations for people go to; asked for once, before the edge starts. */
	webhook?: () => Promise<string>;
	/** The edge's further variables; asked for once, before it starts. */
	env?: () => Promise<Record<string, string>>;
	/** False: there is no model to download. `doubted`: one that is never sure enough of its answer. */
	starter?: boolean | 'doubted';
	others?: OtherSites;
	/** Adds files to the build, and says what of the set-up follows from them. */
	prepare?: (build: string, hosts: Hosts) => Promise<Partial<SiteWidget>>;
};

/** A `test` of the widget on a site that is set up so, at an edge of its own. */
export function widgetTest({
	widget,
	webhook,
	env,
	starter = true,
	others,
	prepare
}: Options = {}) {
	let used = 0;
	return base.extend<Fixtures, { stage: Stage; visitor: BrowserContext }>({
		stage: [
			async ({ assets }, use) => {
				if (assets !== '') throw new Error('The build of the run is used.');
				const hosts = await startHosts();
				const model = scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 });
				const build = await buildWithStarter(model, starter === 'doubted' ? doubted(model) : {});
				if (!starter) await rm(join(build.folder, 'models', 'starter'), { recursive: true });
				const setUp = webhook
					? { ...SITE_WIDGET, ...widget, handoff: { kind: 'webhook', url: await webhook() } }
					: prepare
						? { ...SITE_WIDGET, ...widget, ...(await prepare(build.folder, hosts)) }
						: widget;
				const edge = await serve({
					assets: build.folder,
					env: { UNDERSTUDY_SITES: sitesFor(hosts.origins, setUp, others), ...(await env?.()) }
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
				const context = await chromium.launchPersistentContext(profile, {
					executablePath: findChromium(),
					args: VISITOR_ARGS,
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
/** Holds the chat. */
export const frame = (page: Page): Locator => element(page).locator('iframe');
export const panel = (page: Page): Locator => element(page).locator('dialog');
export const closeButton = (page: Page): Locator => element(page).locator('.close');
export const chat = (page: Page): FrameLocator => page.frameLocator('understudy-chat iframe');
export const box = (page: Page): Locator => chat(page).getByRole('textbox', { name: 'Message' });
export const answers = (page: Page): Locator =>
	chat(page).locator('article[data-role="assistant"]');
/** Until the chat is there as far as it may be, also in a panel that is closed. */
export const isThere = (page: Page): Promise<void> =>
	chat(page).locator('main[data-phase="shown"]').waitFor({ state: 'attached' });

/** Waits until so many of what is meant are in the chat's frame; looks as often as chat.ts does. */
async function frameHas(page: Page, selector: string, count: number): Promise<void> {
	const holder = await page.locator('understudy-chat iframe').elementHandle();
	const frame = await holder?.contentFrame();
	await frame?.waitForFunction(
		([selector, count]) => document.querySelectorAll(selector).length >= count,
		[selector, count] as const,
		OFTEN
	);
}

/** Opens the page and the chat on it, as far as the greeting. */
export async function openWidget(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await launcher(page).click();
	await frameHas(page, 'textarea', 1);
	await box(page).waitFor({ timeout: 120_000 });
}

/** Asks in the chat, and waits for the whole answer. */
export async function askWidget(page: Page, text: string): Promise<void> {
	const complete = 'article[data-role="assistant"][data-status="done"]';
	const before = await answers(page).count();
	const completeBefore = await chat(page).locator(complete).count();
	await box(page).fill(text);
	await box(page).press('Enter');
	await frameHas(page, complete, completeBefore + 1);
	await answers(page)
		.nth(before)
		.and(chat(page).locator('[data-status="done"]'))
		.waitFor({ timeout: 120_000 });
}

/** That it answers, as its starter says everything. */
export async function itAnswers(page: Page): Promise<void> {
	await askWidget(page, 'capital of norway');
	await expect(answers(page).first()).toContainText('Oslo.');
}

/** Opens the page and the chat on it, which the page hears of from now on, and has it answer once. */
export async function answersOn(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await listen(page);
	await launcher(page).click();
	await itAnswers(page);
}

/** That a page hears of a chat which never came, on a clock that is installed, as does whoever opened it. */
export async function isToldOfSilence(page: Page): Promise<void> {
	await expect
		.poll(async () => {
			await page.clock.fastForward(5_000);
			return (await told(page)).map(({ name }) => name);
		})
		.toEqual(['open', 'error']);
	await expect(element(page).getByText(/^The chat could not be loaded\./)).toBeVisible();
}

/** That a page which isolates itself holds the chat, whose frame is isolated too. */
export async function isolatedPageTakesIt(page: Page, url: string): Promise<void> {
	await openWidget(page, url);
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	await itAnswers(page);
	const inside = chat(page).locator('html');
	expect(await inside.evaluate(() => crossOriginIsolated)).toBe(true);
}

/** Notes how the page's content is shifted from now on, and before; what it noted is given by the function. */
export async function watchShifts(page: Page): Promise<() => Promise<number[]>> {
	await page.evaluate(() => {
		const shifts: number[] = [];
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
		}).observe({ type: 'layout-shift', buffered: true });
	});
	return () => page.evaluate(() => Reflect.get(window, 'shifts') as number[]);
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
