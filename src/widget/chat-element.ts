// `<understudy-chat>`: a launcher or an inline panel on another site's page, and the chat in a frame from
// the edge's origin, fetched when it is first opened. The page acts through methods and hears events; it
// reads nothing of the conversation. Not here: the frame's side (src/ui/widget).

import type {
	FrameMessage,
	HostMessage,
	MAX_CONTEXT,
	MAX_SEND,
	WidgetEventName,
	WidgetLook
} from '../contract/widget.ts';
import type { TurnOptions } from '../contract/modes.ts';
import { whenExpected } from './ahead.ts';
import { connect, type TellEarly } from './connection.ts';
import { focused, hasFocus, takesFocus } from './focus.ts';
import { chatFrame } from './frame.ts';
import { earlyLookOf, lookOf } from './look.ts';
import { PageEvents, type Listener } from './page-events.ts';
import { createPanel, type Panel } from './panel.ts';
import { FAULTS, wordsFor, type Words } from './words.ts';

// What the page sent before the chat was there. More than these is a mistake of the page.
const MAX_WAITING = 20;
// After the frame's document came: a slow device still has to run it.
const SILENCE_MS = 20_000;
// The frame cuts longer texts off: they need not travel.
const SENT: typeof MAX_SEND = 8000;
const TOLD: typeof MAX_CONTEXT = 4000;

/** Attributes: site, origin, mode, theme, position, lang, label, open, preload, font, font-url, host-fonts. */
export class UnderstudyChat extends HTMLElement {
	static readonly observedAttributes = ['theme', 'lang', 'dir', 'label', 'font', 'mode'];
	/** The edge's origin where no attribute names it: where this script came from. */
	static defaultOrigin: string | null = null;

	readonly #panel: Panel;
	readonly #events = new PageEvents();
	#frame: HTMLIFrameElement | null = null;
	#disconnect: (() => void) | null = null;
	#post: ((message: HostMessage, transfer?: Transferable[]) => void) | null = null;
	/** Its message box can be typed in, and hears nothing but this. */
	#early: TellEarly | null = null;
	/** The chat can be used. */
	#ready = false;
	/** The page has heard of that. */
	#told = false;
	/** Nothing came: the next time it is opened it is fetched again. */
	#failed = false;
	#waiting: HostMessage[] = [];
	#context: string | null = null;
	/** The focus goes into the chat as soon as it is there. */
	#entering = false;
	/** The chat's last leave that was heard of, over this line. */
	#left = 0;
	/** What had the focus before the panel took it. */
	#before: Element | null = null;
	#silence: ReturnType<typeof setTimeout> | null = null;
	#leave: AbortController | null = null;

	constructor() {
		super();
		this.#panel = createPanel(this.attachShadow({ mode: 'open', delegatesFocus: false }));
		const { launcher, close, start, dialog } = this.#panel;
		launcher.addEventListener('click', () => this.toggle());
		close.addEventListener('click', () => this.close());
		start.addEventListener('click', () => this.open());
		// The browser's own Escape of a modal dialog would not tell the page.
		dialog.addEventListener('cancel', (event) => {
			event.preventDefault();
			this.close();
		});
		dialog.addEventListener('keydown', (event) => {
			if (event.key === 'Escape' && !this.#inline) this.close();
		});
	}

	get #inline(): boolean {
		return this.getAttribute('mode') === 'inline';
	}

	get #words(): Words {
		return wordsFor(this.#language ?? navigator.language);
	}

