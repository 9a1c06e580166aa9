// The worker that reads a large file of conversations; read-apart.ts starts it and hears it. One file,
// then it is ended. Both sides are of one build, so what they say to each other is not checked.

import { ParseError } from '../contract/errors.ts';
import { readFile, type Wanted } from './import-file.ts';
import type { Bundle, ImportedConversation } from './merge.ts';

export type ReadRequest = { file: Blob; wanted: Wanted; nowMs: number };

export type ReadReply =
	| { type: 'conversations'; conversations: ImportedConversation[] }
	/** The end: everything but the conversations. */
	| { type: 'read'; rest: Omit<Bundle, 'conversations'> }
	| { type: 'refused'; path: string; message: string }
	/** By no fault of the file; whoever asked reads it without a worker. */
	| { type: 'failed' };

// Taken over by the page in some 10 ms.
const PIECE_MESSAGES = 2000;

/** A worker's own side speaks and hears as the other one does. */
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;

scope.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => void read(data));

async function read({ file, wanted, nowMs }: ReadRequest): Promise<void> {
	const reply = (message: ReadReply) => scope.postMessage(message);
	try {
		const { conversations, ...rest } = await readFile(file, wanted, nowMs);
		for (const piece of pieces(conversations))
			reply({ type: 'conversations', conversations: piece });
		reply({ type: 'read', rest });
	} catch (error) {
		if (!(error instanceof ParseError)) reply({ type: 'failed' });
		else reply({ type: 'refused', path: error.path, message: error.message });
	}
}

function* pieces(conversations: ImportedConversation[]): Generator<ImportedConversation[]> {
	let piece: ImportedConversation[] = [];
	let messages = 0;
	for (const conversation of conversations) {
		piece.push(conversation);
		messages += conversation.messages.length;
		if (messages < PIECE_MESSAGES) continue;
		yield piece;
		piece = [];
		messages = 0;
	}
	if (piece.length > 0) yield piece;
}
