// What an address leads to, before anything is downloaded: the header of a GGUF file, read by Range
// from its beginning alone (of a split model, of each of its parts), or the files of a repository to choose from.
// An adapter in PEFT's form is left to look-at-peft.ts. Not here: whether this device can run it
// (engine/model-offer.ts), and fetching it (weight-store.ts).

import { ParseError } from '../contract/errors.ts';
import { readGgufHeaderBy, type GgufHeader } from '../contract/gguf.ts';
import { partNames } from '../contract/gguf-parts.ts';
import { joinedHeader } from '../contract/gguf-split.ts';
import { asArray, asInteger, asObject, asString } from '../contract/parse.ts';
import { hostOf } from './http-range.ts';
import { ask, refuseGone } from './learn.ts';
import { placeOf, type ModelPlace } from './model-address.ts';
import type { Network } from './network.ts';
import type { RemotePeft } from './look-at-peft.ts';
import { PEFT_FILES, peftPartOf, refusePickle } from './peft-adapter.ts';
import { openRemote, type RemoteFile } from './remote-file.ts';
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
	| ({ kind: 'file' } & RemoteGguf)
	| ({ kind: 'peft' } & RemotePeft)
	| { kind: 'files'; files: RepositoryFile[] };

/** Throws ParseError for what is no address or no GGUF, WeightError for a host that does not answer. */
export async function lookAtAddress(
	address: string,
	network: Network,
	signal: AbortSignal
): Promise<AddressFound> {
	const place = placeOf(address);
	if (place.kind === 'repository')
		return { kind: 'files', files: await filesOf(place, network, signal) };
	const file = await openRemote(place.url, network, signal);
	const part = peftPartOf(file.first);
	if (part === null) return { kind: 'file', ...(await readModel(file, network, signal)) };
	const { lookAtPeft } = await import('./look-at-peft.ts');
	return { kind: 'peft', ...(await lookAtPeft(file, part, network, signal)) };
}

/** Of a split model, whichever part `file` is. */
async function readModel(
	file: RemoteFile,
	network: Network,
	signal: AbortSignal
): Promise<RemoteGguf> {
	refusePickle(file.first);
	const found: RemoteGguf[] = [];
	for (const url of partAddresses(file.url) ?? [file.url]) {
		const part = url === file.url ? file : await openRemote(url, network, signal);
		const header = await readGgufHeaderBy(part.bytes, part.start);
		found.push({ url, bytes: part.bytes, header });
	}
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
	const files = [...modelsIn(listed), ...adaptersIn(listed)].slice(0, MOST_FILES);
	if (files.length === 0 && listed.some(({ path }) => /(^|\/)adapter_model\.bin$/.test(path)))
		throw new WeightError(
			'not-found',
			`${name} has a LoRA adapter as a PyTorch file (a pickle) alone: reading one can run any program that is in it, so this app does not. Look for one with an adapter_model.safetensors.`
		);
	if (files.length === 0 && listed.some(({ path }) => IS_ADAPTER.test(path)))
		throw new WeightError(
			'not-found',
			`${name} has an adapter_model.safetensors, and no adapter_config.json beside it, which belongs to it. Look for another repository, or add both files from this device.`
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
	models(listed.filter(({ path }) => /\.gguf$/i.test(path))).toSorted(
		(a, b) => (a.bytes ?? Infinity) - (b.bytes ?? Infinity)
	);

const IS_ADAPTER = /(^|\/)adapter_model\.safetensors$/;

/** Adapters in PEFT's form, by their weights, where the configuration is beside them. */
function adaptersIn(listed: readonly Listed[]): Listed[] {
	const paths = new Set(listed.map(({ path }) => path));
	return listed.filter(({ path }) => {
		if (!IS_ADAPTER.test(path)) return false;
		return paths.has(path.replace(PEFT_FILES.weights, PEFT_FILES.configuration));
	});
}

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
