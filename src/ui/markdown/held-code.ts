// Whether code that was copied stands in a text in Markdown. Pure; fetched when some was copied.

/** Whether code is of a text in Markdown, line by line: a list indents it there, and a quotation marks each line. */
export function holdsCode(markdown: string, code: string): boolean {
	const lines = new Set(markdown.split('\n').map(bare));
	const all = code.split('\n').map(bare);
	// The last line of what was still being written may have been longer in the end.
	const last = all.pop()!;
	return all.every((line) => lines.has(line)) && [...lines].some((line) => line.startsWith(last));
}

const bare = (line: string): string => line.replace(/^[\s>]+/, '').trimEnd();
