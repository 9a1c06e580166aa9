// Runs in the app's pages before anything of the app: gives the browser a built-in model, which is our starter
// with our engine (../platform.ts). `builtInOptions` is set before it.

import { createWllamaEngine } from '../../../../src/engine/wllama.ts';
import { starterModel } from '../../starter-model.ts';
import { installLanguageModel, type Platform, type PlatformOptions } from '../platform.ts';

declare global {
	var builtInOptions: Pick<PlatformOptions, 'availability' | 'languages'> | undefined;
	var builtIn: Platform | undefined;
}

const CONTEXT_TOKENS = 512;

globalThis.builtIn = installLanguageModel({
	...globalThis.builtInOptions,
	load: async () =>
		createWllamaEngine().load(await starterModel(), {
			backend: 'auto',
			contextTokens: CONTEXT_TOKENS,
			parallel: 2
		})
});
