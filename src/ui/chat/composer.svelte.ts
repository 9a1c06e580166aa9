// What is being typed: text, files and a mode of its own, kept as a draft for each conversation and for the new chat.
// Knows limits and refusals as data; the sentences are the view's. Not here: sending, and reading files.

import { FILE_BOUNDS, FileError, type FileService } from '../../contract/files.ts';
import type { Part } from '../../contract/messages.ts';
import type { ModeChoice } from '../../contract/modes.ts';
import type { Draft, DraftStore } from '../../contract/stores.ts';
import {
	MESSAGE_LIMIT_BYTES,
	sizeOf,
	unreadPart,
	type Attached,
	type Reading
} from './attachments.ts';
import { draftJournal, type DraftJournal } from './draft-journal.ts';

/** The draft of the chat that has no conversation yet. */
export const NEW_CHAT_DRAFT = 'new';

export type Problem =
	{ kind: 'message-too-long'; bytes: number } | { kind: 'other'; message: string } | FileProblem;

/** What is wrong with files. */
export type FileProblem =
	| { kind: 'too-many-files' }
	| { kind: 'file'; why: FileError['code']; name: string; size: FileError['size'] }
	/** It cannot be sent before they are read. */
	| { kind: 'reading' }
	/** The page was left while they were read. */
	| { kind: 'interrupted'; names: string[] };

export const isOfFiles = (problem: Problem): problem is FileProblem =>
	problem.kind !== 'message-too-long' && problem.kind !== 'other';

// 300 ms: a pause in typing; a tab that is hidden saves at once (`flush`), one that is left keeps
// what was not saved yet in the journal (`leave`).
const SAVE_AFTER_MS = 300;

type Delay = { set(run: () => void, delayMs: number): number; clear(timer: number): void };

const windowDelay: Delay = {
	set: (run, delayMs) => window.setTimeout(run, delayMs),
	clear: (timer) => window.clearTimeout(timer)
};

export class Composer {
	text = $state('');
	files = $state.raw<readonly Attached[]>([]);
	reading = $state.raw<readonly Reading[]>([]);
	problem = $state.raw<Problem | null>(null);
	/** How this message alone is answered; null: as its conversation. */
	mode = $state.raw<ModeChoice | null>(null);
	#key = NEW_CHAT_DRAFT;
	#drafts: DraftStore | null = null;
	#timer: number | null = null;
	/** Counts openings, so that a draft that arrives late does not overwrite newer text. */
	#opening = 0;
	/** Saves under way. */
	#saving = 0;
	#recovered: Promise<void> | null = null;
	/** The journal holds this draft. */
	#left = false;
	readonly #delay: Delay;
	readonly #journal: DraftJournal;

	constructor(
		delay: Delay = windowDelay,
		journal: DraftJournal = draftJournal(() => localStorage)
	) {
		this.#delay = delay;
		this.#journal = journal;
	}

	get empty(): boolean {
		return this.text.trim() === '' && this.files.length === 0 && this.reading.length === 0;
	}

	get parts(): Part[] {
		const text: Part[] = this.text.trim() === '' ? [] : [{ type: 'text', text: this.text }];
		return [...this.files, ...this.reading.map(({ file }) => unreadPart(file)), ...text];
	}

	/** Shows a conversation's draft, after saving the one on screen. Text typed before the store was there is kept. */
	async open(drafts: DraftStore, conversationId: string | null): Promise<void> {
		const key = conversationId ?? NEW_CHAT_DRAFT;
		const first = this.#drafts === null;
		if (!first && key === this.#key) return;
		const opening = ++this.#opening;
		const saved = this.flush();
		// The box is the new conversation's from here on: what is typed while the draft is read stays.
		this.#drafts = drafts;
		this.#key = key;
		if (!first) {
			for (const { stop } of this.reading) stop();
			this.reading = [];
			this.#show({ parts: [] });
		}
		const typed = first && !this.empty;
		await saved;
		await this.recover(drafts);
		const draft = await drafts.get(key);
		// A mode chosen while it was read is newer than the draft's.
		if (opening === this.#opening && this.empty && draft)
			this.#show(this.mode === null ? draft : { ...draft, mode: this.mode });
		if (typed) this.changed();
	}

	/** Saves what a page kept in the journal when it was left; once. */
	recover(drafts: DraftStore): Promise<void> {
		this.#recovered ??= (async () => {
			const left = this.#journal.take();
			try {
				if (left) await drafts.set(left.key, left);
			} catch (error) {
				this.refuse(error instanceof Error ? error.message : String(error));
			}
		})();
		return this.#recovered;
	}

