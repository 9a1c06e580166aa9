import { expect, test } from 'vitest';
import {
	foretoldStart,
	type ForetoldInput,
	farFrom,
	planOf,
	startOf,
	whyFurther,
	type StartInput
} from './plan.ts';
import type { Remembered } from './session-memory.ts';

test('the base model on this device answers, and the reason says so by name', () => {
	expect(planOf({ level: 'base' }, 'Starter', { logprobs: true })).toEqual({
		source: 'base',
		modifier: null,
		reason: 'Starter answers on this device; nothing leaves it.'
	});
});

test('a plan with a modifier names it, and admits an unknown confidence', () => {
	const plan = planOf({ level: 'modifier', id: 'math' }, 'Starter', { logprobs: false });
	expect(plan).toMatchObject({ source: 'modifier:math', modifier: { id: 'math', scale: 1 } });
	expect(plan.reason).toContain('“math”');
	expect(plan.reason).toContain('does not say how sure');
});

test('a model of the browser’s own is not said to keep everything on this device', () => {
	const { reason } = planOf({ level: 'base' }, 'It', { logprobs: false, browsers: true });
	expect(reason).toBe(
		'It answers; that it stays on this device is the browser’s word. It does not say how sure it is.'
	);
});

const input: StartInput = {
	mode: { modifier: null, escalateToModifier: true, escalateToEdge: true },
	domain: 'math',
	modifiers: ['math'],
	failed: [],
	remembered: null
};

test('a turn starts with the base', () => {
	expect(startOf(input)).toEqual({ level: 'base' });
});

test('after a complaint it starts one level above what failed', () => {
	expect(startOf({ ...input, failed: ['base'] })).toEqual({ level: 'modifier', id: 'math' });
	expect(startOf({ ...input, failed: ['modifier:math', 'base'] })).toEqual({
		level: 'further',
		from: 'native'
	});
	expect(startOf({ ...input, failed: ['native:llama', 'base'] })).toEqual({
		level: 'further',
		from: 'edge'
	});
	expect(startOf({ ...input, failed: ['base'], domain: 'general' })).toEqual({
		level: 'further',
		from: 'native'
	});
});

test('a mode that asks nobody else starts with the base whatever failed', () => {
	const mode = { modifier: null, escalateToModifier: false, escalateToEdge: false };
	expect(startOf({ ...input, mode, failed: ['base'] })).toEqual({ level: 'base' });
	const remembered = { level: 'edge', source: 'edge:tutor' } as const;
	expect(startOf({ ...input, mode, remembered })).toEqual({ level: 'base' });
});

const recalled = (
	level: Remembered['level'],
	source: Remembered['source'],
	fields: Partial<StartInput> = {}
) => startOf({ ...input, ...fields, remembered: { level, source } });

test('what a conversation remembers lifts the start', () => {
	const remembered = true;
	expect(recalled('modifier', null)).toEqual({ level: 'modifier', id: 'math', remembered });
	expect(recalled('edge', 'edge:tutor')).toEqual({ level: 'further', from: 'edge', remembered });
	expect(recalled('native', null)).toEqual({ level: 'further', from: 'native', remembered });
	// Nothing has mended it yet, and the next level of the domain is somebody bigger.
	expect(recalled('modifier', null, { domain: 'general' })).toMatchObject({ level: 'further' });
});

test('what mended a question begins the next one, whatever its domain has for a specialist', () => {
	const modifiers = ['math', 'code'];
	const start = (fields: Partial<StartInput>) =>
		recalled('modifier', 'modifier:code', { modifiers, ...fields });
	for (const domain of ['math', 'general'])
		expect(start({ domain })).toMatchObject({ level: 'modifier', id: 'code' });
	// Where it is not to be had, the domain’s own.
	expect(start({ modifiers: ['math'] })).toMatchObject({ level: 'modifier', id: 'math' });
});

test('nobody begins who is bigger than what mended it', () => {
	const start = (fields: Partial<StartInput>) => recalled('modifier', 'modifier:code', fields);
	expect(start({ domain: 'general' })).toEqual({ level: 'base' });
	expect(start({ modifiers: [] })).toEqual({ level: 'base' });
	const mode = { ...input.mode, escalateToModifier: false };
	expect(start({ modifiers: ['code'], mode })).toEqual({ level: 'base' });
	expect(recalled('native', 'native:llama')).toMatchObject({ from: 'native', upTo: 'native' });
});

test('a mode’s own modifier answers, where the model has it', () => {
	const mode = { modifier: 'code', escalateToModifier: false, escalateToEdge: false };
	expect(startOf({ ...input, mode })).toEqual({ level: 'base' });
	expect(startOf({ ...input, mode, modifiers: ['code'] })).toEqual({
		level: 'modifier',
		id: 'code'
	});
});

