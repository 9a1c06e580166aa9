// The main job on real input: the built app with the committed starter answers with the network off
// and the server gone, after a single visit.

import { freePort, serve } from '../../worker/workerd.mjs';
import { answerIs, waitUntilReady } from '../support/chat.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test } from '../support/test.ts';

test('the starter answers a conversation with no network and no server', async ({
	page,
	context
}) => {
	const server = await serve({ assets: assetsFolder(), port: await freePort() });
	try {
		await page.goto(server.origin);
		await waitUntilReady(page);
		await page.evaluate(async () => {
			const { serviceWorker } = navigator;
			if (!serviceWorker.controller)
				await new Promise((done) => serviceWorker.addEventListener('controllerchange', done));
		});
	} finally {
		await context.setOffline(true);
		await server.stop();
	}
	await page.reload();
	await waitUntilReady(page);

	const answers = page.locator('[role="log"] article[data-role="assistant"]');
	for (const [i, question] of [
		'What are you?',
		'What is 3 + 4?',
		'What is the capital of France?'
	].entries()) {
		await page.getByRole('textbox', { name: 'Message' }).fill(question);
		await page.getByRole('button', { name: 'Send' }).click();
		await expect(answers).toHaveCount(i + 1);
		const answer = await answerIs(page, 'done');
		await expect(answer).toHaveAttribute('data-source', 'base');
		await expect(answer).toHaveAttribute('data-confidence', /^[01]\.\d\d$/);
		await expect(answer).toContainText(/\w/);
	}
	await expect(answers.last()).toContainText('Paris');
});
