// npm run models -- dissatisfaction --recipe starter|tiny [--out FOLDER]
//
// Trains the dissatisfaction classifier, chooses its threshold on a validation split, measures it.
// Reads   the generator's dialogues (generator/dialogue/); models/starter-eval/dissatisfaction.jsonl,
//         written by hand, to measure, and one half of it to choose the threshold; AB-ReDial where it lies beside the checkout, to measure
// Writes  OUT/dissatisfaction.bin, OUT/dissatisfaction.report.json; OUT is models/.build/NAME/classifiers

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { packClassifier, type LinearClassifier } from '../../src/contract/classifier.ts';
import {
	dissatisfactionDetector,
	dissatisfactionFeatures,
	type Exchange
} from '../../src/decide/dissatisfaction.ts';
import { classProbabilities } from '../../src/decide/linear.ts';
import { quantise, trainLinear } from '../../src/learn/train-linear.ts';
import {
	auprc,
	auroc,
	bestThreshold,
	bootstrap,
	expectedCalibrationError,
	f1,
	fitTemperature,
	quantileOf,
	rounded,
	type Interval,
	type Scored
} from '../classification.ts';
import { dialogue, DIALOGUE_CLASSES, type Dialogue } from '../generator/dialogue/index.ts';
import { Random } from '../generator/random.ts';
import { ratedTurns, type RatedTurn } from '../public-data.ts';
import { buildFolder, MODELS, type Recipe } from '../recipe.ts';
import { questionsHash } from '../standard-error.ts';

export type DissatisfactionRecipe = { bits: number; dialogues: number; epochs: number };

const NATURAL = `${MODELS}starter-eval/dissatisfaction.jsonl`;

/** `count` dialogues, a half of each side; `held` from branches that training never sees. */
export function dialogues(count: number, seed: string, held: boolean): Dialogue[] {
	const complaints = DIALOGUE_CLASSES.filter((name) => name.startsWith('dissatisfied'));
	const rest = DIALOGUE_CLASSES.filter((name) => !name.startsWith('dissatisfied'));
	return Array.from({ length: count }, (_, i) => {
		const random = new Random(`${seed}:${held}:${i}`);
		return dialogue(random.pick(i % 2 === 0 ? complaints : rest), random, held);
	});
}

/** Trains on generated dialogues alone. The same recipe and seed give the same bytes. */
export function trainDissatisfaction(
	settings: DissatisfactionRecipe,
	seed: number,
	say: (line: string) => void = () => undefined
): LinearClassifier {
	const features = dissatisfactionFeatures(settings.bits);
	const train = dialogues(settings.dialogues, `${seed}:train`, false);
	const layer = trainLinear(
		train.map((d) => ({ ...features(d), label: DIALOGUE_CLASSES.indexOf(d.name), weight: 1 })),
		{
			rows: 2 ** settings.bits,
			classes: DIALOGUE_CLASSES.length,
			epochs: settings.epochs,
			rate: 0.2,
			decay: 1e-6,
			smoothing: 0.02,
			dropout: 0.25,
			seed,
			onEpoch: (epoch, loss) =>
				say(`pass ${epoch + 1} of ${settings.epochs}: loss ${loss.toFixed(4)}`)
		}
	);
	const classifier: LinearClassifier = {
		kind: 'dissatisfaction',
		bits: settings.bits,
		classes: [...DIALOGUE_CLASSES],
		bias: layer.bias,
		...quantise(layer),
		temperature: 1,
		threshold: 0.5,
		provenance: [`${train.length} dialogues written by models/generator/dialogue`]
	};
	// Half from wordings seen in training, half from held ones; the test draws from other seeds.
	const validation = [
		...dialogues(settings.dialogues / 20, `${seed}:validation`, false),
		...dialogues(settings.dialogues / 20, `${seed}:validation`, true)
	];
	classifier.temperature = fitTemperature(
		validation.map((d) =>
			classProbabilities(classifier, features(d)).map((p) => Math.log(Math.max(p, 1e-30)))
		),
		validation.map((d) => DIALOGUE_CLASSES.indexOf(d.name))
	);
	classifier.threshold = bestThreshold(
		scored(classifier, validation.map(asTurn)),
		scored(classifier, naturalTurns().seen)
	);
	return classifier;
}

/** What was written by hand: `seen` was looked at while the generator grew, and the threshold is chosen on it too. */
export function naturalTurns(): { seen: RatedTurn[]; unseen: RatedTurn[] } {
	const all = readFileSync(NATURAL, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as RatedTurn);
	return { seen: all.filter((_, i) => i % 2 === 0), unseen: all.filter((_, i) => i % 2 === 1) };
}

