// Debian's firefox-esr takes a turn with the committed starter, as a person would: types, sends, reads.

import { launchFirefox } from '../support/firefox.ts';
import { expect, test } from '../support/test.ts';

const ANSWER = `[role="log"] article[data-role="assistant"][data-status="done"]`;

test('firefox-esr completes a turn, isolated, with no error on its console', async ({ server }) => {
	const firefox = await launchFirefox();
	try {
		test.info().annotations.push({ type: 'firefox-esr', description: firefox.version });
		await firefox.goto(server.origin);
		await expect
			.poll(() => firefox.evaluate(`!!document.querySelector('main[data-ready="true"]')`), {
				timeout: 150_000
			})
			.toBe(true);
		expect(await firefox.evaluate('crossOriginIsolated')).toBe(true);
		await firefox.evaluate(`document.querySelector('textarea').focus()`);
		await firefox.type('What are you?');
		// Enter, as WebDriver writes it.
		await firefox.type('\uE007');
		await expect
			.poll(() => firefox.evaluate(`document.querySelectorAll('${ANSWER}').length`), {
				timeout: 150_000
			})
			.toBe(1);
		const answer = await firefox.evaluate<string>(`document.querySelector('${ANSWER}').innerText`);
		// Between its author and its figures, more than one word.
		const [said = ''] = answer.split(/\d+ tokens\/s/);
		expect(said.replace(/^understudy/i, '')).toMatch(/\w+ \w+/);
		expect(await firefox.evaluate(`document.querySelectorAll('[role="log"] article').length`)).toBe(
			2
		);
		expect(firefox.errors).toEqual([]);
	} finally {
		await firefox.close();
	}
});
