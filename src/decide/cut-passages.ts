// Cuts text into passages: whole paragraphs (or lines) where they fit, whole sentences where not, long enough
// to say something and short enough for the embedder, which reads 128 tokens, and for the context of a small
// model. Pure. Used for the pages of a site (site-index/) and for files of a conversation (file-passages.ts).

/** About 110 tokens of English, which leaves the embedder some for title and heading. */
export const MOST_CHARACTERS = 480;
/** A shorter rest goes with the passage before it. */
const LEAST_CHARACTERS = 60;

/** A passage, and the places of the first and the last block that are in it. */
export type CutPassage = { text: string; first: number; last: number };

export function cutPassages(blocks: readonly string[]): CutPassage[] {
	const pieces: CutPassage[] = [];
	let piece: CutPassage | null = null;
	const end = () => {
		if (piece === null) return;
		const before = pieces.at(-1);
		if (before !== undefined && piece.text.length < LEAST_CHARACTERS)
			pieces[pieces.length - 1] = {
				...before,
				text: `${before.text}\n${piece.text}`,
				last: piece.last
			};
		else pieces.push(piece);
		piece = null;
	};
	for (const [at, block] of blocks.entries()) {
		if (block === '') continue;
		for (const part of block.length > MOST_CHARACTERS ? sentencesOf(block) : [block]) {
			if (piece !== null) {
				const text: string = `${piece.text}${part === block ? '\n' : ' '}${part}`;
				if (text.length <= MOST_CHARACTERS) {
					piece = { text, first: piece.first, last: at };
					continue;
				}
				end();
			}
			piece = { text: part, first: at, last: at };
		}
	}
	end();
	return pieces;
}

/** Sentences of at most MOST_CHARACTERS; a longer one is cut between words, and a longer word within. */
function sentencesOf(text: string): string[] {
	const sentences = text.match(/[^.!?…]+(?:[.!?…]+["”’)\]]*(?=\s|$)|[.!?…]+|$)\s*/g) ?? [text];
	return sentences.flatMap((sentence) => {
		const parts: string[] = [];
		let rest = sentence.trim();
		while (rest.length > MOST_CHARACTERS) {
			const space = rest.lastIndexOf(' ', MOST_CHARACTERS);
			const at = space > MOST_CHARACTERS / 2 ? space : MOST_CHARACTERS;
			parts.push(rest.slice(0, at).trim());
			rest = rest.slice(at).trim();
		}
		return rest === '' ? parts : [...parts, rest];
	});
}
