// The bytes of a request or an answer on Node, read from the connection itself: web streams would cost more
// than reading it.

import type { IncomingMessage } from 'node:http';
import type { ByteReader, Bytes } from '../contract.ts';
import { concat } from '../gateway/sse.ts';

// Beyond that nothing more is taken from the connection until somebody reads.
const MOST_AHEAD_BYTES = 65_536;

/**
 * For one reader. Nothing is taken before its first `read`; each gives all that has come since the last
 * one. What a cancelled one did not read is for `drop` to end.
 */
export function readerOf(incoming: IncomingMessage, drop: () => void): ByteReader {
	let pieces: Bytes[] = [];
	let waitingBytes = 0;
	let state: 'new' | 'reading' | 'cancelled' = 'new';
	let wake: (() => void) | null = null;
	const notify = () => {
		wake?.();
		wake = null;
	};
	const onData = (piece: Bytes) => {
		pieces.push(piece);
		waitingBytes += piece.length;
		if (waitingBytes > MOST_AHEAD_BYTES) incoming.pause();
		notify();
	};
	// Read from `errored` below; unheard it would end the process.
	incoming.on('error', notify);
	return {
		async read() {
			if (state === 'new') {
				state = 'reading';
				incoming.on('data', onData);
				incoming.once('end', notify);
				incoming.once('close', notify);
			}
			for (;;) {
				if (state === 'cancelled') return { done: true };
				if (pieces.length > 0) {
					const value = concat(pieces);
					pieces = [];
					waitingBytes = 0;
					if (incoming.isPaused()) incoming.resume();
					return { done: false, value };
				}
				if (incoming.readableEnded) return { done: true };
				if (incoming.errored) throw incoming.errored;
				if (incoming.destroyed) throw new Error('The connection was closed.');
				await new Promise<void>((resolve) => (wake = resolve));
			}
		},
		async cancel() {
			state = 'cancelled';
			incoming.off('data', onData);
			incoming.pause();
			drop();
			notify();
		}
	};
}
