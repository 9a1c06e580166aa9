// The form in which most LoRA adapters are published: PEFT's, weights as safetensors beside an adapter_config.json.
// Tells its two files from others by what they begin with, and reads them. Not here: making a GGUF of them
// (convert-peft.ts), and finding them at an address (look-at-peft.ts).
// Format: https://huggingface.co/docs/safetensors, https://huggingface.co/docs/peft (checkpoint format)

import { ParseError } from '../contract/errors.ts';
import { MAX_CONFIG_BYTES, parsePeftConfig } from '../contract/peft-config.ts';
import { peftHalves, soundPeft, type PeftAdapter } from '../contract/peft-plan.ts';
import { LENGTH_BYTES, readSafetensors } from '../contract/safetensors.ts';

export type PeftPart = 'weights' | 'configuration';
export const PEFT_FILES = {
	weights: 'adapter_model.safetensors',
	configuration: 'adapter_config.json'
} as const satisfies Record<PeftPart, string>;

/** Enough of a file to tell by: the names of an adapter's tensors take some 100 kB. */
export const PEFT_LOOK_BYTES = 1024 * 1024;
const OPENS = '{'.charCodeAt(0);
/** PyTorch's own files: a ZIP archive with a pickle in it, or, of old, a pickle alone. */
const PICKLE_ARCHIVE = /^PK[^]{2,200}\/data\.pkl/;
const PICKLE = 0x80;
const PICKLE_LOOK_BYTES = 512;
/** What tells an adapter's tensors from a whole model's. */
const LORA = /\.lora_[AB]\./;

/** Of a file that begins like this, any safetensors being weights; null where it is neither. */
export function peftPartOf(start: Uint8Array): PeftPart | null {
	if (start[0] === OPENS) return /"peft_type"/.test(textOf(start)) ? 'configuration' : null;
	const isWeights = start[LENGTH_BYTES] === OPENS && /"data_offsets"/.test(textOf(start));
	return isWeights ? 'weights' : null;
}

/** Throws ParseError, with the next step, for a file that could run a stranger's program when it is read. */
export function refusePickle(start: Uint8Array): void {
	const [first, version = 0] = start;
	const isBare = first === PICKLE && version >= 2 && version <= 5;
	if (!isBare && !PICKLE_ARCHIVE.test(textOf(start.subarray(0, PICKLE_LOOK_BYTES)))) return;
	throw new ParseError(
		'',
		'This is a PyTorch file (a pickle): reading one can run any program that is in it, so this app does not. Save the adapter as adapter_model.safetensors with a newer PEFT, or choose a .gguf file.'
	);
}

const textOf = (bytes: Uint8Array): string =>
	new TextDecoder('latin1').decode(bytes.subarray(0, PEFT_LOOK_BYTES));

export type PeftFiles<File extends Blob> =
	| { kind: 'pair'; weights: File; configuration: File }
	/** One of the two alone; `missing` is the name of the other. */
	| { kind: 'half'; file: File; missing: string };

/**
 * The two among what a person gave, which may be the whole folder; null where none is of PEFT's. Throws ParseError
 * for a pickle, and for several adapters at once.
 */
export async function peftFiles<File extends Blob>(
	files: readonly File[]
): Promise<PeftFiles<File> | null> {
	const found: Record<PeftPart, File[]> = { weights: [], configuration: [] };
	const whole: File[] = [];
	const others: Uint8Array[] = [];
	for (const file of files) {
		const start = new Uint8Array(await file.slice(0, PEFT_LOOK_BYTES).arrayBuffer());
		const part = peftPartOf(start);
		if (part === null) others.push(start.slice(0, PICKLE_LOOK_BYTES));
		else if (part === 'weights' && !LORA.test(textOf(start))) whole.push(file);
		else found[part].push(file);
	}
	// A folder may have the model beside its adapter.
	const [weights, ...moreWeights] = found.weights.length > 0 ? found.weights : whole;
	const [configuration, ...moreConfigurations] = found.configuration;
	if (!weights) others.forEach(refusePickle);
	// What is no adapter has no other half to ask for.
	else if (!configuration || moreWeights.length > 0) peftHalves(await readSafetensors(weights));
	if (moreWeights.length > 0 || moreConfigurations.length > 0)
		throw new ParseError(
			'',
			'These are the files of several adapters in PEFT’s form. Add one adapter at a time: its weights and its adapter_config.json.'
		);
	if (weights && configuration) return { kind: 'pair', weights, configuration };
	if (weights) return { kind: 'half', file: weights, missing: PEFT_FILES.configuration };
	if (configuration) return { kind: 'half', file: configuration, missing: PEFT_FILES.weights };
	return null;
}

/** Reads no more of the weights than their header. Throws ParseError for what could fit no base. */
export async function readPeft(weights: Blob, configuration: Blob): Promise<PeftAdapter> {
	if (configuration.size > MAX_CONFIG_BYTES) throw largeConfiguration(configuration.size);
	const config = parsePeftConfig(await configuration.text());
	return soundPeft(await readSafetensors(weights), config);
}

export function largeConfiguration(bytes: number): ParseError {
	return new ParseError(
		'adapter_config.json',
		`has ${bytes} bytes, and no adapter’s has more than ${MAX_CONFIG_BYTES}. Choose another file.`
	);
}
