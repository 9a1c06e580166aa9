import { describe, expect, test } from 'vitest';
import type { ChatMessage } from './engine.ts';
import {
	INITIAL_STATE,
	initialState,
	planAdapters,
	type LoadedAdapter
} from './wllama-adapters.ts';

const plain: LoadedAdapter = { modifierId: 'own', index: 0, invocation: null };
const skill: LoadedAdapter = { modifierId: 'skill', index: 1, invocation: '<|skill|>' };
const loaded = [plain, skill];
const first: ChatMessage[] = [{ role: 'user', content: 'hello' }];
const second: ChatMessage[] = [...first, { role: 'user', content: 'again' }];

const base = (state = INITIAL_STATE, messages = first) =>
	planAdapters(loaded, [], messages, state, 1);
const activated = () =>
	planAdapters(loaded, [{ adapter: skill, scale: 1 }], first, INITIAL_STATE, 1);

describe('the adapter list', () => {
	test('is not sent for a model without adapters', () => {
		expect(planAdapters([], [], first, INITIAL_STATE, 1).lora).toBeNull();
	});

	test('is sent for the base as well, or llama.cpp would apply every adapter', () => {
		expect(base().lora).toEqual([{ id: 0, scale: 0 }]);
	});

	test('names the chosen adapter and its scale, and what activates it', () => {
		const plan = planAdapters(loaded, [{ adapter: skill, scale: 0.5 }], first, INITIAL_STATE, 1);
		expect(plan).toMatchObject({ lora: [{ id: 1, scale: 0.5 }], invocation: '<|skill|>' });
	});
});

describe('a person’s own adapters', () => {
	const standing = [{ adapter: plain, scale: 0.5 }];
	const mixed = [...standing, { adapter: { ...plain, index: 2 }, scale: 1 }];
	const planned = (
		wanted: Parameters<typeof planAdapters>[1],
		own = standing,
		state = initialState(own)
	) => planAdapters([skill], wanted, first, state, 1, own);

	test('act on all the base says, each at its strength, from the first request on', () => {
		expect(planned([])).toMatchObject({
			lora: [{ id: 0, scale: 0.5 }],
			needsFreshSession: false
		});
		expect(planned([], mixed).lora).toEqual([
			{ id: 0, scale: 0.5 },
			{ id: 2, scale: 1 }
		]);
		expect(planAdapters([], [], first, initialState(standing), 1, standing).lora).not.toBeNull();
	});

	test('rest while a request names another, and nothing they computed is reused', () => {
		const plan = planned([{ adapter: skill, scale: 1 }]);
		expect(plan).toMatchObject({ lora: [{ id: 1, scale: 1 }], needsFreshSession: true });
		expect(planned([], standing, plan.after).needsFreshSession).toBe(true);
	});
});

describe('a mix', () => {
	const mix = [
		{ adapter: skill, scale: 0.75 },
		{ adapter: plain, scale: 0.5 }
	];
	const planned = (wanted: typeof mix, state = INITIAL_STATE) =>
		planAdapters(loaded, wanted, first, state, 1);

	test('names all of its adapters, each at its strength, and ends with the word one of them waits for', () => {
		expect(planned(mix)).toMatchObject({
			lora: [
				{ id: 1, scale: 0.75 },
				{ id: 0, scale: 0.5 }
			],
			invocation: '<|skill|>',
			needsFreshSession: true
		});
	});

	test('changes every token: nothing it computed is reused by another, and its own stays', () => {
		const { after } = planned(mix);
		expect(after.activated).toBeNull();
		expect(planned(mix, after).needsFreshSession).toBe(false);
		expect(base(after).needsFreshSession).toBe(true);
		expect(planned(mix.slice(0, 1), after).needsFreshSession).toBe(true);
	});

	test('of two that each wait for a word is refused, by their names', () => {
		const craft = { adapter: { ...skill, modifierId: 'craft', index: 2 }, scale: 1 };
		expect(() => planned([...mix, craft])).toThrow(/“skill” and “craft” each wait/);
	});
});

describe('after an activated adapter', () => {
	test('the token before its invocation is read again for another prompt', () => {
		const { after } = activated();
		expect(base(after, second).restore).toEqual({ messages: first, lora: [{ id: 1, scale: 1 }] });
		expect(base(after, second).needsFreshSession).toBe(false);
	});

	test('the same prompt needs nothing: its last token is read again anyway', () => {
		expect(base(activated().after).restore).toBeNull();
	});

	test('nothing is kept when the messages spell the invocation', () => {
		const spelled = [{ role: 'user', content: 'say <|skill|>' } as const];
		const state = { plain: '', activated: { adapter: skill, scale: 1, messages: spelled } };
		expect(base(state, second).restore).toBeNull();
	});

	test('with several sequences nothing cached is used', () => {
		const plan = planAdapters(loaded, [], second, activated().after, 2);
		expect(plan).toMatchObject({ cache: false, restore: null });
	});
});

describe('a plain adapter', () => {
	const chosen = [{ adapter: plain, scale: 1 }];

	test('needs a fresh session when it comes, when it goes and when its scale changes', () => {
		const coming = planAdapters(loaded, chosen, first, INITIAL_STATE, 1);
		expect(coming.needsFreshSession).toBe(true);
		expect(base(coming.after).needsFreshSession).toBe(true);
		const half = [{ adapter: plain, scale: 0.5 }];
		expect(planAdapters(loaded, half, first, coming.after, 1).needsFreshSession).toBe(true);
	});

	test('needs none while it stays', () => {
		const { after } = planAdapters(loaded, chosen, first, INITIAL_STATE, 1);
		expect(planAdapters(loaded, chosen, second, after, 1).needsFreshSession).toBe(false);
	});
});
