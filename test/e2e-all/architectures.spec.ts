// Models of real architectures, with random weights: each is added from disk as a person does it, loaded by
// the app's own engine in a real Chromium, and answers in letters without meaning.

import { answers, ask, chatTest, openChat, toModels } from '../support/chat-page.ts';
import { ARCHITECTURES, nameOf, randomModel } from '../support/random-architectures.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));

for (const architecture of ARCHITECTURES)
	test(`a model of the ${architecture} architecture is added from disk, and answers`, async ({
		page
	}) => {
		test.setTimeout(600_000);
		await openChat(page, '/settings');
		const longest = page.getByRole('textbox', { name: 'Longest answer' });
		await longest.fill('16');
		await longest.press('Tab');
		await toModels(page);
		await page
			.getByLabel('Choose a GGUF file')
			.locator('input')
			.setInputFiles({
				name: `${architecture}.gguf`,
				mimeType: 'application/octet-stream',
				buffer: Buffer.from(randomModel(architecture))
			});
		const added = page
			.getByRole('list', { name: 'All models' })
			.getByRole('listitem', { name: nameOf(architecture) });
		await added.getByRole('button', { name: /^Use: / }).click({ timeout: 120_000 });
		await expect(added).toContainText('Answering', { timeout: 240_000 });
		await page.getByRole('button', { name: 'New chat' }).click();
		await ask(page, 'hello there');
		await expect(answers(page).last()).toHaveAttribute('data-status', 'done', { timeout: 240_000 });
		await expect(answers(page).last()).toContainText(/[a-z ]{4,}/);
	});
