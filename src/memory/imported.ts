// What the readers of other programs' files share: times, titles, ids, the tree, and the account of
// what was left out. They are lenient: what cannot be understood is skipped with a sentence, and
// nothing of a file is ever trusted to be what its place says. Each format is an object (import-*.ts).

import type { Conversation, Message } from '../contract/messages.ts';
import { isRecordId } from '../contract/parse-messages.ts';
import { MAX_TEXT_LENGTH } from '../contract/parse-parts.ts';
import { fieldsOf, type Fields } from '../contract/parse.ts';
import { DEFAULT_SETTINGS } from '../contract/settings.ts';
import type { ImportedConversation, Skipped } from './merge.ts';
import { inOrder } from './tree.ts';

/** A message as read, before its place in the tree is known. */
export type ReadMessage = Pick<
	Message,
	'role' | 'parts' | 'status' | 'source' | 'model' | 'error'
> & {
	/** null when the file does not say: then as late as the message it follows. */
	createdAtMs: number | null;
};

/** `message` is null for nodes that only hold the tree together. */
export type ReadNode = { parent: string | null; message: ReadMessage | null };

export type ReadConversation = {
	id: string;
	title: string;
	pinned: boolean;
	systemPrompt: string;
	createdAtMs: number;
	updatedAtMs: number | null;
	/** In the file's order. */
	nodes: Map<string, ReadNode>;
	/** The node whose branch was on screen. */
	current: string | null;
};

/** Another program's way of writing a conversation down. */
export type ForeignFormat = {
	recognises(entry: unknown): boolean;
	/** `title` is the conversation's; `tally` hears what is left out. */
	titleOf(entry: Fields): unknown;
	read(entry: Fields, title: string, tally: Tally, nowMs: number): Omit<ReadConversation, 'title'>;
};

/** One conversation, or null (with a sentence in `account`) when it holds nothing to keep. */
export function readForeign(
	format: ForeignFormat,
	entry: unknown,
	account: Account,
	nowMs: number
): ImportedConversation | null {
	const fields = fieldsOf(entry) ?? {};
	const title = titleOf(format.titleOf(fields));
	const tally = account.of(quoted(title));
	const read = format.read(fields, title, tally, nowMs);
	const instructed = !isTooLong(read.systemPrompt);
	const systemPrompt = instructed ? read.systemPrompt : '';
	const imported = assemble({ ...read, title, systemPrompt }, tally);
	if (!imported) account.skip(quoted(title), 'It holds no text.');
	else if (!instructed) tally.add('a system prompt that is too long');
	return imported;
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/**
 * Milliseconds since 1970 of a time in seconds, milliseconds, microseconds, nanoseconds or in words;
 * null when it is none. What lies in the future counts as now.
 */
export function timeOf(value: unknown, nowMs: number): number | null {
	let time = value;
	if (typeof time === 'string' && time.length < 50) {
		const number = Number(time);
		time = time.trim() !== '' && Number.isFinite(number) ? number : Date.parse(time) / 1000;
	}
	if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0) return null;
	// Seconds of the year 5138 are milliseconds of 1973: each unit has its own range.
	const unit = [1e11, 1e14, 1e17].findIndex((limit) => (time as number) < limit);
	const ms = [time * 1000, time, time / 1000][unit] ?? time / 1e6;
	return Math.min(Math.round(ms), nowMs);
}

const MAX_TITLE = 200;

/** A title on one line; whatever it holds stays text. */
function titleOf(value: unknown): string {
	const title = textOf(value)
		.slice(0, MAX_TITLE * 4)
		.replace(/\s+/g, ' ')
		.trim();
	return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title;
}

export function isTooLong(text: string): boolean {
	return text.length > MAX_TEXT_LENGTH;
}

/** `prefix-id`, or a name made of `fallback` where the file gives no id that can be used. */
export function importedId(prefix: string, id: unknown, fallback: string): string {
	const named = `${prefix}-${textOf(id).slice(0, 200)}`;
	return textOf(id) !== '' && isRecordId(named) ? named : `${prefix}-${hash(fallback)}`;
}

