// Puts together the comparison of models side by side. A part of app.ts that is fetched when somebody first compares.

import { measureDevice } from './app-engines.ts';
import type { ModelService } from './contract/services.ts';
import {
	createComparisonModels,
	type ComparisonModelsDependencies
} from './engine/comparison-models.ts';
import type { EngineRegistry } from './engine/registry.ts';
import type { Memory } from './memory/memory.ts';
import type { WeightStore } from './platform/weight-store.ts';
import { createComparison, type CompareDependencies } from './turn/compare.ts';
import type { CompareService } from './contract/compare.ts';

export function createComparing({
	models,
	weights,
	engines,
	memory,
	...parts
}: {
	models: Pick<ModelService, 'list'> & Pick<ComparisonModelsDependencies, 'current'>;
	weights: Pick<WeightStore, 'open'>;
	engines: Pick<EngineRegistry, 'engineFor'>;
	memory: Pick<Memory, 'settings' | 'conversations' | 'learnt'>;
} & Pick<
	CompareDependencies,
	'native' | 'edge' | 'judges' | 'adaptive' | 'calibrations'
>): CompareService {
	const { settings, conversations, learnt } = memory;
	return createComparison({
		...parts,
		models: createComparisonModels({
			list: () => models.list(),
			openFiles: (manifest) => weights.open(manifest),
			engine: (manifest) => engines.engineFor(manifest),
			settings,
			current: () => models.current(),
			measureDevice
		}),
		settings,
		conversations,
		learnt,
		now: () => Date.now(),
		elapsed: () => performance.now(),
		newId: () => crypto.randomUUID(),
		random: () => Math.random()
	});
}
