// A calibration from the first question to the last on the built app, with the starter's own base as a model that
// nobody calibrated: in the background, a question first, and a reload in between. The parts of it that need no
// four hundred answers are in test/e2e/calibrate.spec.ts.

import { isAccessible } from '../support/accessible.ts';
import { addedRow, bareBase, latestReceipt, sureness, useFile } from '../support/calibration.ts';
import { answerIs, ask, waitUntilReady } from '../support/chat.ts';
import { expect, test } from '../support/test.ts';

test('a model nobody calibrated is calibrated on this device, around a question and a reload', async ({
	page
}) => {
	// Four hundred answers of a real model, on whatever processor there is.
	test.setTimeout(600_000);
	await useFile(page, bareBase().path);
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
	await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
	await expect(sureness(page).getByRole('progressbar')).toBeVisible();
	await expect(sureness(page)).toContainText(/[1-9]\d* of 400 questions\./);
	await isAccessible(page, 'calibrating');
	// It goes on behind another page; a question is answered meanwhile.
	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 20 + 30?');
	await answerIs(page, 'done');
	expect((await latestReceipt(page))?.calibration).toEqual({ by: 'guess' });

	await page.goto('/models');
	await waitUntilReady(page);
	await expect(sureness(page)).toContainText(/[1-9]\d* of 400 questions\./);
	await sureness(page).getByRole('button', { name: 'Go on calibrating' }).click();
	await expect(sureness(page)).toContainText('Calibrated on this device with 400 questions', {
		timeout: 480_000
	});
	await expect(addedRow(page)).toContainText('calibrated on this device');
	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 17 + 26?');
	await answerIs(page, 'done');
	await expect
		.poll(() => latestReceipt(page))
		.toMatchObject({ calibrated: true, calibration: { by: 'device', questions: 400 } });
});
