// How the chat is set up in the operator's preview: written by the operator's page and read by its frame,
// both of this origin and in this browser alone. No site has this key, and the frame of no site reads it.

import { asJson } from '../../contract/parse.ts';
import { parseSiteConfig, type SiteConfig } from '../../contract/widget.ts';

const KEY = 'understudy-widget-preview';

/** Where the browser refuses storage, the preview shows nothing. */
export function writePreviewConfig(
	storage: () => Pick<Storage, 'setItem'>,
	config: Partial<SiteConfig>
): void {
	try {
		storage().setItem(KEY, JSON.stringify(config));
	} catch {
		// Nothing to be done without it.
	}
}

/** Throws ParseError where nothing, or nothing right, was written. */
export function readPreviewConfig(storage: () => Pick<Storage, 'getItem'>): SiteConfig {
	return parseSiteConfig(asJson(storage().getItem(KEY) ?? '', 'The preview’s set-up'));
}
