// What is judged in the world, and what was learnt: classifiers that come late at times, and a layer that bends
// confidence either way.

import type { Adaptive } from '../../../src/turn/adaptive.ts';
import { NO_JUDGES, type JudgeProvider } from '../../../src/turn/judges.ts';
import type { Random } from '../random-acts.ts';
import { judging } from '../scripted-judges.ts';
import type { Scene } from './scene.ts';

/** Loaded at the first turn, or later. */
export function judgesOf(random: Random): JudgeProvider {
	const all = judging({
		critic: (_features, answer) => answer.length % 11,
		foretold: () => (random() < 0.3 ? 0.95 : 0.1)
	});
	let loaded = random() < 0.5;
	return {
		current: (manifest) => (loaded ? all.current(manifest) : NO_JUDGES),
		ready(manifest) {
			loaded = true;
			return all.ready(manifest);
		}
	};
}

/** What was learnt bends confidence either way, in the modes that follow it. */
export function adaptiveOf({ random, drove }: Scene): Adaptive {
	return {
		ready: async () => undefined,
		judge(_baseSha256, evidence, byMode = false) {
			if (byMode) drove.adapted += 1;
			const bent = byMode ? random() : evidence.confidence;
			const adapted = evidence.confidence === null ? null : bent;
			return { ...evidence, adapted, other: adapted, arm: 'layer', differs: false, byMode };
		},
		decided: (judged) => judged,
		note: async () => undefined,
		signal: async () => undefined,
		state: () => null,
		reset: async () => undefined
	};
}
