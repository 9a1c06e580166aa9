// A stand-in for the host of a catalogue model, in front of the network: publishes size and hash as
// Hugging Face's API does, answers Range requests, and can break off, hold or damage what it sends.

import { createHash } from 'node:crypto';
import type { BrowserContext, Route } from '@playwright/test';

export type ModelHost = {
	/** What every file is from now on. */
	bytes: Uint8Array;
	/** The first byte of each request for the file, in order. */
	readonly starts: number[];
	/** Breaks off every answer at this byte of the file; null sends all. */
	breakAt: number | null;
	/** Requests that start at or after this byte wait for `release`. */
	holdFrom: number | null;
	release(): void;
	/** Sends other bytes than were published. */
	damaged: boolean;
};

const CORS = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'content-range, etag, content-length, x-linked-etag'
};

/** Serves `bytes` for every file of every model at huggingface.co; other addresses there are 404. */
export async function hostModel(context: BrowserContext, bytes: Uint8Array): Promise<ModelHost> {
	let release = () => {};
	let released = new Promise<void>((resolve) => (release = resolve));
	const host: ModelHost = {
		bytes,
		starts: [],
		breakAt: null,
		holdFrom: null,
		damaged: false,
		release() {
			host.holdFrom = null;
			host.breakAt = null;
			release();
			released = new Promise((resolve) => (release = resolve));
		}
	};

	async function metadata(route: Route, url: URL) {
		// The name the app asks for is not in this request, so every name of the catalogue is listed.
		const names = await fileNames();
		const sha256 = createHash('sha256').update(host.bytes).digest('hex');
		const siblings = names.map((rfilename) => ({
			rfilename,
			lfs: { sha256, size: host.bytes.length }
		}));
		await route.fulfill({
			headers: CORS,
			json: { id: url.pathname, sha: 'a'.repeat(40), siblings }
		});
	}

	async function file(route: Route) {
		const { bytes } = host;
		const range = /bytes=(\d+)-(\d+)/.exec((await route.request().headerValue('range')) ?? '');
		const start = Number(range?.[1] ?? 0);
		const asked = range ? Number(range[2]) + 1 : bytes.length;
		host.starts.push(start);
		if (host.holdFrom !== null && start >= host.holdFrom) await released;
		const end = Math.min(asked, host.breakAt ?? asked);
		const body = Buffer.from(bytes.subarray(start, end));
		if (host.damaged) body[body.length >> 1]! ^= 1;
		await route
			.fulfill({
				status: range ? 206 : 200,
				headers: {
					...CORS,
					'content-type': 'application/octet-stream',
					// What was announced, also when the answer breaks off before it.
					'content-length': String(asked - start),
					...(range && { 'content-range': `bytes ${start}-${asked - 1}/${bytes.length}` })
				},
				body
			})
			// A paused download has no use for its answer.
			.catch(() => undefined);
	}

	await context.route('https://huggingface.co/**', async (route) => {
		const url = new URL(route.request().url());
		if (url.pathname.startsWith('/api/models/')) await metadata(route, url);
		else if (url.pathname.includes('/resolve/')) await file(route);
		else await route.fulfill({ status: 404, headers: CORS });
	});
	return host;
}

async function fileNames(): Promise<string[]> {
	const { default: catalog } = await import('../../models/catalog.json', {
		with: { type: 'json' }
	});
	return catalog.models.map(({ url }) => decodeURIComponent(url.split('/').at(-1) ?? ''));
}
