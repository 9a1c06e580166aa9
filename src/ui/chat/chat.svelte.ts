// The conversation on screen: its visible branch, the turn this tab runs in it, and what a person
// does to it. Follows the store, so what another tab writes appears here. A turn goes on when
// another conversation is opened. Not here: the text being typed (composer.svelte.ts).

import { SvelteMap } from 'svelte/reactivity';
import type { ConsentAnswer, TurnEvent } from '../../contract/events.ts';
import type { Egress } from '../../contract/ids.ts';
import type { Conversation, Feedback, Message, Part } from '../../contract/messages.ts';
import type { ModeChoice, TurnOptions } from '../../contract/modes.ts';
import type { Signal } from '../../contract/outcomes.ts';
import type { QueuedQuestion } from '../../contract/queue.ts';
import type { Services, TurnInput, Unsubscribe } from '../../contract/services.ts';
import type { AppState } from '../app-state.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { newestLeafUnder, subtree, writtenText } from './branch.ts';
import { linesOf } from './lines.ts';
import { RunningTurn, type TurnEnd, type TurnHooks } from './running-turn.svelte.ts';

export type Phase = 'ready' | 'opening' | 'missing';

export class Chat {
	/** The conversation on screen; null for a new chat. */
	id = $state<string | null>(null);
	phase = $state<Phase>('ready');
	conversation = $state.raw<Conversation | null>(null);
	messages = $state.raw<readonly Message[]>([]);
	/** What a new chat will start with; null for the settings' own. */
	newEgress = $state<Egress | null>(null);
	newSystemPrompt = $state<string | null>(null);
	newMode = $state<ModeChoice | null>(null);
	readonly announcer = new Announcer();
	readonly #turns = new SvelteMap<string, RunningTurn>();
	readonly #app: AppState;
	#reload: Promise<void> | null = null;
	#stale = false;

	constructor(app: AppState) {
		this.#app = app;
	}

