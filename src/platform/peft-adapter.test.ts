import { expect, test } from 'vitest';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { hasPeftAdapter, refusePeft } from './peft-adapter.ts';

/** A safetensors file without its tensors. */
function safetensors(names: readonly string[]): Uint8Array {
	const tensor = { dtype: 'F32', shape: [8, 64], data_offsets: [0, 2048] };
	const header = JSON.stringify(Object.fromEntries(names.map((name) => [name, tensor])));
	const length = new Uint8Array(new BigUint64Array([BigInt(header.length)]).buffer);
	return Uint8Array.from([...length, ...new TextEncoder().encode(header)]);
}

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('an adapter as PEFT writes it is refused with what makes a GGUF of it', () => {
	const weights = safetensors([
		'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight',
		'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight'
	]);
	for (const start of [weights, text({ base_model_name_or_path: 'a/b', peft_type: 'LORA', r: 8 })])
		expect(() => refusePeft(start)).toThrow(/PEFT’s form.*convert_lora_to_gguf\.py.*\.gguf file/);
});

test('other files are left to their readers', () => {
	const others = [
		safetensors(['model.layers.0.self_attn.q_proj.weight']),
		text({ model_type: 'llama' }),
		randomLlama().bytes,
		new Uint8Array(0)
	];
	for (const start of others) expect(() => refusePeft(start)).not.toThrow();
});

test('a repository has one by the names of its files', () => {
	expect(hasPeftAdapter(['README.md', 'adapter_model.safetensors'])).toBe(true);
	expect(hasPeftAdapter(['checkpoint-100/adapter_config.json'])).toBe(true);
	expect(hasPeftAdapter(['model.safetensors', 'config.json'])).toBe(false);
});
