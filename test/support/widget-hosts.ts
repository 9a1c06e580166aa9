// Other people's sites, for tests of the widget: a server of pages on an origin of its own, each as one
// kind of site is (plain, with a strict policy, isolated, made by React, right to left, hostile). The app
// under test is somewhere else; its address is given when it is known.

import {
	createServer,
	type IncomingMessage,
	type Server as HttpServer,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';
import { BLANK, snippetOf } from '../../src/ui/operator/set-up.ts';

export type Hosts = {
	/** The site's origins: one for each test, since what a frame stores is kept apart by them. */
	origins: readonly string[];
	/** Not listed: another port is another origin. */
	elsewhere: string;
	/** Where embed.js and the chat come from. */
	serve(edge: string): void;
	stop(): Promise<void>;
};

type Page = { html: string; headers?: Record<string, string> };

const ISOLATED = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp'
};

/** More than there are tests in a file; each is a site of its own, and none of them is the app's. */
const ORIGINS = 60;

/** On this machine alone, under names that every browser takes for it. */
export async function startHosts(): Promise<Hosts> {
	let edge = '';
	let react: Promise<string> | null = null;

	const listed = createServer(answer);
	const other = createServer(answer);
	const [port, otherPort] = await Promise.all([listening(listed), listening(other)]);
	const elsewhere = `http://127.0.0.1:${otherPort}`;
	const origins = Array.from({ length: ORIGINS }, (_, i) => `http://site-${i}.localhost:${port}`);

	function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
		const { pathname, searchParams } = new URL(url, 'http://host');
		if (pathname === '/react.js') {
			react ??= reactScript();
			react.then(
				(code) => {
					response.setHeader('content-type', 'text/javascript');
					response.end(code);
				},
				(error: unknown) => {
					response.statusCode = 500;
					response.end(String(error));
				}
			);
			return;
		}
		if (pathname === '/favicon.ico' || pathname === '/picture') {
			response.statusCode = 204;
			response.end();
			return;
		}
		const page = pagesOf(edge, { origin: origins[0] ?? '', elsewhere })[pathname];
		response.statusCode = page ? 200 : 404;
		response.setHeader('content-type', 'text/html; charset=utf-8');
		for (const [name, value] of Object.entries(page?.headers ?? {}))
			response.setHeader(name, value);
		const site = /^[a-z-]+$/.exec(searchParams.get('site') ?? '')?.[0] ?? 'shop';
		const html = page?.html ?? 'Nothing here.';
		response.end(html.replaceAll('site="shop"', `site="${site}"`));
	}

	return {
		origins,
		elsewhere,
		serve: (at) => (edge = at),
		async stop() {
			await Promise.all([listed, other].map((server) => closed(server)));
		}
	};
}

