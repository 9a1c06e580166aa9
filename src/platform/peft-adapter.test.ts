import { expect, test } from 'vitest';
import { randomModel } from '../../test/support/random-architectures.ts';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { randomPeft } from '../../test/support/random-peft.ts';
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
