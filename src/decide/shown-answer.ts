// Which text of a turn's attempts is on screen, from its events: that of the earliest attempt that was
// not dropped. A later one is written behind it and takes its place in one step, so nothing flickers;
// a text stays until the one that replaces it has a first word. Pure; for who shows it and who stores it.

import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';

export type ShownAnswer = {
	/** Returns whether `text` may have changed. */
	apply(event: TurnEvent): boolean;
	readonly text: string;
	/** The number of the attempt on screen; null before the first. */
	readonly attempt: number | null;
	/** Who writes the text on screen; null before the first attempt. */
	readonly source: Source | null;
	/** How sure the attempt on screen is, 0–1; null when unknown. */
	readonly confidence: number | null;
	/** Who writes behind it; null when nobody does. */
	readonly behind: Source | null;
};

type Shown = { attempt: number; source: Source; text: string; confidence: number | null };

export function shownAnswer(): ShownAnswer {
	let open: Shown[] = [];
	/** The text of a dropped attempt, while none that is left has a word. */
	let kept: Shown | null = null;
	const named = (attempt: number) => open.find((one) => one.attempt === attempt);
	const shown = (): Shown | null => {
		const [first] = open;
		return first && (first.text !== '' || kept === null) ? first : kept;
	};
	return {
		apply(event) {
			switch (event.type) {
				case 'attempt-started':
					open.push({ attempt: event.attempt, source: event.source, text: '', confidence: null });
					return false;
				case 'text-delta': {
					const attempt = named(event.attempt);
					if (attempt) attempt.text += event.text;
					return attempt !== undefined && attempt === open[0];
				}
				case 'confidence-updated': {
					const attempt = named(event.attempt);
					if (attempt) attempt.confidence = event.value;
					return false;
				}
				case 'attempt-dropped': {
					const before = shown();
					open = open.filter(({ attempt }) => attempt !== event.attempt);
					if (before !== null && before.text !== '') kept = before;
					return true;
				}
				default:
					return false;
			}
		},
		get text() {
			return shown()?.text ?? '';
		},
		get attempt() {
			return shown()?.attempt ?? null;
		},
		get source() {
			return shown()?.source ?? null;
		},
		get confidence() {
			return shown()?.confidence ?? null;
		},
		get behind() {
			return open.length > 1 ? open.at(-1)!.source : null;
		}
	};
}
