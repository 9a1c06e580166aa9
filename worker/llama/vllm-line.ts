// The command line of `vllm serve` for the same model, with its adapters as models of their own. vLLM reads adapters
// in PEFT's form alone, and on a GGUF it keeps llama.cpp's order of attention's rows, in which no such adapter fits:
// so both are written in Hugging Face's form first (hf/folder.ts). Of what vLLM's documents and code say: it was not
// run here. It applies an adapter to every token (its pull request for activated ones, #19710, was closed), so those
// that act from an invocation on are written and not named.

import { join } from 'node:path';
import type { CommandWords, PrintOptions } from './command-line.ts';
import { writeHuggingFace, type WrittenAdapter } from './hf/folder.ts';
import type { ModelFiles } from './model-files.ts';
import { quoted } from './shell-words.ts';

/** Throws ModelFileError. */
export async function vllmLine(files: ModelFiles, options: PrintOptions): Promise<CommandWords> {
	const { host = '127.0.0.1', token } = options;
	const { manifest } = files;
	const folder = join(options.folder, manifest.id);
	const context = options.contextTokens ?? manifest.template.contextTokens;
	const { base, adapters } = await writeHuggingFace(files, folder);
	const named = 'path' in base ? adapters.filter(isPlain) : [];
	const notes = [
		'Not run against vLLM. Files that are written here were read by transformers 5.18 and PEFT 0.21.'
	];
	if ('path' in base) notes.push(`Written in Hugging Face’s form: ${folder}`);
	else
		notes.push(
			`The base is served from its GGUF file, by a plugin: pip install vllm vllm-gguf-plugin. It was not written in Hugging Face’s form: ${base.reason}.`,
			'Of a model that was made from one in that form, serve the original in its place, by its name.'
		);
	notes.push(...aboutAdapters(manifest.id, adapters, 'path' in base));
	return {
		words: [
			[
				'vllm',
				'serve',
				'path' in base ? base.path : files.base,
				'--served-model-name',
				manifest.id
			],
			['--max-model-len', context],
			modules(manifest.id, named),
			['--enable-prefix-caching', '--host', host, '--port', options.port],
			token === undefined ? [] : ['--api-key', token]
		],
		notes
	};
}

type Ready = Extract<WrittenAdapter, { path: string }>;

const isWritten = (adapter: WrittenAdapter): adapter is Ready => 'path' in adapter;
const isActivated = ({ modifier }: WrittenAdapter): boolean => modifier.invocationTokens.length > 0;
const isPlain = (adapter: WrittenAdapter): adapter is Ready =>
	isWritten(adapter) && !isActivated(adapter);

/** vLLM takes one of these (MaxLoRARanks of its LoRAConfig). */
const RANKS = [8, 16, 32, 64, 128, 256, 320, 512];

/** By the names that the native server gives them. */
function modules(id: string, adapters: readonly Ready[]): string[] {
	if (adapters.length === 0) return [];
	const rank = Math.max(...adapters.map((adapter) => adapter.rank));
	return [
		'--enable-lora',
		'--max-loras',
		String(adapters.length),
		'--max-lora-rank',
		String(RANKS.find((one) => one >= rank) ?? rank),
		'--lora-modules',
		...adapters.map(({ modifier, path }) => {
			const name = `${id}+${modifier.id}`;
			// vLLM takes JSON where a path has what divides its short form.
			return /[=,]/.test(path)
				? JSON.stringify({ name, path, base_model_name: id })
				: `${name}=${path}`;
		})
	];
}

function aboutAdapters(id: string, adapters: readonly WrittenAdapter[], onBase: boolean): string[] {
	const notes: string[] = [];
	const ids = (list: readonly WrittenAdapter[]) =>
		list.map(({ modifier }) => modifier.id).join(', ');
	for (const adapter of adapters)
		if (!isWritten(adapter))
			notes.push(`Without ${adapter.modifier.id}: it was not written: ${adapter.reason}.`);
	const written = adapters.filter(isWritten);
	const activated = written.filter(isActivated);
	if (activated.length > 0)
		notes.push(
			`Without ${ids(activated)}: they act from their invocation on, and vLLM applies an adapter to every token, by which the starter’s answered 33 % of their questions and not 87 %. llama-server serves them: --print llama-server.`,
			`They are written as PEFT reads them (alora_invocation_tokens), which lets them act one token later. A vLLM that does so too takes them by ${quoted(modules(id, activated))}`
		);
	if (!onBase && written.length > 0)
		notes.push(
			`Adapters are in ${written.map(({ path }) => path).join(', ')}, for the original: on a GGUF vLLM keeps llama.cpp’s order of rows, in which they are wrong.`
		);
	return notes;
}
