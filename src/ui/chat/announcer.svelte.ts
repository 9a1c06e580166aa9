// The polite live region's text while an answer is written: one sentence at a time, never a token.
// Not here: where the region is (Announcements.svelte) and what a sentence is (sentences.ts).

import { nextSentences } from './sentences.ts';

export class Announcer {
	/** What the live region holds. Replaced, not grown, so that each sentence is read once. */
	said = $state('');
	#upTo = 0;

	/** A new answer starts; `text` is the remark that says so. */
	start(text: string): void {
		this.#upTo = 0;
		this.said = text;
	}

	/** The answer so far. */
	hear(answer: string, locale: string): void {
		this.#advance(answer, false, locale);
	}

	/** The answer's end: what is left of it, then `remark`. */
	finish(answer: string, remark: string, locale: string): void {
		const rest = this.#advance(answer, true, locale);
		this.said = [...rest, remark].join(' ');
	}

	#advance(answer: string, done: boolean, locale: string): string[] {
		if (answer.length < this.#upTo) this.#upTo = 0;
		const { sentences, upTo } = nextSentences(answer, this.#upTo, done, locale);
		this.#upTo = upTo;
		if (sentences.length > 0) this.said = sentences.join(' ');
		return sentences;
	}
}
