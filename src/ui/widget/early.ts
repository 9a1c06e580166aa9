// The app's end of what the page's first script began (early.js). Not here: the box itself (ComposerBox.svelte).

import type { Early } from '../../contract/widget.ts';
import type { BoxWords } from '../chat/box-words.ts';

/** What that script wrote on the box, which stays until the language is there; null on the server. */
export function wordsOnScreen(): BoxWords | null {
	const area = globalThis.document?.querySelector('textarea');
	if (!area) return null;
	const send = area.form?.querySelector('[type=submit]')?.ariaLabel ?? '';
	return { label: area.ariaLabel ?? '', placeholder: area.placeholder, send };
}

/** Whoever frames this page is asked to take the focus, or to close the chat; `frame-ancestors` decided who. */
export function wishEarly(wish: NonNullable<Early['wish']>): void {
	const word: Early = { understudy: 'early', wish };
	window.parent.postMessage(word, '*');
}

/** Whether it would begin a text where one can be written, as early.js has it: a space alone would scroll. */
export function beginsText({
	key,
	ctrlKey,
	metaKey,
	altKey
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
	return key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}