function pagesOf(
	edge: string,
	{ origin, elsewhere }: { origin: string; elsewhere: string }
): Record<string, Page> {
	const tag = (data = '') =>
		`<script async src="${edge}/embed.js" data-site="shop" ${data}></script>`;
	const loader = `<script async src="${edge}/embed.js"></script>`;
	return {
		'/plain': document('A plain page', tag()),
		'/idle': document('A page that fetches it when it is idle', tag('data-preload="idle"')),
		'/patient': document('A page that fetches it when it is pressed', tag('data-preload="none"')),
		'/twice': document('A page that has the script twice', tag() + tag()),
		'/two': document(
			'A page with two chats',
			`${tag()}<style>.room { display: block; height: 560px }</style>
			<understudy-chat class="room" site="shop" mode="inline"></understudy-chat>`
		),
		'/late': document(
			'A page that is on screen first',
			`${snippetOf({ ...BLANK, key: 'shop', comes: 'after' }, edge)}<img src="/picture" alt="" style="position: absolute">`
		),
		'/without': document('A plain page', ''),
		'/dark': document('A dark page', tag('data-theme="dark" data-label="Ask us"')),
		'/inline': document(
			'A page with the chat in it',
			`${loader}<style>understudy-chat { display: block; height: 560px }</style>
			<understudy-chat site="shop" mode="inline"></understudy-chat><footer id="below">Below the chat</footer>`
		),
		'/rtl': {
			...document('صفحة', tag()),
			html: document('صفحة', tag()).html.replace('<html lang="en">', '<html lang="ar" dir="rtl">')
		},
		'/german': {
			html: document('Eine Seite', tag()).html.replace('<html lang="en">', '<html lang="de">')
		},
		'/themed': document(
			'A page with colours of its own',
			`${tag('data-font="Georgia, serif" data-theme="light"')}
			<style>understudy-chat { --understudy-accent: #0a5c36; --understudy-accent-ink: white; --understudy-paper: #eef7f1 }</style>`
		),
		'/strict': {
			...document('A page with a strict policy', tag()),
			headers: {
				'content-security-policy': `default-src 'none'; script-src ${edge}; frame-src ${edge}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`
			}
		},
		'/forbidding': {
			...document('A page whose policy forgot the frame', tag()),
			headers: { 'content-security-policy': `default-src 'none'; script-src ${edge}` }
		},
		'/isolated': { ...document('An isolated page', tag()), headers: ISOLATED },
		'/credentialless': {
			...document('An isolated page', tag()),
			headers: { ...ISOLATED, 'cross-origin-embedder-policy': 'credentialless' }
		},
		'/react': {
			html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title>
			${loader}<div id="root"></div><script type="module" src="/react.js"></script></html>`
		},
		'/unknown-site': document(
			'A page',
			`<script async src="${edge}/embed.js" data-site="nobody"></script>`
		),
		// A listed page with a stranger's frame in it, which works against the chat.
		'/with-stranger': document(
			'A page with an advertisement',
			`${tag()}<iframe title="Advertisement" name="stranger" src="${elsewhere}/stranger"></iframe>`
		),
		'/stranger': document('A stranger', `<script>${STRANGER}</script>`),
		'/frames-it': document(
			'A page that frames the chat by itself',
			`<iframe title="Chat" name="stolen" src="${edge}/widget?site=shop"></iframe><script>${STRANGER}</script>`
		),
		// Not the site's, around a page that is.
		'/wraps-it': document(
			'A page around the site',
			`<iframe title="Site" name="site" src="${origin}/plain"></iframe>`
		)
	};
}

/** Forges both sides' words to every window it can reach, without a pause. */
const STRANGER = `
	window.heard = [];
	addEventListener('message', ({ data, origin }) => window.heard.push({ data, origin }));
	const words = [
		{ understudy: 'hello', version: 1, nonce: 'forged' },
		{ understudy: 'connect', version: 1, nonce: 'forged' },
		{ type: 'ready' }, { type: 'close' },
		{ type: 'event', name: 'answer', detail: { id: 'forged' } },
		{ type: 'send', text: 'forged' }, null, 'forged', 7
	];
	function shout(window, depth) {
		for (const word of words) {
			window.postMessage(word, '*', [new MessageChannel().port1]);
			window.postMessage(word, '*');
		}
		if (depth < 2) for (let i = 0; i < window.length; i++) shout(window[i], depth + 1);
	}
	window.rounds = 0;
	setInterval(() => { shout(top, 0); window.rounds++; }, 25);
`;

function document(title: string, body: string): Page {
	return {
		html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><main><h1>${title}</h1><p>Some words of the page.</p><p><a href="#one">A link</a> <button id="own" type="button">A button</button></p></main>${body}</html>`
	};
}

async function reactScript(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			write: false,
			minify: false,
			lib: { entry: 'test/support/hosts/react-page.ts', formats: ['es'] }
		}
	});
	const [output] = Array.isArray(built) ? built : [built];
	const chunk = output && 'output' in output ? output.output[0] : undefined;
	if (chunk?.type !== 'chunk') throw new Error('The page made by React came out as no script.');
	return chunk.code;
}

async function listening(server: HttpServer): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

async function closed(server: HttpServer): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}
