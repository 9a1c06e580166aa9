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
	planAdapters(loaded, null, messages, state, 1);
const activated = () => planAdapters(loaded, { adapter: skill, scale: 1 }, first, INITIAL_STATE, 1);

describe('the adapter list', () => {
	test('is not sent for a model without adapters', () => {
		expect(planAdapters([], null, first, INITIAL_STATE, 1).lora).toBeNull();
	});

	test('is sent for the base as well, or llama.cpp would apply every adapter', () => {
		expect(base().lora).toEqual([{ id: 0, scale: 0 }]);
	});

	test('names the chosen adapter and its scale, and what activates it', () => {
		const plan = planAdapters(loaded, { adapter: skill, scale: 0.5 }, first, INITIAL_STATE, 1);
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
		expect(planned(null)).toMatchObject({
			lora: [{ id: 0, scale: 0.5 }],
			needsFreshSession: false
		});
		expect(planned(null, mixed).lora).toEqual([
			{ id: 0, scale: 0.5 },
			{ id: 2, scale: 1 }
		]);
		expect(planAdapters([], null, first, initialState(standing), 1, standing).lora).not.toBeNull();
	});

	test('rest while a request names another, and nothing they computed is reused', () => {
		const plan = planned({ adapter: skill, scale: 1 });
		expect(plan).toMatchObject({ lora: [{ id: 1, scale: 1 }], needsFreshSession: true });
		expect(planned(null, standing, plan.after).needsFreshSession).toBe(true);
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
		const plan = planAdapters(loaded, null, second, activated().after, 2);
		expect(plan).toMatchObject({ cache: false, restore: null });
	});
});

describe('a plain adapter', () => {
	const chosen = { adapter: plain, scale: 1 };

	test('needs a fresh session when it comes, when it goes and when its scale changes', () => {
		const coming = planAdapters(loaded, chosen, first, INITIAL_STATE, 1);
		expect(coming.needsFreshSession).toBe(true);
		expect(base(coming.after).needsFreshSession).toBe(true);
		const half = { adapter: plain, scale: 0.5 };
		expect(planAdapters(loaded, half, first, coming.after, 1).needsFreshSession).toBe(true);
	});

	test('needs none while it stays', () => {
		const { after } = planAdapters(loaded, chosen, first, INITIAL_STATE, 1);
		expect(planAdapters(loaded, chosen, second, after, 1).needsFreshSession).toBe(false);
	});
});
