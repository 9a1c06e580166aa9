// What the comparison page shows and does: who takes part, the answers as they come, the vote, and the text
// put together from them. Not here: asking (turn/compare.ts), nor what it looks like.

import {
	contestantKey,
	LEAST_CONTESTANTS,
	MOST_CONTESTANTS,
	type Best,
	type ComparedAnswer,
	type CompareConsent,
	type CompareEvent,
	type CompareService,
	type Contestant,
	type ElsewhereList,
	type VoteCount
} from '../../contract/compare.ts';
import type { EgressPreview } from '../../contract/events.ts';
import type { Part } from '../../contract/messages.ts';
import { piecesOf } from './pieces.ts';

/** An answer on its way, or what became of it. */
export type Running =
	| { state: 'waiting' }
	| { state: 'loading'; fraction: number | null }
	| { state: 'writing'; text: string; confidence: number | null }
	| { state: 'ended'; text: string; answer: ComparedAnswer }
	| { state: 'skipped' }
	| { state: 'failed'; text: string; message: string };

export type Column = { contestant: Contestant; key: string; running: Running };

export class CompareView {
	prompt = $state('');
	contestants = $state.raw<readonly Contestant[]>([]);
	/** Of the comparison on screen; empty before the first. */
	columns = $state.raw<readonly Column[]>([]);
	/** What was asked in it. */
	asked = $state('');
	busy = $state(false);
	best = $state.raw<Best | null>(null);
	votes = $state.raw<readonly VoteCount[]>([]);
	/** Null before it was looked. */
	elsewhere = $state.raw<ElsewhereList | null>(null);
	/** What waits for the person's word. */
	consent = $state.raw<EgressPreview | null>(null);
	/** Parts that were chosen, in the order of choosing: `answer id` and the part's number. */
	chosen = $state.raw<readonly { id: string; piece: number }[]>([]);
	/** The chosen parts as a person rewrote them; null: as they are. */
	rewritten = $state<string | null>(null);
	readonly #service: CompareService;
	readonly #report: (error: unknown) => void;
	#stops: AbortController[] = [];

	constructor(service: CompareService, report: (error: unknown) => void) {
		this.#service = service;
		this.#report = report;
	}

	readonly canRun = $derived(
		!this.busy && this.prompt.trim() !== '' && this.contestants.length >= LEAST_CONTESTANTS
	);
	readonly isFull = $derived(this.contestants.length >= MOST_CONTESTANTS);

	/** Answers that are whole, or were stopped with something said. */
	readonly answers = $derived(
		this.columns.flatMap(({ running }) => (running.state === 'ended' ? running.answer : []))
	);

	/** What was chosen, put together; empty for nothing. */
	readonly merged = $derived.by(() => {
		const texts = this.chosen.flatMap(({ id, piece }) => {
			const answer = this.answers.find((one) => one.id === id);
			return answer ? (piecesOf(textOf(answer.parts))[piece] ?? []) : [];
		});
		return this.rewritten ?? texts.join('\n\n');
	});

	/** False where it takes part already, or there is no more room. */
	add(contestant: Contestant): boolean {
		const key = contestantKey(contestant);
		if (this.isFull || this.contestants.some((one) => contestantKey(one) === key)) return false;
		this.contestants = [...this.contestants, contestant];
		return true;
	}

	remove(contestant: Contestant): void {
		const key = contestantKey(contestant);
		this.contestants = this.contestants.filter((one) => contestantKey(one) !== key);
	}

