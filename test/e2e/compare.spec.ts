// The comparison page on the built app with a real engine: the base beside an adapter of the person's own at
// two strengths, beside mixes of two adapters and beside another model, stopped, voted on, put together and kept
// in a conversation; and the starter as it ships beside two of its specialists.

import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { answers, chatTest, openChat, questions, setLongestAnswer } from '../support/chat-page.ts';
import { openChat as openShipped, storedMessages } from '../support/chat.ts';
import { openingLora, scriptedLlama } from '../support/random-gguf.ts';
import { expect, test as shipped } from '../support/test.ts';

const base = () => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 });
const test = chatTest(base);
// Has no end: it goes on until it is stopped.
const endless = chatTest(() => scriptedLlama('Abc. ', { contextTokens: 4096 }));

const who = (page: Page): Locator => page.getByRole('list', { name: 'Who answers' });
const columns = (page: Page): Locator =>
	page.getByRole('list', { name: 'Answers', exact: true }).locator('> li');
const column = (page: Page, name: string): Locator =>
	page
		.getByRole('list', { name: 'Answers', exact: true })
		.getByRole('listitem', { name, exact: true });

/** An adapter that makes the base's answer begin with another letter of it, off for the chat. */
async function addAdapter(page: Page, letter = 'l') {
	const model = base();
	const baseSha256 = createHash('sha256').update(model.bytes).digest('hex');
	if (!page.url().endsWith('/models')) await openChat(page, '/models');
	await page
		.getByLabel('Choose files')
		.locator('input')
		.setInputFiles({
			name: `begins-with-${letter}.gguf`,
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(openingLora(model, letter, { baseSha256 }))
		});
	const toggle = page.getByRole('switch', { name: `Use Begins with ${letter}` });
	await toggle.click({ timeout: 60_000 });
	await expect(toggle).not.toBeChecked();
}

const SCREENS = [
	['light', 360],
	['dark', 360],
	['light', 1440],
	['dark', 1440]
] as const;

async function addModel(page: Page) {
	await page
		.getByLabel('Choose files')
		.locator('input')
		.setInputFiles({
			name: 'rome.gguf',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(scriptedLlama('Rome.', { ends: true, seed: 5 }).bytes)
		});
	await expect(
		page.getByRole('list', { name: 'All models' }).getByText('added by you')
	).toBeVisible({ timeout: 60_000 });
}

async function openCompare(page: Page) {
	await page.getByRole('link', { name: 'Compare models side by side' }).click();
	await expect(who(page).getByRole('listitem').first()).toBeVisible();
}

async function addContestant(page: Page, model: string, adapter?: string, scale?: string) {
	await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: model });
	if (adapter) await page.getByRole('combobox', { name: 'With' }).selectOption({ label: adapter });
	if (scale) {
		const slider = page.getByRole('slider', { name: 'Strength' });
		await slider.fill(scale);
		await expect(slider).toHaveValue(scale);
	}
	await page.getByRole('button', { name: 'Add to the comparison' }).click();
}

test('the base, an adapter at two strengths and another model answer one question side by side', async ({
	page
}) => {
	test.setTimeout(400_000);
	await addAdapter(page);
	await addModel(page);
	await openCompare(page);
	// To begin with: the model that answers, alone and with its adapter.
	await expect(who(page).getByRole('listitem')).toHaveText([
		/Test starter, alone/,
		/Test starter, Begins with l/
	]);
	await addContestant(page, 'Test starter', 'Begins with l', '0.05');
	await addContestant(page, 'test');
	await addContestant(page, 'test');
	await expect(page.getByText('It takes part already.')).toBeVisible();
	await expect(who(page).getByRole('listitem')).toHaveCount(4);
	await page.getByRole('textbox', { name: 'Question' }).fill('capital of norway');
	await page.getByRole('button', { name: 'Compare' }).click();
	for (const at of [0, 1, 2, 3])
		await expect(columns(page).nth(at)).toHaveAttribute('data-state', 'ended', {
			timeout: 120_000
		});
	await expect(column(page, 'Test starter, alone')).toContainText('Oslo.');
	// The adapter begins with its letter; so weak that it changes nothing; and the chat's model is as it was.
	await expect(column(page, 'Test starter, Begins with l').locator('.text')).toHaveText('lo.');
	await expect(column(page, 'Test starter, Begins with l at 0.05').locator('.text')).toHaveText(
		'Oslo.'
	);
	await expect(column(page, 'test, alone').locator('.text')).toHaveText('Rome.');
	for (const at of [0, 1, 2, 3]) {
		await expect(columns(page).nth(at)).toContainText(/\d+% ?, not calibrated/);
		await expect(columns(page).nth(at)).toContainText(/first word after/);
		await expect(columns(page).nth(at)).toContainText(/\d+ written/);
	}

	await page.getByRole('button', { name: 'The best is test, alone' }).click();
	const tally = page.getByRole('table', { name: 'Your votes so far' });
	await expect(tally.getByRole('row', { name: /^test, alone/ })).toContainText('1');
	await page.reload();
	await expect(who(page).getByRole('listitem').first()).toBeVisible({ timeout: 120_000 });

	await openChat(page);
	await page.getByRole('textbox', { name: 'Message' }).fill('capital of norway');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(answers(page).last()).toContainText('Oslo.', { timeout: 60_000 });
});

