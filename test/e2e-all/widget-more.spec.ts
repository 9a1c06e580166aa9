// What the widget also does, slower than a run of every change can wait for: every state in the dark under
// axe, the other kind of isolated page, and an element that a page moves about.

import { expect } from '../support/test.ts';
import {
	answers,
	askWidget,
	element,
	isolatedPageTakesIt,
	launcher,
	openWidget,
	panel,
	test
} from '../support/widget.ts';
import { isAccessibleThroughout } from '../support/widget-states.ts';

test('axe finds nothing in any state in the dark', async ({ at, page }) => {
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await isAccessibleThroughout(page, at);
});

test('a page isolated by leaving credentials out takes it too', async ({ at, page }) => {
	await isolatedPageTakesIt(page, at('/credentialless'));
});

test('an element that is moved in the page goes on with its conversation', async ({ at, page }) => {
	await openWidget(page, at('/plain'));
	await askWidget(page, 'capital of norway');
	await element(page).evaluate((node) => document.querySelector('main')?.append(node));
	await expect(panel(page)).toBeHidden();
	await launcher(page).click();
	await expect(answers(page).first()).toContainText('Oslo.');
});
