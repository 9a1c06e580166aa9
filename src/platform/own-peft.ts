// An adapter in PEFT's form as the store takes it in: for the base it is attached to, whose header says what its
// tensors are called, made into the GGUF file that any other adapter is. Not here: how (convert-peft.ts).

import { ParseError } from '../contract/errors.ts';
import type { Attachment, OwnAdapter } from '../contract/gguf-adapter.ts';
import { readGgufHeader } from '../contract/gguf.ts';
import { baseFile } from '../contract/manifest.ts';
import { planPeft, type PeftAdapter } from '../contract/peft-plan.ts';
import { adapterFromFile } from './adapter-file.ts';
import { convertPeft } from './convert-peft.ts';
import type { InstallParts } from './install-parts.ts';
import { storageError } from './quota.ts';

type Source = {
	/** The safetensors file. */
	weights: Blob;
	/** What the made file is called: where it came from. */
	fileName: string;
	/** What the adapter is called. */
	name: string;
};

/** As adapter-file.ts's, with the file itself, which the store has yet to copy. */
export type MadeAdapter = { file: File; name: string; adapter: OwnAdapter };

/**
 * Throws ParseError where the base is gone or not the one it was made for, WeightError for a full disk, or the signal's
 * reason.
 */
export async function adapterOfPeft(
	parts: InstallParts,
	adapter: PeftAdapter,
	source: Source,
	to: Attachment,
	{ signal, onConverted }: Conversion
): Promise<MadeAdapter> {
	const file = await ggufOfPeft(parts, adapter, source, to, { signal, onConverted });
	try {
		const made = await adapterFromFile(file, to, signal);
		return { file, name: made.name, adapter: { ...made.adapter, converted: true } };
	} catch (cause) {
		signal?.throwIfAborted();
		// What was made lies on the disk, and a browser that found it full says so when it is read, with no sentence.
		throw cause instanceof DOMException
			? await storageError(cause, `the converted ${source.name}`)
			: cause;
	}
}

type Conversion = {
	signal: AbortSignal | undefined;
	/** Of the file that is made: how many of its bytes are. */
	onConverted?: ((bytes: number, totalBytes: number) => void) | undefined;
};

async function ggufOfPeft(
	{ connection, open }: InstallParts,
	adapter: PeftAdapter,
	{ weights, fileName, name }: Source,
	to: Attachment,
	{ signal, onConverted }: Conversion
): Promise<File> {
	const record = await (await connection.open()).get('models', to.modelId);
	const manifest = record?.manifest;
	if (!manifest || manifest.baseSha256 !== to.baseSha256)
		throw new ParseError(
			'',
			'The model this adapter was to be attached to is not on this device any more. Add that model first, then the adapter.'
		);
	const { path } = baseFile(manifest);
	const base = (await open(manifest)).find((file) => file.path === path)!;
	const plan = planPeft(adapter, await readGgufHeader(base.blob));
	return new File([await convertPeft(weights, plan, name, signal, onConverted)], fileName);
}

// What every adapter of PEFT's is called says nothing of it.
const NAMELESS = /^adapter_model$/i;

/** By its file where a person gave that a name, else by the base it was made for. */
export function nameOfPeft(fileName: string, { config }: Pick<PeftAdapter, 'config'>): string {
	const stem = fileName.replace(/\.safetensors$/i, '');
	if (!NAMELESS.test(stem)) return stem;
	const base = config.madeFor?.split(/[\\/]/).findLast((part) => part !== '');
	return base ? `${base} LoRA` : 'LoRA';
}
