// The beginning of a file elsewhere, asked for by Range in pieces as large as its reader turns out to need, and how
// large the file is. Not here: what the beginning says (look-at-address.ts, look-at-peft.ts).

import { ask, refuseGone } from './ask-host.ts';
import { fileOf, hostOf } from './http-range.ts';
import type { Network } from './network.ts';
import { WeightError } from './weight-error.ts';

export type RemoteFile = {
	url: string;
	/** Of the whole file. */
	bytes: number;
	/** What came with the first look. */
	first: Uint8Array;
	/** Its first `length` bytes, of at most as many as it has. Throws WeightError where no more of them come. */
	start(length: number): Promise<Uint8Array>;
};

/** Throws WeightError for a host that does not answer, or does not say how large the file is. */
export async function openRemote(
	url: string,
	network: Network,
	signal: AbortSignal
): Promise<RemoteFile> {
	let held = new Uint8Array(0);
	let total: number | null = null;
	const more = async (length: number) => {
		const part = await rangeOf(url, held.length, length, network, signal);
		total ??= part.total;
		const joined = new Uint8Array(held.length + part.bytes.length);
		joined.set(held);
		joined.set(part.bytes, held.length);
		held = joined;
	};
	await more(FIRST_BYTES);
	const first = held;
	const bytes = total ?? (await sizeOf(url, network, signal));
	return {
		url,
		bytes,
		first,
		async start(length) {
			for (let asked = 0; held.length < length; asked++) {
				const before = held.length;
				await more(length);
				if (held.length === before || asked === MOST_BREAKS)
					throw new WeightError(
						'server-failed',
						`${hostOf(url)} sent nothing more of ${fileOf(url)} than its first ${held.length} bytes. Try again later, or download the file yourself and import it.`
					);
			}
			return held.subarray(0, length);
		}
	};
}

// 1 MiB: the header of most models with up to 50,000 words.
const FIRST_BYTES = 1024 * 1024;
/** Answers that broke off within one step of the header. */
const MOST_BREAKS = 5;

type Part = { bytes: Uint8Array; total: number | null };

/** The bytes from `start` to before `end`, or as many of them as there are. */
async function rangeOf(
	url: string,
	start: number,
	end: number,
	network: Network,
	signal: AbortSignal
): Promise<Part> {
	const connection = new AbortController();
	const either = AbortSignal.any([signal, connection.signal]);
	const headers = { range: `bytes=${start}-${end - 1}` };
	const response = await ask(url, { headers, signal: either, credentials: 'omit' }, network);
	try {
		refuseGone(response, url);
		if (response.status !== 206 && response.status !== 200)
			throw new WeightError(
				'server-failed',
				`${hostOf(url)} answered ${response.status} to a request for ${fileOf(url)}. Try again later, or choose another model.`
			);
		const [, from] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
		// Other bytes than were asked for are as good as none.
		if (from !== undefined && Number(from) !== start)
			return { bytes: new Uint8Array(0), total: totalOf(response) };
		// A host that ignores Range sends everything: what is before `start` is passed over.
		const skip = response.status === 200 ? start : 0;
		return {
			bytes: await firstBytes(response, skip, end - start),
			total: totalOf(response)
		};
	} finally {
		// What was not asked for is not fetched either.
		connection.abort();
	}
}

async function firstBytes(response: Response, skip: number, count: number): Promise<Uint8Array> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let held = 0;
	const reader = response.body?.getReader();
	while (held < skip + count) {
		// One that breaks off has brought something, too: the rest is asked for again.
		const piece = await reader?.read().catch(() => null);
		if (piece?.value === undefined) break;
		parts.push(piece.value);
		held += piece.value.length;
	}
	const all = new Uint8Array(await new Blob(parts).arrayBuffer());
	return all.subarray(skip, skip + count);
}

function totalOf({ status, headers }: Response): number | null {
	const text =
		status === 206
			? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
			: headers.get('content-encoding') === null
				? headers.get('content-length')
				: null;
	return text === null || text === undefined ? null : Number(text);
}

/** Of a host that does not let a page read Content-Range. */
async function sizeOf(url: string, network: Network, signal: AbortSignal): Promise<number> {
	const response = await ask(url, { method: 'HEAD', signal, credentials: 'omit' }, network);
	const bytes = Number(response.headers.get('content-length'));
	if (response.ok && bytes > 0) return bytes;
	throw new WeightError(
		'unverifiable',
		`${hostOf(url)} does not say how large ${fileOf(url)} is, so it cannot be resumed or checked. Download the file yourself and import it.`
	);
}