test('somebody bigger is asked under the threshold, and when the answer is that it does not know', () => {
	const sure = { confidence: 0.9, threshold: 0.8, abstains: false, unknownFrom: null, route: null };
	expect(whyFurther(sure)).toBeNull();
	expect(whyFurther({ ...sure, confidence: 0.7 })).toEqual({
		because: 'confidence',
		confidence: 0.7,
		threshold: 0.8
	});
	expect(whyFurther({ ...sure, abstains: true })?.because).toBe('abstains');
});

test('“I don’t know” stands where it is surely right and nobody is expected to know more', () => {
	const unknown = { threshold: 0.8, abstains: true, unknownFrom: 0.95, route: null };
	expect(whyFurther({ ...unknown, confidence: 0.97 })).toBeNull();
	expect(whyFurther({ ...unknown, confidence: 0.94 })?.because).toBe('abstains');
	expect(whyFurther({ ...unknown, confidence: null })?.because).toBe('abstains');
});

test('with a confidence the bound decides, whatever the prompt alone foretells', () => {
	const route = { wrong: 0.1, gain: -0.5 };
	const known = { threshold: 0.8, abstains: false, unknownFrom: null };
	expect(whyFurther({ ...known, confidence: 0.7, route })?.because).toBe('confidence');
	expect(whyFurther({ ...known, confidence: 0.9, route: { wrong: 1, gain: 1 } })).toBeNull();
});

test('who failed is not asked again before the edge was, which has nobody above it', () => {
	expect(farFrom([], null)).toBe('native');
	expect(farFrom(['base', 'modifier:math'], 'native')).toBe('native');
	expect(farFrom(['native:llama'], null)).toBe('edge');
	expect(farFrom(['edge:openai'], null)).toBe('edge');
	expect(farFrom(['base'], 'edge')).toBe('edge');
});

test('a guess speaks where it is very low, and against the prompt alone where it is high', () => {
	const guessed = { confidence: null, threshold: 0.8, abstains: false, unknownFrom: null };
	const route = { wrong: 0.9, gain: 0.5 };
	expect(whyFurther({ ...guessed, guess: 0.11, route: null })).toEqual({
		because: 'guess',
		guess: 0.11
	});
	expect(whyFurther({ ...guessed, guess: 0.12, route: null })).toBeNull();
	expect(whyFurther({ ...guessed, guess: 0.69, route })?.because).toBe('prompt');
	expect(whyFurther({ ...guessed, guess: 0.7, route })).toBeNull();
	expect(whyFurther({ ...guessed, guess: 0.9, abstains: true, route: null })?.because).toBe(
		'abstains'
	);
});

test('without a confidence the prompt decides, where asking is expected to help', () => {
	const unknown = { confidence: null, threshold: 0.8, abstains: false, unknownFrom: null };
	expect(whyFurther({ ...unknown, route: null })).toBeNull();
	expect(whyFurther({ ...unknown, route: { wrong: 0.5, gain: 0.2 } })?.because).toBe('prompt');
	expect(whyFurther({ ...unknown, route: { wrong: 0.5, gain: -0.1 } })).toBeNull();
	expect(whyFurther({ ...unknown, route: { wrong: 0.1, gain: 0.2 } })).toBeNull();
});

/** Of a question of maths that the base will hardly answer. */
const foretold = (fields: Partial<ForetoldInput> = {}) =>
	foretoldStart({
		mode: { escalateToModifier: true, escalateToEdge: true },
		doubt: 0.95,
		bounds: { specialist: 0.7, further: 0.9 },
		threshold: 0.8,
		domain: 'math',
		modifiers: ['math'],
		...fields
	});

test('the specialist of the domain begins from its bound on, and nobody else does', () => {
	expect(foretold()).toEqual({ level: 'modifier', id: 'math' });
	expect(foretold({ doubt: 0.7 })).toEqual({ level: 'modifier', id: 'math' });
	expect(foretold({ doubt: 0.69 })).toBeNull();
	expect(foretold({ bounds: { specialist: null, further: 0.1 } })).toBeNull();
	expect(foretold({ mode: { escalateToModifier: false, escalateToEdge: true } })).toBeNull();
});

test('where the domain has no specialist somebody bigger begins, from a bound of their own', () => {
	const away = { level: 'further', from: 'native', unasked: true };
	expect(foretold({ domain: 'out-of-scope' })).toEqual(away);
	expect(foretold({ domain: 'math', modifiers: [] })).toEqual(away);
	expect(foretold({ domain: 'general', doubt: 0.89 })).toBeNull();
	expect(
		foretold({ domain: 'general', mode: { escalateToModifier: true, escalateToEdge: false } })
	).toBeNull();
});

test('a mode that asks for less confidence lets the base try what it would otherwise not', () => {
	expect(foretold({ doubt: 0.85, threshold: 0.1 })).toBeNull();
	expect(foretold({ doubt: 0.95, threshold: 0.1 })).not.toBeNull();
});
