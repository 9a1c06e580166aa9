// What `--print vllm` prints and writes: the command line, and a model in Hugging Face's form, whose tokenizer is read
// here by Hugging Face's own code and compared with llama.cpp's. The adapters' numbers: worker/llama/hf. What the
// files make of a prompt in transformers and PEFT was compared by hand, as the README says; vLLM was not run.

import { PreTrainedTokenizer } from '@huggingface/transformers';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine, type PrintOptions } from '../../worker/llama/command-line.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import { readModelFiles } from '../../worker/llama/model-files.ts';
import { openModel, type OpenModel } from '../../worker/llama/open-model.ts';
import { runNode } from '../../worker/pinned-node.mjs';
import { randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { STARTER, writeModel } from '../support/native.ts';

const llama = randomLlama({ contextTokens: 256 });
const skill = randomLora(llama, { seed: 2, invocationTokens: [SKILL_TOKEN] });
const plain = randomLora(llama, { seed: 3, rank: 12 });

let model: Awaited<ReturnType<typeof writeModel>>;
let folder: string;
beforeAll(async () => {
	model = await writeModel(llama, { skill, plain });
	folder = mkdtempSync(join(tmpdir(), 'understudy-vllm-'));
});
afterAll(() => {
	model.discard();
	rmSync(folder, { recursive: true, force: true });
});

const line = (more: Partial<PrintOptions> = {}) =>
	commandLine('vllm', {
		model: model.folder,
		port: 8080,
		machine: { ...machineFacts(), load: 0 },
		folder,
		...more
	});
const read = (path: string): Record<string, unknown> =>
	JSON.parse(readFileSync(join(folder, path), 'utf8'));

describe('the command line', () => {
	test('names a base and plain adapters that were written, by the native server’s names', async () => {
		const { command, notes } = await line();
		expect(command).toBe(
			`vllm serve ${folder}/test/base --served-model-name test --max-model-len 256 --enable-lora --max-loras 1 --max-lora-rank 16 --lora-modules test+plain=${folder}/test/adapters/plain --enable-prefix-caching --host 127.0.0.1 --port 8080`
		);
		expect(readdirSync(join(folder, 'test/base')).toSorted()).toEqual([
			'config.json',
			'generation_config.json',
			'model.safetensors',
			'tokenizer.json',
			'tokenizer_config.json'
		]);
		expect(read('test/base/config.json')).toMatchObject({
			model_type: 'llama',
			num_attention_heads: 4,
			num_key_value_heads: 2,
			rms_norm_eps: 1e-5,
			tie_word_embeddings: false,
			torch_dtype: 'float32'
		});
		expect(read('test/adapters/plain/adapter_config.json')).toMatchObject({ r: 12 });
		const said = notes.join('\n');
		expect(said).toContain('Not run against vLLM');
		// An activated one is there for what reads it, and not named.
		expect(said).toContain('Without skill: they act from their invocation on');
		expect(said).toContain(`--lora-modules test+skill=${folder}/test/adapters/skill`);
		expect(read('test/adapters/skill/adapter_config.json')).toMatchObject({
			alora_invocation_tokens: [SKILL_TOKEN]
		});
	});

	test('has the adapters’ longer form where a path would be cut', async () => {
		const { command } = await line({ folder: join(folder, 'a=b') });
		expect(command).toContain(
			`--lora-modules '{"name":"test+plain","path":"${folder}/a=b/test/adapters/plain","base_model_name":"test"}'`
		);
	});

	test('serves the GGUF where the base has no other form here, without adapters, and says why', async () => {
		// A header that claims another kind of tokenizer; the rest is as it was.
		const other = await writeModel({
			...llama,
			bytes: Buffer.from(
				Buffer.from(llama.bytes)
					.toString('latin1')
					.replace('tokenizer.ggml.model\x08\0\0\0\x05\0\0\0\0\0\0\0llama', (found) =>
						found.replace(/llama$/, 'other')
					),
				'latin1'
			)
		});
		const { command, notes } = await line({ model: other.folder });
		other.discard();
		expect(command).toContain(`vllm serve ${other.folder}/base.gguf`);
		expect(command).not.toContain('--enable-lora');
		expect(notes.join('\n')).toContain('pip install vllm vllm-gguf-plugin');
		expect(notes.join('\n')).toContain('its tokenizer is of the kind “other”');
	});

	test('a folder that cannot be written to is said in a sentence', async () => {
		const inFile = join(model.folder, 'base.gguf', 'inside');
		await expect(line({ folder: inFile })).rejects.toThrow('Choose another folder');
	});

	test('the command prints it, and writes where it is told', async () => {
		const to = join(folder, 'by-command');
		const { code, output } = await runNode(['worker/native.mjs', '--print=vllm', '--folder', to]);
		expect(code).toBe(0);
		expect(output).toContain(`\nvllm serve ${to}/starter/base --served-model-name starter `);
		expect(readdirSync(join(to, 'starter/adapters'))).toContain('code');
	});
});

describe('the tokenizer that is written', () => {
	const TEXTS = [
		'hello world',
		' two  spaces and a\ttab\n\nlines  ',
		'What is 12 plus 7? It’s 19.',
		'Ünïcødé 日本語 😀 ▁odd <0x41>',
		'if (a) { return "b"; }',
		'aaaaaaaaaa abababab',
		'',
		'   '
	];

	test.each([
		['the starter', () => STARTER, 'starter'],
		['a model whose words begin with a space', () => model.folder, 'test']
	])('reads a text as llama.cpp does: %s', async (_, path, id) => {
		await line({ model: path() });
		const theirs = new PreTrainedTokenizer(
			read(`${id}/base/tokenizer.json`),
			read(`${id}/base/tokenizer_config.json`)
		);
		const ours = await opened(path());
		try {
			const controls = id === 'starter' ? ['<|user|> hi<|end|><|code|> x'] : [];
			for (const text of [...TEXTS, ...controls])
				expect(theirs.encode(text, { add_special_tokens: false }), text).toEqual([
					...ours.model.tokenize(text, true)
				]);
			const messages = [
				{ role: 'user' as const, content: 'hello there' },
				{ role: 'assistant' as const, content: 'yes' },
				{ role: 'user' as const, content: 'go on' }
			];
			expect(
				theirs.apply_chat_template(messages, {
					add_generation_prompt: true,
					tokenize: true,
					return_tensor: false,
					return_dict: false
				})
			).toEqual([...ours.tokenize(ours.template.render(messages, []))]);
		} finally {
			await ours.close();
		}
	});

	async function opened(path: string): Promise<OpenModel> {
		return openModel(await readModelFiles(path), {
			machine: machineFacts(),
			threads: 1,
			parallel: 1
		});
	}
});
