// This device: a small model with a specialist, whose engine fails as engines do, and which reads ahead in idle time.

import type { Beforehand } from '../../../src/contract/beforehand.ts';
import type { LoadedModel } from '../../../src/engine/engine.ts';
import { below, oneOf, type Random } from '../random-acts.ts';
import { scriptedManifest, scriptedModel, type Script } from '../scripted-model.ts';
import type { Scene } from './scene.ts';

/** From when on others begin in the base's place; how doubtful a question is the judges say. */
const beforehand: Beforehand = {
	inputs: [],
	mean: [],
	deviation: [],
	weights: [],
	bias: 0,
	specialist: 0.9,
	further: 0.9
};

export const manifest = scriptedManifest(['math'], {
	earlyExit: { confidence: 0.4, tokens: 3 },
	beforehand
});

function engineScript(random: Random, onHang: () => void): Script {
	const words = 1 + below(random, 6);
	const sure = oneOf(random, [0.3, 0.6, 0.9, 0.99]);
	const kind = below(random, 12);
	if (kind === 0) return { kind: 'break-off', words };
	if (kind === 1) return { kind: 'hang', words, onHang };
	if (kind < 4)
		return {
			kind: 'fail',
			words,
			sure,
			code: oneOf(random, ['device-lost', 'failed', 'out-of-memory'])
		};
	return { kind: 'answer', words: kind === 4 ? 0 : words, sure };
}

/** `isQuiet`: whether no turn runs. */
export function deviceOf(scene: Scene, isQuiet: () => boolean) {
	const scripted = scriptedModel(() => engineScript(scene.random, () => scene.onHang()), manifest, {
		modifiers: true
	});
	const ahead = { reading: 0, read: 0, holds: false };
	const model: LoadedModel = {
		...scripted,
		async warm(_messages, signal) {
			if (!isQuiet()) scene.violations.push('read ahead during a turn');
			ahead.read += 1;
			ahead.reading += 1;
			if (ahead.holds && !signal.aborted)
				await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
			ahead.reading -= 1;
		}
	};
	return {
		scripted,
		model,
		ahead,
		/** A turn goes on: whoever reads ahead must have given way. */
		expectWay() {
			if (ahead.reading > 0) scene.violations.push('reading ahead did not give way');
		}
	};
}
export type Device = ReturnType<typeof deviceOf>;
