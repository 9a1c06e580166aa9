import { expect, test } from 'vitest';
import type { TurnInput, TurnService } from '../contract/services.ts';
import { scriptedModel } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { turnsOnFirstUse } from './turns-on-first-use.ts';

const bench = async () => {
	const { turns, conversationId } = await turnBench(scriptedModel(() => undefined));
	const input: TurnInput = { kind: 'send', conversationId, parts: text('Hi') };
	return { turns, input };
};

test('the code is fetched once, at the first turn or when it is prepared', async () => {
	const { turns, input } = await bench();
	let loads = 0;
	const lazy = turnsOnFirstUse(async () => {
		loads++;
		return turns;
	});
	expect(loads).toBe(0);
	lazy.prepare();
	expect((await runWhole(lazy, input)).at(-1)?.type).toBe('turn-finished');
	await runWhole(lazy, input);
	expect(loads).toBe(1);
});

test('code that cannot be fetched fails the turn with a sentence, and is fetched at the next', async () => {
	const { turns, input } = await bench();
	const tries: (TurnService | Error)[] = [new Error('offline'), turns];
	const lazy = turnsOnFirstUse(async () => {
		const next = tries.shift();
		if (next instanceof Error || next === undefined) throw next ?? new Error('none left');
		return next;
	});
	expect(await runWhole(lazy, input)).toMatchObject([
		{ type: 'turn-failed', message: expect.stringContaining('Reload the page') }
	]);
	expect((await runWhole(lazy, input)).at(-1)?.type).toBe('turn-finished');
});
