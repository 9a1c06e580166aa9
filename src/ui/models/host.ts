// Where a model comes from. Alone in its file: the welcome asks it before the model page is loaded.

/** The host a model is downloaded from; null for our own origin. */
export function hostOf(url: string): string | null {
	return URL.canParse(url) ? new URL(url).host : null;
}
