// What a page must be whatever it shows: without a fault that axe finds, and no wider than its window.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Fails with the rule and the element of each fault; `state` is where the app is. */
export async function isAccessible(
	page: Page,
	state: string,
	/** Axe's rules, by their tags or by name; all of them when absent. */
	only?: { tags: string[] } | { rules: string[] }
): Promise<void> {
	const axe = new AxeBuilder({ page });
	if (only) void ('tags' in only ? axe.withTags(only.tags) : axe.withRules(only.rules));
	const { violations } = await axe.analyze();
	const found = violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`)
	);
	expect(found, state).toEqual([]);
}

/** One page in light, then in dark. Without motion, so that no colour is caught between the two. */
export async function inLightAndDark(
	page: Page,
	check: (colorScheme: 'light' | 'dark') => Promise<void>
): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.evaluate(arePainted);
		await check(colorScheme);
	}
}

/** Until new colours are on screen: without motion a transition still takes a frame. Runs in the page. */
async function arePainted(): Promise<void> {
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	await frame();
	await frame();
	const ending = document
		.getAnimations()
		.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
	await Promise.allSettled(ending.map(({ finished }) => finished));
}

export async function fitsItsWidth(page: Page, state: string): Promise<void> {
	for (const box of [page.locator('html'), page.locator('main')]) {
		const sideways = await box.evaluate((element) => element.scrollWidth - element.clientWidth);
		expect(sideways, `${state}: nothing scrolls sideways`).toBe(0);
	}
}
