// A site whose visitors may be answered at the edge, where their own device cannot: nothing is sent before
// the visitor agreed to it in the frame, and what is spent counts as the site's. This device has no model
// here, so that every question wants the edge.

import {
	mine,
	openAiStream,
	startMockProvider,
	type MockProvider
} from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';
import { answers, box, chat, listen, launcher, told, widgetTest } from '../support/widget.ts';

let upstream: MockProvider;

const test = widgetTest({
	starter: false,
	widget: { title: 'Shop help', systemPrompt: 'You help.', engines: ['local', 'edge'] },
	async env() {
		upstream = await startMockProvider();
		return { UNDERSTUDY_PROVIDERS: JSON.stringify([mine(upstream)]), UNDERSTUDY_RETRIES: '0' };
	}
});

test.afterAll(() => upstream.stop());

test('the edge is asked after the visitor agreed, with the page’s context, and for the site', async ({
	at,
	page,
	allowErrors
}) => {
	allowErrors(/404/);
	upstream.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
	const sessions: (string | null)[] = [];
	page.on('request', (request) => {
		if (request.url().endsWith('/v1/session')) sessions.push(request.postData());
	});
	await page.goto(at('/plain'));
	await listen(page);
	await page
		.locator('understudy-chat')
		.evaluate((node) => Reflect.get(node, 'setContext').call(node, { product: 'red shoes' }));
	await launcher(page).click();
	await box(page).fill('Are they in stock?');
	await box(page).press('Enter');
	const card = chat(page).getByRole('region', { name: /^Send this to/ });
	await expect(card).toBeVisible();
	expect(upstream.seen('mine'), 'before the visitor agreed').toHaveLength(0);
	await card.getByText('What would be sent', { exact: true }).click();
	await expect(card.getByRole('region')).toContainText('{"product":"red shoes"}');
	await card.getByRole('button', { name: 'Send once' }).click();
	await expect(answers(page).first()).toHaveAttribute('data-status', 'done');
	await expect(answers(page).first()).toContainText('From elsewhere.');
	expect(upstream.seen('mine')).toHaveLength(1);
	expect(sessions).toEqual(['{"site":"shop"}']);
	await expect
		.poll(async () => (await told(page)).at(-1)?.detail)
		.toMatchObject({ status: 'done', source: expect.stringMatching(/^edge:/) });
});
