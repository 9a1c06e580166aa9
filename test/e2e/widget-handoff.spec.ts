// A visitor who wants a person, on a site with a webhook: what is sent is on screen before, goes where the
// operator said when the visitor sends it, and a message that did not arrive is not lost.

import { startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { expect } from '../support/test.ts';
import { answersOn, chat, launcher, told, widgetTest } from '../support/widget.ts';

let people: MockProvider;

const test = widgetTest({
	async webhook() {
		people = await startMockProvider();
		return `${people.origin}/people/inbox`;
	}
});

test.afterAll(() => people.stop());

test('the visitor sees what goes to the people of the site, and it goes when it is sent', async ({
	at,
	page,
	allowErrors
}) => {
	allowErrors(/502/);
	people.script('people', { kind: 'json', status: 500, body: {} }, { kind: 'json', body: {} });
	await answersOn(page, at('/plain'));
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await chat(page).getByRole('menuitem', { name: 'Ask a person' }).click();
	const dialog = chat(page).getByRole('dialog', { name: 'Ask a person' });
	await expect(dialog.getByText('This sends what you see here to The shop')).toBeVisible();
	await expect(dialog.getByRole('region', { name: 'The conversation so far' })).toHaveText(
		'You: capital of norway\n\nShop help: Oslo.'
	);
	await dialog
		.getByRole('textbox', { name: 'How can you be reached?' })
		.fill('ann@visitor.example');
	await dialog.getByRole('textbox', { name: 'What should they know?' }).fill('Please answer.');
	expect(people.seen('people'), 'before it is sent').toEqual([]);
	await dialog.getByRole('button', { name: 'Send' }).click();
	await expect(dialog.getByRole('alert')).toHaveText(
		'The site’s address for messages did not take it, so nothing was delivered. Try again later, or reach the site another way.'
	);
	await expect(dialog.getByRole('textbox', { name: 'What should they know?' })).toHaveValue(
		'Please answer.'
	);
	await dialog.getByRole('button', { name: 'Send' }).click();
	await expect(chat(page).getByText('Sent to The shop.')).toBeVisible();
	await expect(dialog).toBeHidden();
	expect(people.seen('people')).toHaveLength(2);
	expect(people.seen('people')[1]?.body).toMatchObject({
		site: 'shop',
		contact: 'ann@visitor.example',
		note: 'Please answer.',
		messages: [
			{ from: 'visitor', text: 'capital of norway' },
			{ from: 'chat', text: 'Oslo.' }
		]
	});
	expect(await told(page)).toContainEqual({ name: 'escalate', detail: { reason: 'visitor' } });
	expect(JSON.stringify(await told(page))).not.toContain('ann@');
});

test('before anything was asked a visitor can write to a person, and an empty message is not sent', async ({
	at,
	page
}) => {
	people.script('people', { kind: 'json', body: {} });
	const before = people.seen('people').length;
	await page.goto(at('/plain'));
	await launcher(page).click();
	await chat(page).getByRole('button', { name: 'Conversation actions' }).click();
	await chat(page).getByRole('menuitem', { name: 'Ask a person' }).click();
	const dialog = chat(page).getByRole('dialog', { name: 'Ask a person' });
	await expect(dialog.getByRole('button', { name: 'Send' })).toBeDisabled();
	await dialog.getByRole('textbox', { name: 'What should they know?' }).fill('Call me.');
	await dialog.getByRole('button', { name: 'Send' }).click();
	await expect(chat(page).getByText('Sent to The shop.')).toBeVisible();
	expect(people.seen('people').slice(before)).toHaveLength(1);
	expect(people.seen('people')[before]?.body).toMatchObject({ note: 'Call me.', messages: [] });
});
