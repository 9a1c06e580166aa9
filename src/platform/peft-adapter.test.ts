import { expect, test } from 'vitest';
import { randomModel } from '../../test/support/random-architectures.ts';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { randomPeft, safetensorsFile } from '../../test/support/random-peft.ts';
import { ParseError } from '../contract/errors.ts';
import { parseGgufHeader } from '../contract/gguf.ts';
import { planPeft } from '../contract/peft-plan.ts';
import { uniform } from '../contract/random.ts';
import { convertPeft } from './convert-peft.ts';
import { peftFiles, readPeft } from './peft-adapter.ts';

const { weights, configuration } = randomPeft('llama', { layers: 1 });
const W = new Blob([weights]);
const C = new Blob([configuration]);
const json = new Blob(['{"model_type": "llama"}']);

test('the two files are told from others by what is in them, among a whole folder too', async () => {
	const pair = { kind: 'pair', weights: W, configuration: C };
	expect(await peftFiles([C, W])).toEqual(pair);
	expect(await peftFiles([json, W, new Blob(['PK\x03\x04 training_args/data.pkl']), C])).toEqual(
		pair
	);
	expect(await peftFiles([W])).toEqual({
		kind: 'half',
		file: W,
		missing: 'adapter_config.json'
	});
	expect(await peftFiles([C, json])).toEqual({
		kind: 'half',
		file: C,
		missing: 'adapter_model.safetensors'
	});
	for (const other of [json, new Blob([randomLlama().bytes]), new Blob([])])
		expect(await peftFiles([other])).toBeNull();
	await expect(peftFiles([W, C, W])).rejects.toThrow(/several adapters/);
});

test('a pickle is refused, since reading it could run a program', async () => {
	for (const start of ['PK\x03\x04\x00\x00adapter_model/data.pkl', '\x80\x02}q\x00'])
		await expect(
			peftFiles([new Blob([Uint8Array.from(start, (c) => c.charCodeAt(0))])])
		).rejects.toThrow(/pickle.*any program.*adapter_model.safetensors/);
});

test('a pickle beside its configuration is refused, instead of asking for weights that do not exist', async () => {
	const pickle = new Blob(['PK\x03\x04 adapter_model/data.pkl']);
	for (const files of [
		[pickle, C],
		[C, json, pickle],
		[pickle, json]
	])
		await expect(peftFiles(files)).rejects.toThrow(/pickle.*any program/);
});

const safetensors = (...names: string[]) =>
	new Blob([
		safetensorsFile(
			names.map((name) => ({ name, dtype: 'F32', shape: [1, 1], data: new Float32Array(1) }))
		)
	]);

test('a safetensors file that is no adapter is refused by what it is, alone or in a folder', async () => {
	const model = safetensors('model.embed_tokens.weight');
	for (const files of [[model], [json, model], [model, model, json]])
		await expect(peftFiles(files)).rejects.toThrow(/no tensors of a LoRA.*model\.embed_tokens/);
	const kohya = safetensors('lora_unet_down_blocks_0_to_q.lora_down.weight');
	await expect(peftFiles([kohya])).rejects.toThrow(/makes pictures/);
	const embeddings = safetensors('base_model.model.model.embed_tokens.lora_embedding_A');
	await expect(peftFiles([embeddings])).rejects.toThrow(/changes the embeddings/);
	const ia3 = safetensors('base_model.model.model.layers.0.self_attn.k_proj.ia3_l');
	await expect(peftFiles([ia3])).rejects.toThrow(/of the type “IA3”/);
	const pair = await peftFiles([ia3, new Blob(['{"peft_type": "IA3"}'])]);
	expect(pair).toMatchObject({ kind: 'pair' });
	// The model lies beside its adapter in many a folder.
	expect(await peftFiles([model, W, C])).toEqual({ kind: 'pair', weights: W, configuration: C });
});

test('a configuration that is too long is not read', async () => {
	const long = new Blob([configuration, ' '.repeat(2 ** 20)]);
	await expect(readPeft(W, long)).rejects.toThrow(/adapter_config.json: has \d+ bytes/);
});

const base = randomModel('llama', { layers: 1 });
const header = parseGgufHeader(base, base.length);
const HUGE = ['18446744073709551615', '9007199254740993', '-1', '1e308', '[]', 'null', '"x"'];

type Damage = (bytes: number[], below: (n: number) => number) => number[];
const DAMAGES: Damage[] = [
	(bytes, below) => bytes.with(below(bytes.length), below(256)),
	// What comes first decides how the rest is read.
	(bytes, below) => bytes.with(below(8), below(256)),
	(bytes, below) => bytes.slice(0, below(bytes.length)),
	(bytes, below) => bytes.toSpliced(below(bytes.length), below(40)),
	(bytes, below) => {
		const at = below(bytes.length);
		return bytes.toSpliced(at, 0, ...bytes.slice(at, at + below(200)));
	},
	// A number, a word or a list of the header becomes another.
	(bytes, below) => {
		const text = String.fromCharCode(...bytes.slice(0, 4000));
		const found = [...text.matchAll(/\d+|"[^"]*"|\[[^\]]*\]/g)];
		const { 0: old, index: at } = found[below(found.length)]!;
		const put = [...HUGE[below(HUGE.length)]!].map((c) => c.charCodeAt(0));
		const changed = bytes.toSpliced(at, old.length, ...put);
		// The length in front is that of the changed header, so that it is read at all.
		const length = new DataView(Uint8Array.from(bytes.slice(0, 8)).buffer).getUint32(0, true);
		const now = new Uint8Array(new Uint32Array([length - old.length + put.length, 0]).buffer);
		return at < 8 ? changed : changed.with(0, now[0]!).with(1, now[1]!).with(2, now[2]!);
	}
];

test('3,000 damaged copies are each converted or refused with a sentence', async () => {
	const random = uniform(7);
	const below = (n: number) => Math.floor(random() * n);
	const source = [...weights];
	const words = [...new TextEncoder().encode(configuration)];
	let refused = 0;
	for (let copy = 0; copy < 3000; copy++) {
		const damage = DAMAGES[copy % DAMAGES.length]!;
		const ofWeights = copy % 3 > 0;
		const changed = Uint8Array.from(damage(ofWeights ? source : words, below));
		const [w, c] = ofWeights ? [new Blob([changed]), C] : [W, new Blob([changed])];
		try {
			const plan = planPeft(await readPeft(w, c), header);
			if (copy % 10 === 0) await convertPeft(w, plan, 'x', undefined);
		} catch (error) {
			expect(error, `copy ${copy}`).toBeInstanceOf(ParseError);
			expect((error as ParseError).message, `copy ${copy}`).toMatch(/^.{10,400}[.]$/s);
			refused++;
		}
	}
	expect(refused).toBeGreaterThan(1500);
	expect(refused).toBeLessThan(3000);
}, 120_000);
