// A model of the catalogue that sees, on the built app: its three parts from a host that publishes what they are,
// verified, and a picture attached to a question answered on this device, with nothing sent and nobody asked. The
// weights are random, in the shape of SmolVLM: what it says means nothing, but that it hangs on the picture.

import { answerIs, ask, chooseFiles, openChat, storedMessages, textOf } from '../support/chat.ts';
import { chatTest, toChat } from '../support/chat-page.ts';
import { consentCard } from '../support/edge-stage.ts';
import { keepsItsFiles } from '../support/kept-files.ts';
import { scriptedLlama } from '../support/random-gguf.ts';
import { hostRepository } from '../support/repository-host.ts';
import { plainPng, seeingOnnxFiles } from '../support/seeing-onnx.ts';
import { expect } from '../support/test.ts';

const NAME = 'SmolVLM 256M';
const test = chatTest(() => scriptedLlama('Paris.', { ends: true, contextTokens: 2048 }));

test('a picture is answered here by a model that sees, and other pictures otherwise', async ({
	page,
	context
}) => {
	test.setTimeout(400_000);
	const made = await seeingOnnxFiles('_int8');
	const inRepository = (path: string) => (path.endsWith('.onnx') ? `onnx/${path}` : path);
	const host = await hostRepository(
		context,
		new Map(made.map(({ path, bytes }) => [inRepository(path), bytes]))
	);
	await openChat(page, '/models?vision');
	await keepsItsFiles(page);
	const rows = page.getByRole('list', { name: 'All models' }).getByRole('listitem');
	await expect(rows).toHaveCount(1);
	await page.getByRole('button', { name: `Download and use: ${NAME}` }).click();
	const card = page.getByRole('region', { name: 'Answering now' });
	await expect(card.getByRole('heading', { name: NAME })).toBeVisible({ timeout: 120_000 });
	expect(new Set(host.asked)).toEqual(new Set(made.map(({ path }) => inRepository(path))));

	await toChat(page);
	const said: string[] = [];
	const asked: string[] = [];
	context.on('request', (request) => {
		if (request.method() !== 'GET' || !request.url().startsWith(new URL(page.url()).origin))
			asked.push(request.url());
	});
	for (const colour of [
		[255, 0, 0],
		[0, 0, 255]
	] as const) {
		await chooseFiles(page, {
			name: 'plain.png',
			mimeType: 'image/png',
			buffer: Buffer.from(plainPng(colour))
		});
		const files = page.locator('form').getByRole('list', { name: 'Files in this message' });
		await expect(files).toContainText('plain.png');
		await expect(files.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
		await expect(page.getByText('does not see images')).toHaveCount(0);
		await ask(page, 'what colour');
		await answerIs(page, 'done');
		await expect(consentCard(page)).toHaveCount(0);
		const answer = (await storedMessages(page))
			.toSorted((a, b) => a.createdAtMs - b.createdAtMs)
			.at(-1);
		expect(answer).toMatchObject({ source: 'base', receipt: { bytesSent: 0, costMicroUsd: 0 } });
		said.push(textOf(answer));
		await page.getByRole('button', { name: 'New chat' }).filter({ visible: true }).click();
	}
	expect(said[0]).not.toBe('');
	expect(said[1]).not.toBe(said[0]);
	expect(asked.filter((url) => !/^(blob|data):/.test(url))).toEqual([]);
});
