// The widget in Debian's firefox-esr, whose frames of other sites have a storage of their own: opened on a page of
// another origin, asked by keyboard, answered in the frame.

import { launchFirefox } from '../support/firefox.ts';
import { expect } from '../support/test.ts';
import { test } from '../support/widget.ts';

const FRAME = '/widget';
const ANSWER = `article[data-role="assistant"][data-status="done"]`;

test('firefox-esr answers in a site’s frame, and keeps the conversation over a reload of the page', async ({
	at
}) => {
	test.setTimeout(300_000);
	const firefox = await launchFirefox();
	const inFrame = (expression: string) =>
		firefox.evaluate<string | number | boolean | null>(expression, FRAME).catch(() => null);
	const opened = async () => {
		await firefox.evaluate(`customElements.whenDefined('understudy-chat').then(() => true)`);
		await firefox.evaluate(`(document.querySelector('understudy-chat').open(), true)`);
		await expect
			.poll(() => inFrame(`document.querySelector('main')?.dataset.phase`), { timeout: 60_000 })
			.toBe('shown');
	};
	try {
		test.info().annotations.push({ type: 'firefox-esr', description: firefox.version });
		await firefox.goto(at('/plain'));
		await opened();
		// Without a mouse the box is not focused by itself: a keyboard would hide what is there to be read.
		await inFrame(`(document.querySelector('textarea').focus(), true)`);
		await firefox.type('capital of norway', FRAME);
		// Enter, as WebDriver writes it.
		await firefox.type('\uE007', FRAME);
		await expect
			.poll(() => inFrame(`document.querySelector('${ANSWER}')?.innerText`), { timeout: 150_000 })
			.toContain('Oslo.');
		await firefox.goto(at('/plain'));
		await opened();
		await expect
			.poll(() => inFrame(`document.querySelector('${ANSWER}')?.innerText`), { timeout: 60_000 })
			.toContain('Oslo.');
		expect(firefox.errors).toEqual([]);
	} finally {
		await firefox.close();
	}
});
