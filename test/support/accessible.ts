// What a page must be whatever it shows: without a fault that axe finds, and no wider than its window.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Fails with the rule and the element of each fault; `state` is where the app is. */
export async function isAccessible(
	page: Page,
	state: string,
	/** Axe's rules; all of them when absent. */
	tags?: string[]
): Promise<void> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (tags ? axe.withTags(tags) : axe).analyze();
	const found = violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`)
	);
	expect(found, state).toEqual([]);
}

export async function fitsItsWidth(page: Page, state: string): Promise<void> {
	for (const box of [page.locator('html'), page.locator('main')]) {
		const sideways = await box.evaluate((element) => element.scrollWidth - element.clientWidth);
		expect(sideways, `${state}: nothing scrolls sideways`).toBe(0);
	}
}
