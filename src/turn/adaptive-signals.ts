// What a new turn says of an answer before it: that it was complained about, asked for again, or its
// question put otherwise. Pure. Thumbs and copies are the interface's to tell.

import type { Signal } from '../contract/outcomes.ts';
import type { BegunTurn } from './begin-turn.ts';

/** `edits`: the question that this turn's replaces; null for none. */
export function signalsIn(
	{ earlier, messages, question, again }: BegunTurn,
	{ edits, complains }: { edits: string | null; complains: boolean }
): { answerId: string; signal: Signal }[] {
	const answerTo = (questionId: string) =>
		messages.findLast(({ role, parentId }) => role === 'assistant' && parentId === questionId)?.id;
	const said: { answerId: string | undefined; signal: Signal }[] = [];
	if (again) said.push({ answerId: answerTo(question.id), signal: 'retry' });
	if (edits !== null) said.push({ answerId: answerTo(edits), signal: 'edit' });
	if (complains)
		said.push({
			answerId: earlier.findLast(({ role }) => role === 'assistant')?.id,
			signal: 'complaint'
		});
	return said.flatMap(({ answerId, signal }) =>
		answerId === undefined ? [] : [{ answerId, signal }]
	);
}
