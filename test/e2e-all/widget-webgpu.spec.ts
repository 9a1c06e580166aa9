// The widget's model on WebGPU: a frame of another site is given the graphics processor as the app is. On the
// software adapter of webgpu-f16, where a person's choice has to ask for it: measured, the processor is faster.

import { chromium } from '@playwright/test';
import { expect } from '../support/test.ts';
import { answers, askWidget, chat, openWidget, test, VISITOR_ARGS } from '../support/widget.ts';
import { f16Browser } from '../support/webgpu-f16/browser.ts';

test('in a site’s frame the model runs on WebGPU, and the receipt says so', async ({ at }) => {
	test.setTimeout(240_000);
	const browser = await f16Browser();
	test.skip('missing' in browser, 'missing' in browser ? browser.missing : '');
	if ('missing' in browser) return;
	const context = await chromium.launchPersistentContext('', {
		executablePath: browser.executablePath,
		args: [...VISITOR_ARGS, ...browser.args],
		locale: 'en-GB'
	});
	try {
		// As the settings keep what was chosen and is not stored yet.
		await context.addInitScript(() =>
			localStorage.setItem('understudy-unsaved:backend', JSON.stringify(['webgpu', Date.now()]))
		);
		const page = await context.newPage();
		await openWidget(page, at('/plain'));
		await askWidget(page, 'capital of norway');
		const answer = answers(page).first();
		await expect(answer).toHaveAttribute('data-status', 'done', { timeout: 180_000 });
		await expect(answer).toContainText('Oslo.');
		await answer.getByRole('button', { name: 'Details of this answer' }).click();
		const receipt = chat(page).getByRole('dialog', { name: 'Who answered, and how' });
		await expect(receipt).toContainText('on the graphics processor');
		await expect(receipt).toContainText(/Left this device\s*nothing/);
	} finally {
		await context.close();
	}
});
