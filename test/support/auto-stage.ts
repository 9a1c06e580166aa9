// A turn in Auto on this device: a model with two specialists, and judges that are nearly sure a sum is mathematics.

import type { TurnService } from '../../src/contract/services.ts';
import { shownAnswer } from '../../src/decide/shown-answer.ts';
import type { JudgeProvider, Judges } from '../../src/turn/judges.ts';
import { judging as judgingAs, sumsAreMath } from './scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	type Script,
	type ScriptedModel
} from './scripted-model.ts';
import { runWhole, send } from './turn-bench.ts';

export const SPECIALISTS = ['math', 'code'];
export const manifest = scriptedManifest(SPECIALISTS);

export const script = (...scripts: Script[]): ScriptedModel =>
	scriptedModel((_request, index) => scripts[index], manifest, { modifiers: true });
export const sure = (value: number, fields: Partial<Script> = {}): Script =>
	({ kind: 'answer', words: 3, sure: value, ...fields }) as Script;

export const judging = (fields: Partial<Judges> = {}): JudgeProvider =>
	judgingAs({ domain: sumsAreMath(0.9), ...fields });

/** Each text that was on screen, in order. */
export async function shownTexts(turns: TurnService, conversationId: string): Promise<string[]> {
	const shown = shownAnswer();
	const seen: string[] = [];
	for (const event of await runWhole(turns, send(conversationId, 'the sum'))) {
		shown.apply(event);
		if (seen.at(-1) !== shown.text) seen.push(shown.text);
	}
	return seen;
}
