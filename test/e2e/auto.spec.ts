// Auto in the built app, with the starter as it ships, its judges and its modifiers: a question the base is
// not sure of is answered by a modifier behind the draft, and a complaint starts a level higher. No edge is
// set up here; consent.spec.ts has one.

import { answerIs, ask, openChat, storedMessages, textOf } from '../support/chat.ts';
import { expect, test } from '../support/test.ts';

test('a product of large numbers goes to the modifier for sums, with the base’s draft kept in the receipt', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is 347 times 289?');
	await answerIs(page, 'done');
	const [, answer] = await storedMessages(page);
	const receipt = answer!.receipt!;
	expect(receipt).toMatchObject({ mode: 'auto', calibrated: true, domain: { id: 'math' } });
	expect(receipt.attempts.map(({ source }) => source)).toEqual(['base', 'modifier:math']);
	expect(receipt.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
	const draft = receipt.attempts.find(({ outcome }) => outcome === 'dropped');
	expect(draft?.text).toBeTruthy();
	expect(receipt.bytesSent).toBe(0);
});

test('after “that’s wrong” the modifier answers the question anew, and the reply says so', async ({
	page
}) => {
	await openChat(page);
	await ask(page, 'What is 17 + 25?');
	await answerIs(page, 'done');
	await ask(page, 'That’s wrong.');
	await expect
		.poll(async () => (await storedMessages(page)).at(-1)?.receipt?.dissatisfied, {
			timeout: 60_000
		})
		.toBeGreaterThan(0);
	const [, first, , second] = await storedMessages(page);
	expect(first?.source).toBe('base');
	expect(second).toMatchObject({ status: 'done', source: 'modifier:math' });
	expect(second?.receipt?.reason).toContain('starts a level higher');
	expect(textOf(second)).not.toBe('');
});
