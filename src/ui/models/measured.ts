// A manifest's measured figures as rows for the model card. The field is open by design: an
// accuracy per ability is recognised in the shapes our pipeline writes, anything else is left out
// rather than guessed at. Pure.

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
		const row = rowOf(key, value);
		if (row) rows.push(row);
	}
	return rows;
}

function rowOf(key: string, value: unknown): MeasuredRow | null {
	const name = words(key);
	if (isShare(value)) return { name, accuracy: value, questions: null };
	const inner = fields(value);
	if (!inner) return null;
	const accuracy = [inner.accuracy, inner.right, inner.value].find(isShare);
	const questions = [inner.questions, inner.count, inner.prompts, inner.n].find(isCount);
	return accuracy === undefined ? null : { name, accuracy, questions: questions ?? null };
}

function fields(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Fields)
		: null;
}

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
