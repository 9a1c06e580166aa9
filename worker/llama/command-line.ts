// The exact command line of a stock server for the same model on this machine: llama.cpp's `llama-server`, and vLLM
// (vllm-line.ts). From the manifest, whose files are verified first, and the machine. Nothing is started.

import {
	BATCH_TOKENS,
	flashAttentionFor,
	hasMetal,
	sequencesFor,
	threadsFor,
	type MachineFacts
} from './machine.ts';
import { readModelFiles, type ModelFiles } from './model-files.ts';
import { quoted } from './shell-words.ts';
import { vllmLine } from './vllm-line.ts';

export type Printed = 'llama-server' | 'vllm';

export type PrintOptions = {
	model: string;
	port: number;
	host?: string | undefined;
	token?: string | undefined;
	parallel?: number | undefined;
	contextTokens?: number | undefined;
	threads?: number | undefined;
	/** Where files are written for a server that reads others than GGUF. */
	folder: string;
	machine: MachineFacts;
};

export type CommandLine = { command: string; notes: string[] };

/** What belongs together stands together. */
export type Words = (string | number)[][];
export type CommandWords = { words: Words; notes: string[] };

/** Throws ModelFileError. */
export async function commandLine(which: Printed, options: PrintOptions): Promise<CommandLine> {
	const files = await readModelFiles(options.model);
	const { words, notes } =
		which === 'llama-server' ? llamaServer(files, options) : await vllmLine(files, options);
	return { command: quoted(words), notes };
}

// A value of the KV cache in half precision; keys and values.
const KV_BYTES = 2 * 2;

function llamaServer(files: ModelFiles, options: PrintOptions): CommandWords {
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
		'Understudy knows its model by --alias and the names of the adapters’ files, and then by what it answers.',
		'It lets every page ask it. Newer ones can be told which: add --cors-origins http://localhost:8787.'
	];
	if (ids.length > 0)
		notes.push(
			`Each request must name its adapters, also for none: "lora": [{"id": 0, "scale": 0}]. Ids: ${ids.join(', ')}.`
		);
	return { words, notes };
}

/** Pieces of a prompt at least this long are found again where they moved. llama-server's own advice is 256. */
const REUSED_TOKENS = 256;
