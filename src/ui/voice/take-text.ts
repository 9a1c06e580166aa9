// Takes dictated words into a text that is being written: where the cursor is, in place of what is selected,
// with a space between words. Pure.

export type Written = { text: string; /** Where the cursor goes. */ cursor: number };

/** `start` and `end` are the selection in `text`. */
export function takeText(text: string, start: number, end: number, said: string): Written {
	const before = text.slice(0, start);
	const after = text.slice(end);
	const head = `${before}${before === '' || /\s$/.test(before) ? '' : ' '}${said}`;
	const gap = after === '' || /^\s/.test(after) ? '' : ' ';
	return { text: `${head}${gap}${after}`, cursor: head.length };
}
