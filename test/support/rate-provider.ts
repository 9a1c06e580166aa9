// A provider for the edge's bench, in a process of its own: `node test/support/rate-provider.ts`. It
// streams tokens at a fixed rate, each with the monotonic time it was written at (nanoseconds, the same
// clock for all processes of a machine), or answers whole. Bounded, and on the loopback alone.
// A request's `bench` field says how: {tokens, everyMs}; `everyMs` 0 writes all at once.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

const MAX_TOKENS = 10_000;
const HEAD = '{"id":"chatcmpl-b","object":"chat.completion.chunk","created":1,"model":"m"';
const WHOLE = JSON.stringify({
	id: 'chatcmpl-b',
	object: 'chat.completion',
	created: 1,
	model: 'm',
	choices: [
		{
			index: 0,
			message: { role: 'assistant', content: 'word '.repeat(100) },
			finish_reason: 'stop'
		}
	],
	usage: { prompt_tokens: 10, completion_tokens: 100, total_tokens: 110 }
});

const server = createServer((request, response) => {
	let text = '';
	request.on('data', (chunk) => (text += chunk));
	request.on('end', () => {
		const body = JSON.parse(text);
		if (!body.stream) {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(WHOLE);
			return;
		}
		// `user` reaches the provider through any gateway as it is: "tokens,everyMs".
		const [tokens = 20, everyMs = 0] = String(body.user ?? '')
			.split(',')
			.map(Number);
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		stream(response, Math.min(tokens, MAX_TOKENS), everyMs);
	});
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});

function stream(response: ServerResponse, tokens: number, everyMs: number): void {
	let sent = 0;
	const write = () => {
		const at = process.hrtime.bigint();
		response.write(
			`data: ${HEAD},"choices":[{"index":0,"delta":{"content":"@${at}@ word"},"finish_reason":null}],"usage":null}\n\n`
		);
		sent += 1;
	};
	const finish = () => {
		response.end(
			`data: ${HEAD},"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}\n\n` +
				`data: ${HEAD},"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":${tokens},"total_tokens":${tokens + 10}}}\n\n` +
				'data: [DONE]\n\n'
		);
	};
	write();
	if (everyMs === 0) {
		for (let i = 1; i < tokens; i++) write();
		return finish();
	}
	const timer = setInterval(() => {
		if (sent < tokens) return write();
		clearInterval(timer);
		finish();
	}, everyMs);
	response.on('close', () => clearInterval(timer));
}
