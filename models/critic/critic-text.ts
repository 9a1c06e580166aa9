// The critic's report, for people.

import type { CriticFigures } from './fit.ts';

export interface CriticReport {
	base: string;
	/** Names the questions; absent, as the mean grade of training, in reports from before. */
	questions?: string;
	meanGrade?: number;
	/** Whether confidence is calibrated; else it is the smallest token probability. */
	calibrated: boolean;
	bytes: number;
	/** Answers it was trained on. */
	fitted: number;
	sets: ({ name: string } & CriticFigures)[];
	/** What it gives, on average, to answers of each true grade. */
	given: { grade: number; n: number; mean: number }[];
}

const three = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const two = (value: number): string => value.toFixed(2);

export function criticText({ base, calibrated, bytes, fitted, sets, given }: CriticReport): string {
	return `# The critic

Grades an answer from 0 to 10 by its question, its text and its tokens' probabilities. ${bytes} bytes, for
the base ${base.slice(0, 12)}; trained on ${fitted} of its answers, graded by program (\`models/critic/grades.ts\`).

AUROC: whether a right answer is graded above a wrong one; beside it the ${calibrated ? 'calibrated confidence' : 'smallest token probability'} alone. The error
is the mean distance to the true grade; beside it that of always giving the mean grade.

| questions it never saw | n | right | AUROC | confidence alone | error | of the mean | Spearman |
|---|---|---|---|---|---|---|---|
${sets
	.map(
		(set) =>
			`| ${set.name} | ${set.n} | ${(100 * set.right).toFixed(1)} % | ${three(set.auroc)} | ${three(set.confidenceAuroc)} | ${two(set.meanError)} | ${two(set.meanErrorOfMean)} | ${three(set.spearman)} |`
	)
	.join('\n')}

| true grade | ${given.map(({ grade }) => grade).join(' | ')} |
|---|${given.map(() => '---').join('|')}|
| answers | ${given.map(({ n }) => n).join(' | ')} |
| mean grade given | ${given.map(({ mean }) => two(mean)).join(' | ')} |
`;
}
