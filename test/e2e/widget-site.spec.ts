// The chat of a site whose pages were indexed: answers cite the passages with links to where they stand, say
// when the site does not tell, and the index goes to nobody else.

import AxeBuilder from '@axe-core/playwright';
import { expect } from '../support/test.ts';
import { withSiteKnowledge } from '../support/site-knowledge.ts';
import { answers, askWidget, chat, openWidget, widgetTest } from '../support/widget.ts';

const test = widgetTest({ prepare: withSiteKnowledge });

test('an answer cites the site’s passages, and says when the site does not tell', async ({
	at,
	page,
	stage
}) => {
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/v1/widget/knowledge')) asked.push(request.url());
	});
	await openWidget(page, at('/plain'));
	expect(asked, 'nothing before the first question').toEqual([]);
	await askWidget(page, 'What does the weaving course cost?');
	const told = answers(page).nth(0).locator('[data-site="told"]');
	await expect(told).toContainText('From this site');
	const link = told.locator(`a[href="${stage.hosts.origins[0]}/workshop.md#courses"]`);
	await expect(link).toHaveText('The workshop › Courses');
	await expect(link).toHaveAttribute('target', '_blank');
	await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
	await expect(told).toContainText('£45');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);

	await askWidget(page, 'Who won the football world cup in 2014?');
	await expect(answers(page).nth(1).locator('[data-site="not-told"]')).toContainText(
		'The pages of this site do not tell.'
	);
	expect(asked, 'the index is fetched once').toHaveLength(1);

	// What was cited is there again on the next visit.
	await page.reload();
	await openWidget(page, at('/plain'));
	await expect(answers(page).nth(0).locator('[data-site="told"]')).toContainText('£45');
	await expect(chat(page).locator('[data-site="not-told"]')).toBeVisible();
});

test('the index is not among the files of the edge, and a stranger is refused it', async ({
	request,
	stage
}) => {
	for (const path of ['/knowledge/shop.bin', '/%6bnowledge/shop.bin', '//knowledge/shop.bin'])
		expect((await request.get(stage.edge + path)).status(), path).toBe(404);
	const knowledge = `${stage.edge}/v1/widget/knowledge?site=shop`;
	for (const headers of [{}, { origin: 'https://evil.example' }] as Record<string, string>[])
		expect((await request.get(knowledge, { headers })).status()).toBe(403);
	const origin = stage.hosts.origins[0] ?? '';
	const given = await request.get(knowledge, { headers: { origin } });
	expect(given.status()).toBe(200);
	expect((await given.body()).subarray(0, 4).toString()).toBe('USK1');
});
