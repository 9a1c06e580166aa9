// In a model's manifest: how likely its base's answer will not stand, from the question alone, and from which chance
// on somebody else begins. Fitted on that base's own answers and chosen on others (models/calibration/beforehand.ts).
// Not here: reading a question with it (decide/beforehand.ts).

import { ParseError } from './errors.ts';
import { asArray, asNumber, asObject, asString } from './parse.ts';

export type Beforehand = {
	/** Names of decide/beforehand.ts. */
	inputs: string[];
	/** Per input: subtracted, then divided by. */
	mean: number[];
	deviation: number[];
	/** Per input; the sum with the bias is a logit. */
	weights: number[];
	bias: number;
	/** The chance from which the specialist of the question's domain begins; null: never. */
	specialist: number | null;
	/** The same, of somebody bigger, where the domain has no specialist; null: never. */
	further: number | null;
};

/** Throws a ParseError that names the field. */
export function beforehandFrom(value: unknown, path: string): Beforehand {
	const fields = asObject(value, path);
	const inputs = asArray(fields.inputs, `${path}.inputs`).map((name, i) =>
		asString(name, `${path}.inputs[${i}]`)
	);
	const perInput = (name: 'mean' | 'deviation' | 'weights'): number[] => {
		const list = asArray(fields[name], `${path}.${name}`);
		if (list.length !== inputs.length)
			throw new ParseError(
				`${path}.${name}`,
				`should have one number per input: ${inputs.length}.`
			);
		return list.map((x, i) => asNumber(x, `${path}.${name}[${i}]`));
	};
	const deviation = perInput('deviation');
	if (deviation.some((x) => x <= 0))
		throw new ParseError(`${path}.deviation`, 'should be above zero.');
	const bound = (name: 'specialist' | 'further'): number | null =>
		fields[name] === null ? null : asNumber(fields[name], `${path}.${name}`);
	return {
		inputs,
		mean: perInput('mean'),
		deviation,
		weights: perInput('weights'),
		bias: asNumber(fields.bias, `${path}.bias`),
		specialist: bound('specialist'),
		further: bound('further')
	};
}
