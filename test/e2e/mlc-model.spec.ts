// A model in MLC's form added by its two addresses on the built app, from hosts that answer as the public ones do:
// what they say is there, its row with the size of all that would be fetched, and, once it is removed, nothing left
// of what WebLLM keeps in databases of its own. No such model can be made here, so none answers.

import type { Page } from '@playwright/test';
import { fitsItsWidth, isAccessible } from '../support/accessible.ts';
import { chatTest, openChat } from '../support/chat-page.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { expect } from '../support/test.ts';

const test = chatTest(() => scriptedLlama('Oslo.', { ends: true, contextTokens: 512 }));
const NAME = 'Tiny-q4f16_1-MLC';
const MODEL = `https://huggingface.co/mlc-ai/${NAME}/resolve/${'a'.repeat(40)}/`;
const LIBRARY = 'https://models.example/tiny.wasm';
const CORS = { 'access-control-allow-origin': '*' };
const FILES: Record<string, string | Buffer> = {
	[`https://huggingface.co/api/models/mlc-ai/${NAME}/revision/main?blobs=true`]: JSON.stringify({
		sha: 'a'.repeat(40),
		siblings: []
	}),
	[`${MODEL}mlc-chat-config.json`]: JSON.stringify({
		model_type: 'qwen2',
		quantization: 'q4f16_1',
		context_window_size: 4096,
		tokenizer_files: ['tokenizer.json']
	}),
	[`${MODEL}tensor-cache.json`]: JSON.stringify({
		metadata: { BitsPerParam: 4 },
		records: [{ dataPath: 'params_shard_0.bin', nbytes: 300_000_000 }]
	}),
	[`${MODEL}tokenizer.json`]: '{}',
	[LIBRARY]: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
};

/** As the library does when it fetches weights. */
async function keepWeights(page: Page): Promise<void> {
	await page.evaluate(
		(url) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('webllm/model', 1);
				opening.onupgradeneeded = () =>
					opening.result.createObjectStore('urls', { keyPath: 'url' });
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const transaction = opening.result.transaction('urls', 'readwrite');
					transaction.objectStore('urls').put({ url, data: new ArrayBuffer(64) });
					transaction.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			}),
		`${MODEL}params_shard_0.bin`
	);
}

const keptWeights = (page: Page): Promise<number> =>
	page.evaluate(
		() =>
			new Promise<number>((resolve, reject) => {
				const opening = indexedDB.open('webllm/model');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const count = opening.result.transaction('urls').objectStore('urls').count();
					count.onsuccess = () => {
						opening.result.close();
						resolve(count.result);
					};
				};
			})
	);

test('it is added with what its hosts say, and removed with all that its engine kept', async ({
	page,
	context,
	allowErrors
}) => {
	test.setTimeout(300_000);
	allowErrors(/status of 404/);
	await context.route(/^https:\/\/(huggingface\.co|models\.example)\//, (route) => {
		const body = FILES[route.request().url()];
		return route.fulfill({ status: body === undefined ? 404 : 200, headers: CORS, body });
	});
	await openChat(page, '/models');
	await page.getByText('In MLC’s form (WebLLM)').click();
	const model = page.getByRole('textbox', { name: 'Address of the model' });
	const library = page.getByRole('textbox', { name: 'Address of its library' });
	const look = page.locator('details').getByRole('button', { name: 'Look at it' });
	await model.fill(`mlc-ai/${NAME}`);
	await library.fill('https://models.example/another.wasm');
	await look.click();
	await expect(page.getByText('models.example answered 404 for another.wasm.')).toBeVisible();
	await library.fill(LIBRARY);
	await look.click();
	const offer = page.getByRole('region', { name: `What it is: ${NAME}` });
	await expect(offer).toContainText('q4f16_1');
	await expect(offer).toContainText('300 MB');
	await isAccessible(page, 'an offer in MLC’s form');
	await page.setViewportSize({ width: 360, height: 900 });
	await fitsItsWidth(page, 'an offer in MLC’s form');
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByRole('textbox', { name: 'What it is' }).fill('A tiny one, for a test.');
	await page.getByRole('button', { name: 'Add it' }).click();
	const row = page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name: NAME });
	await expect(row).toContainText('A tiny one, for a test.', { timeout: 60_000 });
	await expect(row).toContainText('300 MB');

	await keepWeights(page);
	expect(await keptWeights(page)).toBe(1);
	await row.getByRole('button', { name: `Remove: ${NAME}` }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(row).toHaveCount(0, { timeout: 60_000 });
	expect(await keptWeights(page)).toBe(0);
});
