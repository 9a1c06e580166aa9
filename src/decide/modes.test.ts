import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contract/settings.ts';
import { turnMode, type ModeInput } from './modes.ts';

const input: ModeInput = {
	options: undefined,
	chosen: undefined,
	settings: DEFAULT_SETTINGS,
	domain: 'code'
};

test('the message’s mode goes before the conversation’s, the domain’s and the settings’', () => {
	const settings = { ...DEFAULT_SETTINGS, modeByDomain: { code: 'only:code' as const } };
	expect(turnMode(input).id).toBe('auto');
	expect(turnMode({ ...input, settings }).id).toBe('only:code');
	expect(turnMode({ ...input, settings, domain: 'math' }).id).toBe('auto');
	expect(turnMode({ ...input, settings, domain: 'toString' }).id).toBe('auto');
	expect(turnMode({ ...input, settings, chosen: 'accurate' }).id).toBe('accurate');
	expect(turnMode({ ...input, settings, chosen: 'accurate', options: { mode: 'fast' } }).id).toBe(
		'fast'
	);
});

test('a file in the question has its mode before the domain’s, and after what was chosen', () => {
	const modeByDomain = { code: 'accurate', '.csv': 'only:math', '.py': 'only:code' } as const;
	const by = { ...input, settings: { ...DEFAULT_SETTINGS, modeByDomain } };
	expect(turnMode({ ...by, files: ['Sales.CSV'] }).id).toBe('only:math');
	expect(turnMode({ ...by, files: ['notes.txt', 'a.py'] }).id).toBe('only:code');
	expect(turnMode({ ...by, files: ['notes.txt', 'py'] }).id).toBe('accurate');
	expect(turnMode({ ...by, files: ['a.py'], chosen: 'fast' }).id).toBe('fast');
});

test('fast asks the base alone, a modifier’s own mode that modifier alone', () => {
	expect(turnMode({ ...input, chosen: 'fast' })).toMatchObject({
		modifier: null,
		escalateToModifier: false,
		escalateToEdge: false
	});
	expect(turnMode({ ...input, chosen: 'only:hard-math' })).toMatchObject({
		modifier: 'hard-math',
		escalateToModifier: false,
		escalateToEdge: false
	});
});

test('one’s own mode is as the settings have it', () => {
	const customMode = { ...DEFAULT_SETTINGS.customMode, threshold: 0.3, maxCostMicroUsd: 5 };
	const settings = { ...DEFAULT_SETTINGS, mode: 'custom' as const, customMode };
	expect(turnMode({ ...input, settings })).toMatchObject({ id: 'custom', ...customMode });
});

test('rounds and paths of a message are kept within what a turn may do', () => {
	expect(turnMode({ ...input, options: { maxCritiqueRounds: 99, paths: 0 } })).toMatchObject({
		critiqueRounds: 3,
		paths: 1
	});
});

test('Auto criticises once, as a last resort; what a message asks for comes before anybody else is asked', () => {
	for (const chosen of ['auto', 'adaptive'] as const)
		expect(turnMode({ ...input, chosen })).toMatchObject({ critiqueRounds: 1, critiqueLast: true });
	expect(turnMode({ ...input, options: { maxCritiqueRounds: 2 } })).toMatchObject({
		critiqueRounds: 2,
		critiqueLast: false
	});
	expect(turnMode({ ...input, chosen: 'accurate' }).critiqueLast).toBeUndefined();
});
