import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import { shownAnswer } from './shown-answer.ts';

const started = (attempt: number): TurnEvent => ({
	type: 'attempt-started',
	attempt,
	source: attempt === 1 ? 'base' : 'modifier:math'
});
const text = (attempt: number, words: string): TurnEvent => ({
	type: 'text-delta',
	attempt,
	text: words
});
const dropped = (attempt: number): TurnEvent => ({
	type: 'attempt-dropped',
	attempt,
	reason: 'The other one is surer.'
});

function after(...events: TurnEvent[]) {
	const shown = shownAnswer();
	for (const event of events) shown.apply(event);
	return shown;
}

test('a second attempt is written behind the first', () => {
	const shown = after(started(1), text(1, 'A draft'), started(2), text(2, 'Another'));
	expect(shown).toMatchObject({ text: 'A draft', source: 'base', behind: 'modifier:math' });
});

test('when the first is dropped the second takes its place in one step', () => {
	const before = [started(1), text(1, 'A draft'), started(2), text(2, 'Another')];
	expect(after(...before, dropped(1))).toMatchObject({
		text: 'Another',
		source: 'modifier:math',
		behind: null
	});
	expect(after(...before, dropped(1), text(2, ' one')).text).toBe('Another one');
});

test('when the second is dropped nothing changes on screen', () => {
	expect(after(started(1), text(1, 'A'), started(2), text(2, 'B'), dropped(2)).text).toBe('A');
});

test('a dropped text stays until the next attempt has a word', () => {
	const before = [started(1), text(1, 'Cut o'), dropped(1), started(2)];
	expect(after(...before)).toMatchObject({ text: 'Cut o', source: 'base' });
	expect(after(...before, text(2, 'A'))).toMatchObject({ text: 'A', source: 'modifier:math' });
});

test('text of an attempt that was dropped is not shown', () => {
	expect(after(started(1), started(2), dropped(1), text(1, 'late'), text(2, 'B')).text).toBe('B');
});

test('the confidence is that of the attempt on screen', () => {
	const sure = (attempt: number, value: number): TurnEvent => ({
		type: 'confidence-updated',
		attempt,
		value
	});
	const shown = after(
		started(1),
		text(1, 'A'),
		sure(1, 0.4),
		started(2),
		text(2, 'B'),
		sure(2, 0.9)
	);
	expect(shown.confidence).toBe(0.4);
	shown.apply(dropped(1));
	expect(shown.confidence).toBe(0.9);
});
