// Figures of two folders side by side, and whether any is worse. Pure.
//
// A figure is worse when it falls short of the shipped one by more than the shipped one's standard
// error: less than that may be chance. Figures that are no aim of their own (`judged: false`) are shown
// and decide nothing.

export interface Figure {
	name: string;
	value: number;
	/** Standard error; see standard-error.ts. */
	error: number;
	better: 'higher' | 'lower';
	judged: boolean;
}

/** Figures measured together, on the same questions. */
export interface FigureGroup {
	name: string;
	/** Of what was measured: where it is the same, nothing can be worse, and on the same questions all is the same. */
	artefact: string;
	/** Of the questions; null where the report does not say, and so compares with none. */
	questions: string | null;
	figures: Figure[];
}

export type Verdict =
	| 'better'
	| 'same'
	| 'worse'
	| 'missing'
	| 'new'
	| 'other questions'
	/** Of the same artefact on the same questions: one of both reports is not of it. */
	| 'other figure'
	| 'not judged';

export interface Row {
	group: string;
	name: string;
	shipped: number | null;
	candidate: number | null;
	/** How much worse it may be. */
	tolerance: number | null;
	verdict: Verdict;
}

const REFUSED: readonly Verdict[] = ['worse', 'missing', 'other questions', 'other figure'];
export const isRefused = (row: Row): boolean => REFUSED.includes(row.verdict);

/** Whether two groups' figures say something about one another. */
export const isComparable = (shipped: FigureGroup, candidate: FigureGroup | undefined): boolean =>
	candidate === undefined ||
	shipped.artefact === candidate.artefact ||
	(shipped.questions !== null && shipped.questions === candidate.questions);

/** A row for each figure of either side, the shipped side's first. */
export function compareFigures(
	shipped: readonly FigureGroup[],
	candidate: readonly FigureGroup[]
): Row[] {
	const names = new Set([...shipped, ...candidate].map(({ name }) => name));
	return [...names].flatMap((name) => {
		const is = ({ name: own }: FigureGroup) => own === name;
		return compareGroups(name, shipped.find(is), candidate.find(is));
	});
}

function compareGroups(
	group: string,
	shipped: FigureGroup | undefined,
	candidate: FigureGroup | undefined
): Row[] {
	const comparable = !shipped || !candidate || isComparable(shipped, candidate);
	const same = shipped !== undefined && shipped.artefact === candidate?.artefact;
	const repeated = same && shipped.questions !== null && shipped.questions === candidate?.questions;
	const all = [...(shipped?.figures ?? []), ...(candidate?.figures ?? [])];
	return [...new Set(all.map(({ name }) => name))].map((name) => {
		const old = shipped?.figures.find((figure) => figure.name === name);
		const next = candidate?.figures.find((figure) => figure.name === name);
		const verdict = (): Verdict => {
			if (!old) return 'new';
			// A billionth: sums of decimals that are equal on paper.
			if (repeated && next && Math.abs(next.value - old.value) > 1e-9) return 'other figure';
			if (!old.judged) return 'not judged';
			if (same) return repeated && !next ? 'missing' : 'same';
			if (!next) return 'missing';
			if (!comparable) return 'other questions';
			const gain = (next.value - old.value) * (old.better === 'higher' ? 1 : -1);
			return gain < -old.error - 1e-9 ? 'worse' : gain > 1e-9 ? 'better' : 'same';
		};
		return {
			group,
			name,
			shipped: old?.value ?? null,
			candidate: next?.value ?? null,
			tolerance: old?.error ?? null,
			verdict: verdict()
		};
	});
}

const three = (x: number | null): string => (x === null ? '–' : x.toFixed(3));

/** One line a figure, in columns. */
export function comparisonText(rows: readonly Row[]): string {
	const cells = [
		['', '', 'shipped', 'new', 'may lose', ''],
		...rows.map((row) => [
			row.group,
			row.name,
			three(row.shipped),
			three(row.candidate),
			three(row.tolerance),
			row.verdict
		])
	];
	const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
	return cells
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}
