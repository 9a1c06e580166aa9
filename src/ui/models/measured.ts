// A manifest's measured figures as rows for the model card. The field is open by design: what is
// recognised in the shapes our pipeline writes gets its own table, other numbers are listed under
// their own names, and a manifest without figures gives none. Pure; formatting is the card's.

import type { Manifest } from '../../contract/manifest.ts';
import type { Fields } from '../../contract/parse.ts';

export type MeasuredRow = {
	name: string;
	/** 0–1. */
	accuracy: number;
	/** How many questions it rests on; null where it was not written. */
	questions: number | null;
};

/** Worst first would scare, best first would flatter: in the order they were written. */
export function measuredRows(measured: Fields): MeasuredRow[] {
	const holder = fields(measured.accuracy) ?? fields(measured.abilities) ?? measured;
	const rows: MeasuredRow[] = [];
	for (const [key, value] of Object.entries(holder)) {
		if (holder === measured && KNOWN.has(key)) continue;
		const row = rowOf(key, value);
		if (row) rows.push(row);
	}
	return rows;
}

/** Questions of a kind rather than of an ability, by the name the pipeline gives them. */
export const SETS = ['heldOut', 'natural', 'thirdQuestion', 'followUps'] as const;
export type SetName = (typeof SETS)[number];

export type SetRow = { set: SetName; accuracy: number; questions: number | null };

export function setRows(measured: Fields): SetRow[] {
	return SETS.flatMap((set) => {
		const row = rowOf(set, measured[set]);
		return row ? [{ set, accuracy: row.accuracy, questions: row.questions }] : [];
	});
}

export type CalibrationFigures = {
	/** Between stated confidence and share of right answers, 0–1. */
	ece: number | null;
	/** Chance that a right answer is more confident than a wrong one, 0–1. */
	auroc: number | null;
	/** Share of questions beyond it that it declines or doubts, 0–1. */
	unknownCaught: number | null;
	questions: number | null;
};

/** What is known of its confidence; null when nothing is. */
export function calibrationOf(measured: Fields): CalibrationFigures | null {
	const own = fields(measured.calibration) ?? {};
	const figures = {
		ece: share(own.ece),
		auroc: share(own.auroc) ?? share(measured.auroc),
		unknownCaught: share(own.unknownCaught) ?? share(measured.unknownCaught),
		questions: count(own.n)
	};
	const { ece, auroc, unknownCaught } = figures;
	return ece === null && auroc === null && unknownCaught === null ? null : figures;
}

/** Right without and with a specialist, on some questions. */
export type Pair = { without: number; with: number };

export type ModifierRow = {
	id: string;
	questions: number | null;
	/** On its own field. */
	own: Pair;
	/** On other fields, if it answered there too: what it costs. */
	others: Pair | null;
};

export function modifierRows(measured: Fields): ModifierRow[] {
	return Object.entries(fields(measured.modifiers) ?? {}).flatMap(([id, value]) => {
		const figures = fields(value) ?? {};
		const own = pair(figures.heldOut);
		if (!own) return [];
		const questions = count(fields(figures.heldOut)?.n);
		return [{ id, questions, own, others: pair(figures.others) }];
	});
}

export type DomainRow = { set: string; accuracy: number; questions: number | null };
export type DissatisfactionRow = { set: string; f1: number; questions: number | null };

/** How well requests are told apart by field, and complaints from other messages. */
export function classifierRows(measured: Fields): {
	domain: DomainRow[];
	dissatisfaction: DissatisfactionRow[];
} {
	const classifiers = fields(measured.classifiers) ?? {};
	const domain = fields(fields(classifiers.domain)?.accuracy) ?? {};
	return {
		domain: Object.entries(domain).flatMap(([set, value]) => {
			const row = rowOf(set, value);
			return row ? [{ set, accuracy: row.accuracy, questions: row.questions }] : [];
		}),
		dissatisfaction: Object.entries(fields(classifiers.dissatisfaction) ?? {}).flatMap(
			([set, value]) => {
				const f1 = share(fields(value)?.f1);
				return f1 === null ? [] : [{ set: words(set), f1, questions: count(fields(value)?.n) }];
			}
		)
	};
}

export type RouterRow = {
	set: string;
	questions: number | null;
	auc: number;
	/** Share of the gap between a weak and a strong model that it closes, 0–1. */
	apgr: number | null;
	/** Share of questions sent to the strong one to close half of the gap, 0–1. */
	cpt50: number | null;
};

