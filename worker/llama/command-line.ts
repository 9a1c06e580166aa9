// The exact command line of a stock server for the same model on this machine: llama.cpp's `llama-server`,
// and vLLM. From the manifest, whose files are verified first, and the machine. Nothing is started.

import { join } from 'node:path';
import {
	BATCH_TOKENS,
	flashAttentionFor,
	hasMetal,
	sequencesFor,
	threadsFor,
	type MachineFacts
} from './machine.ts';
import { readModelFiles, type ModelFiles } from './model-files.ts';

export type Printed = 'llama-server' | 'vllm';

export type PrintOptions = {
	model: string;
	port: number;
	host?: string | undefined;
	token?: string | undefined;
	parallel?: number | undefined;
	contextTokens?: number | undefined;
	threads?: number | undefined;
	machine: MachineFacts;
};

export type CommandLine = { command: string; notes: string[] };

/** Throws ModelFileError. */
export async function commandLine(which: Printed, options: PrintOptions): Promise<CommandLine> {
	const files = await readModelFiles(options.model);
	return which === 'llama-server' ? llamaServer(files, options) : vllm(files, options);
}

// A value of the KV cache in half precision; keys and values.
const KV_BYTES = 2 * 2;

export function llamaServer(files: ModelFiles, options: PrintOptions): CommandLine {
	const { machine, host = '127.0.0.1', token } = options;
	const { manifest, header } = files;
	const context = options.contextTokens ?? manifest.template.contextTokens;
	const perToken = header.shape ? header.shape.layers * header.shape.kvWidth * KV_BYTES : 0;
	const parallel = options.parallel ?? sequencesFor(perToken * context, machine);
	const threads = options.threads ?? threadsFor(machine);
	const metal = hasMetal(machine);
	const flash = flashAttentionFor(header.shape?.headSize ?? null, metal);
	const adapters = files.adapters.flatMap(({ path }) => ['--lora', path]);
	const isActivated = manifest.modifiers.some((one) => one.invocationTokens.length > 0);
	const words: Words = [
		['llama-server', '--model', files.base, '--alias', manifest.id],
		adapters,
		adapters.length > 0 ? ['--lora-init-without-apply'] : [],
		['--ctx-size', context * parallel, '--parallel', parallel],
		['--batch-size', BATCH_TOKENS, '--ubatch-size', BATCH_TOKENS],
		// Both find what they keep by its text alone: copies of prompts in memory whatever adapter computed them,
		// and moved pieces also where an activated adapter wrote them. A prompt's beginning is kept without.
		isActivated ? [] : ['--cache-reuse', REUSED_TOKENS],
		['--cache-ram', 0],
		['--flash-attn', flash === false ? 'off' : flash],
		// As many layers as Metal's memory holds: llama-server fits the number itself.
		['--n-gpu-layers', metal ? 'auto' : 0],
		['--threads', threads, '--threads-batch', threads],
		['--jinja', '--host', host, '--port', options.port],
		token === undefined ? [] : ['--api-key', token]
	];
	const ids = files.adapters.map(({ modifier }, id) => `${id} ${modifier.id}`);
	const notes = [
		`llama-server's own binary is needed: https://github.com/ggml-org/llama.cpp`,
		'It lets every page ask it. Newer ones can be told which: add --cors-origins http://localhost:8787.'
	];
	if (ids.length > 0)
		notes.push(
			`Each request must name its adapters, also for none: "lora": [{"id": 0, "scale": 0}]. Ids: ${ids.join(', ')}.`
		);
	return { command: quoted(words), notes };
}

/** Pieces of a prompt at least this long are found again where they moved. llama-server's own advice is 256. */
const REUSED_TOKENS = 256;

function vllm(files: ModelFiles, options: PrintOptions): CommandLine {
	const { host = '127.0.0.1', token } = options;
	const { manifest } = files;
	const context = options.contextTokens ?? manifest.template.contextTokens;
	const ranks = manifest.modifiers.map(({ rank }) => rank);
	const modules = manifest.modifiers.map(({ id }) => `${id}=${join(files.folder, 'peft', id)}`);
	const words: Words = [
		['vllm', 'serve', files.base, '--served-model-name', manifest.id],
		['--max-model-len', context],
		modules.length > 0
			? ['--enable-lora', '--max-lora-rank', vllmRank(ranks), '--lora-modules', ...modules]
			: [],
		['--enable-prefix-caching', '--host', host, '--port', options.port],
		token === undefined ? [] : ['--api-key', token]
	];
	const notes = [
		'vLLM reads GGUF experimentally, and wants the tokenizer of the model it was made from: add --tokenizer NAME.'
	];
	if (modules.length > 0)
		notes.push(
			'vLLM reads adapters in PEFT’s form, not GGUF: the folders named here must hold adapter_config.json and adapter_model.safetensors.'
		);
	if (manifest.modifiers.some((one) => one.invocationTokens.length > 0))
		notes.push(
			'Modifiers of this model act from their invocation on. Where vLLM applies an adapter to every token they answer otherwise than here.'
		);
	return { command: quoted(words), notes };
}

/** vLLM knows these ranks alone. */
function vllmRank(ranks: readonly number[]): number {
	const most = Math.max(...ranks);
	return [8, 16, 32, 64, 128, 256, 320, 512].find((rank) => rank >= most) ?? most;
}

/** What belongs together stands together. */
type Words = (string | number)[][];

function quoted(words: Words): string {
	return words
		.flat()
		.map(String)
		.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
		.join(' ');
}