	async start(): Promise<void> {
		if (!this.canRun) return;
		this.busy = true;
		this.asked = this.prompt.trim();
		this.best = null;
		this.chosen = [];
		this.rewritten = null;
		const { contestants } = this;
		this.#stops = contestants.map(() => new AbortController());
		this.columns = contestants.map((contestant) => ({
			contestant,
			key: contestantKey(contestant),
			running: { state: 'waiting' }
		}));
		try {
			const request = { prompt: this.asked, contestants };
			const stops = this.#stops.map(({ signal }) => signal);
			for await (const event of this.#service.run(request, stops)) this.#apply(event);
		} catch (error) {
			this.#report(error);
		} finally {
			this.busy = false;
			this.consent = null;
			// What was never heard of again does not wait any more.
			this.columns = this.columns.map((column) =>
				isOpen(column.running) ? { ...column, running: { state: 'skipped' } } : column
			);
		}
	}

	/** `at`: one of them; absent: all. */
	stop(at?: number): void {
		if (at === undefined) for (const stop of this.#stops) stop.abort();
		else this.#stops[at]?.abort();
		this.columns = this.columns.map((column, i) =>
			(at === undefined || at === i) && ['waiting', 'loading'].includes(column.running.state)
				? { ...column, running: { state: 'skipped' } }
				: column
		);
	}

	agree(answer: CompareConsent): void {
		this.consent = null;
		this.#service.consent(answer);
	}

	async lookElsewhere(): Promise<void> {
		this.elsewhere = await this.#service.elsewhere();
	}

	/** Micro-dollars at most for what is chosen and written now; null where it is not known. */
	cost(): Promise<number | null> {
		const { prompt, contestants } = this;
		return this.#service.cost({ prompt: prompt.trim(), contestants });
	}

	async judge(best: Best): Promise<void> {
		const next = this.best === best ? null : best;
		this.best = next;
		try {
			await this.#service.vote(this.answers, next);
			await this.readVotes();
		} catch (error) {
			this.#report(error);
		}
	}

	async readVotes(): Promise<void> {
		this.votes = await this.#service.votes();
	}

	async forgetVotes(): Promise<void> {
		try {
			await this.#service.forgetVotes();
			this.votes = [];
			this.best = null;
		} catch (error) {
			this.#report(error);
		}
	}

	isChosen(id: string, piece: number): boolean {
		return this.chosen.some((one) => one.id === id && one.piece === piece);
	}

	choose(id: string, piece: number): void {
		this.rewritten = null;
		this.chosen = this.isChosen(id, piece)
			? this.chosen.filter((one) => one.id !== id || one.piece !== piece)
			: [...this.chosen, { id, piece }];
	}

	/** Into a conversation, or a new one: an answer, or what was put together. Its id, or null. */
	async keep(conversationId: string | null, answer?: ComparedAnswer): Promise<string | null> {
		const ids = new Set(this.chosen.map(({ id }) => id));
		const answers = answer ? [answer] : this.answers.filter(({ id }) => ids.has(id));
		const parts: Part[] | null = answer ? null : [{ type: 'text', text: this.merged.trim() }];
		try {
			return await this.#service.keep({
				prompt: this.asked,
				conversationId,
				answers: $state.snapshot(answers),
				parts,
				best: this.best
			});
		} catch (error) {
			this.#report(error);
			return null;
		}
	}

	#apply(event: CompareEvent): void {
		if (event.type === 'consent-requested') return void (this.consent = event.preview);
		if (event.type === 'consent-answered') return void (this.consent = null);
		this.columns = this.columns.map((column, at) =>
			at === event.at ? { ...column, running: after(column.running, event) } : column
		);
	}
}

/** Of one answer. */
type AnswerEvent = Extract<CompareEvent, { at: number }>;

const isOpen = ({ state }: Running): boolean =>
	state === 'waiting' || state === 'loading' || state === 'writing';

export function textOf(parts: readonly Part[]): string {
	return parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n\n');
}

function after(before: Running, event: AnswerEvent): Running {
	const written = 'text' in before ? before.text : '';
	switch (event.type) {
		case 'model-loading':
			// Stopped meanwhile: that was said already.
			return before.state === 'skipped' ? before : { state: 'loading', fraction: event.fraction };
		case 'answer-started':
			return { state: 'writing', text: '', confidence: null };
		case 'text-delta':
			return {
				state: 'writing',
				text: written + event.text,
				confidence: before.state === 'writing' ? before.confidence : null
			};
		case 'confidence-updated':
			return { state: 'writing', text: written, confidence: event.value };
		case 'answer-ended':
			return { state: 'ended', text: written, answer: event.answer };
		case 'answer-skipped':
			return { state: 'skipped' };
		case 'answer-failed':
			return { state: 'failed', text: written, message: event.message };
		default:
			return event satisfies never;
	}
}
