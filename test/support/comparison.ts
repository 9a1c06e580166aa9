// What the tests of a comparison share: two scripted models of this device, a clock and stores of their own, and a
// run gathered event by event.

import type {
	CompareEvent,
	CompareService,
	ComparedAnswer,
	Contestant
} from '../../src/contract/compare.ts';
import type { Manifest } from '../../src/contract/manifest.ts';
import type { LoadedModel } from '../../src/engine/engine.ts';
import { trainLayer } from '../../src/learn/adaptive-layer.ts';
import { createAdaptive } from '../../src/turn/adaptive.ts';
import { createComparison } from '../../src/turn/compare.ts';
import type { EdgeProvider } from '../../src/turn/edge.ts';
import { freshMemory, type TestMemory } from './memory.ts';
import {
	scriptedCalibration,
	scriptedModel,
	testManifest,
	type Script,
	type ScriptedModel
} from './scripted-model.ts';

const calibrated: Manifest = {
	...testManifest,
	id: 'a',
	name: 'Model A',
	calibration: scriptedCalibration(testManifest.baseSha256, ['code']),
	thresholds: { answer: 0.8 }
};
export const alone: Contestant = { modelId: 'a', adapters: [] };
export const code = (scale = 1): Contestant => ({
	modelId: 'a',
	adapters: [{ id: 'code', scale }]
});
export const other: Contestant = { modelId: 'b', adapters: [] };

export type Bench = {
	service: CompareService;
	memory: TestMemory;
	models: Record<string, ScriptedModel>;
	/** What was opened and closed, in order. */
	log: string[];
};

export async function bench(
	scripts: (modelId: string, index: number) => Script | undefined = () => undefined,
	open?: (modelId: string, signal: AbortSignal) => Promise<LoadedModel>,
	elsewhere: { native?: EdgeProvider; edge?: EdgeProvider } = {}
): Promise<Bench> {
	const memory = await freshMemory();
	const log: string[] = [];
	const models = {
		a: scriptedModel((_, i) => scripts('a', i), calibrated, { modifiers: true }),
		b: scriptedModel((_, i) => scripts('b', i), { ...testManifest, id: 'b', name: 'Model B' })
	};
	let ids = 0;
	let clock = 0;
	const service = createComparison({
		models: {
			async open(modelId, sets, signal, onProgress) {
				const named = sets.filter(({ length }) => length > 0).map((ids) => ids.join('+'));
				log.push(`open ${modelId} [${named.join()}]`);
				onProgress(0.5);
				const model = open ? await open(modelId, signal) : models[modelId as keyof typeof models];
				return { model, close: async () => void log.push(`close ${modelId}`) };
			}
		},
		settings: memory.settings,
		native: elsewhere.native ?? null,
		edge: elsewhere.edge ?? null,
		conversations: memory.conversations,
		learnt: memory.learnt,
		judges: null,
		adaptive: createAdaptive({
			outcomes: memory.outcomes,
			learnt: memory.learnt,
			train: trainLayer,
			enabled: () => true,
			now: () => 1,
			random: () => 0.5
		}),
		calibrations: null,
		now: () => 1_800_000_000_000,
		elapsed: () => (clock += 10),
		newId: () => `c${++ids}`,
		random: () => 0.5
	});
	return { service, memory, models, log };
}

export async function run(
	{ service }: Bench,
	contestants: Contestant[],
	stops: AbortSignal[] = [],
	onEvent: (event: CompareEvent) => void = () => undefined
): Promise<CompareEvent[]> {
	const events: CompareEvent[] = [];
	for await (const event of service.run({ prompt: 'Why?', contestants }, stops)) {
		events.push(event);
		onEvent(event);
	}
	return events;
}

export const answersIn = (events: readonly CompareEvent[]): ComparedAnswer[] =>
	events.flatMap((event) => (event.type === 'answer-ended' ? event.answer : []));
export const textsIn = (events: readonly CompareEvent[], at: number): string =>
	events
		.flatMap((event) => (event.type === 'text-delta' && event.at === at ? event.text : []))
		.join('');
