// A model without a calibration on the built app: the starter's own base, added from its file. It says that
// its confidence is a guess, this device measures it in the background, a reload loses nothing, and afterwards
// the receipt says who measured it. Most of its answers are those of an earlier visit here; all of them are
// asked for in test/e2e-all/calibrate-whole.spec.ts.

import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { MAP_INPUTS } from '../../src/contract/calibration.ts';
import type { DeviceCalibration } from '../../src/contract/device-calibration.ts';
import { uniform } from '../../src/contract/random.ts';
import { DEVICE_QUESTIONS } from '../../src/learn/calibrate-device.ts';
import { deviceQuestions } from '../../src/learn/device-questions.ts';
import { isAccessible } from '../support/accessible.ts';
import {
	activeCard,
	addedRow,
	bareBase,
	latestReceipt,
	sureness,
	useFile
} from '../support/calibration.ts';
import { answerIs, ask, storeLearnt, waitUntilReady } from '../support/chat.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect, test } from '../support/test.ts';

/** Answers of an earlier visit. */
const BEFORE = 380;
/** After so many looks the device begins to save its power; the questions are fewer than are left. */
const LOOKS = 10;
const PLUGGED_IN = 'test:plugged-in';

/** A device whose battery runs low while it calibrates, until it is plugged in and the page is loaded anew. */
async function onBattery(page: Page): Promise<void> {
	await page.addInitScript(
		([looks, pluggedIn]) => {
			let left = sessionStorage.getItem(pluggedIn) === null ? looks : Infinity;
			Object.defineProperty(navigator, 'connection', {
				value: {
					get saveData() {
						return left-- <= 0;
					}
				}
			});
		},
		[LOOKS, PLUGGED_IN] as const
	);
}

/** As an earlier visit left it: the surer, the likelier right. */
function begun(baseSha256: string): DeviceCalibration {
	const random = uniform(7);
	return {
		version: 1,
		baseSha256,
		answers: deviceQuestions(DEVICE_QUESTIONS)
			.slice(0, BEFORE)
			.map(({ id }) => {
				const sure = random();
				return { id, inputs: MAP_INPUTS.map(() => 4 * sure - 2), right: random() < sure };
			}),
		result: null
	};
}

const answeredSoFar = async (page: Page): Promise<number> =>
	Number(/(\d+) of 400 questions\./.exec((await sureness(page).textContent()) ?? '')?.[1]);

test('a calibration that was begun goes on where it was, around a question and a reload, and is then said', async ({
	page
}) => {
	await onBattery(page);
	const { path, baseSha256 } = bareBase();
	await useFile(page, path);
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
	await isAccessible(page, 'not calibrated');
	await storeLearnt(page, `calibration:${baseSha256}`, begun(baseSha256));

	await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
	// It asks the model itself, and stops when the battery runs low.
	const goOn = sureness(page).getByRole('button', { name: 'Go on calibrating' });
	await expect(goOn).toBeVisible({ timeout: 120_000 });
	const answered = await answeredSoFar(page);
	expect(answered).toBeGreaterThan(BEFORE);
	expect(answered).toBeLessThan(DEVICE_QUESTIONS);

	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 17 + 25?');
	await expect(await answerIs(page, 'done')).toContainText('(a careful guess)');
	expect((await latestReceipt(page))?.calibration).toEqual({ by: 'guess' });

	await page.evaluate((key) => sessionStorage.setItem(key, 'yes'), PLUGGED_IN);
	await page.goto('/models');
	await waitUntilReady(page);
	await expect(goOn).toBeVisible();
	expect(await answeredSoFar(page)).toBe(answered);
	await goOn.click();
	await expect(sureness(page)).toContainText('Calibrated on this device with 400 questions', {
		timeout: 120_000
	});
	await expect(addedRow(page)).toContainText('calibrated on this device');
	await isAccessible(page, 'calibrated');

	await page.getByRole('link', { name: 'Understudy', exact: true }).first().click();
	await ask(page, 'What is 17 + 26?');
	await expect(await answerIs(page, 'done')).toContainText(/\d+% sure|unsure, \d+%/);
	await expect
		.poll(() => latestReceipt(page))
		.toMatchObject({ calibrated: true, calibration: { by: 'device', questions: 400 } });
	await page.getByRole('button', { name: 'Details of this answer' }).last().click();
	await expect(page.getByRole('dialog', { name: 'Who answered, and how' })).toContainText(
		/\d+%, calibrated on this device, 400 questions, .*\d{4}/
	);
	await page.keyboard.press('Escape');

	await page.getByRole('link', { name: 'Models', exact: true }).first().click();
	await sureness(page).getByRole('button', { name: 'Delete the calibration' }).click();
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
});

test('a model of another base says that the starter’s specialists are not for it', async ({
	page
}, testInfo) => {
	const { bytes } = scriptedLlama('Oslo.', { ends: true, contextTokens: 512 });
	const path = testInfo.outputPath('other.gguf');
	writeFileSync(path, bytes);
	await useFile(page, path);
	await expect(activeCard(page)).toContainText(/Not for this model: the specialists for .*maths/);
});

test('a device that saves its data is not calibrated, and says why', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
	});
	await useFile(page, bareBase().path);
	await sureness(page).getByRole('button', { name: 'Calibrate on this device' }).click();
	await expect(page.getByText('This device saves its power now')).toBeVisible();
	await expect(sureness(page)).toContainText('Nobody has calibrated this model');
});
