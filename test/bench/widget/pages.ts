// The host pages of the widget's bench: an article with a large picture, a shop's list with a filter, and a
// form that answers as one types; each bare, with our loader, or with a peer's chat. Served on an origin of
// their own, with everything they load, so that no network but the loopback takes part.

import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { BLANK, snippetOf } from '../../../src/ui/operator/set-up.ts';

export const HOSTS = ['article', 'list', 'form'] as const;
export type Host = (typeof HOSTS)[number];

/** `understudy`: by the snippet a site is given; `understudy-tag`: by the script tag that is fetched with the page. */
export const CHATS = ['none', 'understudy', 'understudy-tag', 'deep-chat', 'n8n'] as const;
export type Chat = (typeof CHATS)[number];

/** Of a peer's package as published: its folder, and what its documents say to put on a page. */
const PEERS: Readonly<Record<'deep-chat' | 'n8n', { folder: string; files: readonly string[] }>> = {
	'deep-chat': { folder: 'node_modules/deep-chat/dist', files: ['deepChat.bundle.js'] },
	n8n: { folder: 'node_modules/@n8n/chat/dist', files: ['chat.bundle.es.js', 'style.css'] }
};

/** The files that a page with a peer loads before anybody clicks; null where it is not installed. */
export function peerFiles(chat: 'deep-chat' | 'n8n'): readonly string[] | null {
	const { folder, files } = PEERS[chat];
	if (!files.every((name) => existsSync(join(folder, name)))) return null;
	const found = new Set<string>();
	const queue = [...files];
	for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		if (name.endsWith('.css')) continue;
		const source = readFileSync(join(folder, name), 'utf8');
		for (const [, next = ''] of source.matchAll(/\bfrom ?["']\.\/([\w.-]+)["']/g)) queue.push(next);
	}
	return [...found].map((name) => join(folder, name));
}

export type Site = {
	origin: string;
	/** Where our loader and frame come from. */
	edge(origin: string): void;
	url(host: Host, chat: Chat): string;
	stop(): Promise<void>;
};

export async function startSite(): Promise<Site> {
	let edge = '';
	const picture = gradientPng(1200, 630);
	const server = createServer(({ url = '/' }, response) => {
		const { pathname, searchParams } = new URL(url, 'http://host');
		const send = (type: string, body: string | Buffer) => {
			response.setHeader('content-type', type);
			response.end(body);
		};
		if (pathname === '/picture.png') return send('image/png', picture);
		const [, peer = '', name = ''] = /^\/peer\/([\w-]+)\/([\w.-]+)$/.exec(pathname) ?? [];
		if (peer === 'deep-chat' || peer === 'n8n') {
			const path = join(PEERS[peer].folder, name);
			if (existsSync(path))
				return send(path.endsWith('.css') ? 'text/css' : 'text/javascript', readFileSync(path));
		}
		// A peer's backend: one answer, at once.
		if (pathname === '/answer')
			return send('application/json', '{"text": "Yes.", "output": "Yes."}');
		const host = HOSTS.find((one) => pathname === `/${one}`);
		if (host === undefined) {
			response.statusCode = 404;
			return send('text/plain', '');
		}
		const chat = CHATS.find((one) => one === searchParams.get('chat')) ?? 'none';
		send('text/html; charset=utf-8', page(host, chatTag(chat, edge)));
	});
	await listening(server);
	const origin = `http://site.localhost:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		edge: (at) => (edge = at),
		url: (host, chat) => `${origin}/${host}?chat=${chat}`,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** As each project's documents say to put it on a page; what is clicked to begin has the id `begin`. */
function chatTag(chat: Chat, edge: string): string {
	switch (chat) {
		case 'none':
			return '';
		case 'understudy':
			return snippetOf({ ...BLANK, key: 'bench' }, edge);
		case 'understudy-tag':
			return snippetOf({ ...BLANK, key: 'bench', comes: 'with' }, edge);
		case 'deep-chat':
			// It is an element in the page and has no button: one is put before it, as people do.
			return `<script type="module" src="/peer/deep-chat/deepChat.bundle.js"></script>
				<button id="begin" style="position: fixed; right: 1rem; bottom: 1rem">Chat</button>
				<script>document.getElementById('begin').onclick = () => {
					const chat = document.createElement('deep-chat');
					chat.connect = { url: '/answer' };
					chat.style.cssText = 'position: fixed; right: 1rem; bottom: 4rem; z-index: 9';
					document.body.append(chat);
				};</script>`;
		case 'n8n':
			return `<link href="/peer/n8n/style.css" rel="stylesheet">
				<script type="module">
					import { createChat } from '/peer/n8n/chat.bundle.es.js';
					createChat({ webhookUrl: '/answer' });
				</script>`;
		default:
			return chat satisfies never;
	}
}

function page(host: Host, chat: string): string {
	const words = 'The lantern hung in the window and the street lay quiet under the snow. '.repeat(
		6
	);
	const bodies: Readonly<Record<Host, string>> = {
		article: `<h1>An article</h1><img src="/picture.png" width="1200" height="630" alt="" style="max-width: 100%; height: auto">${`<p>${words}</p>`.repeat(12)}<button id="own">More</button><p id="out"></p>
			<script>document.getElementById('own').onclick = () => { document.getElementById('out').textContent += ${JSON.stringify(words)}; };</script>`,
		list: `<h1>A list</h1><button id="own">Filter</button><ul id="out">${Array.from({ length: 400 }, (_, i) => `<li>Thing ${i}: ${words.slice(0, 60)}</li>`).join('')}</ul>
			<script>let odd = false; document.getElementById('own').onclick = () => { odd = !odd; document.querySelectorAll('#out li').forEach((one, i) => { one.hidden = odd && i % 2 === 1; }); };</script>`,
		form: `<h1>A form</h1><label>Name <input id="own"></label><p id="out">${words}</p>
			<script>document.getElementById('own').oninput = ({ target }) => { document.getElementById('out').textContent = target.value + ${JSON.stringify(words)}; };</script>`
	};
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${host}</title></head><body><main style="max-width: 60rem; margin: 0 auto; font: 1.1rem/1.5 Georgia, serif">${bodies[host]}</main>${chat}</body></html>`;
}

/** A picture that is made and not stored: 24-bit, a gradient with noise so that it does not vanish. */
function gradientPng(width: number, height: number): Buffer {
	const rows = Buffer.alloc(height * (1 + width * 3));
	let seed = 1;
	for (let y = 0, at = 0; y < height; y++) {
		rows[at++] = 0;
		for (let x = 0; x < width; x++) {
			seed = (seed * 1103515245 + 12345) & 0x7fffffff;
			rows[at++] = (x * 255) / width;
			rows[at++] = (y * 255) / height;
			rows[at++] = 96 + (seed >> 27);
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const made = Buffer.alloc(12 + data.length);
	made.writeUInt32BE(data.length, 0);
	made.set(body, 4);
	made.writeUInt32BE(crc32(body), 8 + data.length);
	return made;
}

function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

async function listening(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
