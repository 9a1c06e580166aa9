// onnxruntime as the app bundles it: its plain WASM build, which computes on the processor. The library
// (transformers.js) asks for the WebGPU build, whose WASM is larger than a static host takes.

import { defaultClientConditions, type Plugin } from 'vite';

export function plainOnnxRuntime(): Plugin {
	return {
		name: 'plain-onnxruntime',
		enforce: 'pre',
		resolveId(source, importer) {
			if (source !== 'onnxruntime-web/webgpu') return null;
			// The build that holds no WASM of its own: its files are served beside the app's.
			return this.resolve('onnxruntime-web/wasm', importer, { skipSelf: true });
		},
		// Beside Vite's own conditions: a list replaces them, and without `browser` the pages would be
		// built on Svelte for servers.
		config: () => ({
			environments: {
				client: {
					resolve: { conditions: [...defaultClientConditions, 'onnxruntime-web-use-extern-wasm'] }
				}
			}
		})
	};
}
