// The adapter_config.json of a LoRA adapter as PEFT saves it: how strong it is in each module, and which base it was
// made for. What is more than a plain LoRA is refused, since llama.cpp could not apply it. Not here: its tensors
// (safetensors.ts), and their names in llama.cpp (peft-names.ts).
// Fields: https://huggingface.co/docs/peft/package_reference/lora (LoraConfig)

import { ParseError } from './errors.ts';
import { asInteger, asJson, asNumber, asObject, fieldsOf, type Fields } from './parse.ts';

export type PeftConfig = {
	rank: number;
	/** PEFT multiplies by alpha over rank, or over its root where `rankStabilised`. */
	alpha: number;
	rankStabilised: boolean;
	/** Modules with a rank or alpha of their own, by the end of their name; the first that matches counts. */
	ranks: readonly Pattern[];
	alphas: readonly Pattern[];
	/** What its base is called, as whoever trained it wrote; null where it does not say. */
	madeFor: string | null;
	/** Activated LoRA: it acts from these on; empty for a plain one. */
	invocationTokens: readonly number[];
};

export type Pattern = readonly [name: string, value: number];

/** Some real ones have 100 kB, where every module has a rank of its own. */
export const MAX_CONFIG_BYTES = 1024 * 1024;
// As many as the largest model has matrices; wildcards cost a comparison for each module.
const MAX_PATTERNS = 10_000;
const MAX_WILDCARDS = 64;
const MAX_RANK = 65_536;
const MAX_INVOCATION_TOKENS = 256;
/** They start from a base whose own weights they changed, and are wrong on the one that is published. */
const CHANGES_BASE = /^(pissa|olora|corda|loftq|lora_ga)/i;

/** The way of an adapter that is more than llama.cpp can apply. */
export const MERGE_INSTEAD =
	'Merge it into its base with PEFT’s merge_and_unload, convert the merged model to GGUF, and add that as a model.';

export const IS_DORA = `This adapter is a DoRA, which scales the base’s weights too, and llama.cpp applies a plain LoRA alone. ${MERGE_INSTEAD}`;

export const noLora = (path: string, type: string): ParseError =>
	new ParseError(
		path,
		`This app applies LoRA adapters alone, and this is of the type “${type.slice(0, 40)}”. Choose a LoRA.`
	);

/** Throws ParseError for what is no configuration of a LoRA that llama.cpp could apply. */
export function parsePeftConfig(text: string): PeftConfig {
	const fields = asObject(asJson(text, 'adapter_config.json'), 'adapter_config.json');
	refuseMore(fields);
	const rank = asInteger(fields.r, 'r', 1, MAX_RANK);
	const alpha = asNumber(fields.lora_alpha, 'lora_alpha');
	if (alpha === 0)
		throw new ParseError('lora_alpha', 'is 0: this adapter changes nothing. Choose another one.');
	const named = fields.base_model_name_or_path;
	return {
		rank,
		alpha,
		rankStabilised: fields.use_rslora === true,
		ranks: patternsOf(fields, 'rank_pattern', (value, path) => asInteger(value, path, 1, MAX_RANK)),
		alphas: patternsOf(fields, 'alpha_pattern', asNumber),
		madeFor: typeof named === 'string' && named !== '' ? named.slice(0, 200) : null,
		invocationTokens: invocationOf(fields)
	};
}

/** `fan_in_fan_out` tells how to add B·A to a stored weight: the halves themselves are the same either way. */
function refuseMore(fields: Fields): void {
	const { peft_type: type, init_lora_weights: start } = fields;
	if (type !== 'LORA') throw noLora('peft_type', String(type));
	if (fields.use_dora === true) throw new ParseError('use_dora', IS_DORA);
	for (const key of ['modules_to_save', 'trainable_token_indices'])
		if (isGiven(fields[key]))
			throw new ParseError(
				key,
				`This adapter has trained whole parts of its base beside the LoRA, and llama.cpp applies the LoRA alone. ${MERGE_INSTEAD}`
			);
	for (const key of VARIANTS)
		if (isGiven(fields[key]))
			throw new ParseError(
				key,
				`This adapter is more than a plain LoRA, which is what llama.cpp applies. ${MERGE_INSTEAD}`
			);
	if (typeof start === 'string' && CHANGES_BASE.test(start))
		throw new ParseError(
			'init_lora_weights',
			`This adapter was trained on a base whose own weights were changed first (${start.slice(0, 40)}), so it is wrong on the published one. ${MERGE_INSTEAD}`
		);
}

