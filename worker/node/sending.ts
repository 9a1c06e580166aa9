// A streamed answer on Node, written to the connection itself: the head of the answer leaves with its first
// piece in one packet, and no web stream stands in between.

import type { ServerResponse } from 'node:http';
import type { AnswerStream } from '../gateway/answer-stream.ts';

/** Resolves once all is written, or the client left. The stream is told of that by its own signal. */
export async function sendStream(
	response: Response,
	stream: AnswerStream,
	outgoing: ServerResponse
): Promise<void> {
	outgoing.writeHead(response.status, Object.fromEntries(response.headers));
	for (;;) {
		const bytes = await stream.next();
		if (outgoing.destroyed) return;
		if (bytes === null) return void outgoing.end();
		if (stream.over) return void outgoing.end(bytes);
		if (!outgoing.write(bytes)) await drained(outgoing);
	}
}

/** Until there is room again, or nobody to write to. */
function drained(outgoing: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const onRoom = () => {
			outgoing.off('drain', onRoom);
			outgoing.off('close', onRoom);
			resolve();
		};
		outgoing.on('drain', onRoom);
		outgoing.on('close', onRoom);
	});
}
