// What this device learns from what became of its answers: a turn asks how sure to be, says what it
// did, and the interface tells what the person did about it. From fifty judged answers on a small layer
// is trained; it first decides one turn in ten, and is taken or rolled back by what was measured. Off
// until the person turns it on, or asks in a mode that adapts. Nothing leaves the device. Not here: the layer (decide/adaptive.ts), its
// training (learn/adaptive-layer.ts) and the trial's rules (decide/canary.ts).

import {
	adaptationFrom,
	type Adaptation,
	type Arm,
	type Canary,
	type LearntStore,
	type Outcome,
	type OutcomeStore,
	type Signal,
	type Trial
} from '../contract/outcomes.ts';
import {
	adaptedConfidence,
	earnedBy,
	LAYER_INPUTS,
	LAYER_PULLS,
	lessonOf,
	PLAIN_LAYER,
	type LayerEvidence
} from '../decide/adaptive.ts';
import { armOf, LEAST_JUDGED, observe, startTrial, trialVerdict } from '../decide/canary.ts';
import type { trainLayer } from '../learn/adaptive-layer.ts';

/** A trial that goes on while so many times more was judged begins anew, with a layer that knows it. */
const RENEWED_AFTER = 3;
/** Read to train from: the replay draws from these. */
const READ = 2000;
/** Of trials that are over. */
const REMEMBERED_TRIALS = 20;

export type AdaptiveDependencies = {
	outcomes: OutcomeStore;
	learnt: LearntStore;
	train: typeof trainLayer;
	/** Whether the person wants it. */
	enabled: () => boolean;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** 0 to 1. */
	random: () => number;
};

/** How sure to be, by whom it was decided, and whether the other layer would have decided otherwise. */
export type Judged = LayerEvidence & {
	adapted: number | null;
	/** How sure the layer that does not decide this turn is; the same where none is on trial. */
	other: number | null;
	arm: Arm;
	/** Of the decisions that were taken by it (`decided`): false before the first. */
	differs: boolean;
	/** The turn's mode adapts, whatever the settings say. */
	byMode: boolean;
};

export interface Adaptive {
	/** Reads what was learnt for a base; until then, and for another base, the confidence stands. */
	ready(baseSha256: string): Promise<void>;
	/** Of the base's answer, before it is decided whether it will do. `byMode`: as in `Judged`. */
	judge(baseSha256: string, evidence: LayerEvidence, byMode?: boolean): Judged;
	/**
	 * The same after a decision by it. `goesOn`: at which confidence the question goes on to somebody else. A turn
	 * takes two such decisions at most, each with a bound of its own, and none where there is nobody to ask.
	 */
	decided(judged: Judged, goesOn: (confidence: number | null) => boolean): Judged;
	/** After the turn. Nothing is written where neither the person nor the turn's mode wants it. */
	note(outcome: Pick<Outcome, 'answerId' | 'baseSha256' | 'source'>, judged: Judged): Promise<void>;
	/** What the person did about an answer; of one that was not noted nothing is learnt. */
	signal(answerId: string, signal: Signal, back?: 'back'): Promise<void>;
	/** What is in use for a base, to be shown; null before `ready`. */
	state(baseSha256: string): Adaptation | null;
	/** Forgets outcomes and layer. */
	reset(baseSha256: string): Promise<void>;
}

const keyOf = (baseSha256: string): string => `adaptation:${baseSha256}`;

const nothingLearnt = (baseSha256: string): Adaptation => ({
	version: 1,
	baseSha256,
	layer: PLAIN_LAYER,
	canary: null,
	judged: 0,
	trials: []
});