/** Moves the slider of one adapter of a mix by keys alone. */
async function pressStrength(page: Page, adapter: string, key: string, value: string) {
	const slider = page.getByRole('slider', { name: `Strength of ${adapter}`, exact: true });
	await slider.focus();
	while ((await slider.inputValue()) !== value) await page.keyboard.press(key);
}

test('the base, an adapter and mixes of two answer one question, each mix by its strengths', async ({
	page
}) => {
	test.setTimeout(400_000);
	await addAdapter(page, 's');
	await addAdapter(page, 'l');
	await openCompare(page);
	await page.getByRole('button', { name: /^Remove Test starter, Begins/ }).click();
	await addContestant(page, 'Test starter', 'Begins with s');

	// By keys: another adapter joins, and whoever mixed it in goes on with which one it is.
	await page.getByRole('button', { name: 'Mix in another adapter' }).focus();
	await page.keyboard.press('Enter');
	const other = page.getByRole('combobox', { name: 'Mixed with' });
	await expect(other).toBeFocused();
	await expect(other.locator('option')).toHaveText(['Begins with l']);
	await expect(page.getByText('its confidence is not calibrated')).toBeVisible();
	await pressStrength(page, 'Begins with s', 'ArrowLeft', '0.5');
	const add = page.getByRole('button', { name: 'Add to the comparison' });
	await add.focus();
	await page.keyboard.press('Enter');
	await pressStrength(page, 'Begins with s', 'ArrowRight', '1');
	await pressStrength(page, 'Begins with l', 'ArrowLeft', '0.5');
	await add.click();
	await add.click();
	await expect(page.getByText('It takes part already.')).toBeVisible();
	const names = [
		'Test starter, alone',
		'Test starter, Begins with s',
		'Test starter, Begins with s at 0.5 + Begins with l at 1',
		'Test starter, Begins with s at 1 + Begins with l at 0.5'
	];
	await expect(who(page).getByRole('listitem')).toHaveText(names);
	for (const [colorScheme, width] of SCREENS) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 900 });
		await isAccessible(page, `a mix is put together, ${colorScheme}, ${width} px`);
		await fitsItsWidth(page, `a mix is put together, ${colorScheme}, ${width} px`);
	}

	await page.getByRole('textbox', { name: 'Question' }).fill('capital of norway');
	await page.getByRole('button', { name: 'Compare' }).click();
	// Whichever letter is pushed harder begins the answer.
	for (const [at, text] of ['Oslo.', 'slo.', 'lo.', 'slo.'].entries()) {
		await expect(columns(page).nth(at)).toHaveAttribute('data-state', 'ended', {
			timeout: 120_000
		});
		await expect(column(page, names[at]!).locator('.text')).toHaveText(text);
	}
	await expect(column(page, names[2]!)).toContainText(/\d+% ?, not calibrated/);
	await page.getByRole('button', { name: `The best is ${names[2]}` }).click();
	const tally = page.getByRole('table', { name: 'Your votes so far' });
	await expect(tally.getByRole('row').nth(1)).toHaveAccessibleName(
		new RegExp(`^${names[2]!.replace('+', '.')}`)
	);

	await page.getByRole('button', { name: 'Take Begins with l out of the mix' }).click();
	await expect(page.getByRole('combobox', { name: 'With', exact: true })).toBeFocused();
	await expect(other).toHaveCount(0);
});

test('an answer, and parts of two put together and changed, are kept in conversations', async ({
	page
}) => {
	test.setTimeout(300_000);
	await addAdapter(page);
	await openCompare(page);
	await page.getByRole('textbox', { name: 'Question' }).fill('capital of norway');
	await page.getByRole('button', { name: 'Compare' }).click();
	for (const at of [0, 1])
		await expect(columns(page).nth(at)).toHaveAttribute('data-state', 'ended', {
			timeout: 120_000
		});
	await page.getByRole('button', { name: 'The best is Test starter, alone' }).click();
	await page.getByRole('button', { name: 'Keep this answer: Test starter, alone' }).click();
	await expect(page.getByText('Kept in a conversation.')).toBeVisible();
	for (const [at, name] of ['Test starter, Begins with l', 'Test starter, alone'].entries()) {
		await column(page, name).getByText('Choose parts').click();
		await column(page, name).getByRole('checkbox').check();
		await expect(page.getByRole('textbox', { name: 'Put together' })).toHaveValue(
			['lo.', 'lo.\n\nOslo.'][at]!
		);
	}
	await page.getByRole('textbox', { name: 'Put together' }).fill('Oslo, of course.');
	await page
		.getByRole('combobox', { name: 'Where to' })
		.selectOption({ label: 'capital of norway' });
	await page.getByRole('button', { name: 'Keep what was put together' }).click();
	await expect.poll(async () => (await storedMessages(page)).length).toBe(4);
	await page.getByRole('button', { name: 'Open it' }).first().click();
	await expect(questions(page)).toHaveCount(2, { timeout: 60_000 });
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).last()).toContainText('Oslo, of course.');
	const stored = await storedMessages(page);
	expect(stored.map(({ feedback }) => feedback)).toEqual([undefined, 'up', undefined, undefined]);
	expect(stored[3]!.receipt!.reason).toContain('You put this together from 2 answers');
});

