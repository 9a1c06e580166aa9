// A small text classifier as a file: one linear layer over hashed features, eight bits a weight.
// A class may be a part of a label, `finance/accounts`: a label's probability is the sum of its parts'.
// Not here: the features (decide/text-features.ts), reading them (decide/), training (learn/).
//
// Layout: "USC1", a little-endian u32 with the header's length, the header as JSON, then
// 2^bits rows of one int8 per class. A weight is its int8 times its class's scale.

import { ParseError } from './errors.ts';
import { asArray, asInteger, asJson, asNumber, asObject, asOneOf, asString } from './parse.ts';

export const CLASSIFIER_KINDS = ['domain', 'dissatisfaction'] as const;
export type ClassifierKind = (typeof CLASSIFIER_KINDS)[number];

/** Raised whenever the features change their meaning: older weights would then read as noise. */
export const CLASSIFIER_FEATURES = 1;

export type LinearClassifier = {
	kind: ClassifierKind;
	/** Features are hashed into 2^bits rows. */
	bits: number;
	/** `label` or `label/part`; at least two. */
	classes: string[];
	/** One per class. */
	bias: Float32Array;
	/** One per class; positive. */
	scale: Float32Array;
	/** Row by row: `weights[row * classes.length + class]`. */
	weights: Int8Array;
	/** Logits are divided by it before the softmax; fitted on a split of its own. */
	temperature: number;
	/** From which probability a two-class classifier says yes; chosen on a split of its own. */
	threshold: number;
	/** What it was trained on, for the model card. */
	provenance: string[];
};

const MAGIC = 0x31435355; // "USC1"

export function packClassifier(classifier: LinearClassifier): Uint8Array<ArrayBuffer> {
	const { kind, bits, classes, temperature, threshold, provenance } = classifier;
	const header = new TextEncoder().encode(
		JSON.stringify({
			kind,
			features: CLASSIFIER_FEATURES,
			bits,
			classes,
			bias: [...classifier.bias],
			scale: [...classifier.scale],
			temperature,
			threshold,
			provenance
		})
	);
	const bytes = new Uint8Array(8 + header.length + classifier.weights.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, header.length, true);
	bytes.set(header, 8);
	bytes.set(
		new Uint8Array(classifier.weights.buffer, classifier.weights.byteOffset),
		8 + header.length
	);
	return bytes;
}

/** Throws a ParseError that names what is wrong and the next step. */
export function parseClassifier(bytes: Uint8Array, kind: ClassifierKind): LinearClassifier {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC)
		throw new ParseError('classifier', 'is not a classifier file: it should begin with “USC1”.');
	const length = view.getUint32(4, true);
	if (8 + length > bytes.length)
		throw new ParseError('classifier', 'ends within its header. Fetch the file again.');
	const header = asObject(
		asJson(new TextDecoder().decode(bytes.subarray(8, 8 + length)), 'The classifier’s header'),
		'classifier'
	);
	asOneOf(header.kind, 'classifier.kind', [kind]);
	const features = asInteger(header.features, 'classifier.features', 1);
	if (features !== CLASSIFIER_FEATURES)
		throw new ParseError(
			'classifier.features',
			`is version ${features}; this app computes version ${CLASSIFIER_FEATURES}. Train the classifier again, or update the app.`
		);
	const bits = asInteger(header.bits, 'classifier.bits', 8, 22);
	const classes = asArray(header.classes, 'classifier.classes').map((name, i) =>
		asString(name, `classifier.classes[${i}]`)
	);
	if (classes.length < 2) throw new ParseError('classifier.classes', 'should name at least two.');
	const expected = 2 ** bits * classes.length;
	if (bytes.length - 8 - length !== expected)
		throw new ParseError(
			'classifier',
			`holds ${bytes.length - 8 - length} weights where ${expected} are due. Fetch the file again.`
		);
	const numbers = (name: 'bias' | 'scale'): Float32Array => {
		const list = asArray(header[name], `classifier.${name}`);
		if (list.length !== classes.length)
			throw new ParseError(`classifier.${name}`, 'should have one number per class.');
		return Float32Array.from(list, (n, i) => asNumber(n, `classifier.${name}[${i}]`));
	};
	const temperature = asNumber(header.temperature, 'classifier.temperature');
	if (temperature <= 0) throw new ParseError('classifier.temperature', 'should be above zero.');
	return {
		kind,
		bits,
		classes,
		bias: numbers('bias'),
		scale: numbers('scale'),
		weights: new Int8Array(bytes.buffer, bytes.byteOffset + 8 + length, expected),
		temperature,
		threshold: asNumber(header.threshold, 'classifier.threshold'),
		provenance: asArray(header.provenance, 'classifier.provenance').map((line, i) =>
			asString(line, `classifier.provenance[${i}]`)
		)
	};
}
