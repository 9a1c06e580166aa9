// The browser's own model as one of the models a person can choose. It has no file of ours, no hash and no
// licence to read, and the page is not told which model it is: the manifest says so.
// Not here: running it (prompt-api.ts).

import type { Manifest } from '../contract/manifest.ts';
import { languageModelApi, languageModelState } from '../platform/language-model.ts';
import type { PresentModel } from './registry.ts';

export const BUILT_IN_ID = 'built-in';
/** Asked for; the session says how many there are. Chrome's has had between 4,096 and 9,216. */
const CONTEXT_TOKENS = 8192;

export const BUILT_IN_MANIFEST: Manifest = {
	version: 1,
	id: BUILT_IN_ID,
	name: 'The browser’s own model',
	engine: 'prompt-api',
	description:
		'A model that this browser brings along. Chrome and Edge say that theirs runs on the device; the web’s standard does not promise it, and a page cannot check. It does not tell how sure it is, and takes no specialists.',
	family: 'unknown',
	parameters: 1,
	baseSha256: '',
	files: [],
	modifiers: [],
	template: { kind: 'engine', systemPrompt: true, contextTokens: CONTEXT_TOKENS },
	selfTest: null,
	calibration: null,
	thresholds: null,
	licence: 'the browser’s terms of use',
	provenance: 'The browser’s maker.',
	measured: {}
};

/** None where this browser has no model for this device. Never throws. */
export async function builtInModels(
	api = languageModelApi(),
	language = navigator.language
): Promise<PresentModel[]> {
	if (!api) return [];
	const { availability } = await languageModelState(api, language);
	if (availability === 'unavailable') return [];
	const here = availability === 'available';
	return [{ manifest: BUILT_IN_MANIFEST, status: { state: here ? 'ready' : 'absent' } }];
}
