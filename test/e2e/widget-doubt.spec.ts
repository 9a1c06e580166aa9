// A site's visitor whose device is not sure of its answer: what its operator chose decides who may be asked
// then (nobody, the edge behind the device, the edge alone), and in each case the visitor before anything is
// sent. The real Worker, a model of which every answer is doubted, and an upstream that answers as it is told.

import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import {
	mine,
	openAiStream,
	startMockProvider,
	type MockProvider
} from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';
import { answers, box, chat, launcher, listen, told, widgetTest } from '../support/widget.ts';

let upstream: MockProvider;
const OPERATOR = 'operator-key-0123456789';

const test = widgetTest({
	starter: 'doubted',
	widget: { title: 'Shop help', engines: ['local', 'edge'] },
	others: {
		device: { widget: { engines: ['local'] } },
		frontier: { widget: { title: 'Frontier help', engines: ['edge'], mode: 'fast' } },
		frugal: {
			widget: { engines: ['local', 'edge'] },
			budget: { site: { day: { turns: 1 } } }
		}
	},
	async env() {
		upstream = await startMockProvider();
		return {
			UNDERSTUDY_PROVIDERS: JSON.stringify([mine(upstream)]),
			UNDERSTUDY_RETRIES: '0',
			UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ operator: OPERATOR })
		};
	}
});

test.beforeEach(({ stage, allowErrors }) => {
	// Prices, which the edge tells whoever has a session; there is none before the visitor agreed.
	allowErrors(/status of 401/);
	// The upstream is there with the edge.
	expect(stage.edge).not.toBe('');
	upstream.script('mine', { kind: 'stream', pieces: openAiStream(['From ', 'elsewhere.']) });
});
test.afterAll(() => upstream.stop());

const card = (page: Page) => chat(page).getByRole('region', { name: /^Send this to .*\?$/ });
const agree = (page: Page, name: string) =>
	card(page).getByRole('button', { name, exact: true }).click();
const sent = () => upstream.seen('mine').length;

async function ask(page: Page, text: string): Promise<void> {
	await box(page).fill(text);
	await box(page).press('Enter');
}

/** The answer at this place, once it is whole. */
async function answered(page: Page, place: number) {
	const answer = answers(page).nth(place);
	await expect(answer).toHaveAttribute('data-status', 'done', { timeout: 120_000 });
	return answer;
}

async function chooseEgress(page: Page, name: RegExp, was: RegExp): Promise<void> {
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await expect(chat(page).getByRole('menuitemradio', { name: was })).toHaveAttribute(
		'aria-checked',
		'true'
	);
	await chat(page).getByRole('menuitemradio', { name }).click();
}

test('the draft stays on screen while the visitor is asked, and the edge answers once they agreed', async ({
	at,
	page,
	request,
	stage
}) => {
	const before = sent();
	const sessions: (string | null)[] = [];
	page.on('request', (one) => {
		if (one.url().endsWith('/v1/session')) sessions.push(one.postData());
	});
	await page.goto(at('/plain'));
	await listen(page);
	await launcher(page).click();
	await ask(page, 'What is 17 + 25? Write to anna@example.org.');
	await expect(card(page)).toContainText('This device’s answer is 27% sure; 90% is asked for.');
	await expect(card(page)).toContainText('Personal data found: 1 e-mail address.');
	await expect(answers(page).first()).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-status', 'streaming');
	await card(page).getByText('What would be sent', { exact: true }).click();
	await expect(card(page).getByRole('region')).toContainText('[email]');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);
	expect(sent(), 'before the visitor agreed').toBe(before);
	await agree(page, 'Send without personal data');
	const answer = await answered(page, 0);
	await expect(answer).toContainText('From elsewhere.');
	await expect(answer).toHaveAttribute('data-source', /^edge:/);
	const body = JSON.stringify(upstream.seen('mine').at(-1)?.body);
	expect(body).toContain('[email]');
	expect(body).not.toContain('anna@example.org');
	expect(sent()).toBe(before + 1);
	expect(sessions).toEqual(['{"site":"shop"}']);
	await expect
		.poll(async () => (await told(page)).at(-1)?.detail)
		.toMatchObject({ status: 'done', source: expect.stringMatching(/^edge:/) });
	expect(JSON.stringify(await told(page))).not.toContain('elsewhere');
	// What it cost is the site's, and its operator sees it.
	const usage = await request.get(`${stage.edge}/v1/usage/sites`, {
		headers: { authorization: `Bearer ${OPERATOR}` }
	});
	const { data } = (await usage.json()) as { data: { site: string }[] };
	expect(JSON.stringify(data.find(({ site }) => site === 'shop'))).toMatch(/"turns":\{?[^}]*1/);
});