const asTurn = (d: Dialogue): RatedTurn => ({
	...d,
	dissatisfied: d.name.startsWith('dissatisfied')
});

export function scored(classifier: LinearClassifier, turns: readonly RatedTurn[]): Scored[] {
	const detect = dissatisfactionDetector(classifier);
	return turns.map((turn) => ({ score: detect(turn).probability, yes: turn.dissatisfied }));
}

export type DissatisfactionFigures = {
	n: number;
	dissatisfied: number;
	f1: number;
	f1Interval: Interval;
	auprc: number;
	auprcInterval: Interval;
	auroc: number;
	calibrationError: number;
};

export type DissatisfactionReport = {
	command: string;
	seconds: number;
	bytes: number;
	trainedOn: string[];
	temperature: number;
	threshold: number;
	p95Ms: number;
	heldOut: DissatisfactionFigures;
	/** Written by hand, not looked at while the generator grew. */
	natural: DissatisfactionFigures;
	/** Written by hand, looked at, and used to choose the threshold. */
	naturalSeen: DissatisfactionFigures;
	abRedial: DissatisfactionFigures | null;
	/** Names what it was measured on. */
	questions?: string;
};

export function figuresOf(
	classifier: LinearClassifier,
	turns: readonly RatedTurn[]
): DissatisfactionFigures {
	const scores = scored(classifier, turns);
	const f1At = (sample: Scored[]): number => f1(sample, classifier.threshold);
	return {
		n: scores.length,
		dissatisfied: scores.filter(({ yes }) => yes).length,
		f1: rounded(f1At(scores)),
		f1Interval: bootstrap(scores, f1At),
		auprc: rounded(auprc(scores)),
		auprcInterval: bootstrap(scores, auprc, 300),
		auroc: rounded(auroc(scores)),
		calibrationError: rounded(expectedCalibrationError(scores))
	};
}

/** Milliseconds that 95 of 100 calls stay under, one call after another, warmed up. */
export function p95Ms(classifier: LinearClassifier, turns: readonly Exchange[]): number {
	const detect = dissatisfactionDetector(classifier);
	const sample = turns.slice(0, 500);
	for (const turn of sample) detect(turn);
	return rounded(
		quantileOf(
			sample.map((turn) => {
				const began = performance.now();
				detect(turn);
				return performance.now() - began;
			}),
			0.95
		)
	);
}

export type DissatisfactionMeasured = Pick<
	DissatisfactionReport,
	'p95Ms' | 'heldOut' | 'natural' | 'naturalSeen' | 'abRedial' | 'questions'
>;

/** Its figures on today's questions. */
export function measureDissatisfaction(
	recipe: Recipe,
	classifier: LinearClassifier
): DissatisfactionMeasured {
	const count = Math.ceil(recipe.classifiers.dissatisfaction.dialogues / 15);
	const held = dialogues(count, `${recipe.seed}:test`, true).map(asTurn);
	const { seen, unseen } = naturalTurns();
	const rated = ratedTurns();
	return {
		p95Ms: p95Ms(classifier, held),
		heldOut: figuresOf(classifier, held),
		natural: figuresOf(classifier, unseen),
		naturalSeen: figuresOf(classifier, seen),
		abRedial: rated ? figuresOf(classifier, rated) : null,
		questions: questionsHash([held, unseen, seen, rated])
	};
}

export function makeDissatisfaction(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/classifiers`
): void {
	const began = Date.now();
	const settings = recipe.classifiers.dissatisfaction;
	const say = (line: string): void =>
		console.error(`dissatisfaction ${((Date.now() - began) / 1000).toFixed(0)} s: ${line}`);
	const classifier = trainDissatisfaction(settings, recipe.seed, say);
	const bytes = packClassifier(classifier);
	mkdirSync(out, { recursive: true });
	writeFileSync(`${out}/dissatisfaction.bin`, bytes);
	const report: DissatisfactionReport = {
		command: `npm run models -- dissatisfaction --recipe ${recipe.name}`,
		seconds: Math.round((Date.now() - began) / 1000),
		bytes: bytes.length,
		trainedOn: classifier.provenance,
		temperature: classifier.temperature,
		threshold: classifier.threshold,
		...measureDissatisfaction(recipe, classifier)
	};
	if (!report.abRedial)
		say('no ab_redial in the data folder (UNDERSTUDY_DATA): not measured on it');
	writeFileSync(`${out}/dissatisfaction.report.json`, JSON.stringify(report, null, '\t') + '\n');
	say(`wrote ${out}/dissatisfaction.bin, ${bytes.length} bytes`);
	console.error(JSON.stringify(report, null, 1));
}
