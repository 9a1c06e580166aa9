// The critic of a model: a small network that grades an answer from 0 to 10, fitted on that base's own
// answers, which programs graded. Bound to the base by hash, as a calibration is.
// Not here: what it reads of an answer (decide/critic-inputs.ts) and applying it (decide/critic.ts).

import { ParseError } from './errors.ts';
import { asArray, asInteger, asJson, asNumber, asObject, asString, refuseNewer } from './parse.ts';

/** Its `path` in the model's manifest. */
export const CRITIC_FILE = 'critic.json';

/** Raised whenever the form changes. */
export const CRITIC_VERSION = 1;

export type CriticLayer = {
	inputs: number;
	outputs: number;
	/** `weights[output * inputs + input]`. */
	weights: Float32Array;
	biases: Float32Array;
};

export type Critic = {
	version: typeof CRITIC_VERSION;
	/** The base whose answers were graded. */
	baseSha256: string;
	/** Of the inputs' meaning, as decide/critic-inputs.ts counts it. */
	features: number;
	/** Text by which this model says that it does not know; null where it has no such habit. */
	abstention: string | null;
	/** Per input: subtracted, then divided by. */
	mean: Float32Array;
	deviation: Float32Array;
	/** Hidden layers end in tanh; the last has one output, a tenth of the grade. */
	layers: CriticLayer[];
	/** What it was trained on, for the model card. */
	provenance: string[];
};

/** As JSON; numbers in base64. */
export function packCritic(critic: Critic): string {
	const { mean, deviation, layers, ...rest } = critic;
	return JSON.stringify({
		...rest,
		mean: toBase64(mean),
		deviation: toBase64(deviation),
		layers: layers.map(({ inputs, outputs, weights, biases }) => ({
			inputs,
			outputs,
			weights: toBase64(weights),
			biases: toBase64(biases)
		}))
	});
}

/** Throws a ParseError that names the field and the next step; one of another base is refused. */
export function parseCritic(text: string, baseSha256: string): Critic {
	const root = asObject(asJson(text, 'The critic'), 'critic');
	refuseNewer(root.version, 'critic.version', CRITIC_VERSION);
	if (asString(root.baseSha256, 'critic.baseSha256') !== baseSha256)
		throw new ParseError(
			'critic.baseSha256',
			'is of another base, whose answers were graded. Run the critic step again for this one.'
		);
	const mean = floats(root.mean, 'critic.mean');
	const deviation = floats(root.deviation, 'critic.deviation', mean.length);
	if (deviation.some((x) => x <= 0))
		throw new ParseError('critic.deviation', 'should be above zero.');
	let width = mean.length;
	const layers = asArray(root.layers, 'critic.layers').map((item, i): CriticLayer => {
		const path = `critic.layers[${i}]`;
		const layer = asObject(item, path);
		const inputs = asInteger(layer.inputs, `${path}.inputs`, 1, 1 << 16);
		if (inputs !== width)
			throw new ParseError(`${path}.inputs`, `is ${inputs} where the layer before gives ${width}.`);
		const outputs = asInteger(layer.outputs, `${path}.outputs`, 1, 1 << 12);
		width = outputs;
		return {
			inputs,
			outputs,
			weights: floats(layer.weights, `${path}.weights`, inputs * outputs),
			biases: floats(layer.biases, `${path}.biases`, outputs)
		};
	});
	if (layers.length === 0 || width !== 1)
		throw new ParseError('critic.layers', 'should end in one output.');
	return {
		version: CRITIC_VERSION,
		baseSha256,
		features: asInteger(root.features, 'critic.features', 1),
		abstention: root.abstention === null ? null : asString(root.abstention, 'critic.abstention'),
		mean,
		deviation,
		layers,
		provenance: asArray(root.provenance, 'critic.provenance').map((line, i) =>
			asString(line, `critic.provenance[${i}]`)
		)
	};
}

function toBase64(values: Float32Array): string {
	let binary = '';
	for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
		binary += String.fromCharCode(byte);
	return btoa(binary);
}

function floats(value: unknown, path: string, count?: number): Float32Array {
	let binary: string;
	try {
		binary = atob(asString(value, path));
	} catch (cause) {
		throw new ParseError(path, 'is not base64. Fetch the file again.', { cause });
	}
	const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
	if (bytes.length % 4 !== 0 || (count !== undefined && bytes.length !== 4 * count))
		throw new ParseError(
			path,
			`holds ${bytes.length / 4} numbers${count === undefined ? '' : ` where ${count} are due`}. Fetch the file again.`
		);
	const list = new Float32Array(bytes.buffer);
	list.forEach((number, i) => asNumber(number, `${path}[${i}]`));
	return list;
}
