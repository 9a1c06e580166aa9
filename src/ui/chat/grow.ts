// A text box that is as tall as its text, up to the max-height its style gives it.

import type { Attachment } from 'svelte/attachments';

/** `text` is read so that the box follows changes made from outside. */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
	return (area) => {
		text();
		area.style.height = 'auto';
		area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
	};
}
