// A person's own adapters: which base each could belong to, and the manifest of a base with those that are
// on. Not here: storing them (platform), and computing with them (wllama-adapters.ts).

import { ParseError } from '../contract/errors.ts';
import {
	fitsBase,
	refuseAdapter,
	type AdapterOffer,
	type OwnAdapter
} from '../contract/gguf-adapter.ts';
import { readGgufHeader, type GgufHeader } from '../contract/gguf.ts';
import { baseFile, type Manifest } from '../contract/manifest.ts';
import { PeftMisfit, planPeft, type PeftAdapter, type PeftPlan } from '../contract/peft-plan.ts';
import type { InstalledModel } from '../platform/weight-store.ts';
import type { LoadedFile } from './engine.ts';

/**
 * The manifest of a model as it is loaded. What was fitted without the adapters that act on every answer is
 * left out, and so are the model's own specialists: they were trained on the base alone.
 */
export function withOwnAdapters(manifest: Manifest, stored: readonly InstalledModel[]): Manifest {
	const own = stored
		.filter((one): one is WithAdapter => isFor(one, manifest))
		.filter(({ adapter }) => adapter.on);
	if (own.length === 0) return manifest;
	const fileOf = ({ id }: WithAdapter) => `own-${id}.gguf`;
	const plain = own.filter(({ adapter }) => adapter.invocationTokens.length === 0);
	const activated = own.filter((one) => !plain.includes(one));
	const base: Manifest =
		plain.length === 0
			? manifest
			: { ...manifest, modifiers: [], selfTest: null, calibration: null, thresholds: null };
	return {
		...base,
		files: [...manifest.files, ...own.map((one) => ({ ...one.adapter.file, path: fileOf(one) }))],
		modifiers: [
			...base.modifiers,
			...activated.map((one) => {
				const { rank, alpha, invocationTokens, scale } = one.adapter;
				return { id: one.id, file: fileOf(one), rank, alpha, invocationTokens, scale };
			})
		],
		...(plain.length > 0 && {
			standing: plain.map((one) => ({
				file: fileOf(one),
				name: one.name,
				scale: one.adapter.scale
			}))
		})
	};
}

type WithAdapter = InstalledModel & { adapter: OwnAdapter };

function isFor(one: InstalledModel, { id, baseSha256 }: Manifest): boolean {
	const { adapter, state } = one;
	return adapter?.modelId === id && adapter.baseSha256 === baseSha256 && state.state === 'ready';
}

/** The models here that an adapter could belong to. Throws ParseError, with the next step, where none is. */
export async function adapterOffer(
	header: GgufHeader,
	stored: readonly InstalledModel[],
	open: (manifest: Manifest) => Promise<LoadedFile[]>
): Promise<AdapterOffer> {
	refuseAdapter(header);
	const { rank = 0, alpha = 0, invocationTokens = [], base: named } = header.adapter ?? {};
	const bases: AdapterOffer['bases'] = [];
	const unread: Unread[] = [];
	for await (const { manifest, base } of basesAmong(stored, open, named?.sha256 ?? null, unread)) {
		if (!fitsBase(header, base)) continue;
		const { id: modelId, name, baseSha256 } = manifest;
		bases.push({ modelId, name, baseSha256, by: named?.sha256 ? 'hash' : 'shape' });
	}
	if (bases.length === 0) throw unread[0]?.error ?? new ParseError('', homeless(header));
	const activated = invocationTokens.length > 0;
	return { rank, alpha, activated, ...(named?.name && { madeFor: named.name }), bases };
}

type Open = (manifest: Manifest) => Promise<LoadedFile[]>;

/** A model that could not be looked at, and why. */
type Unread = { error: unknown };

/**
 * The bases that llama.cpp runs, one after another, as only it applies adapters; with `sha256` that one alone. One that
 * is broken is passed over and told in `unread`: another may fit.
 */
async function* basesAmong(
	stored: readonly InstalledModel[],
	open: Open,
	sha256: string | null,
	unread: Unread[]
): AsyncGenerator<{ manifest: Manifest; base: GgufHeader }> {
	for (const { manifest, state } of stored) {
		if (manifest === null || state.state !== 'ready') continue;
		if ((manifest.engine ?? 'wllama') !== 'wllama') continue;
		if (sha256 !== null && sha256 !== manifest.baseSha256) continue;
		let base: GgufHeader | null = null;
		try {
			base = await headerOf(manifest, open);
		} catch (error) {
			unread.push({ error });
		}
		if (base) yield { manifest, base };
	}
}

/** Null for a model whose file is no GGUF. */
async function headerOf(manifest: Manifest, open: Open): Promise<GgufHeader | null> {
	const files = await open(manifest);
	const blob = files.find(({ path }) => path === baseFile(manifest).path)?.blob;
	return blob && (await isGguf(blob)) ? readGgufHeader(blob) : null;
}

/** What recognises speech is stored as models are. */
async function isGguf(blob: Blob): Promise<boolean> {
	return (await blob.slice(0, 4).text()) === 'GGUF';
}

export type PeftOffer = { offer: AdapterOffer; architecture: string };

/** The same of one in PEFT's form. Throws ParseError that says why the base that comes closest is none. */
export async function peftOffer(
	adapter: PeftAdapter,
	stored: readonly InstalledModel[],
	open: Open
): Promise<PeftOffer> {
	const bases: AdapterOffer['bases'] = [];
	let first: PeftPlan | null = null;
	let closest: { name: string; misfit: PeftMisfit } | null = null;
	const unread: Unread[] = [];
	for await (const { manifest, base } of basesAmong(stored, open, null, unread)) {
		const { id: modelId, name, baseSha256 } = manifest;
		try {
			const plan = planPeft(adapter, base);
			first ??= plan;
			bases.push({ modelId, name, baseSha256, by: 'shape' });
		} catch (misfit) {
			if (!(misfit instanceof PeftMisfit)) throw misfit;
			if (!closest || misfit.fitted > closest.misfit.fitted) closest = { name, misfit };
		}
	}
	const { madeFor } = adapter.config;
	if (!first) {
		if (unread[0]) throw unread[0].error;
		const words = unfitting(madeFor);
		throw new ParseError('', closest ? `${words} ${nearest(closest)}` : words);
	}
	const { rank, alpha, invocationTokens, architecture } = first;
	const activated = invocationTokens.length > 0;
	const offer = { rank, alpha, activated, ...(madeFor !== null && { madeFor }), bases };
	return { offer, architecture };
}

function nearest({ name, misfit }: { name: string; misfit: PeftMisfit }): string {
	return `The closest is ${name}. ${misfit.message}`;
}

function unfitting(madeFor: string | null): string {
	if (madeFor === null)
		return 'This adapter does not say what it was made for, and no model on this device has the layers it changes. Add its base model first, then the adapter.';
	return `This adapter was made for “${madeFor}”, and no model on this device has the layers it changes. Add that model first, then the adapter.`;
}

function homeless({ adapter, architecture }: GgufHeader): string {
	const { sha256, name } = adapter?.base ?? {};
	if (sha256)
		return `This adapter was made for a base that is not on this device, or not whole (sha256 ${sha256.slice(0, 16)}…). Add that model first, then the adapter.`;
	if (name)
		return `This adapter was made for “${name}”, and no model on this device has its shape. Add that model first, then the adapter.`;
	return `No model on this device has the shape this adapter was made for (${architecture.slice(0, 40)}). Add its base model first, then the adapter.`;
}