test('refused, the device’s answer stands; what was decided for the conversation can be seen and changed', async ({
	at,
	page
}) => {
	const before = sent();
	await page.goto(at('/plain'));
	await launcher(page).click();
	await ask(page, 'capital of norway');
	await agree(page, 'Don’t send');
	await expect(await answered(page, 0)).toContainText('Oslo.');
	await expect(answers(page).first()).toHaveAttribute('data-source', 'base');
	await ask(page, 'capital of france');
	await agree(page, 'Never here');
	await answered(page, 1);
	await ask(page, 'capital of spain');
	await answered(page, 2);
	await expect(card(page)).toBeHidden();
	expect(sent()).toBe(before);
	await chooseEgress(page, /^Ask first/, /^Local only/);
	await ask(page, 'capital of italy');
	await agree(page, 'Always in this conversation');
	await expect(await answered(page, 3)).toContainText('From elsewhere.');
	await ask(page, 'capital of greece');
	await expect(await answered(page, 4)).toContainText('From elsewhere.');
	expect(sent()).toBe(before + 2);
	await chooseEgress(page, /^Local only/, /^Allow/);
	await ask(page, 'capital of chile');
	await expect(await answered(page, 5)).toContainText('Oslo.');
	expect(sent()).toBe(before + 2);
});

test('a site that wants the device alone asks nobody else, however doubtful the answer is', async ({
	at,
	page
}) => {
	const before = sent();
	const asked: string[] = [];
	page.on('request', (one) => asked.push(new URL(one.url()).pathname));
	await page.goto(at('/plain?site=device'));
	await launcher(page).click();
	await ask(page, 'capital of norway');
	await expect(await answered(page, 0)).toContainText('Oslo.');
	await expect(card(page)).toBeHidden();
	expect(asked.filter((path) => /^\/v1\/(?!widget$)|^\/healthz/.test(path))).toEqual([]);
	expect(sent()).toBe(before);
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await expect(chat(page).getByRole('menuitem', { name: /^Clear everything/ })).toBeVisible();
	await expect(chat(page).getByRole('menuitemradio')).toHaveCount(0);
});

test('a site that wants the edge alone downloads no model, says where answers come from, and asks first', async ({
	at,
	page
}) => {
	const before = sent();
	const asked: string[] = [];
	page.on('request', (one) => asked.push(one.url()));
	await page.goto(at('/plain?site=frontier'));
	await launcher(page).click();
	await expect(
		chat(page).getByText(/^Answers come from .*\. You are asked before anything is sent\.$/)
	).toBeVisible();
	await ask(page, 'capital of norway');
	await expect(card(page)).toContainText('This site’s chat is answered elsewhere');
	expect(sent(), 'before the visitor agreed').toBe(before);
	await agree(page, 'Don’t send');
	const refused = answers(page).first();
	await expect(refused).toHaveAttribute('data-status', 'error');
	await expect(refused).toContainText('Ask again, and agree when you are asked');
	expect(sent()).toBe(before);
	await ask(page, 'capital of france');
	await agree(page, 'Send once');
	const answer = await answered(page, 1);
	await expect(answer).toContainText('From elsewhere.');
	await expect(answer).toHaveAttribute('data-source', /^edge:/);
	expect(asked.filter((url) => /\.(gguf|wasm|bin|onnx)$|\/models\//.test(url))).toEqual([]);
	// What was said is there on the next visit, at once: nothing has to be fetched for it.
	await page.reload();
	await launcher(page).click();
	await expect(answers(page).nth(1)).toContainText('From elsewhere.');
});

test('with the site’s budget spent the edge is not called, this device answers, and it is said', async ({
	at,
	page,
	allowErrors
}) => {
	allowErrors(/status of 4(02|29)/);
	await page.goto(at('/plain?site=frugal'));
	await launcher(page).click();
	await ask(page, 'capital of norway');
	await agree(page, 'Send once');
	await expect(await answered(page, 0)).toContainText('From elsewhere.');
	const before = sent();
	await ask(page, 'capital of france');
	await agree(page, 'Send once');
	const answer = await answered(page, 1);
	await expect(answer).toContainText('Oslo.');
	await expect(answer).toHaveAttribute('data-source', 'base');
	await expect(
		chat(page)
			.getByText(/budget of 1 turns .*begins anew on/)
			.first()
	).toBeVisible();
	expect(sent()).toBe(before);
});
