// What a file elsewhere or on a disk would be as a model or an adapter here: its facts for a person to decide by,
// and whether this device can run it, all from its header. Not here: reading headers (contract/gguf.ts,
// safetensors.ts).

import { ParseError } from '../contract/errors.ts';
import { DEFAULT_CONTEXT_TOKENS, readModelHeader } from '../contract/gguf-manifest.ts';
import type { AdapterHalf, AdapterOffer, Attachment } from '../contract/gguf-adapter.ts';
import { readGgufHeader, refuseUnrunnable, type GgufHeader } from '../contract/gguf.ts';
import { stemOf } from '../contract/gguf-parts.ts';
import { inPartOrder } from '../contract/gguf-split.ts';
import {
	memoryOfHeader,
	refuseTooLarge,
	roomForContext,
	type MemoryParts
} from '../contract/model-memory.ts';
import { freeStorage, mostMemory } from '../contract/room.ts';
import type { CatalogEntry, DeviceReport, ModelOffer } from '../contract/services.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { formatBytes } from '../platform/format-bytes.ts';
import { decoded, fileOf } from '../platform/http-range.ts';
import type { RemoteGguf } from '../platform/look-at-address.ts';
import type { RemotePeft } from '../platform/look-at-peft.ts';
import { peftFiles, readPeft } from '../platform/peft-adapter.ts';
import type { InstalledModel, WeightStore } from '../platform/weight-store.ts';
import { adapterOffer, peftOffer } from './own-adapters.ts';

/** Of a file that was looked at by its address. */
export async function offerOf(
	{ url, bytes, header, parts }: RemoteGguf,
	device: DeviceReport,
	weights: Pick<WeightStore, 'list' | 'open'>
): Promise<ModelOffer> {
	const fileName = decoded(fileOf(url));
	const found = await adapterOrRefusal(header, bytes, device, weights);
	return {
		url,
		fileName,
		name: header.name ?? stemOf(fileName),
		bytes,
		...(parts && { parts }),
		architecture: header.architecture,
		parameters: Math.max(1, header.parameters),
		quantisation: header.quantisation,
		contextTokens: contextOf(header, bytes),
		licence: header.licence,
		hasTemplate: header.chatTemplate !== null,
		memory: memoryOf(header, bytes),
		...found
	};
}

async function adapterOrRefusal(
	header: GgufHeader,
	bytes: number,
	device: DeviceReport,
	weights: Pick<WeightStore, 'list' | 'open'>
): Promise<Pick<ModelOffer, 'adapter' | 'refusal'>> {
	const refusal = refusalOf(header, bytes, device);
	if (header.kind === 'model' || refusal !== null) return { adapter: null, refusal };
	return orRefusal(async () => ({ adapter: await offerOfAdapter(header, weights), refusal }));
}

async function orRefusal<T extends Pick<ModelOffer, 'adapter' | 'refusal'>>(
	make: () => Promise<T>
): Promise<T | Pick<ModelOffer, 'adapter' | 'refusal'>> {
	try {
		return await make();
	} catch (error) {
		if (error instanceof ParseError) return { adapter: null, refusal: error.message };
		throw error;
	}
}

/** Of an adapter in PEFT's form; its file is here while it is converted, which makes one of at most the same size. */
export async function offerOfPeft(
	{ url, bytes, name, adapter }: RemotePeft,
	device: DeviceReport,
	weights: Pick<WeightStore, 'list' | 'open'>
): Promise<ModelOffer> {
	const refusal = noRoomToConvert(bytes, device);
	const found = await orRefusal(async () => {
		if (refusal !== null) return { adapter: null, refusal };
		const stored = await weights.list();
		const { offer, architecture } = await peftOffer(adapter, stored, (one) => weights.open(one));
		return { adapter: offer, refusal, architecture };
	});
	const tensors = [...adapter.tensors.values()];
	return {
		url,
		fileName: decoded(fileOf(url)),
		name,
		bytes,
		architecture: 'PEFT',
		parameters: Math.max(
			1,
			tensors.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
		),
		quantisation: tensors[0]?.dtype ?? '',
		contextTokens: DEFAULT_CONTEXT_TOKENS,
		licence: null,
		hasTemplate: false,
		memory: { weights: 0, context: 0, adapters: bytes, engine: 0, total: bytes },
		peft: adapter.config,
		...found
	};
}

/** What files of this device are as an adapter; null for a model. Throws ParseError. */
export async function adapterIn(
	files: readonly Blob[],
	weights: Pick<WeightStore, 'list' | 'open'>
): Promise<AdapterOffer | AdapterHalf | null> {
	const peft = await peftFiles(files);
	if (peft?.kind === 'half') return { missing: peft.missing, at: files.indexOf(peft.file) };
	if (peft) {
		const adapter = await readPeft(peft.weights, peft.configuration);
		const stored = await weights.list();
		return (await peftOffer(adapter, stored, (one) => weights.open(one))).offer;
	}
	// Several are the parts of a model.
	const [file, ...others] = files;
	if (!file || others.length > 0) return null;
	const header = await readGgufHeader(file);
	return header.kind === 'adapter' ? offerOfAdapter(header, weights) : null;
}

