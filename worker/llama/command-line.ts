// The exact command line of a stock server for the same model on this machine: llama.cpp's `llama-server`,
// and vLLM. From the manifest, whose files are verified first, and the machine. Nothing is started.

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
		'Understudy knows its model by --alias and the names of the adapters’ files, and then by what it answers.',
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

/** Of what vLLM's documents say: it was not run here. The base alone: see the notes. */
function vllm(files: ModelFiles, options: PrintOptions): CommandLine {
	const { host = '127.0.0.1', token } = options;
	const { manifest } = files;
	const context = options.contextTokens ?? manifest.template.contextTokens;
	const words: Words = [
		['vllm', 'serve', files.base, '--served-model-name', manifest.id],
		['--max-model-len', context],
		['--enable-prefix-caching', '--host', host, '--port', options.port],
		token === undefined ? [] : ['--api-key', token]
	];
	const notes = [
		'Not run against vLLM. It reads GGUF by a plugin of its own: pip install vllm vllm-gguf-plugin.',
		'It makes the tokenizer from the file. For a model of Hugging Face its own is surer: add --tokenizer NAME, with the name of the model that the file was made from.'
	];
	const [activated, plain] = [true, false].map((is) =>
		manifest.modifiers
			.filter(({ invocationTokens }) => invocationTokens.length > 0 === is)
			.map(({ id }) => id)
			.join(', ')
	);
	if (activated)
		notes.push(
			`Without ${activated}: they act from their invocation on, and vLLM applies an adapter to every token. llama-server serves them: --print llama-server.`
		);
	if (plain)
		notes.push(
			`Without ${plain}: vLLM reads adapters in PEFT’s form alone, and llama.cpp keeps the rows of attention in another order. Where you have the adapter in PEFT’s form: --enable-lora --lora-modules NAME=FOLDER, by the names given here.`
		);
	return { command: quoted(words), notes };
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
