// The parts of an answer that can be chosen one by one: its paragraphs, a fenced block as one. Pure.

/** Joined by empty lines they are the text again, but for further empty lines between them. */
export function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	let lines: string[] = [];
	let fence: string | null = null;
	const end = () => {
		const piece = lines.join('\n').trimEnd();
		if (piece.trim() !== '') pieces.push(piece);
		lines = [];
	};
	for (const line of text.split('\n')) {
		const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence === null && line.trim() === '') end();
		else lines.push(line);
		if (mark === undefined) continue;
		if (fence === null) fence = mark;
		else if (mark.startsWith(fence)) fence = null;
	}
	end();
	return pieces;
}