	/** The page is being left: what the database may not get any more is kept until the next visit. */
	leave(): void {
		if (this.#timer === null && this.#saving === 0) return;
		this.#journal.write({ key: this.#key, ...this.#draft });
		this.#left = true;
		void this.flush();
	}

	/** The first question of a new chat made it a conversation: the text goes with it. */
	async becomes(conversationId: string): Promise<void> {
		// First: what is saved while the new chat's draft is removed is the conversation's.
		this.#key = conversationId;
		this.changed();
		await this.#drafts?.set(NEW_CHAT_DRAFT, { parts: [] });
	}

	/** How the message is to be answered; null: as its conversation. */
	choose(mode: ModeChoice | null): void {
		this.mode = mode;
		this.changed();
	}

	/** Call after every change of `text` or `files`. What is said of a file stays until the next one. */
	changed(): void {
		if (this.problem !== null && !/^(file|interrupted)$/.test(this.problem.kind))
			this.problem = null;
		if (this.#timer !== null) this.#delay.clear(this.#timer);
		this.#timer = this.#delay.set(() => void this.flush(), SAVE_AFTER_MS);
	}

	/** Saves now what waits to be saved; what to save is read before the first wait. */
	async flush(): Promise<void> {
		if (this.#timer === null) return;
		this.#delay.clear(this.#timer);
		this.#timer = null;
		await this.#save();
	}

	/** Reads files, one after the other, into the message. */
	async add(files: readonly File[], service: FileService): Promise<void> {
		const opening = this.#opening;
		const room = FILE_BOUNDS.count - this.files.length - this.reading.length;
		const taken = files.slice(0, Math.max(0, room)).map((file) => {
			const stopped = new AbortController();
			const reading: Reading = { file, fraction: 0, stop: () => stopped.abort() };
			return { reading, signal: stopped.signal };
		});
		let problem: Problem | null = taken.length < files.length ? { kind: 'too-many-files' } : null;
		this.reading = [...this.reading, ...taken.map(({ reading }) => reading)];
		this.changed();
		this.problem = problem;
		for (const { reading, signal } of taken) {
			const { file } = reading;
			const onProgress = (fraction: number) => {
				this.reading = this.reading.map((one) => (one.file === file ? { ...one, fraction } : one));
			};
			try {
				const part = await service.read(file, { signal, onProgress });
				// Another conversation's message is being written by now.
				if (opening === this.#opening) this.files = [...this.files, part];
			} catch (error) {
				const { code, size } = error instanceof FileError ? error : new FileError('reader-missing');
				if (!signal.aborted) problem = { kind: 'file', why: code, name: file.name, size };
			}
			this.reading = this.reading.filter((one) => one.file !== file);
			if (opening !== this.#opening) continue;
			this.changed();
			this.problem = problem;
		}
	}

	removeFile(part: Attached): void {
		this.files = this.files.filter((other) => other !== part);
		this.problem = null;
		this.changed();
	}

	/** Whether it can be sent; when it is too long, `problem` says so. */
	check(): boolean {
		if (this.empty) return false;
		if (this.reading.length > 0) {
			this.problem = { kind: 'reading' };
			return false;
		}
		this.problem = this.#tooLong();
		return this.problem === null;
	}

	/** Sent: neither the text, its mode nor a draft of it is left, also where a save was under way. */
	async clear(): Promise<void> {
		if (this.#timer !== null) this.#delay.clear(this.#timer);
		this.#timer = null;
		this.#show({ parts: [] });
		await this.#save();
	}

	/** `text` and `files` were sent. What was written meanwhile stays, as the next message. */
	async sent(text: string, files: readonly Attached[]): Promise<void> {
		this.text = this.text.startsWith(text) ? this.text.slice(text.length).trimStart() : this.text;
		this.files = this.files.filter((file) => !files.includes(file));
		this.mode = null;
		if (this.empty) await this.clear();
		else this.changed();
	}

	refuse(message: string): void {
		this.problem = { kind: 'other', message };
	}

	#tooLong(): Problem | null {
		const bytes = sizeOf(this.parts);
		return bytes > MESSAGE_LIMIT_BYTES ? { kind: 'message-too-long', bytes } : null;
	}

	async #save(): Promise<void> {
		const tooLong = this.#tooLong();
		if (tooLong) this.problem = tooLong;
		this.#saving++;
		try {
			await this.#drafts?.set(this.#key, this.#draft);
			// The page came back after all.
			if (this.#left) this.#journal.take();
			this.#left = false;
		} catch (error) {
			this.refuse(error instanceof Error ? error.message : String(error));
		} finally {
			this.#saving--;
		}
	}

	get #draft(): Draft {
		return { parts: this.parts, ...(this.mode && { mode: this.mode }) };
	}

	#show({ parts, mode }: Draft): void {
		this.mode = mode ?? null;
		this.text = parts
			.filter((part) => part.type === 'text')
			.map(({ text }) => text)
			.join('\n\n');
		const files = parts.filter((part) => part.type !== 'text');
		const unread = files.filter((part) => part.type === 'file' && part.unread);
		this.files = files.filter((part) => !unread.includes(part));
		const names = unread.map(({ name }) => name);
		this.problem = names.length > 0 ? { kind: 'interrupted', names } : null;
	}
}
