// What an address leads to, before anything is downloaded: the header of a GGUF file, read by Range
// from its beginning alone (of a split model, of each of its parts), or the files of a repository to choose from.
// An adapter in PEFT's form is left to look-at-peft.ts. Not here: whether this device can run it
// (engine/model-offer.ts), and fetching it (weight-store.ts).

import { ParseError } from '../contract/errors.ts';
import { readGgufHeaderBy, type GgufHeader } from '../contract/gguf.ts';
import { partNames } from '../contract/gguf-parts.ts';
import { joinedHeader } from '../contract/gguf-split.ts';
import { hostOf } from './http-range.ts';
import { placeOf } from './model-address.ts';
import type { Network } from './network.ts';
import type { RemotePeft } from './look-at-peft.ts';
import { PEFT_FILES, peftPartOf, refusePickle } from './peft-adapter.ts';
import { openRemote, type RemoteFile } from './remote-file.ts';
import {
	addressIn,
	askRepository,
	type PublishedFile,
	type RepositoryPlace
} from './repository-api.ts';
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
	place: RepositoryPlace,
	network: Network,
	signal: AbortSignal
): Promise<RepositoryFile[]> {
	const { name: repository, revision } = place;
	const { files: listed } = await askRepository(place, network, signal).catch((cause) => {
		if (!(cause instanceof WeightError) || cause.code !== 'server-failed') throw cause;
		throw new WeightError(
			'server-failed',
			`${hostOf(place.origin)} did not say which files ${repository} has. Paste the address of a .gguf file instead.`,
			{ cause }
		);
	});
	const files = [...modelsIn(listed), ...adaptersIn(listed)].slice(0, MOST_FILES);
	if (files.length === 0 && listed.some(({ name }) => /(^|\/)adapter_model\.bin$/.test(name)))
		throw new WeightError(
			'not-found',
			`${repository} has a LoRA adapter as a PyTorch file (a pickle) alone: reading one can run any program that is in it, so this app does not. Look for one with an adapter_model.safetensors.`
		);
	if (files.length === 0 && listed.some(({ name }) => IS_ADAPTER.test(name)))
		throw new WeightError(
			'not-found',
			`${repository} has an adapter_model.safetensors, and no adapter_config.json beside it, which belongs to it. Look for another repository, or add both files from this device.`
		);
	if (files.length === 0)
		throw new WeightError(
			'not-found',
			`${repository} has no .gguf files. Look for a repository whose name ends in GGUF, which has the same model for llama.cpp.`
		);
	return files.map(({ name, bytes }) => ({ name, url: addressIn(place, revision, name), bytes }));
}

// A repository has some dozens; more would make no list to choose from.
const MOST_FILES = 200;

type Listed = Pick<PublishedFile, 'name' | 'bytes'>;

/** The GGUF files among them, the smallest first. */
const modelsIn = (listed: readonly Listed[]): Listed[] =>
	models(listed.filter(({ name }) => /\.gguf$/i.test(name))).toSorted(
		(a, b) => (a.bytes ?? Infinity) - (b.bytes ?? Infinity)
	);

const IS_ADAPTER = /(^|\/)adapter_model\.safetensors$/;

/** Adapters in PEFT's form, by their weights, where the configuration is beside them. */
function adaptersIn(listed: readonly Listed[]): Listed[] {
	const names = new Set(listed.map(({ name }) => name));
	return listed.filter(({ name }) => {
		if (!IS_ADAPTER.test(name)) return false;
		return names.has(name.replace(PEFT_FILES.weights, PEFT_FILES.configuration));
	});
}

/** A split model once, by its first part, with the size of all. */
function models(files: readonly Listed[]): Listed[] {
	const sizes = new Map(files.map(({ name, bytes }) => [name, bytes]));
	return files.flatMap(({ name, bytes }) => {
		const parts = partNames(name);
		if (parts === null) return { name, bytes };
		if (name !== parts[0]) return [];
		let sum: number | null = 0;
		for (const part of parts) {
			const size: number | null = sizes.get(part) ?? null;
			sum = sum === null || size === null ? null : sum + size;
		}
		return { name, bytes: sum };
	});
}
