// What a person's settings of specialists make of a turn: one that is off is asked only by name, and one at another
// strength says that nobody fitted how sure it is then. On a real memory and a scripted model.

import { expect, test } from 'vitest';
import type { ModeChoice } from '../contract/modes.ts';
import type { SpecialistChoices } from '../contract/specialists.ts';
import { judging } from '../../test/support/scripted-judges.ts';
import { scriptedManifest, scriptedModel } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';

const manifest = scriptedManifest(['math']);
const KEY = `${manifest.id}/math`;

/** A doubtful answer of the base, and of whoever is asked after it. */
async function asked(specialists: SpecialistChoices, mode?: ModeChoice) {
	const model = scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.4 }), manifest, {
		modifiers: true
	});
	const bench = await turnBench(model, { judges: judging() });
	const { conversationId } = bench;
	await bench.memory.settings.update({ specialists });
	await runWhole(bench.turns, {
		kind: 'send',
		conversationId,
		parts: text('the sum'),
		...(mode && { options: { mode } })
	});
	const { receipt, source } = (await bench.messages()).at(-1)!;
	bench.memory.close();
	return { receipt: receipt!, source, modifiers: model.requests.map(({ modifier }) => modifier) };
}

test('a specialist that nobody touched is asked at full strength, and calibrated', async () => {
	const { receipt, modifiers } = await asked({});
	expect(modifiers).toEqual([null, { id: 'math', scale: 1 }]);
	expect(receipt.calibrated).toBe(true);
	expect(receipt.reason).not.toContain('strength');
});

test('one that is off is not asked, and the receipt says so once', async () => {
	const { receipt, source, modifiers } = await asked({ [KEY]: { on: false, scale: 1 } });
	expect(modifiers).toEqual([null]);
	expect(source).toBe('base');
	expect(receipt.reason.match(/You turned the specialist “math” off/g)).toHaveLength(1);
});

test('one that is off is asked by a person who names it, and nothing is said of the switch', async () => {
	const { receipt, modifiers } = await asked({ [KEY]: { on: false, scale: 1 } }, 'only:math');
	expect(modifiers).toEqual([{ id: 'math', scale: 1 }]);
	expect(receipt.reason).not.toContain('turned');
});

test('one at another strength acts so, and its confidence is said to be not calibrated', async () => {
	const { receipt, source, modifiers } = await asked({ [KEY]: { on: true, scale: 0.5 } });
	expect(modifiers).toEqual([null, { id: 'math', scale: 0.5 }]);
	expect(source).toBe('modifier:math');
	expect(receipt).toMatchObject({ calibrated: false });
	expect(receipt.reason).toContain('“math” acted at strength 0.5, as you set it');
});