export function routerRows(measured: Fields): RouterRow[] {
	return Object.entries(fields(measured.router) ?? {}).flatMap(([set, value]) => {
		const figures = fields(value) ?? {};
		const auc = share(figures.auc);
		if (auc === null) return [];
		const { apgr, cpt50, n } = figures;
		return [{ set, auc, apgr: share(apgr), cpt50: share(cpt50), questions: count(n) }];
	});
}

export type OtherFigure = { name: string; value: number | string };

// More of one kind would be a data dump, not a card.
const MOST_OF_A_KIND = 12;
const LONGEST_TEXT = 80;

/** Figures of a kind this card has no table for, under their own names. */
export function otherFigures(measured: Fields): OtherFigure[] {
	const visit = (value: unknown, path: string[], found: OtherFigure[]): OtherFigure[] => {
		if (typeof value === 'number' && Number.isFinite(value))
			found.push({ name: path.join(': '), value });
		else if (typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT)
			found.push({ name: path.join(': '), value });
		else if (path.length < 4)
			for (const [key, inner] of Object.entries(fields(value) ?? {}))
				visit(inner, [...path, words(key)], found);
		return found;
	};
	const isListed = measured.accuracy === undefined && measured.abilities === undefined;
	return Object.entries(measured).flatMap(([key, value]) =>
		KNOWN.has(key) || (isListed && rowOf(key, value))
			? []
			: visit(value, [words(key)], []).slice(0, MOST_OF_A_KIND)
	);
}

export type Part =
	'abilities' | 'natural' | 'calibration' | 'unknown' | 'modifiers' | 'classifiers' | 'router';

/** What nobody measured of this model, as far as it has the part at all. */
export function notMeasured({ measured, modifiers, files }: Manifest): Part[] {
	const calibration = calibrationOf(measured);
	const { domain, dissatisfaction } = classifierRows(measured);
	const has = (pattern: RegExp) => files.some(({ path }) => pattern.test(path));
	const figured = new Set(modifierRows(measured).map(({ id }) => id));
	const missing: Record<Part, boolean> = {
		abilities: measuredRows(measured).length === 0,
		natural: rowOf('natural', measured.natural) === null,
		calibration: calibration?.ece === undefined || calibration.ece === null,
		unknown: calibration?.unknownCaught === undefined || calibration.unknownCaught === null,
		modifiers: modifiers.some(({ id }) => !figured.has(id)),
		classifiers:
			has(/^(domain|dissatisfaction)\.bin$/) && domain.length + dissatisfaction.length === 0,
		router: has(/^router\.json$/) && routerRows(measured).length === 0
	};
	return (Object.keys(missing) as Part[]).filter((part) => missing[part]);
}

/** Above: it can be asked for that. Below: it is often wrong. Between: sometimes. */
const STRONG = 0.9;
const WEAK = 0.7;

export function strongAndWeak(rows: readonly MeasuredRow[]): { strong: string[]; weak: string[] } {
	return {
		strong: rows.filter(({ accuracy }) => accuracy >= STRONG).map(({ name }) => name),
		weak: rows.filter(({ accuracy }) => accuracy < WEAK).map(({ name }) => name)
	};
}

const KNOWN: ReadonlySet<string> = new Set([
	...SETS,
	'accuracy',
	'abilities',
	'auroc',
	'unknownCaught',
	'calibration',
	'modifiers',
	'classifiers',
	'router'
]);

function rowOf(key: string, value: unknown): MeasuredRow | null {
	const name = words(key);
	if (isShare(value)) return { name, accuracy: value, questions: null };
	const inner = fields(value);
	if (!inner) return null;
	const accuracy = [inner.accuracy, inner.right, inner.value].find(isShare);
	const questions = [inner.questions, inner.count, inner.prompts, inner.n].find(isCount);
	return accuracy === undefined ? null : { name, accuracy, questions: questions ?? null };
}

function pair(value: unknown): Pair | null {
	const figures = fields(value) ?? {};
	const [without, withIt] = [share(figures.base), share(figures.modifier)];
	return without === null || withIt === null ? null : { without, with: withIt };
}

function fields(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Fields)
		: null;
}

const share = (value: unknown): number | null => (isShare(value) ? value : null);
const count = (value: unknown): number | null => (isCount(value) ? value : null);

function isShare(value: unknown): value is number {
	return typeof value === 'number' && value >= 0 && value <= 1;
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** `unit-conversion`, `unitConversion` → `unit conversion`. */
function words(key: string): string {
	return key
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/[-_.]+/g, ' ')
		.toLowerCase();
}
