// One turn of this tab while it runs: the text so far and how it ends. View state only: what is
// stored, and when, is the turn service's business.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { TurnEvent } from '../../contract/events.ts';
import type { Source } from '../../contract/ids.ts';
import type { Message } from '../../contract/messages.ts';
import type { TurnInput, TurnService } from '../../contract/services.ts';

export type TurnEnd =
	| { type: 'finished'; message: Message }
	| { type: 'stopped'; message: Message }
	| { type: 'failed'; error: ErrorData };

export type TurnHooks = {
	/** The question and an empty answer are stored. The turn goes on meanwhile. */
	accepted: () => Promise<void>;
	notice: (message: string) => void;
	text: (text: string) => void;
};

// Ten or twenty pictures a second: every drawing takes processor time from the model, which counts
// where there are few cores and perhaps no graphics card.
const drawEveryMs = () => (navigator.hardwareConcurrency <= 4 ? 100 : 50);

export class RunningTurn {
	/** The message that is being written; null until the turn was accepted. */
	messageId = $state<string | null>(null);
	text = $state('');
	source = $state<Source>('base');
	/** The smallest token probability so far, 0–1; null when unknown. */
	confidence = $state<number | null>(null);
	stopping = $state(false);
	#end: TurnEnd | null = null;
	/** What has arrived, and is on screen at the next drawing. */
	#arrived: { text: string; confidence: number | null } = { text: '', confidence: null };
	#drawing: ReturnType<typeof setTimeout> | null = null;
	readonly #abort = new AbortController();
	readonly #hooks: TurnHooks;

	constructor(hooks: TurnHooks) {
		this.#hooks = hooks;
	}

	stop(): void {
		this.stopping = true;
		this.#abort.abort();
	}

	/** Runs it to its end; never throws. */
	async run(turns: TurnService, input: TurnInput): Promise<TurnEnd> {
		let accepted: Promise<void> | null = null;
		try {
			for await (const event of turns.run(input, this.#abort.signal)) {
				if (event.type !== 'turn-failed') accepted ??= this.#hooks.accepted();
				this.#apply(event);
			}
			await accepted;
		} catch (error) {
			this.#end = { type: 'failed', error: errorData(error) };
		}
		this.#draw();
		return (
			this.#end ?? {
				type: 'failed',
				error: { code: 'engine-failed', message: 'The answer ended early. Try again.' }
			}
		);
	}

	#apply(event: TurnEvent): void {
		switch (event.type) {
			case 'route-chosen':
				this.source = event.plan.source;
				return;
			case 'attempt-started':
				this.source = event.source;
				return;
			case 'text-delta':
				this.#arrived.text += event.text;
				this.#drawSoon();
				return;
			case 'confidence-updated':
				this.#arrived.confidence = event.value;
				this.#drawSoon();
				return;
			case 'attempt-dropped':
				this.#arrived = { text: '', confidence: null };
				this.#draw();
				return;
			case 'notice':
				this.#hooks.notice(event.message);
				return;
			case 'consent-requested':
				// Nothing leaves this device in this version, so no turn asks yet.
				return;
			case 'turn-finished':
				this.#end = { type: 'finished', message: event.message };
				return;
			case 'turn-stopped':
				this.#end = { type: 'stopped', message: event.message };
				return;
			case 'turn-failed':
				this.#end = { type: 'failed', error: { code: event.code, message: event.message } };
				return;
			default:
				event satisfies never;
		}
	}

	/** At once after a pause, else when the next drawing is due. */
	#drawSoon(): void {
		if (this.#drawing !== null) return;
		this.#show();
		this.#drawing = setTimeout(() => {
			this.#drawing = null;
			if (this.#arrived.text !== this.text) this.#drawSoon();
			else this.#show();
		}, drawEveryMs());
	}

	#draw(): void {
		if (this.#drawing !== null) clearTimeout(this.#drawing);
		this.#drawing = null;
		this.#show();
	}

	#show(): void {
		this.confidence = this.#arrived.confidence;
		if (this.text === this.#arrived.text) return;
		this.text = this.#arrived.text;
		this.#hooks.text(this.text);
	}
}
