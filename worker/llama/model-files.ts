// A model's files on this machine: its manifest, its base and its adapters, with every hash checked before
// anything is loaded. The manifest and its rules are the browser's (src/contract). Nothing is downloaded
// here: a file that is missing or wrong is named, with what to do. Not here: running them (open-model.ts).

import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ParseError } from '../../src/contract/errors.ts';
import {
	CHUNK_BYTES,
	DEFAULT_CONTEXT_TOKENS,
	manifestFromHeader
} from '../../src/contract/gguf-manifest.ts';
import { readGgufHeader, refuseUnrunnable, type GgufHeader } from '../../src/contract/gguf.ts';
import {
	baseFile,
	parseManifest,
	type Manifest,
	type ManifestFile,
	type ManifestModifier
} from '../../src/contract/manifest.ts';
import { sha256Hex } from '../../src/contract/sha256.ts';

export type AdapterFile = { modifier: ManifestModifier; path: string };

export type ModelFiles = {
	manifest: Manifest;
	/** Where the files lie. */
	folder: string;
	/** The base's file. */
	base: string;
	header: GgufHeader;
	/** In the manifest's order: what a request's `lora` list counts. */
	adapters: AdapterFile[];
};

/** The model cannot be served; `message` names the file and the next step. */
export class ModelFileError extends Error {
	override readonly name = 'ModelFileError';
}

/**
 * Reads and verifies the model at `given`: a manifest, a folder that holds `manifest.json`, or a GGUF file
 * by itself. Throws ModelFileError.
 */
export async function readModelFiles(given: string): Promise<ModelFiles> {
	const path = resolve(given);
	const found = await stat(path).catch(() => null);
	if (!found)
		throw new ModelFileError(
			`There is no ${path}. Give --model a manifest.json, its folder, or a .gguf file.`
		);
	try {
		if (found.isDirectory()) return await fromManifest(join(path, 'manifest.json'));
		return await (/\.gguf$/i.test(path) ? fromGguf(path) : fromManifest(path));
	} catch (error) {
		if (error instanceof ParseError) throw new ModelFileError(`${path}: ${error.message}`);
		throw error;
	}
}

async function fromManifest(path: string): Promise<ModelFiles> {
	const text = await readFile(path, 'utf8').catch(() => {
		throw new ModelFileError(
			`There is no ${path}. Give --model a manifest.json, its folder, or a .gguf file.`
		);
	});
	const manifest = parseManifest(text);
	const folder = dirname(path);
	const base = baseFile(manifest);
	await verifyFile(folder, base);
	const header = await headerOf(join(folder, base.path));
	refuseUnrunnable(header);
	const adapters: AdapterFile[] = [];
	for (const modifier of manifest.modifiers) {
		const file = manifest.files.find((one) => one.path === modifier.file);
		if (file) adapters.push(await adapterFile(folder, file, modifier, manifest, header));
	}
	return { manifest, folder, base: join(folder, base.path), header, adapters };
}

async function adapterFile(
	folder: string,
	file: ManifestFile,
	modifier: ManifestModifier,
	{ baseSha256 }: Manifest,
	base: GgufHeader
): Promise<AdapterFile> {
	const path = join(folder, file.path);
	if (modifier.baseSha256 !== undefined && modifier.baseSha256 !== baseSha256)
		throw new ModelFileError(
			`${path} was trained for the base ${modifier.baseSha256.slice(0, 12)}…, and this one is ${baseSha256.slice(0, 12)}…. Take the modifier that belongs to this base.`
		);
	await verifyFile(folder, file);
	const header = await headerOf(path);
	if (header.adapter === null || header.architecture !== base.architecture)
		throw new ModelFileError(
			`${path} is no adapter for a ${base.architecture} model. Take the file that the manifest was made for.`
		);
	if (header.adapter.invocationTokens.join() !== modifier.invocationTokens.join())
		throw new ModelFileError(
			`${path} acts from other tokens on than the manifest says. Take the manifest and the file of one version.`
		);
	return { modifier, path };
}

async function fromGguf(path: string): Promise<ModelFiles> {
	const header = await headerOf(path);
	refuseUnrunnable(header);
	const { size } = await stat(path);
	const { sha256, chunkSha256 } = await hashesOf(path, CHUNK_BYTES);
	const name = basename(path).replace(/\.gguf$/i, '');
	const manifest = manifestFromHeader(header, {
		id: name.replace(/[^\w.-]+/g, '-').slice(0, 100),
		name: header.name ?? name,
		description: `The file ${basename(path)} on this machine.`,
		files: [
			{
				path: basename(path),
				url: `/models/${encodeURIComponent(basename(path))}`,
				bytes: size,
				sha256,
				chunkBytes: CHUNK_BYTES,
				chunkSha256
			}
		],
		contextTokens: DEFAULT_CONTEXT_TOKENS,
		licence: header.licence ?? 'not stated in the file',
		provenance: `The file ${basename(path)}; sha256 ${sha256}.`,
		memoryBytes: Number.MAX_SAFE_INTEGER
	});
	return { manifest, folder: dirname(path), base: path, header, adapters: [] };
}

async function headerOf(path: string): Promise<GgufHeader> {
	try {
		return await readGgufHeader(await openAsBlob(path));
	} catch (error) {
		if (error instanceof ParseError) throw new ModelFileError(`${path}: ${error.message}`);
		throw error;
	}
}

/** Throws ModelFileError when the file is absent, or is not byte for byte what the manifest lists. */
export async function verifyFile(folder: string, file: ManifestFile): Promise<void> {
	const path = join(folder, file.path);
	const found = await stat(path).catch(() => null);
	const source = URL.canParse(file.url) ? ` It can be had from ${file.url}.` : '';
	if (!found?.isFile())
		throw new ModelFileError(`${path} is missing: the manifest lists it beside itself.${source}`);
	const wrong = (fact: string) =>
		new ModelFileError(
			`${path} is not the file of this manifest: ${fact}. Put the right one in its place.${source}`
		);
	if (found.size !== file.bytes)
		throw wrong(`it has ${found.size} bytes where ${file.bytes} are listed`);
	const { sha256, chunkSha256 } = await hashesOf(path, file.chunkBytes);
	const broken = chunkSha256.findIndex((hash, i) => hash !== file.chunkSha256[i]);
	if (broken !== -1) throw wrong(`its bytes from ${broken * file.chunkBytes} on differ`);
	if (sha256 !== file.sha256) throw wrong(`its sha256 is ${sha256}`);
}

/** In one pass, holding one chunk. */
async function hashesOf(path: string, chunkBytes: number) {
	const file = await open(path);
	try {
		const whole = createHash('sha256');
		const chunkSha256: string[] = [];
		const buffer = new Uint8Array(chunkBytes);
		for (;;) {
			let length = 0;
			for (;;) {
				const { bytesRead } = await file.read(buffer, length, chunkBytes - length);
				length += bytesRead;
				if (bytesRead === 0 || length === chunkBytes) break;
			}
			if (length === 0) break;
			const chunk = buffer.subarray(0, length);
			whole.update(chunk);
			chunkSha256.push(await sha256Hex(chunk));
		}
		return { sha256: whole.digest('hex'), chunkSha256 };
	} finally {
		await file.close();
	}
}
