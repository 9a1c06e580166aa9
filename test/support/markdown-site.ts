// Builds test/support/markdown-page with Vite and serves it to a Playwright page from memory, under an
// origin of its own and without a content security policy: what holds here holds by itself.

import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { BrowserContext } from '@playwright/test';
import { build, type Plugin } from 'vite';

export const MARKDOWN_ORIGIN = 'https://markdown.test';

const TYPES: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	js: 'text/javascript',
	css: 'text/css',
	woff2: 'font/woff2'
};

export type Site = Map<string, string | Uint8Array>;

/** The two barriers between a model's words and the page. */
export type Barrier = 'parser' | 'sanitizer';

/** The files of the page by path, `/index.html` among them; `without` takes barriers away. */
export async function buildMarkdownSite(without: Barrier[] = []): Promise<Site> {
	const result = await build({
		configFile: false,
		root: fileURLToPath(new URL('markdown-page/', import.meta.url)),
		logLevel: 'error',
		plugins: [weakened(without), svelte({ configFile: false, compilerOptions: { runes: true } })],
		build: { write: false, target: 'es2023', modulePreload: false, minify: false }
	});
	const outputs = Array.isArray(result) ? result : [result];
	const site: Site = new Map();
	for (const output of outputs) {
		if (!('output' in output)) continue;
		for (const file of output.output)
			site.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
	}
	return site;
}

const NO_SANITIZER = `
	const fragment = (html) => document.createRange().createContextualFragment(html);
	export const markdownFragment = fragment;
	export const mathFragment = fragment;
`;

/** A parser that lets every tag through, a sanitizer that lets everything through. */
function weakened(without: Barrier[]): Plugin {
	const check = 'PLAIN_TAG.test(tag[0])';
	return {
		name: 'weakened',
		enforce: 'pre',
		load(id) {
			const replaced = id.endsWith('/markdown/sanitize.ts') && without.includes('sanitizer');
			return replaced ? NO_SANITIZER : null;
		},
		transform(code, id) {
			if (!id.endsWith('/markdown/parser.ts') || !without.includes('parser')) return null;
			if (!code.includes(check)) throw new Error(`parser.ts no longer says ${check}.`);
			return { code: code.replace(check, 'true'), map: null };
		}
	};
}

/** Serves `site` at MARKDOWN_ORIGIN. Returns the addresses asked for that are not part of it. */
export async function serveMarkdownSite(context: BrowserContext, site: Site): Promise<string[]> {
	const strangers: string[] = [];
	await context.route('**/*', async (route) => {
		const url = new URL(route.request().url());
		const path = url.pathname === '/' ? '/index.html' : url.pathname;
		const body = url.origin === MARKDOWN_ORIGIN && url.search === '' ? site.get(path) : undefined;
		if (body === undefined) {
			strangers.push(url.href);
			await route.abort();
			return;
		}
		await route.fulfill({
			body: typeof body === 'string' ? body : Buffer.from(body),
			contentType: TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
		});
	});
	return strangers;
}
