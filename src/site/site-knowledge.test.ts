// A site's pages searched in the browser: what is fetched is verified before it is used, a failure is a
// sentence and tried anew, and what cannot be used is refused. The search is the real one, of which Node
// has the worker's side without a worker.

import { expect, test } from 'vitest';
import { packSiteIndex, type SiteIndex } from '../contract/site-index.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { openSearch, type SearchPort } from './search-client.ts';
import { searchServer, type SearchReply, type SearchRequest } from './search-worker.ts';
import { createSiteKnowledge, type SiteKnowledgeParts } from './site-knowledge.ts';

const ORIGIN = 'https://shop.example';
const INDEX: SiteIndex = {
	embedder: 'e-1',
	dimensions: 2,
	base: `${ORIGIN}/`,
	pages: [{ title: 'Help', url: `${ORIGIN}/help` }],
	passages: [
		{ page: 0, heading: 'Parcels', anchor: 'parcels', text: 'A parcel takes two days.' },
		{ page: 0, heading: 'Refunds', anchor: 'refunds', text: 'Money comes back in a week.' }
	],
	scales: Float32Array.of(1, 1),
	vectors: Int8Array.of(1, 0, 0, 1)
};
const NOW = new AbortController().signal;

/** A port to the worker's side, which answers a moment later as a worker does. */
function port(): SearchPort {
	const listeners: ((event: MessageEvent<SearchReply>) => void)[] = [];
	const serve = searchServer((message) =>
		queueMicrotask(() =>
			listeners.forEach((hear) => hear({ data: message } as MessageEvent<SearchReply>))
		)
	);
	return {
		postMessage: (message: SearchRequest) => serve(message),
		addEventListener: (type: string, listener: unknown) => {
			if (type === 'message') listeners.push(listener as (typeof listeners)[number]);
		},
		terminate: () => undefined
	} as SearchPort;
}

async function knowledge(change: Partial<SiteKnowledgeParts> = {}, index: SiteIndex = INDEX) {
	const bytes = packSiteIndex(index);
	const asked: string[] = [];
	const parts: SiteKnowledgeParts = {
		site: {
			key: 'shop',
			origins: [ORIGIN],
			knowledge: { file: 'shop.bin', sha256: await sha256Hex(bytes), bytes: bytes.length }
		},
		fetch: async (url) => {
			asked.push(url);
			return new Response(bytes.slice());
		},
		embedder: async () => ({
			id: 'e-1',
			dimensions: 2,
			embed: async (texts) => texts.map(() => Float32Array.of(0, 0)),
			dispose: async () => undefined
		}),
		openSearch: (given, origins, embedder) => openSearch(given, origins, embedder, port),
		...change
	};
	return { asked, ...createSiteKnowledge(parts) };
}

test('finds passages with their addresses, and fetches the index once', async () => {
	const { find, asked } = await knowledge();
	expect(await find('My parcel?', NOW)).toEqual([
		{ title: 'Help › Parcels', url: `${ORIGIN}/help#parcels`, text: 'A parcel takes two days.' }
	]);
	expect(await find('What is the capital of Norway?', NOW)).toEqual([]);
	expect(asked).toHaveLength(1);
	expect(asked[0]).toMatch(/^\/v1\/widget\/knowledge\?site=shop&sha256=[0-9a-f]{64}$/);
});

test('refuses an index that is not the one declared, and one that cannot be used', async () => {
	const refused = async (
		change: Partial<SiteKnowledgeParts>,
		message: string,
		index: SiteIndex = INDEX
	) => {
		const { find } = await knowledge(change, index);
		await expect(find('parcel', NOW), message).rejects.toThrow(message);
	};
	await refused({ fetch: async () => new Response('other') }, 'is not the one that was declared');
	await refused({ fetch: async () => new Response(null, { status: 404 }) }, 'not given out (404)');
	await refused({ fetch: () => Promise.reject(new TypeError('offline')) }, 'could not be fetched');
	await refused({ embedder: async () => null }, 'has no embedder');
	await refused({}, 'questions are embedded by “e-1”', { ...INDEX, embedder: 'e-0' });
	await refused({}, 'none of the site’s origins', {
		...INDEX,
		base: 'https://evil.example/',
		pages: [{ title: 'x', url: 'https://evil.example/' }]
	});
});

test('a failure is tried anew with the next question', async () => {
	let fails = true;
	const bytes = packSiteIndex(INDEX);
	const { find } = await knowledge({
		fetch: async () => (fails ? new Response(null, { status: 503 }) : new Response(bytes.slice()))
	});
	await expect(find('parcel', NOW)).rejects.toThrow('503');
	fails = false;
	expect(await find('parcel', NOW)).toHaveLength(1);
});

test('who stops waiting is let go at once', async () => {
	const { find } = await knowledge({ fetch: () => new Promise(() => undefined) });
	const stop = new AbortController();
	const finding = find('parcel', stop.signal);
	stop.abort();
	await expect(finding).rejects.toThrow('took too long');
	await expect(find('parcel', AbortSignal.abort())).rejects.toThrow('took too long');
});
