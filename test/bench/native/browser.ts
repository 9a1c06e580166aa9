// The app's own engine in a real Chromium beside the native server, on the starter: the same questions, greedy
// and with log-probabilities, in turns. Not here: the table (../native.ts), and the page's side (in-page.ts).

import { chromium } from '@playwright/test';
import { wholeChromium } from '../../support/browser.ts';
import { startEngineServer } from '../../support/engine-server.ts';
import type {} from '../../support/engine-page/main.ts';
import { STARTER_QUESTIONS } from '../starter-questions.ts';
import type { Heard } from './client.ts';

/** Of each round, over all questions. */
export type Figures = { rates: number[]; firstMs: number[] };

export type BesideBrowser = {
	there: Figures;
	browser: Figures;
	/** What computed in the browser: `wasm-threads`. */
	backend: string;
	/** Answers that were the same text, of all. */
	same: number;
	answers: number;
};

const MOST_TOKENS = 160;

export async function besideBrowser(
	rounds: number,
	ask: (body: Record<string, unknown>) => Promise<Heard | undefined>
): Promise<BesideBrowser> {
	const server = await startEngineServer();
	const chrome = await chromium.launch(wholeChromium());
	const none = (): Figures => ({ rates: [], firstMs: [] });
	const [there, browser] = [none(), none()];
	let [same, answers, backend] = [0, 0, ''];
	try {
		const page = await chrome.newPage();
		page.setDefaultTimeout(0);
		await page.goto(server.isolated);
		const inPage = (question: string) =>
			page.evaluate(([asked, most]) => enginePage.write(asked, most), [
				question,
				MOST_TOKENS
			] as const);
		for (let round = 0; round <= rounds; round++) {
			const [ours, theirs] = [new Sum(), new Sum()];
			for (const question of STARTER_QUESTIONS) {
				const heard = await ask({
					messages: [{ role: 'user', content: question }],
					max_tokens: MOST_TOKENS,
					logprobs: true,
					top_logprobs: 1
				});
				const written = await inPage(question);
				if (!heard) throw new Error('No answer.');
				ours.add({ ...heard, tokens: heard.timings.predicted_n });
				theirs.add(written);
				backend = written.backend;
				// The first round warms both up.
				if (round === 0) continue;
				answers += 1;
				if (heard.text.trim() === written.text.trim()) same += 1;
			}
			if (round === 0) continue;
			ours.into(there);
			theirs.into(browser);
		}
	} finally {
		await chrome.close();
		await server.stop();
	}
	return { there, browser, backend, same, answers };
}

/** Of one round. */
class Sum {
	#tokens = 0;
	#restMs = 0;
	readonly #firstMs: number[] = [];

	add({ tokens, restMs, firstMs }: { tokens: number; restMs: number; firstMs: number }): void {
		this.#tokens += tokens - 1;
		this.#restMs += restMs;
		this.#firstMs.push(firstMs);
	}

	into({ rates, firstMs }: Figures): void {
		rates.push((this.#tokens * 1000) / this.#restMs);
		firstMs.push(this.#firstMs.reduce((a, b) => a + b, 0) / this.#firstMs.length);
	}
}
