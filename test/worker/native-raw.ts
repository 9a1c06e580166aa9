// The native server asked by exact bytes, since clients set these headers themselves; and a built app to stand
// beside it. Not here: the server (support/native.ts).

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

/** The status and body of an answer to exactly these bytes. */
export function send(
	to: { origin: string },
	{ method = 'GET', path = '/v1/models', headers = {}, body = '' }: Sent
): Promise<{ status: number; head: string; body: string }> {
	const url = new URL(to.origin);
	const lines = {
		host: url.host,
		...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
		...headers,
		connection: 'close'
	};
	return new Promise((resolve, reject) => {
		const socket = connect(Number(url.port), url.hostname);
		let text = '';
		socket.on('error', reject);
		socket.on('data', (piece) => (text += piece.toString()));
		socket.on('close', () => {
			const end = text.indexOf('\r\n\r\n');
			resolve({
				status: Number(text.split(' ')[1]),
				head: text.slice(0, end).toLowerCase(),
				body: text.slice(end + 4)
			});
		});
		const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
		socket.write([`${method} ${path} HTTP/1.1`, ...head, '', body].join('\r\n'));
	});
}

/** A question that is answered. */
export const CHAT = {
	method: 'POST',
	path: '/v1/chat/completions',
	body: JSON.stringify({
		model: 'test',
		max_tokens: 2,
		messages: [{ role: 'user', content: 'hello' }]
	})
};

/** A small app, as a build leaves it. */
export function writeApp(): { folder: string; discard(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'understudy-assets-'));
	mkdirSync(join(folder, 'models/starter'), { recursive: true });
	writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Understudy</title>');
	writeFileSync(join(folder, 'settings.html'), '<!doctype html><title>Settings</title>');
	writeFileSync(join(folder, '404.html'), '<!doctype html><title>Nothing here</title>');
	writeFileSync(join(folder, 'models/starter/base.gguf'), '0123456789');
	writeFileSync(join(folder, '_headers'), 'secret');
	return { folder, discard: () => rmSync(folder, { recursive: true, force: true }) };
}