export function createAdaptive(deps: AdaptiveDependencies): Adaptive {
	const { outcomes, learnt, enabled, now, random } = deps;
	const states = new Map<string, Adaptation>();
	/** Signals are taken in one after the other: each changes the trial. */
	let last: Promise<unknown> = Promise.resolve();

	async function ready(baseSha256: string): Promise<void> {
		if (states.has(baseSha256)) return;
		const stored = await learnt.get(keyOf(baseSha256));
		states.set(baseSha256, storedState(stored, baseSha256));
	}

	async function keep(state: Adaptation): Promise<void> {
		states.set(state.baseSha256, state);
		await learnt.set(keyOf(state.baseSha256), state);
	}

	async function learn(outcome: Outcome): Promise<void> {
		await ready(outcome.baseSha256);
		const before = states.get(outcome.baseSha256)!;
		const counted = withEarnings({ ...before, judged: before.judged + 1 }, outcome);
		const after = settled(counted, now());
		await keep(isDue(after.judged) ? await withTrial(after) : after);
	}

	async function withTrial(state: Adaptation): Promise<Adaptation> {
		const all = await outcomes.list(state.baseSha256, READ);
		const rows = all.flatMap((outcome) => lessonOf(outcome) ?? []);
		// The seed says which old outcomes are replayed: others each time.
		const layer = deps.train(PLAIN_LAYER, rows, LAYER_PULLS, all.length);
		return { ...state, canary: startTrial(layer, now()) };
	}

	return {
		ready,

		judge(baseSha256, evidence, byMode = false) {
			const state = byMode || enabled() ? states.get(baseSha256) : undefined;
			if (state === undefined) {
				const { confidence } = evidence;
				const plain = { adapted: confidence, other: confidence };
				return { ...evidence, ...plain, arm: 'layer', differs: false, byMode };
			}
			const { layer, canary } = state;
			const inUse = adaptedConfidence(layer, evidence);
			const onTrial = canary ? adaptedConfidence(canary.layer, evidence) : inUse;
			const arm = armOf(canary, random());
			const [adapted, other] = arm === 'candidate' ? [onTrial, inUse] : [inUse, onTrial];
			return { ...evidence, adapted, other, arm, differs: false, byMode };
		},

		decided: (judged, goesOn) => ({
			...judged,
			differs: judged.differs || goesOn(judged.adapted) !== goesOn(judged.other)
		}),

		async note({ answerId, baseSha256, source }, judged) {
			const { confidence, wrong, domain, arm, differs, byMode } = judged;
			if (!byMode && !enabled()) return;
			await outcomes.note({
				answerId,
				atMs: now(),
				baseSha256,
				domain,
				confidence,
				wrong,
				source,
				arm,
				differs,
				...(byMode && { byMode }),
				signals: []
			});
		},

		signal(answerId, signal, back) {
			const taken = last.then(async () => {
				const outcome = await outcomes.signal(answerId, signal, back);
				// A turn counts once, by the first that was said of it.
				if (outcome?.signals.length !== 1 || back) return;
				if (!outcome.byMode && !enabled()) return;
				await learn(outcome);
			});
			last = taken.catch(() => undefined);
			return taken;
		},

		state: (baseSha256) => states.get(baseSha256) ?? null,

		async reset(baseSha256) {
			states.set(baseSha256, nothingLearnt(baseSha256));
			await learnt.remove(keyOf(baseSha256));
			await outcomes.clear();
		}
	};
}

/** At fifty, three times as many, nine times …: a trial that is over sets the count back. */
function isDue(judged: number): boolean {
	let due = LEAST_JUDGED;
	while (due < judged) due *= RENEWED_AFTER;
	return due === judged;
}

/** What cannot be read any more, of an older app, is learnt anew. */
function storedState(stored: unknown, baseSha256: string): Adaptation {
	if (stored === undefined) return nothingLearnt(baseSha256);
	try {
		return adaptationFrom(stored, LAYER_INPUTS.length);
	} catch {
		return nothingLearnt(baseSha256);
	}
}

/** The trial after what a turn earned, where the layers differed. */
function withEarnings(state: Adaptation, outcome: Outcome): Adaptation {
	const { canary } = state;
	const earned = earnedBy(outcome);
	// A turn from before the trial was decided by nobody in it.
	if (canary === null || earned === null || !outcome.differs) return state;
	if (outcome.atMs < canary.startedAtMs) return state;
	return { ...state, canary: observe(canary, outcome.arm, earned) };
}

function settled(state: Adaptation, endedAtMs: number): Adaptation {
	const { canary } = state;
	const verdict = canary === null ? 'go-on' : trialVerdict(canary);
	if (canary === null || verdict === 'go-on') return state;
	const end = verdict === 'promote' ? 'promoted' : 'rolled-back';
	return {
		...state,
		layer: verdict === 'promote' ? canary.layer : state.layer,
		canary: null,
		judged: 0,
		trials: [...state.trials, trialOf(canary, end, endedAtMs)].slice(-REMEMBERED_TRIALS)
	};
}

const trialOf = ({ seen, gained }: Canary, end: Trial['end'], endedAtMs: number): Trial => ({
	endedAtMs,
	end,
	seen,
	...(gained !== undefined && { gained })
});
