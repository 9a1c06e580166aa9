// The prompt-only router: from a question alone, how likely a small model is to get it wrong, and
// what asking a stronger one would gain. Two linear heads over hashed n-grams and engineered
// features, one for questions with lettered options and one for all others; eight bits a weight.
// Not here: confidence in an answer (confidence.ts) and what is done about either (auto.ts).

import { ParseError } from '../contract/errors.ts';
import {
	asArray,
	asInteger,
	asNumber,
	asObject,
	asString,
	type Fields
} from '../contract/parse.ts';
import { FEATURE_NAMES, gramHasher, promptFeatures, splitChoice } from './prompt-features.ts';

/** Raised whenever prompt-features.ts changes its meaning: older weights would then read as noise. */
export const ROUTER_FEATURES = 1;

/** What a head estimates, in the order its weights are stored. */
export const ROUTER_TARGETS = ['wrong', 'gain'] as const;

export type RouterHead = {
	/** N-gram buckets; a power of two. */
	buckets: number;
	/** Of each engineered feature, to standardise it. */
	mean: Float64Array;
	deviation: Float64Array;
	/** Per target: a value to start from, a weight per engineered feature, and per bucket. */
	targets: { bias: number; dense: Float64Array; scale: number; grams: Int8Array }[];
};

export type RouterModel = { choice: RouterHead; open: RouterHead; provenance: string[] };

export type RouteScore = {
	/** Estimated chance that the small model is wrong. Linear: may lie a little outside 0–1. */
	wrong: number;
	/** Estimated (strong right) − (small right), −1 to 1: by how much escalating would help. */
	gain: number;
};

/** Standardised features further out than this many deviations count as this far. */
export const FEATURE_LIMIT = 4;

/** Reuses its memory from call to call; not for two threads at once. */
export function promptRouter(model: RouterModel): (prompt: string) => RouteScore {
	const heads = { choice: headScorer(model.choice), open: headScorer(model.open) };
	return (prompt) => heads[promptKind(prompt)](prompt);
}

/** One head for any prompt: what `promptRouter` asks, after choosing it. */
export function headScorer(head: RouterHead): (prompt: string) => RouteScore {
	const hash = gramHasher(head.buckets);
	return (prompt) => {
		const dense = standardised(head, promptFeatures(prompt));
		const { buckets, values, length } = hash(prompt);
		const [wrong = 0, gain = 0] = head.targets.map((target) => {
			let text = 0;
			for (let i = 0; i < length; i++) text += values[i]! * target.grams[buckets[i]!]!;
			let shape = 0;
			for (let i = 0; i < dense.length; i++) shape += dense[i]! * target.dense[i]!;
			return target.bias + target.scale * text + shape;
		});
		return { wrong, gain };
	};
}

/** Which head reads a prompt. */
export const promptKind = (prompt: string): 'choice' | 'open' =>
	splitChoice(prompt).options.length > 0 ? 'choice' : 'open';

export function standardised(
	{ mean, deviation }: Pick<RouterHead, 'mean' | 'deviation'>,
	features: Float64Array
): Float64Array {
	return features.map((value, i) => {
		const distance = deviation[i]! > 0 ? (value - mean[i]!) / deviation[i]! : 0;
		return Math.max(-FEATURE_LIMIT, Math.min(FEATURE_LIMIT, distance));
	});
}

/** The model as JSON text: weights in base64, other numbers with seven digits. */
export function packRouter(model: RouterModel): string {
	const head = ({ buckets, mean, deviation, targets }: RouterHead) => ({
		buckets,
		mean: digits(mean),
		deviation: digits(deviation),
		targets: targets.map(({ bias, dense, scale, grams }) => ({
			bias: digit(bias),
			dense: digits(dense),
			scale: digit(scale),
			grams: toBase64(grams)
		}))
	});
	return JSON.stringify({
		kind: 'router',
		features: ROUTER_FEATURES,
		names: FEATURE_NAMES,
		targets: ROUTER_TARGETS,
		choice: head(model.choice),
		open: head(model.open),
		provenance: model.provenance
	});
}

/** Throws a ParseError that names what is wrong and the next step. */
export function parseRouter(value: unknown): RouterModel {
	const root = asObject(value, 'router');
	if (root.kind !== 'router') throw new ParseError('router.kind', 'should be “router”.');
	const version = asInteger(root.features, 'router.features', 1);
	if (
		version !== ROUTER_FEATURES ||
		asArray(root.names, 'router.names').join() !== FEATURE_NAMES.join()
	)
		throw new ParseError(
			'router.features',
			`are not those this app computes (version ${ROUTER_FEATURES}). Train the router again, or update the app.`
		);
	return {
		choice: headFrom(asObject(root.choice, 'router.choice'), 'router.choice'),
		open: headFrom(asObject(root.open, 'router.open'), 'router.open'),
		provenance: asArray(root.provenance, 'router.provenance').map((line, i) =>
			asString(line, `router.provenance[${i}]`)
		)
	};
}

function headFrom(fields: Fields, path: string): RouterHead {
	const buckets = asInteger(fields.buckets, `${path}.buckets`, 2, 1 << 22);
	if ((buckets & (buckets - 1)) !== 0)
		throw new ParseError(`${path}.buckets`, 'should be a power of two.');
	const targets = asArray(fields.targets, `${path}.targets`);
	if (targets.length !== ROUTER_TARGETS.length)
		throw new ParseError(`${path}.targets`, `should be ${ROUTER_TARGETS.length}.`);
	return {
		buckets,
		mean: numbersFrom(fields.mean, `${path}.mean`),
		deviation: numbersFrom(fields.deviation, `${path}.deviation`),
		targets: targets.map((item, i) => {
			const at = `${path}.targets[${i}]`;
			const target = asObject(item, at);
			const grams = fromBase64(asString(target.grams, `${at}.grams`));
			if (grams.length !== buckets)
				throw new ParseError(`${at}.grams`, `holds ${grams.length} weights, not ${buckets}.`);
			return {
				bias: asNumber(target.bias, `${at}.bias`),
				dense: numbersFrom(target.dense, `${at}.dense`),
				scale: asNumber(target.scale, `${at}.scale`),
				grams
			};
		})
	};
}

function numbersFrom(value: unknown, path: string): Float64Array {
	const list = asArray(value, path);
	if (list.length !== FEATURE_NAMES.length)
		throw new ParseError(path, `should be ${FEATURE_NAMES.length} numbers.`);
	return Float64Array.from(list, (x, i) => asNumber(x, `${path}[${i}]`));
}

const digit = (x: number): number => Number(x.toPrecision(7));
const digits = (list: Float64Array): number[] => Array.from(list, digit);

function toBase64(weights: Int8Array): string {
	let binary = '';
	for (const weight of weights) binary += String.fromCharCode(weight & 255);
	return btoa(binary);
}

function fromBase64(text: string): Int8Array {
	const binary = atob(text);
	return Int8Array.from(binary, (sign) => sign.charCodeAt(0));
}
