// How many tokens a model is opened with: what its manifest says, as far as a person lets it.

import type { Manifest } from '../contract/manifest.ts';
import type { Settings } from '../contract/settings.ts';

export function usedContext(
	{ template }: Pick<Manifest, 'template'>,
	{ contextTokens }: Pick<Settings, 'contextTokens'>
): number {
	return Math.min(contextTokens, template.contextTokens);
}
