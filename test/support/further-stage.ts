// A turn that may ask somebody bigger: a model of this device that says how sure it is, and a person who answers what
// is asked. Who is bigger is in scripted-edge.ts.

import type { ConsentAnswer, TurnEvent } from '../../src/contract/events.ts';
import type { TurnInput, TurnService } from '../../src/contract/services.ts';
import type { TurnDependencies } from '../../src/turn/dependencies.ts';
import type { EdgeProvider } from '../../src/turn/edge.ts';
import {
	scriptedManifest,
	scriptedModel,
	type Script,
	type ScriptedModel
} from './scripted-model.ts';
import { turnBench, type TurnBench } from './turn-bench.ts';

export const doubtful: Script = { kind: 'answer', words: 3, sure: 0.4 };
export const certain: Script = { kind: 'answer', words: 3, sure: 0.95 };

/** Doubtful, where no script says otherwise. */
export const here = (...scripts: Script[]): ScriptedModel =>
	scriptedModel((_request, index) => scripts[index] ?? doubtful, scriptedManifest());

export const bench = (
	model: ScriptedModel,
	edge: EdgeProvider | null,
	fields: Partial<TurnDependencies> = {}
): Promise<TurnBench> => turnBench(model, { edge, ...fields });

/** Leave is given for the whole conversation. */
export async function allow({
	memory,
	conversationId
}: Pick<TurnBench, 'memory' | 'conversationId'>): Promise<void> {
	await memory.conversations.update(conversationId, { egress: 'allow' });
}

/** Runs a turn and answers what it asks. */
export async function runAnswering(
	turns: TurnService,
	input: TurnInput,
	answer: ConsentAnswer
): Promise<TurnEvent[]> {
	const events: TurnEvent[] = [];
	for await (const event of turns.run(input, new AbortController().signal)) {
		events.push(event);
		if (event.type === 'consent-requested') turns.consent(input.conversationId, answer);
	}
	return events;
}
