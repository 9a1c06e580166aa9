// What an address leads to, before anything is downloaded: the header of a GGUF file, read by Range
// from its beginning alone (of a split model, of each of its parts), or the files of a repository to choose from.
// Not here: whether this device can run it (engine/model-offer.ts), and fetching it (weight-store.ts).

import { ParseError } from '../contract/errors.ts';
import { readGgufHeaderBy, type GgufHeader } from '../contract/gguf.ts';
import { partNames } from '../contract/gguf-parts.ts';
import { joinedHeader } from '../contract/gguf-split.ts';
import { asArray, asInteger, asObject, asString } from '../contract/parse.ts';
import { fileOf, hostOf } from './http-range.ts';
import { ask, refuseGone } from './learn.ts';
import { placeOf, type ModelPlace } from './model-address.ts';
import type { Network } from './network.ts';
import { hasPeftAdapter, refusePeft } from './peft-adapter.ts';
import { WeightError } from './weight-error.ts';

/** `bytes` and `header` of the whole model; `parts` where it is split, in order, `url` being the first. */
export type RemoteGguf = {
	url: string;
	bytes: number;
	header: GgufHeader;
	parts?: { url: string; bytes: number }[];
};
export type RepositoryFile = { name: string; url: string; bytes: number | null };
export type AddressFound =
	({ kind: 'file' } & RemoteGguf) | { kind: 'files'; files: RepositoryFile[] };

/** Throws ParseError for what is no address or no GGUF, WeightError for a host that does not answer. */
export async function lookAtAddress(
	address: string,
	network: Network,
	signal: AbortSignal
): Promise<AddressFound> {
	const place = placeOf(address);
	if (place.kind === 'repository')
		return { kind: 'files', files: await filesOf(place, network, signal) };
	return { kind: 'file', ...(await readModel(place.url, network, signal)) };
}

/** Of a split model, whichever part `url` is of. */
async function readModel(url: string, network: Network, signal: AbortSignal): Promise<RemoteGguf> {
	const addresses = partAddresses(url) ?? [url];
	const found: RemoteGguf[] = [];
	for (const address of addresses) found.push(await readRemoteHeader(address, network, signal));
	const [first, ...rest] = found as [RemoteGguf, ...RemoteGguf[]];
	const { split } = first.header;
	if (rest.length === 0 && split !== null && split.count > 1)
		throw new ParseError(
			'split.count',
			`This file is part ${split.index + 1} of ${split.count} of a split model, and its name does not say where the others are. Use the address of a file whose name ends like model-00001-of-00002.gguf, or download all parts yourself and import them together.`
		);
	if (rest.length === 0) return first;
	return {
		url: first.url,
		bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
		header: joinedHeader(found.map(({ header }) => header)),
		parts: found.map(({ url: part, bytes }) => ({ url: part, bytes }))
	};
}

/** Of all parts, in order, from that of any; null where its name is no part's. */
function partAddresses(address: string): string[] | null {
	const url = new URL(address);
	const paths = partNames(url.pathname);
	if (paths === null) return null;
	return paths.map((path) => {
		url.pathname = path;
		return url.href;
	});
}

async function filesOf(
	{ origin, name, revision }: ModelPlace & { kind: 'repository' },
	network: Network,
	signal: AbortSignal
): Promise<RepositoryFile[]> {
	const api = `${origin}/api/models/${name}/revision/${revision}?blobs=true`;
	const response = await ask(api, { signal }, network);
	refuseGone(response, api);
	const listed = response.ok ? namesIn(await response.json().catch(() => null)) : null;
	if (listed === null)
		throw new WeightError(
			'server-failed',
			`${hostOf(api)} did not say which files ${name} has (status ${response.status}). Paste the address of a .gguf file instead.`
		);
	const files = modelsIn(listed);
	if (files.length === 0 && hasPeftAdapter(listed.map(({ path }) => path)))
		throw new WeightError(
			'not-found',
			`${name} has a LoRA adapter in PEFT’s form, and no .gguf file of it. Download its folder, convert that with llama.cpp’s convert_lora_to_gguf.py, then add the .gguf file that it writes.`
		);
	if (files.length === 0)
		throw new WeightError(
			'not-found',
			`${name} has no .gguf files. Look for a repository whose name ends in GGUF, which has the same model for llama.cpp.`
		);
	return files.map(({ path, bytes }) => ({
		name: path,
		url: `${origin}/${name}/resolve/${revision}/${path.split('/').map(encodeURIComponent).join('/')}`,
		bytes
	}));
}

// A repository has some dozens; more would make no list to choose from.
const MOST_FILES = 200;

type Listed = { path: string; bytes: number | null };

/** The files that a host lists; null when it answers in another form. */
function namesIn(answer: unknown): Listed[] | null {
	try {
		return asArray(asObject(answer, 'model').siblings, 'siblings')
			.map((sibling, i) => asObject(sibling, `siblings[${i}]`))
			.map(({ rfilename, size }) => ({
				path: asString(rfilename, 'rfilename'),
				bytes: size === undefined || size === null ? null : asInteger(size, 'size', 0)
			}));
	} catch {
		return null;
	}
}

/** The GGUF files among them, the smallest first. */
const modelsIn = (listed: readonly Listed[]): Listed[] =>
	models(listed.filter(({ path }) => /\.gguf$/i.test(path)))
		.toSorted((a, b) => (a.bytes ?? Infinity) - (b.bytes ?? Infinity))
		.slice(0, MOST_FILES);

/** A split model once, by its first part, with the size of all. */
function models(files: readonly Listed[]): Listed[] {
	const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]));
	return files.flatMap(({ path, bytes }) => {
		const parts = partNames(path);
		if (parts === null) return { path, bytes };
		if (path !== parts[0]) return [];
		let sum: number | null = 0;
		for (const part of parts) {
			const size: number | null = sizes.get(part) ?? null;
			sum = sum === null || size === null ? null : sum + size;
		}
		return { path, bytes: sum };
	});
}

/** Reads no more of the file than its header, in steps that double. */
async function readRemoteHeader(
	url: string,
	network: Network,
	signal: AbortSignal
): Promise<RemoteGguf> {
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
	refusePeft(held);
	const bytes = total ?? (await sizeOf(url, network, signal));
	const header = await readGgufHeaderBy(bytes, async (length) => {
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
	});
	return { url, bytes, header };
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
