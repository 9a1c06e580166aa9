// Every state of the widget one after the other, with axe looking at each: the page, the element's shadow
// root and the frame in it.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';
import { askWidget, box, chat, launcher } from './widget.ts';

/** `at` gives addresses of a site's pages. Fails with what axe found, and in which state. */
export async function isAccessibleThroughout(
	page: Page,
	at: (path: string) => string
): Promise<void> {
	await page.goto(at('/plain'));
	await expect(launcher(page)).toBeVisible();
	await isAccessible(page, 'closed');
	await launcher(page).click();
	await box(page).waitFor();
	await isAccessible(page, 'greeting');
	await askWidget(page, 'capital of norway');
	await isAccessible(page, 'answered');
	await chat(page).getByRole('button', { name: 'Details of this answer' }).click();
	await isAccessible(page, 'receipt');
	await page.keyboard.press('Escape');
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await isAccessible(page, 'menu');
	await chat(page).getByRole('menuitem', { name: 'Ask a person' }).click();
	await chat(page).getByRole('dialog', { name: 'Ask a person' }).waitFor();
	await isAccessible(page, 'a person');
	await page.keyboard.press('Escape');
	await page.setViewportSize({ width: 360, height: 740 });
	await isAccessible(page, 'small screen');
	await page.goto(at('/rtl'));
	await launcher(page).click();
	await box(page).waitFor();
	await isAccessible(page, 'right to left');
	await page.goto(at('/inline'));
	await isAccessible(page, 'in the page, before it begins');
}

async function isAccessible(page: Page, state: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const found = violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary ?? ''}`)
	);
	expect(found, state).toEqual([]);
}
