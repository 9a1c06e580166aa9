// Dictation and reading aloud on the built app in a real Chromium: its microphone plays a sound of ours, and
// a generated model of Whisper's shape writes it down in the real runtime. That model's weights are random,
// so its words are noise: held are the way from the microphone to the message box, and that nothing
// leaves the device. The browser's own recogniser and voices are stand-ins of the test, as no test
// machine has any.

import type { Page } from '@playwright/test';
import { isAccessible } from '../support/accessible.ts';
import { CHROMIUM_ARGS, findChromium } from '../support/browser.ts';
import { answers, ask, box, chatTest, openChat, questions } from '../support/chat-page.ts';
import { keepsItsFiles } from '../support/kept-files.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { randomWhisper, WHISPER_SAYS } from '../support/random-whisper.ts';
import { hostRepository } from '../support/repository-host.ts';
import { spokenSound } from '../support/spoken-sound.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 }));

test.use({
	launchOptions: {
		executablePath: findChromium(),
		args: [
			...CHROMIUM_ARGS,
			'--use-fake-device-for-media-stream',
			`--use-file-for-fake-audio-capture=${spokenSound()}`
		]
	}
});

const microphone = (page: Page) => page.getByRole('button', { name: 'Dictate' });
const ending = (page: Page) => page.getByRole('button', { name: 'End dictating' });
const choices = (page: Page) => page.getByRole('dialog', { name: 'Dictation' });
const bar = (page: Page) => page.getByRole('region', { name: 'Dictation' });

/** Downloads the speech model in the dialog that is open. */
async function install(page: Page) {
	await choices(page).getByRole('button', { name: 'Download Whisper tiny' }).click();
	await expect(choices(page).getByRole('button', { name: 'Remove' })).toBeVisible();
}

test.describe('with a microphone', () => {
	test.use({ permissions: ['microphone'] });

	test('says what there is and how large, installs it, and then writes down offline', async ({
		page,
		context
	}) => {
		const host = await hostRepository(context, randomWhisper());
		await openChat(page);
		await keepsItsFiles(page);
		await microphone(page).click();
		await expect(choices(page)).toContainText('About 43 MB');
		await isAccessible(page, 'the choice of who writes down');
		expect(host.asked).toEqual([]);
		await install(page);
		expect(host.asked).toContain('onnx/decoder_model_merged_quantized.onnx');

		const asked: string[] = [];
		context.on('request', (request) => asked.push(request.url()));
		await choices(page).getByRole('button', { name: 'Dictate now' }).click();
		await expect(bar(page)).toContainText('Listening');
		await expect(bar(page)).toContainText('on this device');
		const level = bar(page).getByRole('meter', { name: 'Loudness' });
		await expect(level).not.toHaveAttribute('aria-valuenow', '0');
		await expect(bar(page).getByRole('timer')).toHaveText('0:01');
		await isAccessible(page, 'listening');
		await bar(page).getByRole('button', { name: 'Done' }).click();
		await expect(box(page)).toHaveValue(WHISPER_SAYS);
		await expect(box(page)).toBeFocused();
		await expect(questions(page)).toHaveCount(0);
		const { origin } = new URL(page.url());
		expect(asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))).toEqual(
			[]
		);

		// Without a network, from the keyboard, beside what is there already.
		const first = await box(page).inputValue();
		await context.setOffline(true);
		await microphone(page).press('Enter');
		await expect(bar(page)).toContainText('Listening');
		await expect(bar(page).getByRole('timer')).toHaveText('0:01');
		await ending(page).press('Enter');
		await expect(box(page)).toHaveValue(new RegExp(`^${first} [a-z ]+$`));
		await expect(questions(page)).toHaveCount(0);
	});

	test('held it listens until it is let go; Escape throws it away', async ({ page, context }) => {
		await hostRepository(context, randomWhisper());
		await openChat(page);
		await microphone(page).click();
		await install(page);
		await page.keyboard.press('Escape');
		await expect(choices(page)).toBeHidden();

		await microphone(page).hover();
		await page.mouse.down();
		await expect(bar(page).getByRole('timer')).toHaveText('0:01');
		await page.mouse.up();
		await expect(box(page)).toHaveValue(WHISPER_SAYS);

		await box(page).fill('');
		await microphone(page).click();
		await expect(bar(page)).toContainText('Listening');
		await page.keyboard.press('Escape');
		await expect(bar(page)).toBeHidden();
		await expect(microphone(page)).toBeVisible();
		await expect(box(page)).toHaveValue('');

		// What is said in one conversation is not heard in another.
		await ask(page, 'first question');
		await microphone(page).click();
		await expect(bar(page)).toContainText('Listening');
		await page.getByRole('button', { name: 'New chat' }).click();
		await expect(bar(page)).toBeHidden();
		await expect(box(page)).toHaveValue('');
	});

	test('a speech model that arrives damaged is not kept', async ({ page, context }) => {
		const host = await hostRepository(context, randomWhisper());
		host.damaged = 'tokenizer.json';
		await openChat(page);
		await microphone(page).click();
		await choices(page).getByRole('button', { name: 'Download Whisper tiny' }).click();
		await expect(choices(page).getByRole('alert').first()).toContainText(
			'is not what its host says it is'
		);
		await expect(choices(page).getByRole('button', { name: 'Remove' })).toBeHidden();
	});

	test('the browser’s service gets no voice before consent, and none in a local conversation', async ({
		page
	}) => {
		await page.addInitScript(() => {
			const started: boolean[] = [];
			class Recogniser extends EventTarget {
				processLocally = false;
				start() {
					started.push(this.processLocally);
					const error = Object.assign(new Event('error'), { error: 'network' });
					queueMicrotask(() => this.dispatchEvent(error));
				}
				stop() {}
				abort() {}
			}
			Object.assign(globalThis, { SpeechRecognition: Recogniser, started });
		});
		const started = () => page.evaluate(() => (globalThis as { started?: boolean[] }).started);
		await openChat(page);
		await microphone(page).click();
		await expect(choices(page)).toContainText('your browser sends it to its maker');
		expect(await started()).toEqual([]);
		await choices(page).getByRole('button', { name: 'Send my voice there' }).click();
		await expect(page.getByRole('alert')).toContainText('could not reach its maker');
		expect(await started()).toEqual([false]);
	});
});

