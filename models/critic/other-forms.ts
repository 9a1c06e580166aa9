// A right answer in forms that this base does not write: with a false sum in it, and its sum alone, true and false.
// Of what it never says the critic would learn nothing, and it grades others' answers too.

import { equations } from '../../src/decide/answer-checks.ts';
import { conclusion } from '../measure.ts';

export interface OtherForm {
	text: string;
	/** What it concludes; its working may be false. */
	right: boolean;
}

/** `off`: how far the false numbers are from the true ones, not 0. */
export function otherForms(text: string, off: number): OtherForm[] {
	const spoilt = withFalseSum(text, off);
	const sum = /^(\d+)([-+*])(\d+): .*So (-?\d+)\.$/s.exec(text);
	const alone = (result: number) => `${sum![1]} ${sum![2]} ${sum![3]} = ${result}.`;
	return [
		...(spoilt === null ? [] : [{ text: spoilt, right: conclusion(spoilt) === conclusion(text) }]),
		...(sum === null
			? []
			: [
					{ text: alone(Number(sum[4])), right: true },
					{ text: alone(Number(sum[4]) + off), right: false }
				])
	];
}

/** The last sum, and what is concluded from it, made false by `off`; null where there is none. */
function withFalseSum(text: string, off: number): string | null {
	const sum = /^(.*=\s*)(\d+)(.*)$/s.exec(text);
	if (!sum || equations(text).wrong > 0) return null;
	const [, before, result, after] = sum as unknown as [string, string, string, string];
	const wrong = String(Number(result) + off);
	const spoilt = before + wrong + after.replace(new RegExp(`\\b${result}\\b`, 'g'), wrong);
	return equations(spoilt).wrong > 0 ? spoilt : null;
}
