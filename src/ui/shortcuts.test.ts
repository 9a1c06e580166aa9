import { expect, test } from 'vitest';
import de from './messages/de.ts';
import { en } from './messages/en.ts';
import { keyNames, matches, shortcutFor, SHORTCUTS, shortcutsFor } from './shortcuts.ts';

const press = (
	key: string,
	held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {}
) => ({
	key,
	ctrlKey: held.ctrl ?? false,
	metaKey: held.meta ?? false,
	shiftKey: held.shift ?? false,
	altKey: held.alt ?? false
});

test('Ctrl is the modifier on most systems and ⌘ on Apple’s', () => {
	expect(shortcutFor(press('k', { ctrl: true }), false, false)).toBe('search');
	expect(shortcutFor(press('k', { meta: true }), true, false)).toBe('search');
	expect(shortcutFor(press('k', { ctrl: true }), true, false)).toBeNull();
	expect(shortcutFor(press('k', { meta: true }), false, false)).toBeNull();
});

test('the key of a letter is matched whatever its case', () => {
	expect(shortcutFor(press('O', { ctrl: true, shift: true }), false, false)).toBe('newChat');
	expect(shortcutFor(press('o', { ctrl: true }), false, false)).toBeNull();
});

test('a question mark opens the help only where nothing is typed', () => {
	expect(shortcutFor(press('?', { shift: true }), false, true)).toBe('help');
	expect(shortcutFor(press('?', { shift: true }), false, false)).toBeNull();
	expect(shortcutFor(press('/', { ctrl: true }), false, false)).toBe('help');
});

test('with single keys off every shortcut has a key left, and none is a character', () => {
	const listed = shortcutsFor({ sendOnEnter: true, singleKeyShortcuts: false });
	expect(listed.filter(({ combos }) => combos.length === 0)).toEqual([]);
	expect(listed.find(({ id }) => id === 'help')?.combos).toEqual([{ key: '/', mod: true }]);
	const all = shortcutsFor({ sendOnEnter: true, singleKeyShortcuts: true });
	expect(all.find(({ id }) => id === 'help')?.combos).toContainEqual({ key: '?' });
});

test('Escape stops and Shift+Escape goes to the message box', () => {
	expect(shortcutFor(press('Escape'), false, false)).toBe('stop');
	expect(shortcutFor(press('Escape', { shift: true }), false, false)).toBe('focusComposer');
});

test('Alt makes it another key', () => {
	expect(matches(press('k', { ctrl: true, alt: true }), { key: 'k', mod: true }, false)).toBe(
		false
	);
});

test('no two shortcuts share keys', () => {
	const all = SHORTCUTS.flatMap(({ combos }) =>
		combos.map((combo) => keyNames(combo, false, en.shortcuts.keys).join())
	);
	expect(new Set(all).size).toBe(all.length);
});

test('keys are named as on the keyboard of the language', () => {
	expect(keyNames({ key: 'o', mod: true, shift: true }, false, en.shortcuts.keys)).toEqual([
		'Ctrl',
		'Shift',
		'O'
	]);
	expect(keyNames({ key: 'o', mod: true, shift: true }, true, en.shortcuts.keys)).toEqual([
		'⌘',
		'⇧',
		'O'
	]);
	expect(keyNames({ key: 'Enter', shift: true }, false, de.shortcuts.keys)).toEqual([
		'Umschalt',
		'Eingabe'
	]);
	expect(keyNames({ key: 'ArrowUp' }, false, en.shortcuts.keys)).toEqual(['↑']);
});
