// One turn of this tab while it runs: what is on screen, who is at work behind it, the drafts that were
// dropped, what the person is asked, and how it ends. View state only: what is stored, and when, is
// the turn service's business; which text is on screen is decide/shown-answer.ts.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { ConsentAnswer, EgressPreview, TurnEvent } from '../../contract/events.ts';
import type { Source } from '../../contract/ids.ts';
import type { Message } from '../../contract/messages.ts';
import type { Attempt } from '../../contract/receipt.ts';
import type { TurnInput, TurnService } from '../../contract/services.ts';
import { shownAnswer } from '../../decide/shown-answer.ts';

export type TurnEnd =
	| { type: 'finished'; message: Message }
	| { type: 'stopped'; message: Message }
	| { type: 'failed'; error: ErrorData };

export type TurnHooks = {
	/** The question and an empty answer are stored. The turn goes on meanwhile. */
	accepted: () => Promise<void>;
	/** Said beside the answer, or only until there is one. */
	notice: (message: string, passing: boolean) => void;
	text: (text: string) => void;
	/** Something may be sent if the person agrees. */
	consent: (preview: EgressPreview) => void;
	/** Of a turn that somebody else runs: ends it. */
	stop?: () => void;
};

/** A text that was given up, as the receipt will have it. */
export type Draft = Pick<Attempt, 'source' | 'reason' | 'confidence'> & { text: string };

/** A further try that is not on screen yet. */
export type Behind = {
	source: Source;
	/** Of the text on screen, 0–1; null when unknown. */
	confidence: number | null;
	/** Why the text on screen was given up, in English; null while it still may stay. */
	reason: string | null;
};

type Try = { attempt: number; source: Source; text: string; confidence: number | null };

// Ten or twenty pictures a second: every drawing takes processor time from the model, which counts
// where there are few cores and perhaps no graphics card.
const drawEveryMs = () => (navigator.hardwareConcurrency <= 4 ? 100 : 50);

export class RunningTurn {
	/** The message that is being written; null until the turn was accepted. */
	messageId = $state<string | null>(null);
	text = $state('');
	source = $state<Source>('base');
	/** Of the text on screen, 0–1; null when unknown. */
	confidence = $state<number | null>(null);
	behind = $state.raw<Behind | null>(null);
	drafts = $state.raw<readonly Draft[]>([]);
	/** What is said beside the answer, in English. */
	notes = $state.raw<readonly string[]>([]);
	/** What the person is asked to agree to; null when nothing is asked. */
	consent = $state.raw<EgressPreview | null>(null);
	stopping = $state(false);
	/** Another try is part of what was asked for, and says nothing of the one on screen. */
	byRecipe = $state(false);
	#end: TurnEnd | null = null;
	readonly #shown = shownAnswer();
	readonly #tries: Try[] = [];
	#dropped: string | null = null;
	#drawing: ReturnType<typeof setTimeout> | null = null;
	readonly #abort = new AbortController();
	readonly #hooks: TurnHooks;

	constructor(hooks: TurnHooks) {
		this.#hooks = hooks;
	}

	stop(): void {
		this.stopping = true;
		this.#abort.abort();
		this.#hooks.stop?.();
	}

	/** Begins to follow a turn that somebody else runs, and that writes this message anew. */
	follow(messageId: string, text: string): void {
		this.messageId = messageId;
		this.text = text;
	}

	/** What such a turn says; its end, once it is there. */
	hear(event: TurnEvent): TurnEnd | null {
		this.#apply(event);
		if (this.#end !== null) this.#draw();
		return this.#end;
	}

	/** Passes the person's answer on, once. */
	decide(answer: ConsentAnswer, pass: (answer: ConsentAnswer) => void): void {
		if (this.consent === null) return;
		this.consent = null;
		pass(answer);
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
		this.consent = null;
		this.#draw();
		return (
			this.#end ?? {
				type: 'failed',
				error: { code: 'engine-failed', message: 'The answer ended early. Try again.' }
			}
		);
	}

	#apply(event: TurnEvent): void {
		this.#shown.apply(event);
		switch (event.type) {
			case 'route-chosen':
				this.source = event.plan.source;
				return;
			case 'attempt-started':
				this.#tries.push({
					attempt: event.attempt,
					source: event.source,
					text: '',
					confidence: null
				});
				this.consent = null;
				this.#draw();
				return;
			case 'text-delta': {
				const one = this.#named(event.attempt);
				if (one) one.text += event.text;
				this.#drawSoon();
				return;
			}
			case 'confidence-updated': {
				const one = this.#named(event.attempt);
				if (one) one.confidence = event.value;
				this.#drawSoon();
				return;
			}
			case 'attempt-dropped': {
				const one = this.#named(event.attempt);
				this.#dropped = event.reason;
				if (one && one.text !== '')
					this.drafts = [
						...this.drafts,
						{
							source: one.source,
							text: one.text,
							confidence: one.confidence,
							reason: event.reason
						}
					];
				this.#draw();
				return;
			}
			case 'notice': {
				const { message, passing = false } = event;
				if (!passing && !this.notes.includes(message)) this.notes = [...this.notes, message];
				this.#hooks.notice(message, passing);
				return;
			}
			case 'consent-requested':
				this.consent = event.preview;
				this.#draw();
				this.#hooks.consent(event.preview);
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

	#named(attempt: number): Try | undefined {
		return this.#tries.findLast((one) => one.attempt === attempt);
	}

	/** At once after a pause, else when the next drawing is due. */
	#drawSoon(): void {
		if (this.#drawing !== null) return;
		this.#show();
		this.#drawing = setTimeout(() => {
			this.#drawing = null;
			if (this.#shown.text !== this.text) this.#drawSoon();
			else this.#show();
		}, drawEveryMs());
	}

	#draw(): void {
		if (this.#drawing !== null) clearTimeout(this.#drawing);
		this.#drawing = null;
		this.#show();
	}

	#show(): void {
		const { source, confidence, text, behind } = this.#shown;
		this.source = source ?? this.source;
		this.confidence = confidence;
		const latest = this.#tries.at(-1);
		const hidden =
			latest !== undefined && latest.attempt > 1 && (behind !== null || latest.text === '');
		if (!hidden) this.behind = null;
		else if (this.behind?.source !== latest.source || this.behind.reason !== this.#dropped)
			this.behind = { source: latest.source, confidence, reason: this.#dropped };
		// What stands is on screen until there is a word of what replaces it.
		if (this.text === text || text === '') return;
		this.text = text;
		this.#hooks.text(text);
	}
}