endless(
	'one answer is stopped alone, the next begins, and all can be stopped',
	async ({ page }) => {
		endless.setTimeout(300_000);
		await setLongestAnswer(page, 4000);
		await openChat(page, '/models');
		await page
			.getByLabel('Choose files')
			.locator('input')
			.setInputFiles({
				name: 'xyz.gguf',
				mimeType: 'application/octet-stream',
				buffer: Buffer.from(scriptedLlama('Xyz. ', { contextTokens: 4096, seed: 5 }).bytes)
			});
		await expect(page.getByText('added by you')).toBeVisible({ timeout: 60_000 });
		await openCompare(page);
		await addContestant(page, 'test');
		await page.getByRole('textbox', { name: 'Question' }).fill('go on');
		await page.getByRole('button', { name: 'Compare' }).click();
		await expect(columns(page).first()).toContainText('Abc.', { timeout: 120_000 });
		await expect(columns(page).nth(1)).toContainText('Waits for its turn');
		await page.setViewportSize({ width: 360, height: 900 });
		await isAccessible(page, 'while it is written');
		await fitsItsWidth(page, 'while it is written');
		await page.getByRole('button', { name: 'Stop Test starter, alone' }).click();
		await expect(columns(page).first()).toContainText('Stopped before its end.');
		await expect(columns(page).nth(1)).toContainText('Xyz.', { timeout: 120_000 });
		await page.getByRole('button', { name: 'Stop all' }).click();
		await expect(columns(page).nth(1)).toContainText('Stopped before its end.');
		for (const [colorScheme, width] of [
			['light', 360],
			['dark', 1440]
		] as const) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			await isAccessible(page, `a comparison, ${colorScheme}, ${width} px`);
			await fitsItsWidth(page, `a comparison, ${colorScheme}, ${width} px`);
		}
	}
);

shipped(
	'the starter and two of its specialists answer one question, each as in the chat and each calibrated',
	async ({ page }) => {
		shipped.setTimeout(300_000);
		await openShipped(page, '/models');
		await openCompare(page);
		const first = who(page).getByRole('listitem').first();
		await expect(first).toContainText(/, alone/);
		const model = (await first.innerText()).split(',')[0]!.trim();
		const others = who(page).getByRole('button', { name: /^Remove/ });
		while ((await who(page).getByRole('listitem').count()) > 1) await others.last().click();
		const field = page.getByRole('combobox', { name: 'With' });
		const label = async (id: RegExp) =>
			(await field.locator('option').allInnerTexts()).find((text) => id.test(text))!;
		const maths = await label(/maths/i);
		const code = await label(/code|program/i);
		await addContestant(page, model, maths);
		await addContestant(page, model, code);
		await expect(who(page).getByRole('listitem')).toHaveCount(3);
		await page.getByRole('textbox', { name: 'Question' }).fill('What is 347 times 28?');
		await page.getByRole('button', { name: 'Compare' }).click();
		for (const at of [0, 1, 2]) {
			await expect(columns(page).nth(at)).toHaveAttribute('data-state', 'ended', {
				timeout: 120_000
			});
			await expect(columns(page).nth(at).locator('.text')).not.toBeEmpty();
			// Only what is not calibrated says so.
			await expect(columns(page).nth(at)).toContainText(/Confidence\s*\d+%/);
			await expect(columns(page).nth(at)).not.toContainText('not calibrated');
		}
		const said = await columns(page).locator('.text').allInnerTexts();
		expect(new Set(said).size, said.join(' | ')).toBeGreaterThan(1);

		// The specialist wrote what it writes when it is named in the chat: nothing of the others stayed behind.
		await page.getByRole('button', { name: /^Keep this answer: .*maths/i }).click();
		await expect(page.getByText('Kept in a conversation.')).toBeVisible();
		const [, kept] = await storedMessages(page);
		expect(kept).toMatchObject({ source: 'modifier:math' });
		await openShipped(page);
		await page.getByRole('button', { name: /^How answers are made/ }).click();
		await page.getByRole('menuitemradio', { name: 'Maths specialist', exact: true }).click();
		await page.getByRole('textbox', { name: 'Message' }).fill('What is 347 times 28?');
		await page.getByRole('button', { name: 'Send' }).click();
		await expect
			.poll(async () => (await storedMessages(page)).filter(({ source }) => source).length, {
				timeout: 60_000
			})
			.toBe(2);
		await expect
			.poll(async () => {
				const answers = (await storedMessages(page)).filter(({ role }) => role === 'assistant');
				return new Set(answers.map(({ parts }) => JSON.stringify(parts))).size;
			})
			.toBe(1);
	}
);
