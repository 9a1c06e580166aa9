// In a model's manifest: how likely its base's answer will not stand, from the question alone, and from which chance
// on somebody else begins. Fitted on that base's own answers and chosen on others (models/calibration/beforehand.ts).
// Not here: reading a question with it (decide/beforehand.ts).

import { linearMapFrom, type LinearMap } from './linear-map.ts';
import { asNumber, asObject } from './parse.ts';

/** Its inputs are those of decide/beforehand.ts. */
export type Beforehand = LinearMap & {
	/** The chance from which the specialist of the question's domain begins; null: never. */
	specialist: number | null;
	/** The same, of somebody bigger, where the domain has no specialist; null: never. */
	further: number | null;
};

/** Throws a ParseError that names the field. */
export function beforehandFrom(value: unknown, path: string): Beforehand {
	const fields = asObject(value, path);
	const bound = (name: 'specialist' | 'further'): number | null =>
		fields[name] === null ? null : asNumber(fields[name], `${path}.${name}`);
	return {
		...linearMapFrom(fields, path),
		specialist: bound('specialist'),
		further: bound('further')
	};
}
