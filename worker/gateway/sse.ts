// Server-sent events as bytes: finding where an event ends, whatever the line ends are and wherever
// the network split them. Nothing is decoded here. Format: HTML Living Standard, 9.2.6.

import type { Bytes } from '../contract.ts';

const NEWLINE = 10;
const RETURN = 13;
// Larger events are refused: a provider that sends one is broken or hostile. Streamed images are the
// largest that are real, a few megabytes.
export const MAX_EVENT_BYTES = 8 * 1024 * 1024;

const EMPTY = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Cuts a stream of bytes after whole events. Every byte is looked at once. */
export class EventSplitter {
	#rest = EMPTY;
	/** How much of `#rest` is known to hold no end of an event. */
	#seen = 0;
	/** Spare room behind `#rest`, so that a long event is not copied once per piece. */
	#room = EMPTY;

	/** True once an event grew beyond MAX_EVENT_BYTES; nothing more comes out then. */
	overflowed = false;

	/**
	 * Calls `take(bytes, start, end)` for every event that is whole now, its blank line included.
	 * The bytes are only lent.
	 */
	push(bytes: Bytes, take: (bytes: Bytes, start: number, end: number) => void): void {
		if (this.overflowed) return;
		const all = this.#rest.length === 0 ? bytes : this.#append(bytes);
		let start = 0;
		let at = this.#rest.length === 0 ? 0 : Math.max(0, this.#seen - 3);
		for (;;) {
			const end = endOfEvent(all, at);
			if (end === -1) break;
			take(all, start, end);
			start = end;
			at = end;
		}
		if (start === all.length) {
			this.#rest = EMPTY;
			this.#room = EMPTY;
		} else if (start > 0 || all === bytes) {
			this.#rest = all.slice(start);
			this.#room = EMPTY;
		} else this.#rest = all;
		this.#seen = this.#rest.length;
		if (this.#rest.length > MAX_EVENT_BYTES) {
			this.overflowed = true;
			this.#rest = EMPTY;
			this.#room = EMPTY;
		}
	}

	/** What is left over: an event without its blank line, or nothing. */
	rest(): Bytes {
		return this.#rest;
	}

	#append(bytes: Bytes): Bytes {
		const length = this.#rest.length + bytes.length;
		if (this.#room.length < length) {
			const room = new Uint8Array(Math.max(1024, length * 2));
			room.set(this.#rest);
			this.#room = room;
		}
		this.#room.set(bytes, this.#rest.length);
		return this.#room.subarray(0, length);
	}
}

/**
 * The index behind the first blank line at or after `from`; -1 when there is none yet. A `\r` that is
 * the last byte may be half of a `\r\n`: it waits for the next one.
 */
function endOfEvent(bytes: Bytes, from: number): number {
	for (let i = from; i < bytes.length; i++) {
		const byte = bytes[i];
		if (byte !== NEWLINE && byte !== RETURN) continue;
		const next = afterLineEnd(bytes, i);
		if (next === -1) return -1;
		const second = bytes[next];
		if (second !== NEWLINE && second !== RETURN) {
			i = next - 1;
			continue;
		}
		return afterLineEnd(bytes, next);
	}
	return -1;
}

/** Behind the line end at `i`; -1 when more bytes must tell. */
function afterLineEnd(bytes: Bytes, i: number): number {
	if (bytes[i] === NEWLINE) return i + 1;
	if (i + 1 === bytes.length) return -1;
	return bytes[i + 1] === NEWLINE ? i + 2 : i + 1;
}

/** The joined `data:` lines of one event; `null` when it has none (a comment, a keep-alive). */
export function eventData(event: Bytes): string | null {
	let data: string | null = null;
	for (const line of decoder.decode(event).split(/\r\n|\n|\r/)) {
		if (!line.startsWith('data:')) continue;
		const value = line.slice(line[5] === ' ' ? 6 : 5);
		data = data === null ? value : `${data}\n${value}`;
	}
	return data;
}

/** One event that carries a JSON value. */
export function dataEvent(value: unknown): Bytes {
	return encoder.encode(`data: ${JSON.stringify(value)}\n\n`);
}

/** Several pieces as one. */
export function concat(pieces: readonly Bytes[]): Bytes {
	if (pieces.length === 1 && pieces[0]) return pieces[0];
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