	turn = $derived(this.id === null ? null : (this.#turns.get(this.id) ?? null));

	lines = $derived(linesOf(this.messages, this.conversation?.leafId ?? null, this.turn));

	/** An answer is being written, here or in another tab. */
	busy = $derived(
		this.turn !== null || this.lines.some(({ message }) => message.status === 'streaming')
	);

	get egress(): Egress {
		return this.conversation?.egress ?? this.newEgress ?? this.#app.settings.egress;
	}

	get systemPrompt(): string {
		return (
			this.conversation?.systemPrompt ?? this.newSystemPrompt ?? this.#app.settings.systemPrompt
		);
	}

	get mode(): ModeChoice {
		return this.conversation?.mode ?? this.newMode ?? this.#app.settings.mode;
	}

	/** Follows the store until ended. */
	follow(services: Services): Unsubscribe {
		const unfollow = services.queue?.onEvent((question, event) => this.#hear(question, event));
		const unwatch = services.conversations.onChange((change) => {
			if (this.id === null) return;
			if (change.conversationId !== null && change.conversationId !== this.id) return;
			// While this tab asks and writes, what it stores is on screen already, or put there by the turn.
			if (change.kind === 'message' && this.turn) return;
			if (change.kind === 'message' || change.kind === 'conversation') void this.reload();
		});
		return () => [unfollow, unwatch].forEach((end) => end?.());
	}

	/** A question that waited for a connection is being sent by this tab: its turn is shown like any. */
	#hear({ conversationId, messageId }: QueuedQuestion, event: TurnEvent): void {
		let turn = this.#turns.get(conversationId);
		if (event.type === 'route-chosen') {
			const before = this.messages.find(({ id }) => id === messageId);
			turn = this.#turnOf(conversationId, {
				accepted: async () => undefined,
				consent: () => undefined,
				stop: () => void this.#attempt(async () => this.#services().queue?.remove(messageId))
			});
			turn.follow(messageId, before ? writtenText(before) : '');
			if (this.id === conversationId) this.announcer.start(this.#app.t.chat.announceStart);
		}
		if (turn?.messageId !== messageId) return;
		const end = turn.hear(event);
		if (end === null) return;
		this.#forget(conversationId, turn);
		if (this.id !== conversationId) return;
		// Why it failed is said by who sends it.
		if (end.type !== 'failed') {
			this.#put(end.message);
			this.#announceEnd(turn, end);
		}
		void this.reload();
	}

	/** Shows a conversation, or a new chat for null. */
	async open(id: string | null): Promise<void> {
		if (id === this.id && this.phase !== 'missing') return;
		this.id = id;
		this.conversation = null;
		this.messages = [];
		this.newEgress = null;
		this.newSystemPrompt = null;
		this.newMode = null;
		if (id === null) {
			this.phase = 'ready';
			return;
		}
		this.phase = 'opening';
		await this.reload();
	}

	/** Reads the conversation on screen again; calls made meanwhile become one more reading. */
	async reload(): Promise<void> {
		this.#stale = true;
		this.#reload ??= (async () => {
			try {
				while (this.#stale) {
					this.#stale = false;
					await this.#read();
				}
			} catch (error) {
				this.#app.toasts.fail(error);
			} finally {
				this.#reload = null;
			}
		})();
		await this.#reload;
	}

	async #read(): Promise<void> {
		const id = this.id;
		const store = this.#app.services?.conversations;
		if (id === null || !store) return;
		const [conversation, messages] = await Promise.all([store.get(id), store.messages(id)]);
		if (this.id !== id) return;
		this.conversation = conversation ?? null;
		this.messages = conversation ? messages : [];
		this.phase = conversation ? 'ready' : 'missing';
	}

	/**
	 * Asks. Resolves to the conversation's id once the question is stored; rejects when it was not.
	 * `created` hears of a new conversation before its first event; `options` are for this turn alone.
	 */
	async send(
		parts: Part[],
		created: (id: string) => Promise<void>,
		options?: TurnOptions | null
	): Promise<void> {
		const services = this.#services();
		let id = this.phase === 'missing' ? null : this.id;
		if (id === null) {
			const conversation = await services.conversations.create({
				egress: this.egress,
				systemPrompt: this.systemPrompt,
				...(this.newMode && { mode: this.newMode })
			});
			id = conversation.id;
			this.id = id;
			this.conversation = conversation;
			this.messages = [];
			this.phase = 'ready';
			await created(id);
		}
		await this.#start({ kind: 'send', conversationId: id, parts, ...(options && { options }) });
	}

	/** Another answer beside this one; `options` for it alone. */
	async regenerate(message: Message, options?: TurnOptions): Promise<void> {
		const { conversationId, id: messageId } = message;
		await this.#attempt(() =>
			this.#start({
				kind: 'regenerate',
				conversationId,
				messageId,
				...(options && { options })
			})
		);
	}

	/** Keeps a person's thumb on an answer; null takes it back. */
	async judge(message: Message, feedback: Feedback | null): Promise<void> {
		const { feedback: _feedback, feedbackAtMs: _feedbackAtMs, ...rest } = message;
		this.#put(feedback === null ? rest : { ...rest, feedback });
		await this.#attempt(async () =>
			this.#put(await this.#services().conversations.judge(message.id, feedback))
		);
		if (feedback !== null) this.tell(message, `thumbs-${feedback}`);
		else if (message.feedback) this.tell(message, `thumbs-${message.feedback}`, 'back');
	}

	/** Says to what learns here what a person did about an answer; nobody waits for it. */
	tell({ id, role }: Message, signal: Signal, back?: 'back'): void {
		if (role !== 'assistant') return;
		this.#services()
			.learning?.signal(id, signal, back)
			.catch(() => undefined);
	}

	/** Answers what the running turn of this conversation asks. */
	consent(answer: ConsentAnswer): void {
		const { id, turn } = this;
		if (id === null) return;
		turn?.decide(answer, (given) => this.#services().turns.consent(id, given));
	}

	/** Asks otherwise: a version of `message`, and an answer. Rejects when it was not stored. */
	async edit(message: Message, parts: Part[]): Promise<void> {
		const { conversationId, id: messageId } = message;
		await this.#start({ kind: 'edit', conversationId, messageId, parts });
	}

	/** Stops the answer that is being written, here or in another tab. */
	stop(): void {
		if (this.turn) this.turn.stop();
		else if (this.id !== null && this.busy) this.#app.services?.turns.stop(this.id);
	}

	/** Puts another version of a message on screen, with the newest branch under it. */
	async showVersion(message: Message): Promise<void> {
		const leafId = newestLeafUnder(this.messages, message.id);
		await this.change({ leafId });
	}

	/** Changes the conversation, or what a new chat will start with. */
	async change(
		fields: Partial<
			Pick<Conversation, 'leafId' | 'egress' | 'systemPrompt' | 'mode' | 'memoryResetAtMs'>
		>
	): Promise<void> {
		const conversation = this.conversation;
		if (!conversation) {
			this.newEgress = fields.egress ?? this.newEgress;
			this.newSystemPrompt = fields.systemPrompt ?? this.newSystemPrompt;
			this.newMode = fields.mode ?? this.newMode;
			return;
		}
		this.conversation = { ...conversation, ...fields };
		await this.#attempt(async () => {
			await this.#services().conversations.update(conversation.id, fields);
		});
	}

	/** Deletes a message and what follows it; the toast gives them back. */
	async remove(message: Message): Promise<void> {
		const leafId = this.conversation?.leafId;
		// Plain copies: what is kept for the undo goes back into the database.
		const removed = subtree(this.messages, message.id);
		await this.#attempt(async () => {
			await this.#services().conversations.removeMessage(message.id);
			await this.reload();
			const { t, toasts } = this.#app;
			toasts.show(t.actions.deleted(removed.length), {
				action: {
					label: t.common.undo,
					run: () =>
						void this.#attempt(async () => {
							const restored = leafId ?? removed.at(-1)?.id;
							if (restored !== undefined)
								await this.#services().conversations.append(removed, restored);
							await this.reload();
						})
				}
			});
		});
	}

	async #start(input: TurnInput): Promise<void> {
		const services = this.#services();
		const { conversationId } = input;
		const { t } = this.#app;
		if (this.#turns.has(conversationId)) throw new Error(t.chat.busy);
		const accepted = Promise.withResolvers<void>();
		const turn = this.#turnOf(conversationId, {
			accepted: async () => {
				// First: the first words may come while the conversation is read again.
				if (this.id === conversationId) this.announcer.start(t.chat.announceStart);
				const conversation = await services.conversations.get(conversationId);
				turn.messageId = conversation?.leafId ?? null;
				if (this.id === conversationId) await this.reload();
				accepted.resolve();
			},
			consent: ({ host }) => {
				if (this.id === conversationId) this.announcer.said = t.consent.announce(host);
				else void this.#asksElsewhere(conversationId);
			}
		});
		turn.byRecipe = (input.options?.mode ?? this.mode).startsWith('recipe:');
		void turn.run(services.turns, input).then(async (end) => {
			await this.#ended(conversationId, turn, end, accepted.reject);
			accepted.resolve();
		});
		await accepted.promise;
	}

	/** A turn of this tab; what it says is announced while its conversation is on screen. */
	#turnOf(conversationId: string, own: Omit<TurnHooks, 'notice' | 'text'>): RunningTurn {
		const { toasts, i18n } = this.#app;
		const turn = new RunningTurn({
			...own,
			notice: (message, passing) => {
				if (passing) toasts.show(message);
				else if (this.id === conversationId) this.announcer.said = this.#app.t.said(message);
			},
			text: (text) => {
				if (this.id === conversationId) this.announcer.hear(text, i18n.locale);
			}
		});
		this.#turns.set(conversationId, turn);
		return turn;
	}

	async #ended(
		conversationId: string,
		turn: RunningTurn,
		end: TurnEnd,
		reject: (error: Error) => void
	): Promise<void> {
		if (turn.messageId === null && end.type === 'failed') {
			this.#forget(conversationId, turn);
			if (this.id === conversationId) await this.reload();
			// The question may have been stored with its error; then the error is on screen.
			if (this.lines.at(-1)?.message.status !== 'error') reject(new Error(end.error.message));
			return;
		}
		if (this.id === conversationId) {
			if (end.type !== 'failed') this.#put(end.message);
			this.#announceEnd(turn, end);
		}
		this.#forget(conversationId, turn);
		if (this.id === conversationId) await this.reload();
		const shown = this.messages.find(({ id }) => id === turn.messageId);
		if (end.type === 'failed' && shown?.status !== 'error')
			this.#app.toasts.show(end.error.message, { kind: 'error' });
	}

	/** Another turn may have begun since it ended. */
	#forget(conversationId: string, turn: RunningTurn): void {
		if (this.#turns.get(conversationId) === turn) this.#turns.delete(conversationId);
	}

	/** Its card is on its own screen; this one says that it is there. */
	async #asksElsewhere(conversationId: string): Promise<void> {
		const conversation = await this.#services().conversations.get(conversationId);
		const { t, toasts } = this.#app;
		const title = conversation?.title || t.sidebar.untitled;
		toasts.show(() => this.#app.t.consent.elsewhere(title), { stays: true });
	}

	#announceEnd({ text }: RunningTurn, end: TurnEnd): void {
		const { t, i18n } = this.#app;
		const done = end.type === 'finished' ? t.chat.announceDone : t.chat.announceStopped;
		const remark = end.type === 'failed' ? t.chat.announceFailed(end.error.message) : done;
		this.announcer.finish(text, remark, i18n.locale);
	}

	#put(message: Message): void {
		this.messages = this.messages.map((other) => (other.id === message.id ? message : other));
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		try {
			await act();
		} catch (error) {
			this.#app.toasts.fail(error);
			await this.reload();
		}
	}

	#services(): Services {
		const { services, t } = this.#app;
		if (!services) throw new Error(t.app.loading);
		return services;
	}
}
