// The manifest of a model whose files are at a server: a name and a context, and nothing measured. Such a
// model has no modifiers, no calibration and no thresholds here, and says so by their absence.

import type { Manifest } from '../contract/manifest.ts';

export type ServedModel = { id: string; name: string; contextTokens: number };

export function serverManifest({ id, name, contextTokens }: ServedModel): Manifest {
	return {
		version: 1,
		id,
		name,
		description: 'A model at a server.',
		family: 'unknown',
		parameters: 1,
		baseSha256: '',
		files: [],
		modifiers: [],
		template: { kind: 'gguf', systemPrompt: true, contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: 'unknown',
		provenance: 'unknown',
		measured: {}
	};
}
