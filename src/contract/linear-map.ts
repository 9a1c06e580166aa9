// A sum of standardised inputs with a weight each, as the parts of a model's manifest hold one: which of two answers to
// keep (calibration.ts), and what a question alone says (beforehand.ts). Not here: taking the sum (decide/linear.ts).

import { ParseError } from './errors.ts';
import { asArray, asNumber, asString, type Fields } from './parse.ts';

export type LinearMap = {
	/** By the names of whoever computes them. */
	inputs: string[];
	/** Per input: subtracted, then divided by. */
	mean: number[];
	deviation: number[];
	/** Per input; the sum with the bias is a logit. */
	weights: number[];
	bias: number;
};

/** Throws a ParseError that names the field. */
export function linearMapFrom(fields: Fields, path: string): LinearMap {
	const inputs = asArray(fields.inputs, `${path}.inputs`).map((name, i) =>
		asString(name, `${path}.inputs[${i}]`)
	);
	return {
		inputs,
		mean: numbersFrom(fields.mean, `${path}.mean`, inputs.length),
		deviation: deviationsFrom(fields.deviation, `${path}.deviation`, inputs.length),
		weights: numbersFrom(fields.weights, `${path}.weights`, inputs.length),
		bias: asNumber(fields.bias, `${path}.bias`)
	};
}

export function numbersFrom(value: unknown, path: string, count: number): number[] {
	const list = asArray(value, path);
	if (list.length !== count)
		throw new ParseError(path, `should have one number per input or unit: ${count}.`);
	return list.map((x, i) => asNumber(x, `${path}[${i}]`));
}

export function deviationsFrom(value: unknown, path: string, count: number): number[] {
	const list = numbersFrom(value, path, count);
	if (list.some((x) => x <= 0)) throw new ParseError(path, 'should be above zero.');
	return list;
}
