// The model of seeing-onnx.ts as an engine is given one.

import type { ModelRef } from '../../src/engine/engine.ts';
import { seeingOnnxFiles } from './seeing-onnx.ts';
import { manifestFiles } from './manifest-files.ts';

export async function seeingModel(): Promise<ModelRef> {
	const made = await seeingOnnxFiles();
	const files = await manifestFiles(made);
	return {
		manifest: {
			version: 1,
			id: 'seeing',
			name: 'A model that sees',
			engine: 'transformers',
			description: 'Random weights.',
			family: 'onnx',
			parameters: 1,
			baseSha256: files[0]!.sha256,
			files,
			modifiers: [],
			template: { kind: 'engine', systemPrompt: true, contextTokens: 1024 },
			selfTest: null,
			calibration: null,
			thresholds: null,
			licence: 'MIT',
			provenance: 'Made by a test.',
			measured: {}
		},
		files: made.map(({ path, bytes }) => ({ path, blob: new Blob([bytes]) }))
	};
}