/** Layers used twice, parameters that are no layer, and forms with more, or other, than B·A. */
const VARIANTS = [
	'layer_replication',
	'target_parameters',
	'use_qalora',
	'use_bdlora',
	'arrow_config',
	'kasa_config',
	'monteclora_config'
];

const isGiven = (value: unknown): boolean =>
	Array.isArray(value) ? value.length > 0 : fieldsOf(value) !== null || value === true;

function patternsOf(
	fields: Fields,
	key: string,
	read: (value: unknown, path: string) => number
): Pattern[] {
	const given = fields[key] ?? {};
	const patterns = Object.entries(asObject(given, key)).map(([name, value]): Pattern => [
		plainPattern(name, key),
		read(value, key)
	]);
	const wildcards = patterns.filter(([name]) => name.includes(ANY));
	if (patterns.length <= MAX_PATTERNS && wildcards.length <= MAX_WILDCARDS) return patterns;
	throw new ParseError(key, `has more patterns than a model has parts. ${MERGE_INSTEAD}`);
}

/** In a pattern: any letters. */
const ANY = '*';

/**
 * PEFT takes a regular expression. Names, with dots and an anchor, and `.*` among them are what is in use; others
 * are refused, as a stranger's expression could run for ever.
 */
function plainPattern(expression: string, key: string): string {
	const plain = expression.replaceAll('\\.', '.').replaceAll('.*', ANY).replace(/\$$/, '');
	// One wildcard, so that it is a beginning and an end.
	if (plain.length <= 512 && /^\^?[\w.-]*\*?[\w.-]*$/.test(plain)) return plain;
	throw new ParseError(
		key,
		`has the pattern “${expression.slice(0, 80)}”, which this app cannot read. ${MERGE_INSTEAD}`
	);
}

function invocationOf(fields: Fields): number[] {
	const { alora_invocation_tokens: tokens, invocation_string: words } = fields;
	if (tokens === undefined || tokens === null) {
		if (typeof words !== 'string' || words === '') return [];
		throw new ParseError(
			'invocation_string',
			'This adapter waits for words, and says them as text instead of tokens. Save it with a newer PEFT, then add it again.'
		);
	}
	if (!Array.isArray(tokens) || tokens.length > MAX_INVOCATION_TOKENS)
		throw new ParseError('alora_invocation_tokens', 'should be a short list. Choose another file.');
	return tokens.map((token) => asInteger(token, 'alora_invocation_tokens', 0, 2 ** 31 - 1));
}

/** What a module is multiplied by, and the rank that goes with it. */
export type Strength = { rank: number; scale: number };

/** Asks by the module's name as PEFT knows it, such as `model.layers.0.self_attn.q_proj`. */
export function strengths(config: PeftConfig): (module: string) => Strength {
	const rankOf = lookup(config.ranks);
	const alphaOf = lookup(config.alphas);
	return (module) => {
		const rank = rankOf(module) ?? config.rank;
		const alpha = alphaOf(module) ?? config.alpha;
		return { rank, scale: alpha / (config.rankStabilised ? Math.sqrt(rank) : rank) };
	};
}

/** The first pattern that is the module's name, or its end behind a dot. */
function lookup(patterns: readonly Pattern[]): (module: string) => number | undefined {
	const plain = new Map<string, number>();
	const wild: Wildcard[] = [];
	patterns.forEach(([name], at) => {
		if (name.includes(ANY)) wild.push(wildcard(name, at));
		else if (!plain.has(name)) plain.set(name, at);
	});
	return (module) => {
		const ends = endsOf(module);
		const found = [
			...[`^${module}`, ...ends].map((end) => plain.get(end)),
			wild.find((one) =>
				one.anchored ? isLike(module, one) : ends.some((end) => isLike(end, one))
			)?.at
		].filter((i) => i !== undefined);
		return found.length === 0 ? undefined : patterns[Math.min(...found)]![1];
	};
}

// A module is some six words deep; what a hostile file has beyond that matches nothing.
const MAX_WORDS = 16;

function endsOf(module: string): string[] {
	const words = module.split('.').slice(-MAX_WORDS);
	const ends = words.map((_, i) => words.slice(i).join('.'));
	return [module, ...ends];
}

/** A pattern that has one, taken apart once; `at` among all of them. */
type Wildcard = { at: number; anchored: boolean; before: string; behind: string };

function wildcard(pattern: string, at: number): Wildcard {
	const anchored = pattern.startsWith('^');
	const [before = '', behind = ''] = pattern.slice(anchored ? 1 : 0).split(ANY);
	return { at, anchored, before, behind };
}

function isLike(text: string, { before, behind }: Wildcard): boolean {
	if (text.length < before.length + behind.length) return false;
	return text.startsWith(before) && text.endsWith(behind);
}