test('a microphone that is not allowed is said in words, and the box is as it was', async ({
	page,
	context
}) => {
	await hostRepository(context, randomWhisper());
	await openChat(page);
	await microphone(page).click();
	await install(page);
	await choices(page).getByRole('button', { name: 'Dictate now' }).click();
	await expect(page.getByRole('alert')).toContainText('did not allow the microphone');
	await expect(box(page)).toHaveValue('');
});

/** Voices of the test's own in place of the browser's; what is spoken is kept in `spoken`. */
async function voices(
	page: Page,
	...list: { name: string; lang: string; localService: boolean }[]
) {
	await page.addInitScript((given) => {
		const spoken: { text: string; voice: string }[] = [];
		const synthesis = Object.assign(new EventTarget(), {
			getVoices: () => given.map((voice) => ({ ...voice, default: false })),
			speak: (utterance: { text: string; voice: { name: string }; onend?: () => void }) => {
				spoken.push({ text: utterance.text, voice: utterance.voice.name });
				Object.assign(globalThis, { finish: () => utterance.onend?.() });
			},
			cancel: () => undefined
		});
		class Utterance {
			voice = null;
			text: string;
			constructor(text: string) {
				this.text = text;
			}
		}
		Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis });
		Object.assign(globalThis, { SpeechSynthesisUtterance: Utterance, spoken });
	}, list);
}

const spoken = (page: Page) =>
	page.evaluate(() => (globalThis as { spoken?: { text: string; voice: string }[] }).spoken);

test('reads an answer aloud with a voice of this device, shows the sentence, and stops', async ({
	page
}) => {
	await voices(
		page,
		{ name: 'Far', lang: 'en-GB', localService: false },
		{ name: 'Near', lang: 'en-US', localService: true }
	);
	await openChat(page);
	await ask(page, 'capital of norway');
	await answers(page).last().getByRole('button', { name: 'Read aloud' }).click();
	const reading = page.getByRole('region', { name: 'Reading aloud' });
	await expect(reading).toContainText('Oslo.');
	expect(await spoken(page)).toEqual([{ text: 'Oslo.', voice: 'Near' }]);
	await isAccessible(page, 'reading aloud');
	await page.keyboard.press('Escape');
	await expect(reading).toBeHidden();
	await answers(page).last().getByRole('button', { name: 'Read aloud' }).click();
	await expect(reading).toBeVisible();
	await page.evaluate(() => (globalThis as { finish?: () => void }).finish?.());
	await expect(reading).toBeHidden();
});

test('where only a voice elsewhere speaks, it asks before the text is sent', async ({ page }) => {
	await voices(page, { name: 'Far', lang: 'en-GB', localService: false });
	await openChat(page);
	await ask(page, 'capital of norway');
	await answers(page).last().getByRole('button', { name: 'Read aloud' }).click();
	const reading = page.getByRole('region', { name: 'Reading aloud' });
	await expect(reading).toContainText('“Far”, which is not on this device');
	expect(await spoken(page)).toEqual([]);
	await reading.getByRole('button', { name: 'Send the text and read it' }).click();
	await expect(reading).toContainText('Oslo.');
	expect(await spoken(page)).toEqual([{ text: 'Oslo.', voice: 'Far' }]);
});

test('a device without voices says what to do', async ({ page }) => {
	await voices(page);
	await openChat(page);
	await ask(page, 'capital of norway');
	await answers(page).last().getByRole('button', { name: 'Read aloud' }).click();
	await expect(page.getByText('This device has no voice for English')).toBeVisible();
});
