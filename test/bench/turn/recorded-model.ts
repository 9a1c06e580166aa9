// A model that computes each answer once and plays it back to every other turn that asks the same, its time
// counted on that turn's own clock: arms that ask the same of the model differ by what they do with it, and by
// no chance. An answer drawn without a seed is another one each time a turn asks, as it is from an engine; the
// first, second … of a question are the same in every turn and every run. Waiting for another turn's answer costs a turn nothing here, since nobody's device runs two.

import { hashText } from '../../../models/generator/random.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../../../src/engine/engine.ts';

/** What a turn's clock is ahead of the wall's, in milliseconds. */
export type Ahead = { ms: number };

/** Each turn opens the model with a clock of its own. */
export function recordedModel(model: LoadedModel): (ahead: Ahead) => LoadedModel {
	type Timed = { event: EngineEvent; ms: number };
	const known = new Map<string, Promise<Timed[]>>();
	let last: Promise<unknown> = Promise.resolve();

	async function computed(request: GenerateRequest): Promise<Timed[]> {
		const timed: Timed[] = [];
		let beganMs = performance.now();
		for await (const event of model.generate(request, new AbortController().signal)) {
			const nowMs = performance.now();
			timed.push({ event, ms: nowMs - beganMs });
			beganMs = nowMs;
		}
		return timed;
	}

	function timedOf(request: GenerateRequest): Promise<Timed[]> {
		const key = keyOf(request);
		const found = known.get(key);
		if (found) return found;
		// It has one sequence: one after another.
		const timed = last.then(() => computed(request));
		last = timed.catch(() => undefined);
		known.set(key, timed);
		return timed;
	}

	return (ahead) => {
		const drawn = new Map<string, number>();
		return {
			...model,
			async *generate(request, signal) {
				const beganMs = performance.now();
				const timed = await timedOf(seededIn(drawn, request));
				ahead.ms -= performance.now() - beganMs;
				for (const { event, ms } of timed) {
					if (signal.aborted) return;
					ahead.ms += ms;
					yield event;
				}
			},
			// It belongs to all turns.
			dispose: async () => undefined
		};
	};
}

const keyOf = ({ messages, modifier, sampling, topLogprobs }: GenerateRequest): string =>
	JSON.stringify([messages, modifier, sampling, topLogprobs]);

/** The request from a seed of its own where it leaves that to the engine; `drawn` counts a turn's. */
function seededIn(drawn: Map<string, number>, request: GenerateRequest): GenerateRequest {
	const { sampling } = request;
	if (sampling.seed !== null || sampling.temperature === 0) return request;
	const key = keyOf(request);
	const number = drawn.get(key) ?? 0;
	drawn.set(key, number + 1);
	// Of the question too: else the first draw of every question would follow the same chance.
	return { ...request, sampling: { ...sampling, seed: hashText(`${number}:${key}`) } };
}
