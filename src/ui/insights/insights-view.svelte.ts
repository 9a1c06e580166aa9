// What the Insights page shows: every stored answer, read once and again when a conversation changes.
// Not here: the counting (decide/insights.ts), nor how it is drawn.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { Message } from '../../contract/messages.ts';
import type { Unsubscribe } from '../../contract/services.ts';
import type { ConversationStore } from '../../contract/stores.ts';
import { answerFacts } from '../../decide/answer-facts.ts';
import { insightsOf, type Insights } from '../../decide/insights.ts';

export class InsightsView {
	/** Null until first read. */
	insights = $state.raw<Insights | null>(null);
	failure = $state.raw<ErrorData | null>(null);
	readonly #store: ConversationStore;
	readonly #now: () => number;
	#stale = false;
	#reading = false;
	#ended = false;

	/** `now` in milliseconds since the epoch. */
	constructor(store: ConversationStore, now: () => number = Date.now) {
		this.#store = store;
		this.#now = now;
	}

	/** Reads, and follows what is stored until the returned function is called. */
	start(): Unsubscribe {
		const end = this.#store.onChange(({ kind }) => {
			// The last word of an answer changes its conversation, too; the others need no counting.
			if (kind === 'conversation') void this.read();
		});
		void this.read();
		return () => {
			this.#ended = true;
			end();
		};
	}

	/** Calls made while it reads become one more reading. */
	async read(): Promise<void> {
		this.#stale = true;
		if (this.#reading) return;
		this.#reading = true;
		try {
			while (this.#stale && !this.#ended) {
				this.#stale = false;
				const messages: Message[] = [];
				for (const { id } of await this.#store.list()) {
					const tree = await this.#store.messages(id);
					for (const message of tree) messages.push(message);
				}
				this.insights = insightsOf(answerFacts(messages), this.#now());
				this.failure = null;
			}
		} catch (error) {
			this.failure = errorData(error);
		} finally {
			this.#reading = false;
		}
	}
}