	get #language(): string | null {
		return this.closest('[lang]')?.getAttribute('lang') || null;
	}

	/** Whether the panel is open. */
	get isOpen(): boolean {
		return this.#panel.dialog.open;
	}

	connectedCallback(): void {
		const { launcher, start } = this.#panel;
		this.#leave = new AbortController();
		const { signal } = this.#leave;
		this.#panel.follow(() => this.#inline, signal);
		document.addEventListener('keydown', (event) => this.#pressed(event), { signal });
		matchMedia('(prefers-color-scheme: dark)').addEventListener(
			'change',
			() => void this.#sendLook(),
			{ signal }
		);
		this.#say();
		// Its frame begins anew where it was moved to.
		if (this.#frame) this.#wait(this.#frame);
		if (this.hasAttribute('open')) this.open();
		else
			whenExpected(
				this.getAttribute('preload'),
				[launcher, start],
				() => this.#comeAhead(),
				signal
			);
	}

	disconnectedCallback(): void {
		this.#leave?.abort();
		this.#hangUp();
		if (this.#panel.dialog.open) this.#panel.hide();
	}

	attributeChangedCallback(): void {
		this.#say();
		void this.#sendLook();
	}

	/** Opens the panel, and fetches the chat the first time. */
	open(): void {
		if (this.isOpen || !this.isConnected) return;
		const { dialog, launcher, start } = this.#panel;
		this.#load();
		if (this.#inline) {
			const pressed = this.shadowRoot?.activeElement === start;
			dialog.setAttribute('open', '');
			if (pressed) this.#enter();
		} else {
			this.#before = focused();
			this.#panel.show();
			launcher.setAttribute('aria-expanded', 'true');
			this.#enter();
		}
		this.#say();
		this.#events.emit('open', {});
		if (this.#ready) this.#shown();
	}

	/** Closes the panel; the conversation goes on where it was when it is opened again. */
	close(): void {
		if (!this.isOpen) return;
		const { launcher, start, dialog } = this.#panel;
		// Whoever is elsewhere in the page stays there.
		const here = hasFocus(this);
		if (this.#inline) {
			dialog.removeAttribute('open');
			this.#say();
			if (here) start.focus({ preventScroll: true });
		} else {
			this.#panel.hide();
			launcher.setAttribute('aria-expanded', 'false');
			this.#say();
			if (here) this.#return(launcher);
		}
		this.#events.emit('close', {});
	}

	toggle(): void {
		if (this.isOpen) this.close();
		else this.open();
	}

	/**
	 * Asks in the visitor's place, and opens the panel. Nothing is downloaded before the visitor agrees.
	 * `options` are for this answer alone.
	 */
	send(text: string, options?: TurnOptions): void {
		if (String(text).trim() === '') return;
		const asked = String(text).slice(0, SENT);
		// What cannot travel is the page's mistake, and told to it here.
		const given = options && structuredClone(options);
		this.open();
		this.#tell({ type: 'send', text: asked, ...(given && { options: given }) });
	}

	/** What the chat should know of the page: text, or data that is told as JSON. Replaces what was set. */
	setContext(context: unknown): void {
		const text = typeof context === 'string' ? context : (JSON.stringify(context) ?? '');
		this.#context = text.slice(0, TOLD);
		if (this.#ready) this.#post?.({ type: 'context', text: this.#context });
	}

	on<Name extends WidgetEventName>(name: Name, listener: Listener<Name>): this {
		this.#events.on(name, listener);
		return this;
	}

	off<Name extends WidgetEventName>(name: Name, listener: Listener<Name>): this {
		this.#events.off(name, listener);
		return this;
	}

	#say(): void {
		this.#panel.start.hidden = !this.#inline || this.isOpen;
		this.#panel.say(this.#words, this.getAttribute('label') ?? '');
	}

	/** Somebody is about to open it. What is wrong is said when they do. */
	#comeAhead(): void {
		if (this.#origin() !== null && this.getAttribute('site')) this.#load();
	}

	#load(): void {
		if (this.#failed) this.#drop();
		if (this.#frame) return;
		const site = this.getAttribute('site') ?? '';
		const origin = this.#origin();
		if (origin === null || site === '')
			return this.#fail('not-set-up', origin === null ? FAULTS.noOrigin : FAULTS.noSite);
		const frame = chatFrame(origin, site, this.#words.chat);
		frame.addEventListener('load', () => this.#listenFor());
		this.#frame = frame;
		this.#wait(frame);
		this.#panel.dialog.append(frame);
	}

	/** Until the chat says that it is there. */
	#wait(frame: HTMLIFrameElement): void {
		const { dialog, said } = this.#panel;
		dialog.classList.add('waiting');
		said.textContent = this.#words.loading;
		this.#listen(frame);
	}

	#drop(): void {
		this.#hangUp();
		this.#frame?.remove();
		this.#frame = null;
		this.#failed = false;
	}

	#origin(): string | null {
		const given = this.getAttribute('origin') ?? UnderstudyChat.defaultOrigin;
		return given !== null && URL.canParse(given) ? new URL(given).origin : null;
	}

	#listen(frame: HTMLIFrameElement): void {
		const origin = this.#origin();
		this.#hangUp();
		if (origin === null) return;
		this.#disconnect = connect({
			frame,
			origin,
			onEarly: (answer) => this.#comeEarly(answer),
			onConnect: (post) => {
				this.#post = post;
				this.#left = 0;
				void this.#sendLook();
			},
			onMessage: (message) => this.#hear(message),
			onVersion: (version) => this.#fail('version', FAULTS.version(version)),
			onRefused: () => this.#fail('policy', FAULTS.policy(origin))
		});
	}

	/** A frame that was refused loads too, a page of the browser's that says nothing. */
	#listenFor(): void {
		if (this.#silence !== null) clearTimeout(this.#silence);
		if (this.#ready) return;
		this.#silence = setTimeout(() => {
			// Nobody waits for one that came ahead: it is fetched again when it is wanted.
			if (!this.isOpen) return this.#drop();
			this.#failed = true;
			this.#fail('unreachable', this.#words.unreachable);
		}, SILENCE_MS);
	}

	#fail(code: string, message: string): void {
		this.#panel.dialog.classList.add('waiting');
		this.#panel.said.textContent = code === 'unreachable' ? message : this.#words.unreachable;
		this.#events.emit('error', { code, message });
	}

	#hangUp(): void {
		this.#disconnect?.();
		this.#disconnect = null;
		this.#post = null;
		this.#early = null;
		this.#ready = false;
		this.#told = false;
		if (this.#silence !== null) clearTimeout(this.#silence);
		this.#silence = null;
	}

	#tell(message: HostMessage): void {
		if (this.#ready) this.#post?.(message);
		else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
	}

	#hear(message: FrameMessage): void {
		switch (message.type) {
			case 'ready':
				return this.#begin();
			case 'close':
				return this.#inline ? undefined : this.close();
			case 'leave':
				// Who left before the chat was ready is not fetched back when it is.
				this.#entering = false;
				this.#left = message.left ?? this.#left;
				return this.#return(this.#inline ? null : this.#panel.launcher);
			case 'event':
				return this.#events.emit(message.name, message.detail);
		}
	}

	/** It can be written in: what is written waits there for the chat. */
	#comeEarly(answer: TellEarly): void {
		this.#reveal();
		this.#early = answer;
		const wanted = this.#wantsFocus;
		if (wanted) this.#frame?.focus({ preventScroll: true });
		this.#sendEarly(wanted);
	}

	#sendEarly(focus: boolean): void {
		this.#early?.({ look: earlyLookOf(this, this.#language, this.#state), focus });
	}

	#reveal(): void {
		const { dialog, said } = this.#panel;
		dialog.classList.remove('waiting');
		said.textContent = '';
	}

	/** Whoever went on in the page meanwhile stays there. */
	get #wantsFocus(): boolean {
		const here = hasFocus(this);
		const reloaded = here && this.shadowRoot?.activeElement === this.#frame;
		return reloaded || (here && this.#entering && this.isOpen);
	}

	#begin(): void {
		if (this.#silence !== null) clearTimeout(this.#silence);
		this.#reveal();
		this.#early = null;
		this.#ready = true;
		if (this.#context !== null) this.#post?.({ type: 'context', text: this.#context });
		for (const waiting of this.#waiting.splice(0)) this.#post?.(waiting);
		if (this.#wantsFocus) this.#enter();
		if (this.isOpen) this.#shown();
	}

	/** The chat is on screen and can be used. */
	#shown(): void {
		this.#post?.({ type: 'shown' });
		if (!this.#told) this.#events.emit('ready', { version: 1 });
		this.#told = true;
	}

	get #state(): { closable: boolean; ahead: boolean } {
		return { closable: !this.#inline, ahead: !this.isOpen };
	}

	async #sendLook(): Promise<void> {
		const post = this.#post;
		if (!post) return;
		const look: WidgetLook = await lookOf(this, this.#language, this.#state);
		// The line may have been cut, or begun anew, while a font was fetched.
		if (post === this.#post)
			post({ type: 'look', look }, look.fontBytes === null ? [] : [look.fontBytes]);
	}

	/** Into the chat. A frame that is not there yet is hidden, and takes no focus. */
	#enter(): void {
		this.#entering = !this.#ready;
		this.#frame?.focus({ preventScroll: true });
		if (this.#ready) this.#post?.({ type: 'focus', left: this.#left });
		else this.#sendEarly(true);
	}

	/** Back to where the focus came from, else to `otherwise`. */
	#return(otherwise: HTMLElement | null): void {
		const before = this.#before;
		if (before !== this && takesFocus(before)) before.focus({ preventScroll: true });
		else if (otherwise) otherwise.focus({ preventScroll: true });
		else this.#frame?.blur();
	}

	/** F6 goes into an open chat; the chat itself leads out of it. */
	#pressed(event: KeyboardEvent): void {
		if (event.key !== 'F6' || event.defaultPrevented || !this.isOpen) return;
		event.preventDefault();
		const before = focused();
		this.#before = before && this.shadowRoot?.contains(before) ? null : before;
		this.#enter();
	}
}
