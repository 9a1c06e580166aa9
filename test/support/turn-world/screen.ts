// What is on screen of a turn, and where it went back: a text may only go on, or give way to a later one.

import type { TurnEvent } from '../../../src/contract/events.ts';
import { shownAnswer } from '../../../src/decide/shown-answer.ts';

export function screen() {
	const shown = shownAnswer();
	const flickers: string[] = [];
	let text = '';
	let attempt = 0;
	return {
		flickers,
		get text() {
			return text;
		},
		apply(event: TurnEvent) {
			shown.apply(event);
			const now = shown.attempt ?? 0;
			const goesOn = now === attempt && shown.text.startsWith(text);
			const gaveWay = now > attempt && shown.text !== '';
			if (text !== '' && shown.text !== text && !goesOn && !gaveWay)
				flickers.push(`“${text}” became “${shown.text}”`);
			({ text } = shown);
			if (text !== '') attempt = now;
		}
	};
}
export type Screen = ReturnType<typeof screen>;
