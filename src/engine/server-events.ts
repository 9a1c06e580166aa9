// Server-sent events out of a response's bytes, wherever the network split them: data and comments, as
// they come. Parsed by eventsource-parser. Not here: what the data mean (remote-answer.ts).

import { createParser } from 'eventsource-parser';

export type ServerEvent = { type: 'data'; data: string } | { type: 'comment'; text: string };

/** A line or an event of more characters is refused: no token is a hundredth as long. */
export const MOST_EVENT_CHARACTERS = 4 * 1024 * 1024;

/** An event of more than MOST_EVENT_CHARACTERS. */
export class EventTooLong extends Error {
	override readonly name = 'EventTooLong';
}

/**
 * The events of `body`; leaving early cancels it. Throws what reading throws, and EventTooLong. What
 * stands behind the last line break counts as a whole line.
 */
export async function* serverEvents(
	body: ReadableStream<Uint8Array>
): AsyncGenerator<ServerEvent, void> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let found: ServerEvent[] = [];
	let tooLong = false;
	const parser = createParser({
		maxBufferSize: MOST_EVENT_CHARACTERS,
		onEvent: ({ data }) => void found.push({ type: 'data', data }),
		onComment: (text) => void found.push({ type: 'comment', text }),
		// Unknown fields are to be ignored (HTML Living Standard, 9.2.6); only the size ends it.
		onError: ({ type }) => (tooLong ||= type === 'max-buffer-size-exceeded')
	});
	let ended = false;
	try {
		while (!ended) {
			const { done, value } = await reader.read();
			ended = done;
			parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
			yield* found;
			found = [];
			if (tooLong) throw new EventTooLong();
		}
	} finally {
		// The connection ends with whoever stopped reading; it may have ended by itself.
		if (!ended) reader.cancel().catch(() => undefined);
	}
}
