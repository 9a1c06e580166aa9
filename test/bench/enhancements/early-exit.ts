// What giving hopeless answers up saves, and loses: the base's answers as they stream, with the manifest's bound
// (src/decide/early-exit.ts), against the same ones written to their end. As where somebody else can take every
// question over at once, a modifier or the edge: elsewhere the app gives nothing up. Not here: what those others
// then say (turn/quality.ts).

import type { EarlyExit, Manifest } from '../../../src/contract/manifest.ts';
import { wilson } from '../../../src/decide/insights.ts';
import { thresholdOf } from '../../../models/auto.ts';
import type { Interval } from '../../../models/classification.ts';
import type { Answer, Case, createArms } from './arms.ts';

export type EarlyExitFigures = {
	/** The manifest's; null where it has none, and nothing is given up. */
	exit: EarlyExit | null;
	n: number;
	givenUp: number;
	/** Of all answers written to their end, and with the bound. */
	tokens: { without: number; with: number };
	/** The same of answers that end under the threshold. */
	doubtfulTokens: { without: number; with: number };
	/** Right when written to their end. */
	right: number;
	/** Of these given up; `interval` is of their share. */
	lost: number;
	interval: Interval;
	/** Of these at or over `kept` in the end, the lowest confidence at which nobody else would have been asked. */
	lostKept: number;
	kept: number;
};

type Row = { one: Case; first: Answer & { right: boolean } };

export async function earlyExitFigures(
	{ earlyExit }: Pick<ReturnType<typeof createArms>, 'earlyExit'>,
	rows: readonly Row[],
	manifest: Pick<Manifest, 'thresholds'>
): Promise<EarlyExitFigures> {
	const threshold = thresholdOf(manifest);
	const kept = manifest.thresholds?.further?.answer ?? threshold;
	const ends: { row: Row; givenUp: boolean; tokens: number }[] = [];
	for (const row of rows) ends.push({ row, ...(await earlyExit(row.one)) });
	const tokensOf = (some: typeof ends) => ({
		without: some.reduce((sum, { row }) => sum + row.first.tokens, 0),
		with: some.reduce((sum, { tokens }) => sum + tokens, 0)
	});
	const sure = ({ row }: (typeof ends)[number]) => row.first.confidence ?? 1;
	const right = ends.filter(({ row }) => row.first.right);
	const lost = right.filter(({ givenUp }) => givenUp);
	const { low, high } = wilson(lost.length, right.length);
	return {
		exit: manifest.thresholds?.earlyExit ?? null,
		n: ends.length,
		givenUp: ends.filter(({ givenUp }) => givenUp).length,
		tokens: tokensOf(ends),
		doubtfulTokens: tokensOf(ends.filter((end) => sure(end) < threshold)),
		right: right.length,
		lost: lost.length,
		interval: [low, high],
		lostKept: lost.filter((end) => sure(end) >= kept).length,
		kept
	};
}

const percent = (value: number): string => (100 * value).toFixed(1);

export function showEarlyExit(figures: EarlyExitFigures): void {
	const { exit, n, givenUp, tokens, doubtfulTokens, right, lost, interval, lostKept, kept } =
		figures;
	const saved = (of: typeof tokens) =>
		`${of.with} of ${of.without} (${percent(1 - of.with / of.without)} % saved)`;
	console.table({
		'given up': exit
			? `${givenUp} of ${n}, under ${exit.confidence} from token ${exit.tokens}`
			: 'none: no bound',
		'tokens computed': saved(tokens),
		'of doubtful answers': saved(doubtfulTokens),
		'right answers lost': `${lost} of ${right} (${percent(interval[0])} to ${percent(interval[1])} %)`,
		[`of these sure by ${kept} in the end`]: lostKept
	});
}
