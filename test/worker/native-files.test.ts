// What the native server says of files that are missing, damaged or not what they are taken for, and the
// command lines it prints for other servers. Real files, of random weights.

import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../../worker/llama/command-line.ts';
import { installCommand } from '../../worker/llama/gpu-binary.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import { readModelFiles } from '../../worker/llama/model-files.ts';
import { checkAccess } from '../../worker/node/native-access.ts';
import { runNode } from '../../worker/pinned-node.mjs';
import { randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { startNativeCommand, startNativeServer, writeModel } from '../support/native.ts';

const llama = randomLlama({ contextTokens: 256 });
const skill = randomLora(llama, { seed: 2, scale: 1, invocationTokens: [SKILL_TOKEN] });
const plain = randomLora(llama, { seed: 3, scale: 1 });
const machine = {
	platform: 'linux',
	arch: 'x64',
	cores: 8,
	load: 0,
	totalBytes: 16e9,
	freeBytes: 8e9
};

let model: Awaited<ReturnType<typeof writeModel>>;
beforeAll(async () => {
	model = await writeModel(llama, { skill, plain });
});
afterAll(() => model.discard());

/** Runs `work` with one of the model's files changed. */
async function withChanged(
	path: string,
	change: (bytes: Buffer) => Uint8Array | null,
	work: () => Promise<void>
) {
	const full = join(model.folder, path);
	const before = readFileSync(full);
	const changed = change(Buffer.from(before));
	if (changed) writeFileSync(full, changed);
	else rmSync(full);
	await work().finally(() => writeFileSync(full, before));
}

const rejects = (message: RegExp) => async () => {
	await expect(readModelFiles(model.folder)).rejects.toThrow(message);
};

describe('a model’s files', () => {
	test('are found by the manifest, its folder, or a GGUF by itself', async () => {
		const byFolder = await readModelFiles(model.folder);
		expect(await readModelFiles(join(model.folder, 'manifest.json'))).toEqual(byFolder);
		expect(byFolder.adapters.map(({ modifier }) => modifier.id)).toEqual(['skill', 'plain']);
		const alone = await readModelFiles(join(model.folder, 'base.gguf'));
		expect(alone.manifest).toMatchObject({
			id: 'base',
			baseSha256: byFolder.manifest.baseSha256,
			modifiers: []
		});
	});

	test('that are missing are named', async () => {
		await expect(readModelFiles('/does/not/exist')).rejects.toThrow(/There is no .*Give --model/);
		await withChanged('skill.gguf', () => null, rejects(/skill\.gguf is missing/));
		await withChanged('manifest.json', () => null, rejects(/There is no .*manifest\.json/));
	});

	test('that differ by a byte are refused, with where', async () => {
		await withChanged(
			'base.gguf',
			(bytes) => bytes.fill(bytes.at(-1)! ^ 1, bytes.length - 1),
			rejects(/base\.gguf is not the file of this manifest: its bytes from 0 on differ/)
		);
		await withChanged(
			'base.gguf',
			(bytes) => bytes.subarray(0, -1),
			rejects(/has \d+ bytes where \d+ are listed/)
		);
	});

	test('that are no model, no adapter or no manifest are refused', async () => {
		const broken = (text: string) => () => Buffer.from(text);
		await withChanged('manifest.json', broken('{'), rejects(/manifest/));
		await withChanged('manifest.json', broken('{"version": 99}'), rejects(/version 99/));
		const copy = join(model.folder, 'other.gguf');
		copyFileSync(join(model.folder, 'skill.gguf'), copy);
		await expect(readModelFiles(copy)).rejects.toThrow('LoRA adapter, not a model');
		writeFileSync(copy, 'GGUF');
		await expect(readModelFiles(copy)).rejects.toThrow(/other\.gguf/);
		rmSync(copy);
	});

	test('of another base’s modifier are refused', async () => {
		const edit =
			(change: (manifest: { modifiers: Record<string, unknown>[] }) => void) => (bytes: Buffer) => {
				const manifest = JSON.parse(bytes.toString()) as { modifiers: Record<string, unknown>[] };
				change(manifest);
				return Buffer.from(JSON.stringify(manifest));
			};
		await withChanged(
			'manifest.json',
			edit(({ modifiers }) => (modifiers[0]!['baseSha256'] = 'a'.repeat(64))),
			rejects(/skill\.gguf was trained for the base aaaaaaaaaaaa/)
		);
		await withChanged(
			'manifest.json',
			edit(({ modifiers }) => (modifiers[1]!['invocationTokens'] = [5])),
			rejects(/plain\.gguf acts from other tokens/)
		);
	});

	test('that are wrong end the command with a sentence', async () => {
		const { code, output } = await runNode([
			'worker/native.mjs',
			'--model',
			'/does/not/exist.gguf'
		]);
		expect(code).toBe(1);
		expect(output.trim()).toMatch(/^There is no \/does\/not\/exist\.gguf\./);
		expect((await runNode(['worker/native.mjs', '--port', '0'])).output).toContain(
			'from 1 to 65535'
		);
		const names = ['--name=a.example.org,b.example.org', '--name', 'http://c'];
		expect(
			(await runNode(['worker/native.mjs', '--print=vllm', '--token', 'x'.repeat(16), ...names]))
				.output
		).toContain('is “http://c”');
	});
});

test('a graphics processor whose binary is left out is refused with the command that brings it', async () => {
	const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
	const version = dependencies['node-llama-cpp'];
	const at = (gpu: 'metal' | 'cuda' | 'vulkan', platform: string, arch = 'x64') =>
		installCommand(gpu, { platform, arch });
	expect(at('cuda', 'linux')).toBe(
		`npm install --no-save @node-llama-cpp/linux-x64-cuda@${version} @node-llama-cpp/linux-x64-cuda-ext@${version}`
	);
	expect(at('vulkan', 'win32')).toBe(
		`npm install --no-save @node-llama-cpp/win-x64-vulkan@${version}`
	);
	for (const none of [at('cuda', 'darwin'), at('vulkan', 'linux', 'arm64'), at('metal', 'linux')])
		expect(none).toBeNull();
	const wanted = { ...machineFacts(), platform: 'linux', arch: 'x64' };
	const starting = startNativeServer({ model: model.folder, gpu: 'vulkan', machine: wanted });
	await expect(starting).rejects.toThrow(at('vulkan', 'linux')!);
});

test('a plain adapter computes all of its prompt, an activated one its invocation and answer, and neither meets the other’s KV', async () => {
	const server = await startNativeServer({ model: model.folder, parallel: 2 });
	try {
		const first = async (lora: { id: number; scale: number }[], cache: boolean) => {
			const more = { lora, cache_prompt: cache };
			const { choices, usage } = await server.client.chat.completions.create({
				model: 'test',
				max_tokens: 8,
				temperature: 0,
				logprobs: true,
				messages: [{ role: 'user', content: 'the words of a question' }],
				...more
			});
			return {
				sum: choices[0]!.logprobs!.content!.map(({ logprob }) => logprob),
				text: choices[0]!.message.content,
				cached: usage!.prompt_tokens_details!.cached_tokens
			};
		};
		const lists = [
			[],
			[{ id: 0, scale: 1 }],
			[{ id: 1, scale: 1 }],
			[{ id: 1, scale: 0.5 }],
			[
				{ id: 1, scale: 1 },
				{ id: 0, scale: 1 }
			]
		];
		const fresh: Awaited<ReturnType<typeof first>>[] = [];
		for (const list of lists) fresh.push(await first(list, false));
		expect(new Set(fresh.map(({ text }) => text)).size).toBeGreaterThan(3);
		for (const i of [0, 1, 2, 3, 4, 2, 1, 0, 4, 3]) {
			const again = await first(lists[i]!, true);
			expect(again.text, `list ${i}`).toBe(fresh[i]!.text);
			again.sum.forEach((logprob, at) => expect(logprob).toBeCloseTo(fresh[i]!.sum[at]!, 2));
			expect(again.cached, `list ${i}`).toBeGreaterThan(0);
		}
		// More sets than contexts are held at once: those that were closed are made again.
		for (let scale = 2; scale < 17; scale++)
			expect((await first([{ id: 1, scale: scale / 20 }], true)).text).not.toBe('');
		expect((await first(lists[2]!, true)).text).toBe(fresh[2]!.text);
	} finally {
		await server.stop();
	}
});

test('the command serves, and goes on after a grammar that no token fits', async () => {
	const server = await startNativeCommand(model.folder, ['--parallel=1', '--threads=1']);
	try {
		const chat = async (more: object) => {
			const response = await fetch(`${server.origin}/v1/chat/completions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					model: 'test',
					max_tokens: 4,
					messages: [{ role: 'user', content: 'hello' }],
					...more
				})
			});
			return { status: response.status, body: await response.text() };
		};
		const stuck = await chat({ grammar: 'root ::= "a" "\\x00"' });
		expect(stuck).toMatchObject({ status: 400 });
		expect(stuck.body).toContain('grammar_dead_end');
		expect((await chat({})).status).toBe(200);
		expect((await chat({ grammar: 'root ::= "ab"' })).body).toContain('"ab"');
	} finally {
		expect(await server.end('SIGTERM')).toBe(0);
	}
}, 60_000);

describe('command lines', () => {
	const line = (which: 'llama-server' | 'vllm', options = {}) =>
		commandLine(which, {
			model: model.folder,
			port: 8080,
			machine,
			folder: join(model.folder, 'written'),
			...options
		});

	test('for llama-server name every file, and fit the machine', async () => {
		const { command } = await line('llama-server');
		expect(command).toBe(
			`llama-server --model ${model.folder}/base.gguf --alias test --lora ${model.folder}/skill.gguf --lora ${model.folder}/plain.gguf --lora-init-without-apply --ctx-size 2048 --parallel 8 --batch-size 512 --ubatch-size 512 --cache-ram 0 --flash-attn off --n-gpu-layers 0 --threads 7 --threads-batch 7 --jinja --host 127.0.0.1 --port 8080`
		);
		const busy = await line('llama-server', { machine: { ...machine, load: 5 }, parallel: 2 });
		expect(busy.command).toContain('--ctx-size 512 --parallel 2');
		expect(busy.command).toContain('--threads 2 --threads-batch 2');
		// Where no adapter is activated, pieces that moved are used again.
		const bare = await line('llama-server', { model: `${model.folder}/base.gguf` });
		expect(bare.command).toContain('--cache-reuse 256 --cache-ram 0');
		const apple = { ...machine, platform: 'darwin', arch: 'arm64' };
		expect((await line('llama-server', { machine: apple })).command).toContain(
			'--flash-attn auto --n-gpu-layers auto'
		);
	});

	test('carry the token, without which other machines are not let in', async () => {
		const options = { host: '0.0.0.0', token: 'it’s a secret' };
		expect((await line('llama-server', options)).command).toMatch(
			/--host 0\.0\.0\.0 --port 8080 --api-key 'it’s a secret'$/
		);
		expect((await line('vllm', options)).command).toContain("--api-key 'it’s a secret'");
		expect(() => checkAccess({ host: '0.0.0.0' })).toThrow('needs a token');
		expect(() => checkAccess({ host: '::1' })).not.toThrow();
	});
});
