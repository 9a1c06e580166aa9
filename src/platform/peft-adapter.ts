// The form in which most LoRA adapters are published: PEFT's, weights as safetensors beside an adapter_config.json.
// The engine reads GGUF alone, so one is told from other files, to say how it becomes a GGUF. Not here: reading its
// tensors.
// Format: https://huggingface.co/docs/safetensors, https://huggingface.co/docs/peft (checkpoint format)

import { ParseError } from '../contract/errors.ts';

/** Enough of a file to tell by: the names of an adapter's tensors take some 100 kB. */
export const PEFT_LOOK_BYTES = 1024 * 1024;
const FILES = /(^|\/)adapter_(model\.(safetensors|bin)|config\.json)$/;
/** A safetensors file begins with the length of the JSON that follows, as 64 bits. */
const LENGTH_BYTES = 8;
const OPENS = '{'.charCodeAt(0);

/** Whether a repository has one, by the names of its files. */
export const hasPeftAdapter = (paths: readonly string[]): boolean =>
	paths.some((path) => FILES.test(path));

/** `start`: the beginning of a file. Throws ParseError, with the next step, for an adapter in PEFT's form. */
export function refusePeft(start: Uint8Array): void {
	if (start[0] === OPENS ? !/"peft_type"/.test(textOf(start)) : !isPeftWeights(start)) return;
	throw new ParseError(
		'',
		'This is a LoRA adapter in PEFT’s form, and this app reads adapters in GGUF form. Convert its folder with llama.cpp’s convert_lora_to_gguf.py, then add the .gguf file that it writes.'
	);
}

function isPeftWeights(start: Uint8Array): boolean {
	return start[LENGTH_BYTES] === OPENS && /\.lora_[AB]\./.test(textOf(start));
}

const textOf = (bytes: Uint8Array): string =>
	new TextDecoder('latin1').decode(bytes.subarray(0, PEFT_LOOK_BYTES));
