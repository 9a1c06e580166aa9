// Questions put to the base or to a modifier, with what its tokens said and whether it was right: the
// rows that maps are fitted on and figures are of. Asks through collect.ts, so only what is new.

import { applyMap } from '../../src/decide/calibration.ts';
import type { CalibrationMap } from '../../src/contract/calibration.ts';
import type { NamedAdapter } from '../auto.ts';
import type { DomainGuess } from '../../src/decide/domain.ts';
import { confidence, type Answered } from '../measure.ts';
import type { RuntimeEngine } from '../runtime/runtime.ts';
import { collectAnswers } from './collect.ts';
import type { Judged } from './figures.ts';
import { inputsOf } from './fit.ts';
import type { Asked } from './policies.ts';
import { judged, type Question } from './questions.ts';

/** A question with its answer judged. `confidence` is 0 until a map is applied. */
export interface Row extends Asked {
	question: Question;
	part: Question['part'];
	source: string;
	/** Nobody here can answer it. */
	unknown: boolean;
	domain: DomainGuess | null;
	answer: Answered;
}

export interface Asking {
	gguf: string;
	baseSha256: string;
	/** Where answers are kept. */
	folder: string;
	engine: RuntimeEngine;
	domainOf(prompt: string): DomainGuess | null;
}

/** One row per question, in order; an answer without text is as wrong and as unsure as can be. */
export async function askRows(
	asking: Asking,
	questions: readonly Question[],
	adapter?: NamedAdapter
): Promise<Row[]> {
	const { answers, ms } = await collectAnswers(
		asking.gguf,
		asking.baseSha256,
		questions,
		asking.folder,
		{ engine: asking.engine, ...(adapter ? { adapter } : {}) }
	);
	const right = judged(
		questions,
		answers.map(({ text }) => text)
	);
	return questions.flatMap((question, i) => {
		const answer = answers[i]!;
		const domain = asking.domainOf(question.prompt);
		const inputs = inputsOf(answer, question, domain?.probabilities);
		if (inputs === null) return [];
		return [
			{
				question,
				prompt: question.prompt,
				part: question.part,
				source: question.source,
				unknown: question.match === 'unknown',
				domain,
				answer,
				inputs,
				right: right[i]!,
				raw: confidence(answer),
				confidence: 0,
				ms: ms[i]!
			}
		];
	});
}

/** The rows as `map` judges them. */
export const sureBy = (map: CalibrationMap, rows: readonly Row[]): Row[] =>
	rows.map((row) => ({ ...row, confidence: applyMap(map, row.inputs) }));

/** As the app says without a calibration. */
export const uncalibrated = (rows: readonly Row[]): Judged[] =>
	rows.map(({ raw, right }) => ({ confidence: raw, right }));
