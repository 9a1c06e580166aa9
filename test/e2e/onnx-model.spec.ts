// A model of the catalogue in ONNX form on the built app: several files from a host that publishes what they
// are, verified, opened by another engine, and answering in the chat without a network.
// The files are a test model's: its answer is fixed, its arithmetic real.

import { answers, ask, chatTest, openChat, toChat } from '../support/chat-page.ts';
import { onnxFiles } from '../support/gguf-to-onnx.ts';
import { keepsItsFiles } from '../support/kept-files.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { hostRepository } from '../support/repository-host.ts';
import { expect } from '../support/test.ts';

const NAME = 'SmolLM2 in ONNX form';
const test = chatTest(() => scriptedLlama('Paris.', { ends: true, contextTokens: 2048 }));

test('downloads and verifies its files, and answers offline, saying how sure it is', async ({
	page,
	context
}) => {
	test.setTimeout(400_000);
	const made = await onnxFiles(scriptedLlama('Oslo.', { ends: true, contextTokens: 2048 }).bytes);
	const host = await hostRepository(
		context,
		new Map(
			made.map(({ path, bytes }) => [path === 'model.onnx' ? 'onnx/model_q4.onnx' : path, bytes])
		)
	);
	await openChat(page, '/models');
	await keepsItsFiles(page);
	const row = page.getByRole('list', { name: 'All models' }).getByRole('listitem', { name: NAME });
	await row.getByRole('button', { name: `Download and use: ${NAME}` }).click();
	const card = page.getByRole('region', { name: 'Answering now' });
	await expect(card.getByRole('heading', { name: NAME })).toBeVisible({ timeout: 120_000 });
	expect(new Set(host.asked)).toEqual(
		new Set([
			'onnx/model_q4.onnx',
			'config.json',
			'generation_config.json',
			'tokenizer.json',
			'tokenizer_config.json'
		])
	);

	await toChat(page);
	await expect(page.getByRole('link', { name: `Model: ${NAME} CPU` })).toBeVisible();
	await context.setOffline(true);
	await ask(page, 'capital of norway');
	await expect(answers(page).last()).toContainText('Oslo.');
	await expect(answers(page).last()).toHaveAttribute('data-confidence', /^[01]\.\d\d$/);
	await context.setOffline(false);
});