async function offerOfAdapter(
	header: GgufHeader,
	weights: Pick<WeightStore, 'list' | 'open'>
): Promise<AdapterOffer> {
	return adapterOffer(header, await weights.list(), (manifest) => weights.open(manifest));
}

/** Why this device cannot run a file, in words, or null. */
export function refusalOf(header: GgufHeader, bytes: number, device: DeviceReport): string | null {
	try {
		// An adapter runs with its base, or not at all: which one is asked next.
		if (header.kind === 'model') {
			refuseUnrunnable(header);
			refuseTooLarge(header, bytes);
		}
	} catch (error) {
		if (error instanceof ParseError) return error.message;
		throw error;
	}
	const needs = memoryOf(header, bytes).total;
	const most = mostMemory(device);
	if (most !== null && needs > most)
		return `This model needs about ${formatBytes(needs)} of memory, and this device says it has about ${formatBytes((device.memoryGb ?? 0) * 1e9)}. Choose a smaller model or a smaller quantisation.`;
	return noRoom(bytes, device);
}

function noRoom(bytes: number, device: DeviceReport): string | null {
	const free = freeStorage(device);
	if (free !== null && bytes > free)
		return `This file has ${formatBytes(bytes)}; the browser has ${formatBytes(free)} left for this app (${formatBytes(device.usedBytes)} of ${formatBytes(device.quotaBytes)} in use). Remove a model, free disk space, or choose a smaller model.`;
	return null;
}

/** Both files are here until the one that came goes. */
function noRoomToConvert(bytes: number, device: DeviceReport): string | null {
	const free = freeStorage(device);
	if (free !== null && bytes * 2 > free)
		return `This adapter has ${formatBytes(bytes)}, and needs ${formatBytes(bytes * 2)} while it is converted; the browser has ${formatBytes(free)} left for this app (${formatBytes(device.usedBytes)} of ${formatBytes(device.quotaBytes)} in use). Remove a model, or free disk space.`;
	return null;
}

/**
 * Throws ParseError, with the reason, for a model on this device, in one file or in all parts of a split one,
 * that it cannot run.
 */
export async function refuseFiles(files: readonly Blob[], device: DeviceReport): Promise<void> {
	const bytes = files.reduce((sum, { size }) => sum + size, 0);
	const header = await readModelHeader(await inPartOrder(files));
	const refusal = refusalOf(header, bytes, device);
	if (refusal !== null) throw new ParseError('', refusal);
}

/**
 * What the store downloads for an offer a person took; the same address is the same model, and for the same base the
 * same adapter. `stored`: what is here, of which an adapter added before keeps its id.
 */
export async function entryOf(
	offer: ModelOffer,
	to?: Attachment,
	stored: readonly InstalledModel[] = []
): Promise<CatalogEntry> {
	const { url, bytes, parts, name, parameters, memory, contextTokens, licence, peft } = offer;
	const known = to && stored.find((one) => one.entry?.url === url && isFor(one, to));
	const whole = to ? `${url} for ${to.modelId} ${to.baseSha256}` : url;
	const hash = await sha256Hex(new TextEncoder().encode(whole));
	const host = new URL(url).host;
	return {
		id: known?.id ?? `url-${hash.slice(0, 16)}`,
		own: true,
		...(to && { attachTo: { modelId: to.modelId, baseSha256: to.baseSha256, by: to.by } }),
		...(peft && { peft }),
		name,
		description: `Added from ${host}.`,
		url,
		bytes,
		...(parts && { parts }),
		sha256: null,
		parameters,
		memoryBytes: memory.total,
		contextTokens,
		licence: licence ?? 'not stated in the file',
		licenceUrl: '',
		languages: [],
		source: ''
	};
}

/** Also of one that is still on its way. */
function isFor({ adapter, entry }: InstalledModel, to: Attachment): boolean {
	const at = adapter ?? entry?.attachTo;
	return at?.modelId === to.modelId && at.baseSha256 === to.baseSha256;
}

function contextOf(header: GgufHeader, bytes: number): number {
	const { contextTokens } = header;
	const wanted = Math.min(contextTokens ?? DEFAULT_CONTEXT_TOKENS, DEFAULT_CONTEXT_TOKENS);
	// What has no room at all is refused, and its memory told as it would be.
	return roomForContext(header, bytes, wanted) || wanted;
}

/** At the context the model would be opened with. */
function memoryOf(header: GgufHeader, bytes: number): MemoryParts {
	return memoryOfHeader(header, bytes, contextOf(header, bytes));
}
