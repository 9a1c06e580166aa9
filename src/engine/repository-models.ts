// What managers of models that are several files of a repository have in common: their part of the weight store, and such
// a model's files as whoever runs it takes them. Not here: which models there are (classifier-models.ts,
// voice-service.ts).

import type { StoredFile, WeightStore } from '../platform/weight-store.ts';

export type RepositoryWeights = Pick<
	WeightStore,
	'installRepository' | 'pause' | 'open' | 'remove' | 'onChange'
>;

export const filesByPath = (files: readonly StoredFile[]): Record<string, Blob> =>
	Object.fromEntries(files.map(({ path, blob }) => [path, blob]));
