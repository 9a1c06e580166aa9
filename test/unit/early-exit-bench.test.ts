// What `npm run bench -- enhancements` says of early exit: tokens and right answers, with the bound and without.

import { expect, test } from 'vitest';
import { createArms } from '../bench/enhancements/arms.ts';
import { earlyExitFigures } from '../bench/enhancements/early-exit.ts';
import { scriptedCalibration, scriptedModel, testManifest } from '../support/scripted-model.ts';

const manifest = {
	...testManifest,
	calibration: scriptedCalibration(testManifest.baseSha256),
	thresholds: {
		answer: 0.8,
		earlyExit: { confidence: 0.3, tokens: 4 },
		further: { answer: 0.6 }
	}
};

/** Each question is answered in ten words, as surely as it says; a right one is told beforehand. */
async function figures(asked: { sure: number; right: boolean }[], exit = true) {
	const { earlyExit: _, ...others } = manifest.thresholds;
	const own = { ...manifest, thresholds: exit ? manifest.thresholds : others };
	const model = scriptedModel(
		({ messages }) => ({ kind: 'answer', words: 10, sure: Number(messages.at(-1)!.content) }),
		own
	);
	const arms = createArms({
		model,
		critic: null,
		embedder: null,
		bank: null,
		domainOf: () => null
	});
	const rows = [];
	for (const { sure, right } of asked) {
		const one = await arms.case(String(sure), null);
		rows.push({ one, first: { ...arms.first(one), right } });
	}
	return earlyExitFigures(arms, rows, own);
}

test('an answer under the bound costs the tokens up to it, and is lost where it was right', async () => {
	expect(
		await figures([
			{ sure: 0.9, right: true },
			{ sure: 0.5, right: true },
			{ sure: 0.2, right: true },
			{ sure: 0.1, right: false }
		])
	).toMatchObject({
		n: 4,
		givenUp: 2,
		tokens: { without: 40, with: 28 },
		doubtfulTokens: { without: 30, with: 18 },
		right: 3,
		lost: 1,
		lostKept: 0,
		kept: 0.6
	});
});

test('without a bound nothing is given up', async () => {
	const { exit, givenUp, tokens, lost } = await figures([{ sure: 0.1, right: true }], false);
	expect({ exit, givenUp, tokens, lost }).toEqual({
		exit: null,
		givenUp: 0,
		tokens: { without: 10, with: 10 },
		lost: 0
	});
});
