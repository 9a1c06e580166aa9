import { expect, test } from 'vitest';
import { EventTooLong, MOST_EVENT_CHARACTERS, serverEvents } from './server-events.ts';
import type { ServerEvent } from './server-events.ts';

const encoder = new TextEncoder();
const RECORDED =
	': hello\r\n\r\ndata: {"a":"Grüße 🎉"}\n\nevent: x\nid: 7\ndata: one\rdata: two\r\r' +
	'data:漢\n\n: understudy {"provider":"p"}\n\ndata: [DONE]\n\n';
const EVENTS: ServerEvent[] = [
	{ type: 'comment', text: 'hello' },
	{ type: 'data', data: '{"a":"Grüße 🎉"}' },
	{ type: 'data', data: 'one\ntwo' },
	{ type: 'data', data: '漢' },
	{ type: 'comment', text: 'understudy {"provider":"p"}' },
	{ type: 'data', data: '[DONE]' }
];

function bodyOf(pieces: Uint8Array[]): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			for (const piece of pieces) controller.enqueue(piece);
			controller.close();
		}
	});
}

async function collect(pieces: Uint8Array[]): Promise<ServerEvent[]> {
	return Array.fromAsync(serverEvents(bodyOf(pieces)));
}

test('the events are the same wherever the network splits them', async () => {
	const bytes = encoder.encode(RECORDED);
	for (let at = 0; at <= bytes.length; at++)
		expect(await collect([bytes.slice(0, at), bytes.slice(at)]), `at ${at}`).toEqual(EVENTS);
	expect(await collect(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(EVENTS);
});

test('an event whose blank line never came counts', async () => {
	expect(await collect([encoder.encode('data: [DONE]')])).toEqual([
		{ type: 'data', data: '[DONE]' }
	]);
	expect(await collect([encoder.encode('data: x\n')])).toEqual([{ type: 'data', data: 'x' }]);
});

test('fields it does not know, and bytes that are no text, end nothing', async () => {
	const bytes = [encoder.encode('junk: 1\n\n'), Uint8Array.of(0xff, 0xfe, 10, 10)];
	expect(await collect([...bytes, encoder.encode('data: x\n\n')])).toEqual([
		{ type: 'data', data: 'x' }
	]);
});

test('a line without an end is refused once it is too long, and reading stops', async () => {
	let cancelled = false;
	const piece = encoder.encode('x'.repeat(64 * 1024));
	let sent = 0;
	const endless = new ReadableStream<Uint8Array>({
		pull(controller) {
			sent += piece.length;
			controller.enqueue(piece);
		},
		cancel: () => void (cancelled = true)
	});
	await expect(Array.fromAsync(serverEvents(endless))).rejects.toThrow(EventTooLong);
	expect(cancelled).toBe(true);
	expect(sent).toBeLessThan(MOST_EVENT_CHARACTERS + 4 * piece.length);
});

test('a reader that leaves cancels the body', async () => {
	let cancelled = false;
	const endless = new ReadableStream<Uint8Array>({
		pull: (controller) => controller.enqueue(encoder.encode('data: x\n\n')),
		cancel: () => void (cancelled = true)
	});
	for await (const event of serverEvents(endless)) if (event.type === 'data') break;
	expect(cancelled).toBe(true);
});
