// The page in which the engine of the browser's own model runs under test, reachable from Playwright as
// `globalThis.promptApiPage`. The browser's model is the one a test makes: the platform (language-model/)
// loads it with our real engine, and the engine under test knows nothing but `LanguageModel`.

import type { Engine, ModelRef } from '../../../src/engine/engine.ts';
import { createPromptApiEngine } from '../../../src/engine/prompt-api.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { promptApiTests } from '../../conformance/prompt-api.ts';
import {
	CONFORMANCE,
	engineConformance,
	type ConformanceResult,
	type Skip
} from '../../engine-conformance.ts';
import {
	installLanguageModel,
	type Platform,
	type PlatformOptions
} from '../language-model/platform.ts';

export type PromptApiRun = { suite: 'conformance' | 'own'; only: string; skip: Skip[] };

const platforms: Platform[] = [];

/** Makes `ref` the model that the browser brings along. */
function browserWith(ref: ModelRef, options: Omit<PlatformOptions, 'load'> = {}): Platform {
	const load = () =>
		createWllamaEngine().load(ref, {
			backend: 'auto',
			contextTokens: ref.manifest.template.contextTokens,
			parallel: 2
		});
	const platform = installLanguageModel({ load, ...options });
	platforms.push(platform);
	return platform;
}

/** The engine, in a browser whose model is whatever is loaded. */
function engineInBrowser(): Engine {
	const engine = createPromptApiEngine();
	return {
		...engine,
		load(ref, options) {
			browserWith(ref);
			return engine.load(ref, options);
		}
	};
}

const page = {
	async run({ suite, only, skip }: PromptApiRun): Promise<ConformanceResult> {
		const tests = suite === 'own' ? promptApiTests(browserWith) : CONFORMANCE;
		try {
			const [result] = await engineConformance(
				{ makeEngine: engineInBrowser, backend: 'auto', tolerance: 0 },
				{ only, skip, tests }
			);
			if (!result) throw new Error(`There is no test “${only}”.`);
			return result;
		} finally {
			for (const platform of platforms.splice(0)) await platform.remove();
		}
	}
};

export type PromptApiPage = typeof page;

declare global {
	var promptApiPage: PromptApiPage;
}
globalThis.promptApiPage = page;
