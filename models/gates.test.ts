// Each gate of the pipeline, on a result that passes it and on one that does not, and what it says then.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { scratchBuild } from '../test/support/scratch-build.ts';
import {
	baseIsGood,
	baseIsTrained,
	complaintsAreHeard,
	confidenceIsCalibrated,
	domainsAreRecognised,
	examplesSuffice,
	gradesRank,
	routerRanks,
	someModifierBeatsTheBase,
	textsAreFound,
	type Gate
} from './gates.ts';
import { buildFolder, readRecipe } from './recipe.ts';

scratchBuild('gates');
beforeAll(() => {
	mkdirSync(`${buildFolder(recipe)}/export`, { recursive: true });
	mkdirSync(`${buildFolder(recipe)}/classifiers`, { recursive: true });
});

const recipe = {
	...readRecipe('tiny'),
	gates: {
		parity: 0.9,
		heldOut: 0.6,
		natural: 0.7,
		modifiers: 2,
		domain: 0.8,
		dissatisfaction: 0.8,
		router: 0.6,
		calibrationError: 0.05,
		embedder: 0.1,
		examples: 2000,
		critic: 0.7
	}
};
const put = (file: string, report: object): void =>
	writeFileSync(`${buildFolder(recipe)}/${file}`, JSON.stringify(report));
const base = (same: number, heldOut: number, natural: number): object => ({
	parity: { prompts: 40, identical: same },
	heldOut: { accuracy: heldOut },
	natural: { accuracy: natural }
});
const routed = (auc: number): object => ({ compared: [{ name: 'ours', ranks: 'each', auc }] });
const found = (ours: number, hashed: number): object => ({
	ours: { at1: ours },
	hashedNgrams: { at1: hashed }
});

/** A gate, the report it reads, one that is good enough, and others with what it says of them. */
const cases: [string, Gate, string, object, [object, RegExp][]][] = [
	[
		'the base’s training',
		baseIsTrained,
		'train.log.jsonl',
		{ part: 1.002 },
		[[{ part: 0.413 }, /stopped at 41\.3 %\. Run train-base again/]]
	],
	[
		'the base',
		baseIsGood,
		'export/report.json',
		base(38, 0.62, 0.71),
		[
			[base(30, 0.9, 0.9), /says what PyTorch says on 30 of 40/],
			[base(40, 0.5, 0.9), /0\.5 of the held-out prompts .* at least 0\.6 .*Train longer/],
			[base(40, 0.9, 0.6), /0\.6 of the prompts written by hand/]
		]
	],
	[
		'modifiers',
		someModifierBeatsTheBase,
		'export/modifiers.json',
		{
			math: { accepted: true },
			code: { accepted: true }
		},
		[
			[
				{
					math: { accepted: true },
					code: { id: 'code', accepted: false, reason: 'It is no better.' }
				},
				/1 modifiers beat the base; at least 2 .* code: It is no better\./
			]
		]
	],
	[
		'domains',
		domainsAreRecognised,
		'classifiers/domain.report.json',
		{
			inDistribution: { generated: { accuracy: 0.8 } }
		},
		[[{ inDistribution: { generated: { accuracy: 0.79 } } }, /0\.79 .* “perClass”/]]
	],
	[
		'dissatisfaction',
		complaintsAreHeard,
		'classifiers/dissatisfaction.report.json',
		{
			heldOut: { f1: 0.9 }
		},
		[[{ heldOut: { f1: 0.7 } }, /F1 on held-out dialogues is 0\.7/]]
	],
	[
		'the router',
		routerRanks,
		'export/router-report.json',
		{ tables: [routed(0.7), routed(0.6)] },
		[[{ tables: [routed(0.7), routed(0.55)] }, /AUC is 0\.55 on one of its tables/]]
	],
	[
		'calibration',
		confidenceIsCalibrated,
		'export/calibration.json',
		{
			sets: [{ after: { ece: 0.05 } }]
		},
		[[{ sets: [{ after: { ece: 0.06 } }] }, /ECE is 0\.06 after calibration; at most 0\.05/]]
	],
	[
		'the embedder',
		textsAreFound,
		'export/embedder-report.json',
		{
			retrieval: [found(0.9, 0.7), found(0.5, 0.5)]
		},
		[[{ retrieval: [found(0.6, 0.55)] }, /finds 0\.05 more/]]
	],
	[
		'examples',
		examplesSuffice,
		'export/examples-report.json',
		{ count: 2000 },
		[[{ count: 1999 }, /has 1999 examples; at least 2000/]]
	],
	[
		'the critic',
		gradesRank,
		'export/critic-report.json',
		{ sets: [{ auroc: 0.8 }] },
		[[{ sets: [{ auroc: 0.6 }] }, /0\.6 of the time/]]
	]
];

test.each(cases)(
	'the gate of %s passes what is enough and names what is not',
	(_, gate, file, enough, refused) => {
		put(file, enough);
		expect(gate(recipe)).toBeNull();
		for (const [report, reason] of refused) {
			put(file, report);
			expect(gate(recipe)).toMatch(reason);
		}
	}
);

test('without public data there is no router, which stops nothing', () => {
	rmSync(`${buildFolder(recipe)}/export/router-report.json`, { force: true });
	expect(routerRanks(recipe)).toBeNull();
});
