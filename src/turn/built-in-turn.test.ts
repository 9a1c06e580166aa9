// Turns with a model of the browser's own: what is said of it, and that a conversation which stays on this
// device is not read by one of which nobody knows that. Scripted models; the real path is test/e2e/device.spec.ts.

import { expect, test } from 'vitest';
import type { EngineChoice } from '../contract/engine-choice.ts';
import { scriptedModel, testManifest } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';

const choice: EngineChoice = {
	engine: 'prompt-api',
	backend: 'built-in',
	because: 'only',
	speeds: []
};
const manifest = {
	...testManifest,
	name: 'The browser’s own model',
	engine: 'prompt-api' as const
};

function builtIn() {
	const scripted = scriptedModel(() => undefined, manifest, { logprobs: false });
	return { ...scripted, backend: 'built-in' as const, choice };
}

test('the receipt says how it ran, and does not say that it stayed on this device', async () => {
	const { turns, messages, conversationId } = await turnBench(builtIn());
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	const plan = events.find((event) => event.type === 'route-chosen');
	expect(plan).toMatchObject({
		plan: { reason: expect.stringContaining('the browser’s word') as string }
	});
	const receipt = (await messages()).at(-1)?.receipt;
	expect(receipt?.choice).toEqual(choice);
	expect(receipt?.reason).toContain('that it stays on this device is the browser’s word');
	expect(receipt?.reason).not.toContain('nothing leaves it');
});

test('a conversation that stays on this device is not shown to it, and says what to do', async () => {
	const model = builtIn();
	const { turns, memory, messages, conversationId } = await turnBench(model);
	await memory.conversations.update(conversationId, { egress: 'local-only' });
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)?.type).toBe('turn-failed');
	expect(model.requests).toEqual([]);
	expect((await messages()).at(-1)?.error?.message).toMatch(
		/does not promise that for its own model\. Choose another model/
	);
});

test('nor by way of a recipe', async () => {
	const model = builtIn();
	const { turns, memory, conversationId } = await turnBench(model);
	await memory.conversations.update(conversationId, { egress: 'local-only' });
	const options = { mode: 'recipe:ensemble-vote' as const };
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi'), options });
	expect(model.requests).toEqual([]);
});
