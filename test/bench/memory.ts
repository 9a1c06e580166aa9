// Memory of the app after many short turns, against a tenth of them: flat. The built app on workerd in a
// real Chromium, ten turns a conversation, by what the browser counts for the page and its workers,
// WebAssembly included. `npm run bench -- memory [turns]`.

import { chromium, type Page } from '@playwright/test';
import { wholeChromium } from '../support/browser.ts';
import { answerIs, articles, ask, openChat, storeSetting } from '../support/chat.ts';
import { startServer } from '../support/server.ts';

export type MemoryFigures = {
	turns: number;
	/** MiB after a tenth of the turns, and after all. */
	earlyMegabytes: number;
	lateMegabytes: number;
	/** Late over early; the aim is ≤ 1.1. */
	ratio: number;
};

const TURNS_A_CONVERSATION = 10;
const ANSWER_TOKENS = 8;

export async function benchMemory(turns = 1000): Promise<MemoryFigures> {
	const server = await startServer();
	const browser = await chromium.launch(wholeChromium());
	try {
		const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
		await openChat(page);
		await storeSetting(page, 'maxTokens', ANSWER_TOKENS);
		await openChat(page);
		let early = Number.NaN;
		for (let turn = 0; turn < turns; turn++) {
			const place = turn % TURNS_A_CONVERSATION;
			if (place === 0) await page.getByRole('button', { name: 'New chat' }).first().click();
			await ask(page, `What is ${turn} plus ${turn % 7}?`);
			await articles(page)
				.nth(2 * place + 1)
				.waitFor();
			await answerIs(page, 'done');
			if (turn + 1 === Math.floor(turns / 10)) early = await usedMegabytes(page);
		}
		const late = await usedMegabytes(page);
		return { turns, earlyMegabytes: early, lateMegabytes: late, ratio: late / early };
	} finally {
		await browser.close();
		await server.stop();
	}
}

function usedMegabytes(page: Page): Promise<number> {
	return page.evaluate(async () => {
		const measure = (
			performance as Performance & {
				measureUserAgentSpecificMemory: () => Promise<{ bytes: number }>;
			}
		).measureUserAgentSpecificMemory;
		return (await measure.call(performance)).bytes / 2 ** 20;
	});
}

if (import.meta.main) {
	const figures = await benchMemory(Number(process.argv[2] ?? 1000));
	console.table({ memory: figures });
	console.log(JSON.stringify(figures, null, '\t'));
}
