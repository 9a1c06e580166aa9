// A plain host of files in front of the network: answers Range requests, publishes no hash, and notes
// what it was asked. Not here: a model host's interface (model-host.ts).

import type { BrowserContext } from '@playwright/test';

export const FILE_HOST = 'https://files.example';

export type FileHost = {
	/** The Range of each request for a file, in order; null where there was none. */
	readonly asked: { name: string; range: string | null }[];
	/** `claimedBytes` is the size it says the file has; its own when absent. */
	put(name: string, bytes: Uint8Array, claimedBytes?: number): void;
};

const CORS = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'content-range, etag, content-length'
};

export async function hostFiles(context: BrowserContext): Promise<FileHost> {
	const files = new Map<string, { bytes: Uint8Array; claimedBytes: number }>();
	const host: FileHost = {
		asked: [],
		put: (name, bytes, claimedBytes = bytes.length) => void files.set(name, { bytes, claimedBytes })
	};
	await context.route(`${FILE_HOST}/**`, async (route) => {
		const request = route.request();
		const name = decodeURIComponent(new URL(request.url()).pathname.slice(1));
		const file = files.get(name);
		if (!file) return route.fulfill({ status: 404, headers: CORS });
		const range = await request.headerValue('range');
		host.asked.push({ name, range });
		const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range ?? '') ?? [];
		const start = Number(from ?? 0);
		const end = Math.min(file.bytes.length, to === undefined ? Infinity : Number(to) + 1);
		await route
			.fulfill({
				status: range === null ? 200 : 206,
				headers: {
					...CORS,
					'content-type': 'application/octet-stream',
					etag: '"one"',
					...(range !== null && {
						'content-range': `bytes ${start}-${end - 1}/${file.claimedBytes}`
					})
				},
				body: request.method() === 'HEAD' ? '' : Buffer.from(file.bytes.subarray(start, end))
			})
			// A look that ended has no use for its answer.
			.catch(() => undefined);
	});
	return host;
}
