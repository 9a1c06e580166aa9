import { expect, test } from 'vitest';
import type { ModeChoice } from '../../contract/modes.ts';
import { DEFAULT_SETTINGS } from '../../contract/settings.ts';
import { modeOf } from '../../decide/modes.ts';
import type { Remembered } from '../../decide/session-memory.ts';
import { rememberedStart, type RememberedInput } from './remembered-start.ts';

const mode = (choice: ModeChoice) => modeOf(choice, DEFAULT_SETTINGS.customMode);
const input: RememberedInput = { mode: mode('auto'), specialists: ['math'], egress: 'ask' };

const startFor = (
	[domain, level, source]: [string, Remembered['level'], Remembered['source']],
	fields: Partial<RememberedInput> = {}
) => rememberedStart({ domain, level, source }, { ...input, ...fields });

test('what is said to begin is what begins: who mended it, else the specialist there is', () => {
	expect(startFor(['math', 'modifier', 'modifier:math'])).toBe('modifier:math');
	expect(startFor(['math', 'modifier', null])).toBe('modifier:math');
	expect(startFor(['general', 'modifier', 'modifier:math'])).toBe('modifier:math');
	expect(startFor(['general', 'edge', 'edge:tutor'])).toBe('edge:tutor');
});

test('a domain without a specialist is not said to start with one', () => {
	expect(startFor(['general', 'modifier', null])).toBe('bigger');
	expect(startFor(['general', 'modifier', 'modifier:code'])).toBeNull();
});

test('nothing is said in a mode that asks neither specialists nor anybody bigger', () => {
	for (const choice of ['fast', 'only:math', 'recipe:draft-enhance'] as const)
		for (const level of ['modifier', 'edge'] as const)
			expect(startFor(['math', level, null], { mode: mode(choice) })).toBeNull();
});

test('a conversation that stays on this device is not said to begin elsewhere', () => {
	const egress = 'local-only';
	expect(startFor(['math', 'edge', 'edge:tutor'], { egress })).toBe('bigger');
	expect(startFor(['math', 'native', 'native:llama'], { egress })).toBe('native:llama');
});

test('of a model that is not loaded yet no specialist is named but one that answered here', () => {
	const mended = ['math', 'modifier', 'modifier:math'] as const;
	expect(startFor([...mended], { specialists: null })).toBe('modifier:math');
	expect(startFor(['math', 'modifier', null], { specialists: null })).toBeNull();
	expect(startFor(['math', 'edge', 'edge:tutor'], { specialists: null })).toBe('edge:tutor');
});