/** 64 bits of FNV-1a twice over: the same file gives the same ids, so importing twice adds nothing. */
function hash(text: string): string {
	let [a, b] = [0x811c9dc5, 0x01000193];
	for (let i = 0; i < text.length; i++) {
		a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
		b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
	}
	return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The conversation as it is stored, or null when no message of it is left. */
function assemble(read: ReadConversation, tally: Tally): ImportedConversation | null {
	const kept = keptParents(read.nodes);
	const ids = new Map<string, string>();
	for (const [name, { message }] of read.nodes) {
		if (!message) continue;
		const own = `${read.id}.${name}`;
		ids.set(name, isRecordId(own) ? own : `${read.id}.n${ids.size}:${hash(name)}`);
	}
	const messages: Message[] = [];
	for (const [name, { message }] of read.nodes) {
		const id = ids.get(name);
		if (!message || id === undefined) continue;
		const parent = kept.get(name) ?? null;
		messages.push({
			...message,
			id,
			conversationId: read.id,
			parentId: parent === null ? null : (ids.get(parent) ?? null),
			createdAtMs: message.createdAtMs ?? 0
		});
	}
	const ordered = dated(inOrder(messages), read.createdAtMs);
	tally.add('messages that follow each other in a circle', messages.length - ordered.length);
	const last = ordered.at(-1);
	if (!last) return null;
	const stored = new Set(ordered.map(({ id }) => id));
	const shown = read.current === null ? undefined : nearest(read, kept, ids);
	const conversation: Conversation = {
		id: read.id,
		title: read.title,
		titled: read.title !== '',
		pinned: read.pinned,
		createdAtMs: read.createdAtMs,
		updatedAtMs: read.updatedAtMs ?? Math.max(read.createdAtMs, last.createdAtMs),
		leafId: shown !== undefined && stored.has(shown) ? shown : last.id,
		systemPrompt: read.systemPrompt,
		egress: DEFAULT_SETTINGS.egress
	};
	return { conversation, messages: ordered };
}

/** A message without a time is as late as the one it follows. Parents come first. */
function dated(messages: Message[], startedAtMs: number): Message[] {
	const times = new Map<string | null, number>([[null, startedAtMs]]);
	return messages.map((message) => {
		const createdAtMs = message.createdAtMs || (times.get(message.parentId) ?? startedAtMs);
		times.set(message.id, createdAtMs);
		return { ...message, createdAtMs };
	});
}

function nearest(
	{ nodes, current }: ReadConversation,
	kept: Map<string, string | null>,
	ids: Map<string, string>
): string | undefined {
	if (current === null) return undefined;
	const name = nodes.get(current)?.message ? current : kept.get(current);
	return name ? ids.get(name) : undefined;
}

/** For each node the nearest one above it that holds a message; null when there is none. */
function keptParents(nodes: Map<string, ReadNode>): Map<string, string | null> {
	const kept = new Map<string, string | null>();
	for (const name of nodes.keys()) {
		const path = new Set<string>();
		let at: string | null = name;
		let found: string | null = null;
		while (at !== null && !path.has(at)) {
			const known = kept.get(at);
			if (known !== undefined) {
				found = known;
				break;
			}
			path.add(at);
			const parent: string | null = nodes.get(at)?.parent ?? null;
			if (parent === null || !nodes.has(parent)) break;
			if (nodes.get(parent)?.message) {
				found = parent;
				break;
			}
			at = parent;
		}
		// Only nodes without a message lie between, so the whole path has the same answer.
		for (const step of path) kept.set(step, found);
	}
	return kept;
}

/** Counts what is left out of one conversation, and why. */
export type Tally = { add(why: string, count?: number): void };

const MAX_SKIPPED = 100;

export type Account = {
	skipped: Skipped;
	/** The tally of one conversation; `what` names it to the person. */
	of(what: string): Tally;
	skip(what: string, why: string): void;
	/** To be called once, at the end. */
	close(): Skipped;
};

export function createAccount(): Account {
	const skipped: Skipped = [];
	const tallies: { what: string; reasons: Map<string, number> }[] = [];
	return {
		skipped,
		of(what) {
			const reasons = new Map<string, number>();
			tallies.push({ what, reasons });
			return {
				add(why, count = 1) {
					if (count > 0) reasons.set(why, (reasons.get(why) ?? 0) + count);
				}
			};
		},
		skip: (what, why) => skipped.push({ what, why }),
		close() {
			for (const { what, reasons } of tallies) {
				if (reasons.size === 0) continue;
				const parts = [...reasons].map(([why, count]) => `${why} (${count})`);
				skipped.push({ what, why: `Left out: ${parts.join(', ')}.` });
			}
			if (skipped.length <= MAX_SKIPPED) return skipped;
			const more = skipped.length - MAX_SKIPPED;
			return [...skipped.slice(0, MAX_SKIPPED), { what: `${more} more`, why: 'For like reasons.' }];
		}
	};
}

export function quoted(title: string): string {
	return title === '' ? 'a conversation without a title' : `“${title.slice(0, 60)}”`;
}
