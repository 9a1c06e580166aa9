// What a visit to a host page comes to, read in the page from the browser's own observers: the largest paint,
// layout shifts and the slowest interaction, as web.dev defines LCP, CLS and INP (with few interactions INP
// is the slowest one). And, in a visit of its own, what it takes from the click to a box one can write in.

import type { Browser, Locator, Page, Response } from '@playwright/test';
import type { Chat, Host } from './pages.ts';

export type Vitals = {
	lcpMs: number;
	/** Layout shifts that no interaction explains, summed in windows of at most 5 s. */
	cls: number;
	/** Null where the browser saw no interaction of 16 ms or more. */
	inpMs: number | null;
	/** Bytes of the scripts and styles that came, not compressed. */
	scriptBytes: number;
};

/** As many as a visitor might; each is waited for. */
const INTERACTIONS = 5;
/** After the page's load event, for what a chat does once it is there. */
const SETTLED_MS = 1500;
const PATIENCE_MS = 60_000;

/** Notes what the observers say, from before the page's first byte. */
const OBSERVE = `
	window.vitals = { lcp: 0, shifts: [], interactions: new Map() };
	new PerformanceObserver((list) => { for (const one of list.getEntries()) window.vitals.lcp = one.startTime; })
		.observe({ type: 'largest-contentful-paint', buffered: true });
	new PerformanceObserver((list) => { for (const { value, startTime, hadRecentInput } of list.getEntries())
		if (!hadRecentInput) window.vitals.shifts.push({ value, startTime }); })
		.observe({ type: 'layout-shift', buffered: true });
	new PerformanceObserver((list) => { for (const { interactionId, duration } of list.getEntries())
		if (interactionId) window.vitals.interactions.set(interactionId,
			Math.max(duration, window.vitals.interactions.get(interactionId) ?? 0)); })
		.observe({ type: 'event', buffered: true, durationThreshold: 16 });
`;

type Noted = {
	lcp: number;
	shifts: { value: number; startTime: number }[];
	slowest: number | null;
};

/** A first visit, in a context of its own, in which the host's own control is used and nothing else. */
export async function visit(browser: Browser, url: string, host: Host): Promise<Vitals> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	try {
		const page = await context.newPage();
		await page.addInitScript(OBSERVE);
		// Another origin's sizes are not told to the page.
		const scripts: Response[] = [];
		page.on('response', (response) => {
			if (['script', 'stylesheet'].includes(response.request().resourceType()))
				scripts.push(response);
		});
		await page.goto(url, { waitUntil: 'load' });
		await page.waitForTimeout(SETTLED_MS);
		const own = page.locator('#own');
		if (host === 'form') await own.pressSequentially('hello', { delay: 60 });
		else for (let i = 0; i < INTERACTIONS; i++) await own.click();
		// Two frames, so that the last interaction was painted and observed.
		const noted = await page.evaluate(async () => {
			for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
			await new Promise((resolve) => setTimeout(resolve, 200));
			const { lcp, shifts, interactions } = Reflect.get(window, 'vitals') as {
				lcp: number;
				shifts: { value: number; startTime: number }[];
				interactions: Map<number, number>;
			};
			const slowest = interactions.size === 0 ? null : Math.max(...interactions.values());
			return { lcp, shifts, slowest } satisfies Noted;
		});
		return {
			lcpMs: noted.lcp,
			cls: worstWindow(noted.shifts),
			inpMs: noted.slowest,
			scriptBytes: (await Promise.all(scripts.map((one) => one.body()))).reduce(
				(sum, { length }) => sum + length,
				0
			)
		};
	} finally {
		await context.close();
	}
}

/** The largest sum of shifts less than 1 s apart within 5 s. */
export function worstWindow(shifts: readonly { value: number; startTime: number }[]): number {
	let worst = 0;
	let sum = 0;
	let first = 0;
	let last = Number.NEGATIVE_INFINITY;
	for (const { value, startTime } of shifts) {
		if (startTime - last > 1000 || startTime - first > 5000) {
			sum = 0;
			first = startTime;
		}
		sum += value;
		last = startTime;
		worst = Math.max(worst, sum);
	}
	return worst;
}

export type Begun = {
	/** From the click on the button to a box that takes the keys. */
	ms: number;
	/** What was asked for between the two, and the bytes of it that came, not compressed. */
	requests: number;
	bytes: number;
};

/**
 * From the click on the button to a box that takes the keys, nothing of the chat cached. `pointed`: the
 * pointer came to the button so long before the click.
 */
export async function clickToUsable(
	browser: Browser,
	url: string,
	chat: Exclude<Chat, 'none'>,
	pointed: number | null = null
): Promise<Begun> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	try {
		const page = await context.newPage();
		await page.goto(url, { waitUntil: 'load' });
		const { begin, box } = partsOf(page, chat);
		await begin.waitFor({ timeout: PATIENCE_MS });
		if (pointed !== null) {
			await begin.hover();
			await page.waitForTimeout(pointed);
		}
		const came: Response[] = [];
		page.on('response', (response) => came.push(response));
		const startedMs = performance.now();
		await begin.click();
		await box.waitFor({ timeout: PATIENCE_MS });
		await box.click();
		await page.keyboard.type('h');
		const ms = performance.now() - startedMs;
		const all = came.slice();
		const sizes = await Promise.all(
			all.map(async (one) => (await one.body().catch(() => null))?.length ?? 0)
		);
		return { ms, requests: all.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
	} finally {
		await context.close();
	}
}

function partsOf(page: Page, chat: Exclude<Chat, 'none'>): { begin: Locator; box: Locator } {
	switch (chat) {
		case 'understudy':
		case 'understudy-tag':
			return {
				begin: page.locator('understudy-chat .launcher'),
				box: page.frameLocator('understudy-chat iframe').getByRole('textbox', { name: 'Message' })
			};
		case 'deep-chat':
			return { begin: page.locator('#begin'), box: page.locator('deep-chat #text-input') };
		case 'n8n':
			return {
				begin: page.locator('.chat-window-toggle'),
				box: page.locator('.chat-inputs textarea')
			};
		default:
			return chat satisfies never;
	}
}
