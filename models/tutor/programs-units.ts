// Conversions between units: lengths, weights, times, volumes, money, temperatures. A unit is known
// by any of its usual names.

import type { Program } from './forms.ts';
import { numberOf, written } from './text.ts';

/** What is measured, the unit in its base unit, its names. */
// prettier-ignore
const UNITS: readonly (readonly [kind: string, factor: number, names: string])[] = [
	['length', 1e-3, 'mm millimeter millimeters millimetre millimetres'], ['length', 1e-2, 'cm centimeter centimeters centimetre centimetres'], ['length', 0.1, 'dm decimeter decimeters'], ['length', 1, 'm meter meters metre metres'], ['length', 1000, 'km kilometer kilometers kilometre kilometres'], ['length', 1600, 'mile miles mi'],
	['imperial', 1, 'inch inches in'], ['imperial', 12, 'foot feet ft'], ['imperial', 36, 'yard yards yd'],
	['weight', 1e-3, 'mg milligram milligrams'], ['weight', 1, 'g gram grams'], ['weight', 1000, 'kg kilogram kilograms kilo kilos'], ['weight', 1e6, 't ton tons tonne tonnes'],
	['time', 1, 's sec second seconds'], ['time', 60, 'min minute minutes'], ['time', 3600, 'h hour hours hr hrs'], ['time', 86400, 'd day days'], ['time', 604800, 'week weeks'],
	['calendar', 1, 'month months'], ['calendar', 12, 'year years'], ['calendar', 120, 'decade decades'], ['calendar', 1200, 'century centuries'],
	['volume', 1e-3, 'ml milliliter milliliters millilitre millilitres'], ['volume', 1e-2, 'cl centiliter centiliters'], ['volume', 1, 'l liter liters litre litres'],
	['count', 1, 'piece pieces item items egg eggs'], ['count', 12, 'dozen dozens'],
	['euro', 1, 'cent cents'], ['euro', 100, 'euro euros'], ['dollar', 1, 'cent cents'], ['dollar', 100, 'dollar dollars'],
];

type Unit = { kind: string; factor: number };

function unitsNamed(name: string): Unit[] {
	const plain = name
		.toLowerCase()
		.replace(/^(?:degrees? |°)/, '')
		.trim();
	return UNITS.filter(([, , names]) => names.split(' ').includes(plain)).map(([kind, factor]) => ({
		kind,
		factor
	}));
}

const temperature = (name: string): 'C' | 'F' | null =>
	/^(?:degrees? |°)?(c|celsius|centigrade)$/i.test(name)
		? 'C'
		: /^(?:degrees? |°)?(f|fahrenheit)$/i.test(name)
			? 'F'
			: null;

/** `amount` of one unit in another, as an answer; null for units that do not go together. */
export function convert(amount: number, from: string, to: string): string | null {
	const [f, t] = [temperature(from), temperature(to)];
	if (f && t && f !== t)
		return f === 'C'
			? `${amount}*9/5+32. So ${written((amount * 9) / 5 + 32)} degrees Fahrenheit.`
			: `(${amount}-32)*5/9. So ${written(((amount - 32) * 5) / 9)} degrees Celsius.`;
	for (const a of unitsNamed(from))
		for (const b of unitsNamed(to))
			if (a.kind === b.kind && a.factor !== b.factor) {
				const value = Number(((amount * a.factor) / b.factor).toPrecision(12));
				return a.factor > b.factor
					? `1 ${from} is ${written(a.factor / b.factor)} ${to}. So ${written(value)} ${to}.`
					: `${written(b.factor / a.factor)} ${from} is 1 ${to}. So ${written(value)} ${to}.`;
			}
	return null;
}

/** Whether a word names a unit. */
export const isUnit = (word: string): boolean =>
	unitsNamed(word).length > 0 || temperature(word) !== null;

export const CONVERSIONS: Record<string, Program> = {
	convert: ({ n, f, t }) => {
		const amount = n === undefined ? null : numberOf(n);
		return amount === null || !f || !t ? null : convert(amount, f, t);
	}
};
