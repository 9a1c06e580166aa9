// The settings page on the built app: every choice takes effect and is kept; its page, and the first run, by whoever
// sees them first. What is backed up, brought in and erased there is settings-data.spec.ts.

import { fitsItsWidth, inLightAndDark, isAccessible } from '../support/accessible.ts';
import { box, chatTest, openSettings } from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

test('a choice takes effect at once and is kept', async ({ page }) => {
	await openSettings(page);
	await page.getByRole('radio', { name: 'Dark' }).check();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.getByRole('switch', { name: 'Enter sends the message' }).uncheck();
	await page.getByRole('switch', { name: 'Show figures under answers' }).uncheck();
	await page.getByRole('slider', { name: 'Temperature' }).fill('0.7');
	await page.getByRole('slider', { name: 'Top-p' }).fill('0.5');
	const prompt = page.getByRole('textbox', { name: 'Instructions for new conversations' });
	await prompt.fill('Answer briefly.');
	await prompt.press('Tab');
	await page.getByRole('radio', { name: 'Local only' }).check();
	await page
		.getByRole('combobox', { name: 'Where the model runs' })
		.selectOption('Processor, one thread');
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(page.getByRole('switch', { name: 'Enter sends the message' })).not.toBeChecked();
	await expect(page.getByRole('switch', { name: 'Show figures under answers' })).not.toBeChecked();
	await expect(page.getByRole('slider', { name: 'Temperature' })).toHaveValue('0.7');
	await expect(page.getByRole('slider', { name: 'Top-p' })).toHaveValue('0.5');
	await expect(prompt).toHaveValue('Answer briefly.');
	await expect(page.getByRole('radio', { name: 'Local only' })).toBeChecked();
	await expect(page.getByRole('combobox', { name: 'Where the model runs' })).toHaveValue(
		'wasm-single'
	);
	await page.getByRole('button', { name: 'Back to the defaults' }).click();
	await expect(page.getByRole('slider', { name: 'Temperature' })).toHaveValue('0');
});

test('what is changed before the storage has opened is there after a reload', async ({ page }) => {
	// The first page never gets that far.
	await page.addInitScript(() => {
		if (sessionStorage.getItem('opens')) return;
		sessionStorage.setItem('opens', 'yes');
		const { open } = IDBFactory.prototype;
		IDBFactory.prototype.open = function (...asked) {
			if (asked[0] !== 'understudy') return open.apply(this, asked);
			const request = open.call(this, 'opened in vain');
			for (const event of ['upgradeneeded', 'success'])
				request.addEventListener(event, (told) => told.stopImmediatePropagation());
			return request;
		};
	});
	await page.goto('/settings');
	await expect(page.getByRole('region', { name: 'Your data' }).getByRole('status')).toBeVisible();
	const theme = page.locator('html');
	await expect(async () => {
		await page.getByRole('radio', { name: 'Dark' }).check();
		await expect(theme).toHaveAttribute('data-theme', 'dark', { timeout: 1000 });
	}).toPass();
	const prompt = page.getByRole('textbox', { name: 'Instructions for new conversations' });
	await prompt.fill('Answer briefly.');
	await prompt.press('Tab');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Back up everything' })).toBeVisible();
	await expect(theme).toHaveAttribute('data-theme', 'dark');
	await expect(prompt).toHaveValue('Answer briefly.');
	await expect
		.poll(() => page.evaluate(() => Object.keys(localStorage)))
		.toEqual(['understudy-boot']);
});

test('what is being typed stays while another setting changes', async ({ page }) => {
	await openSettings(page);
	const prompt = page.getByRole('textbox', { name: 'Instructions for new conversations' });
	await prompt.fill('Answer briefly.');
	// Changed without taking the focus, as another tab does.
	await page.getByRole('radio', { name: 'Dark' }).evaluate((radio: HTMLElement) => radio.click());
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(prompt).toHaveValue('Answer briefly.');
	await prompt.press('Tab');
	await page.reload();
	await expect(prompt).toHaveValue('Answer briefly.');
});

test('a longest answer that cannot be is refused with a sentence, and the old one stays', async ({
	page
}) => {
	await openSettings(page);
	const field = page.getByRole('textbox', { name: 'Longest answer' });
	for (const wrong of ['15', '8193', '1.5', 'many', '']) {
		await field.fill(wrong);
		await field.press('Tab');
		await expect(page.getByRole('alert')).toHaveText('Write a whole number from 16 to 8,192.');
	}
	await page.reload();
	await expect(field).toHaveValue('512');
});

test('the language changes at once, is kept, and can be changed back', async ({ page }) => {
	await openSettings(page);
	await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
	await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Alles sichern' })).toBeVisible();
	await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
	await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
});

test('a question mark opens the shortcuts until single keys are turned off', async ({ page }) => {
	await openSettings(page);
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	const away = page.getByRole('heading', { name: 'Settings', exact: true });
	await away.click();
	await page.keyboard.press('?');
	await expect(sheet.getByText('?', { exact: true })).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('switch', { name: 'Shortcuts of a single key' }).uncheck();
	await away.click();
	await page.keyboard.press('?');
	await expect(sheet).toBeHidden();
	await page.keyboard.press('Control+/');
	await expect(sheet.getByText('This list')).toBeVisible();
	await expect(sheet.getByText('?', { exact: true })).toHaveCount(0);
});

for (const [path, name] of [
	['/settings', 'Settings'],
	['/help', 'How it works']
] as const)
	test(`${name} has no accessibility faults, nor sideways scrolling, light and dark`, async ({
		page
	}) => {
		await page.setViewportSize({ width: 360, height: 740 });
		await page.goto(path);
		await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
		if (path === '/settings')
			await expect(page.getByRole('button', { name: 'Back up everything' })).toBeVisible({
				timeout: 60_000
			});
		await inLightAndDark(page, async (colorScheme) => {
			await isAccessible(page, `${path}, ${colorScheme}`);
			await fitsItsWidth(page, `${path}, ${colorScheme}`);
		});
		if (path !== '/settings') return;
		await page.getByRole('button', { name: 'Erase everything' }).click();
		await expect(page.getByRole('dialog', { name: 'Erase everything?' })).toBeVisible();
		await inLightAndDark(page, (colorScheme) =>
			isAccessible(page, `the question before erasing, ${colorScheme}`)
		);
	});

test('the first run says what runs and what leaves, and is not in the way', async ({ page }) => {
	await page.goto('/');
	const welcome = page.getByRole('region', { name: 'Before the curtain rises' });
	await expect(welcome).toBeVisible();
	await expect(welcome).toContainText('What runs here');
	await expect(welcome).toContainText('What leaves this device');
	await box(page).fill('typed beside the introduction');
	await expect(box(page)).toHaveValue('typed beside the introduction');
	await expect(welcome.getByRole('button', { name: 'Try the starter' })).toBeVisible();
	await welcome.getByRole('button', { name: 'Close this introduction' }).click();
	await expect(welcome).toBeHidden();
	await page.reload();
	await expect(box(page)).toBeVisible();
	await expect(page.locator('main')).toHaveAttribute('data-ready', 'true', { timeout: 120_000 });
	await expect(welcome).toBeHidden();
});
