import { describe, expect, test } from 'vitest';
import { peftConfiguration } from '../../test/support/random-peft.ts';
import { parsePeftConfig, strengths } from './peft-config.ts';

const parsed = (fields: Record<string, unknown>) =>
	parsePeftConfig(peftConfiguration({ r: 8, lora_alpha: 16, ...fields }));

test('a configuration says how strong the adapter is, and what it was made for', () => {
	expect(parsed({ target_modules: ['q_proj'], lora_dropout: 0.1 })).toEqual({
		rank: 8,
		alpha: 16,
		rankStabilised: false,
		ranks: [],
		alphas: [],
		madeFor: 'someone/Random-1B-Instruct',
		invocationTokens: []
	});
	expect(parsed({ base_model_name_or_path: null }).madeFor).toBeNull();
	expect(parsed({ alora_invocation_tokens: [5, 6] }).invocationTokens).toEqual([5, 6]);
	// What is the same either way: halves, biases that a base has not, and starts that leave it as it is.
	expect(() => parsed({ fan_in_fan_out: true, bias: 'all' })).not.toThrow();
	expect(() => parsed({ init_lora_weights: 'gaussian', modules_to_save: [] })).not.toThrow();
});

test.each([
	[{ peft_type: 'IA3' }, /peft_type: .*of the type “IA3”/],
	[{ peft_type: undefined }, /peft_type/],
	[{ use_dora: true }, /use_dora: .*DoRA.*merge_and_unload/],
	[{ modules_to_save: ['lm_head'] }, /modules_to_save: .*whole parts.*merge_and_unload/],
	[{ trainable_token_indices: { embed_tokens: [1] } }, /trainable_token_indices/],
	[{ layer_replication: [[0, 4]] }, /layer_replication: .*more than a plain LoRA/],
	[{ target_parameters: ['mlp.experts.gate_up_proj'] }, /target_parameters/],
	[{ use_qalora: true }, /use_qalora/],
	[{ use_bdlora: { nblocks: 2 } }, /use_bdlora/],
	[{ kasa_config: {} }, /kasa_config/],
	[{ init_lora_weights: 'pissa_niter_16' }, /own weights were changed first \(pissa_niter_16\)/],
	[{ init_lora_weights: 'loftq' }, /loftq/],
	[{ invocation_string: '<|start|>' }, /invocation_string: .*text instead of tokens/],
	[{ alora_invocation_tokens: 'x' }, /alora_invocation_tokens/],
	[{ alora_invocation_tokens: [-1] }, /alora_invocation_tokens/],
	[{ r: 0 }, /r: should be a whole number from 1/],
	[{ r: '8' }, /r: should be a finite number/],
	[{ lora_alpha: 0 }, /lora_alpha: is 0/],
	[{ lora_alpha: null }, /lora_alpha/],
	[{ rank_pattern: ['q_proj'] }, /rank_pattern/],
	[{ rank_pattern: { q_proj: 0.5 } }, /rank_pattern/],
	[{ alpha_pattern: { '(q|k)_proj': 4 } }, /alpha_pattern: has the pattern “\(q\|k\)_proj”/],
	[{ alpha_pattern: { '(a+)+b': 4 } }, /cannot read/],
	[{ alpha_pattern: { '.*a.*b': 4 } }, /cannot read/]
])('what is more than a plain LoRA, or none, is refused: %j', (fields, message) => {
	expect(() => parsed(fields)).toThrow(message);
});

test('what is no JSON object is refused', () => {
	expect(() => parsePeftConfig('nothing')).toThrow(/adapter_config.json is not valid JSON/);
	expect(() => parsePeftConfig('[]')).toThrow(/should be an object/);
});

describe('the strength of a module', () => {
	const at = (fields: Record<string, unknown>, module: string) => strengths(parsed(fields))(module);
	const query = 'model.layers.1.self_attn.q_proj';

	test('is alpha over rank, or over its root', () => {
		expect(at({}, query)).toEqual({ rank: 8, scale: 2 });
		expect(at({ r: 16, use_rslora: true }, query)).toEqual({ rank: 16, scale: 4 });
	});

	test('is its own by the end of its name, the first pattern that matches', () => {
		const own = { rank_pattern: { q_proj: 4, 'layers.1.self_attn.q_proj': 2 } };
		expect(at(own, query)).toEqual({ rank: 4, scale: 4 });
		expect(at({ rank_pattern: { 'layers.1.self_attn.q_proj': 2, q_proj: 4 } }, query).rank).toBe(2);
		expect(at({ alpha_pattern: { 'model.layers.1.self_attn.q_proj': 4 } }, query).scale).toBe(0.5);
		expect(
			at({ alpha_pattern: { _proj: 4, proj: 4, 'layers.11.self_attn.q_proj': 4 } }, query).scale
		).toBe(2);
	});

	test('knows anchors, escaped dots and a wildcard', () => {
		const rank = (pattern: string) => at({ rank_pattern: { [pattern]: 4 } }, query).rank;
		for (const pattern of [
			'^model.layers.1.self_attn.q_proj',
			'self_attn\\.q_proj$',
			'.*q_proj',
			'layers.1.*',
			'model.*q_proj',
			'^model\\..*'
		])
			expect(rank(pattern), pattern).toBe(4);
		for (const pattern of ['^layers.1.self_attn.q_proj', 'layers.2.*', '.*k_proj', '^q_proj'])
			expect(rank(pattern), pattern).toBe(8);
	});
});
