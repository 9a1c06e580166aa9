import { expect, test } from 'vitest';
import { packClassifier, parseClassifier, type LinearClassifier } from './classifier.ts';

const classifier: LinearClassifier = {
	kind: 'domain',
	bits: 8,
	classes: ['general/talk', 'code/write'],
	bias: Float32Array.of(0.25, -0.5),
	scale: Float32Array.of(0.5, 0.125),
	weights: Int8Array.from({ length: 512 }, (_, i) => (i % 255) - 127),
	temperature: 1.5,
	threshold: 0.5,
	provenance: ['a test']
};

test('a classifier comes back from its file as it was', () => {
	expect(parseClassifier(packClassifier(classifier), 'domain')).toEqual(classifier);
});

test('a file inside a larger buffer is read from its own place', () => {
	const bytes = packClassifier(classifier);
	const larger = new Uint8Array(bytes.length + 13);
	larger.set(bytes, 13);
	expect(parseClassifier(larger.subarray(13), 'domain').weights).toEqual(classifier.weights);
});

test('refuses another kind, another file, and a file cut short, and says why', () => {
	const bytes = packClassifier(classifier);
	expect(() => parseClassifier(bytes, 'dissatisfaction')).toThrow(/dissatisfaction/);
	expect(() => parseClassifier(new Uint8Array(20), 'domain')).toThrow(/begin with “USC1”/);
	expect(() => parseClassifier(bytes.subarray(0, 20), 'domain')).toThrow(/within its header/);
	expect(() => parseClassifier(bytes.subarray(0, bytes.length - 1), 'domain')).toThrow(
		/holds 511 weights where 512 are due/
	);
});

test('refuses weights of features that this app does not compute', () => {
	const bytes = packClassifier(classifier);
	const at = new TextDecoder('latin1').decode(bytes).indexOf('"features":') + '"features":'.length;
	bytes[at] = '9'.charCodeAt(0);
	expect(() => parseClassifier(bytes, 'domain')).toThrow(/Train the classifier again/);
});
