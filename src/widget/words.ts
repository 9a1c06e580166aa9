// What the loader itself says, beside the chat in its frame: names of its buttons, and what is wrong
// when the chat does not come; and what is wrong with a page, for its makers. Small on purpose: it is part of
// every page of the site.

export type Words = {
	chat: string;
	open: string;
	close: string;
	start: string;
	loading: string;
	unreachable: string;
};

const en: Words = {
	chat: 'Chat',
	open: 'Open the chat',
	close: 'Close the chat',
	start: 'Start the chat',
	loading: 'Loading the chat…',
	unreachable:
		'The chat could not be loaded. Check the connection and try again; if it stays away, this page may not be allowed to show it.'
};

const de: Words = {
	chat: 'Chat',
	open: 'Chat öffnen',
	close: 'Chat schließen',
	start: 'Chat beginnen',
	loading: 'Der Chat wird geladen …',
	unreachable:
		'Der Chat konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal; bleibt er aus, darf diese Seite ihn vielleicht nicht zeigen.'
};

/** For who puts the element on a page, in its `error` event. */
export const FAULTS = {
	noOrigin: 'understudy-chat needs the attribute origin: where this script came from is not known.',
	noSite: 'understudy-chat needs the attribute site: the key of this site at the edge.',
	policy: (origin: string) =>
		`The Content-Security-Policy of this page keeps the chat out. It should allow frame-src ${origin}.`,
	version: (version: number) =>
		`The chat speaks version ${version} of its language, and embed.js an older one. Load embed.js again from the edge.`
};

/** `tag` is BCP 47; English where there is no other. */
export function wordsFor(tag: string): Words {
	return /^de\b/i.test(tag) ? de : en;
}
