// What became of an answer, and what this device has learnt from that. Stored on the device alone,
// without any text. Not here: what a signal is worth (decide/adaptive.ts).

import { ParseError } from './errors.ts';
import type { Source } from './ids.ts';
import { asArray, asInteger, asNumber, asObject, asOneOf } from './parse.ts';

/** What a person did about an answer: said by a thumb, or shown. */
export const SIGNALS = ['thumbs-up', 'thumbs-down', 'complaint', 'retry', 'edit', 'copy'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Which of two layers decided: the one in use, or the one on trial. */
export type Arm = 'layer' | 'candidate';

/** A turn on this device: what was known when it was decided whether the base's answer will do. */
export type Outcome = {
	answerId: string;
	atMs: number;
	/** The base that answered first; a layer is of one base. */
	baseSha256: string;
	domain: string | null;
	/** Of the base's answer, calibrated; null when it gives none. */
	confidence: number | null;
	/** Chance that the base is wrong, from the prompt alone; null when unknown. */
	wrong: number | null;
	/** Who gave the answer that was shown. */
	source: Source;
	arm: Arm;
	/** Whether the two layers would have decided otherwise; without a candidate, false. */
	differs: boolean;
	/** Asked for by the turn's mode, whatever the settings say. */
	byMode?: true;
	/** In the order they came; a thumb that was taken back is gone. */
	signals: Signal[];
};

/** A logistic layer over decide/adaptive.ts's inputs. */
export type Layer = {
	weights: number[];
	bias: number;
	/** Outcomes it learnt from. */
	learntFrom: number;
};

/** A bet against "it gains nothing": the logarithms of what three stakes have grown to. */
export type Evidence = [number, number, number];

/** A new layer on trial. */
export type Canary = {
	layer: Layer;
	startedAtMs: number;
	/** Turns it decided otherwise, and what became of them is known. */
	seen: number;
	/** What those earned more than the layer in use did, summed; absent in trials begun by an older app. */
	gained?: number;
	gain: Evidence;
	loss: Evidence;
	/** What the layer in use earned since the candidate's last turn. */
	since: { sum: number; count: number };
};

export type Adaptation = {
	version: 1;
	baseSha256: string;
	layer: Layer;
	canary: Canary | null;
	/** Answers judged since the last trial was over. */
	judged: number;
	/** What trials came to, the latest last. */
	trials: Trial[];
};

export type Trial = {
	endedAtMs: number;
	end: 'promoted' | 'rolled-back';
	seen: number;
	/** As the canary's; absent in trials of an older app. */
	gained?: number;
};

/** Outcomes of turns, on this device. Each method is one transaction. */
export interface OutcomeStore {
	/** Writes a turn's outcome; one of the same answer is replaced, and the oldest go when there are many. */
	note(outcome: Outcome): Promise<void>;
	/** Adds a signal, or takes a thumb back. The outcome as it now is; undefined when it is not known. */
	signal(answerId: string, signal: Signal, back?: 'back'): Promise<Outcome | undefined>;
	/** The newest `count` of a base, oldest first. */
	list(baseSha256: string, count: number): Promise<Outcome[]>;
	clear(): Promise<void>;
}

/** What this device has learnt or measured by itself, by a name; whoever reads it parses it. */
export interface LearntStore {
	get(key: string): Promise<unknown>;
	set(key: string, value: unknown): Promise<void>;
	remove(key: string): Promise<void>;
}

/** Learning from a person's answers, as the interface sees it. */
export interface LearningService {
	/** What the person did about an answer, or that a thumb was taken back. Nothing while it is off. */
	signal(answerId: string, signal: Signal, back?: 'back'): Promise<void>;
	/** What is in use for a model, by the hash of its base. */
	state(baseSha256: string): Promise<Adaptation>;
	/** Forgets what was learnt, and from what. */
	reset(baseSha256: string): Promise<void>;
}

/** Throws a ParseError. `inputs`: how many a layer reads in this app. */
export function adaptationFrom(value: unknown, inputs: number): Adaptation {
	const fields = asObject(value, 'adaptation');
	if (asInteger(fields.version, 'adaptation.version', 1) !== 1)
		throw new ParseError(
			'adaptation.version',
			'is of a newer app. What was learnt is set back; reload the page to update.'
		);
	if (typeof fields.baseSha256 !== 'string')
		throw new ParseError('adaptation.baseSha256', 'should be text.');
	return {
		version: 1,
		baseSha256: fields.baseSha256,
		layer: layerFrom(fields.layer, 'adaptation.layer', inputs),
		canary: fields.canary === null ? null : canaryFrom(fields.canary, inputs),
		judged: asInteger(fields.judged, 'adaptation.judged'),
		trials: asArray(fields.trials, 'adaptation.trials').map((item, i) => {
			const path = `adaptation.trials[${i}]`;
			const trial = asObject(item, path);
			return {
				endedAtMs: asNumber(trial.endedAtMs, `${path}.endedAtMs`),
				end: asOneOf(trial.end, `${path}.end`, ['promoted', 'rolled-back']),
				seen: asInteger(trial.seen, `${path}.seen`),
				...gainedFrom(trial.gained, path)
			};
		})
	};
}

function layerFrom(value: unknown, path: string, inputs: number): Layer {
	const layer = asObject(value, path);
	const weights = asArray(layer.weights, `${path}.weights`);
	if (weights.length !== inputs)
		throw new ParseError(`${path}.weights`, `should be ${inputs} numbers.`);
	return {
		weights: weights.map((x, i) => asNumber(x, `${path}.weights[${i}]`)),
		bias: asNumber(layer.bias, `${path}.bias`),
		learntFrom: asInteger(layer.learntFrom, `${path}.learntFrom`)
	};
}

const gainedFrom = (gained: unknown, path: string): { gained?: number } =>
	gained === undefined ? {} : { gained: asNumber(gained, `${path}.gained`) };

function canaryFrom(value: unknown, inputs: number): Canary {
	const path = 'adaptation.canary';
	const canary = asObject(value, path);
	const evidence = (name: 'gain' | 'loss'): Evidence => {
		const [a, b, c] = asArray(canary[name], `${path}.${name}`);
		const at = (x: unknown) => asNumber(x, `${path}.${name}`);
		return [at(a), at(b), at(c)];
	};
	const since = asObject(canary.since, `${path}.since`);
	return {
		layer: layerFrom(canary.layer, `${path}.layer`, inputs),
		startedAtMs: asNumber(canary.startedAtMs, `${path}.startedAtMs`),
		seen: asInteger(canary.seen, `${path}.seen`),
		...gainedFrom(canary.gained, path),
		gain: evidence('gain'),
		loss: evidence('loss'),
		since: {
			sum: asNumber(since.sum, `${path}.since.sum`),
			count: asInteger(since.count, `${path}.since.count`)
		}
	};
}
