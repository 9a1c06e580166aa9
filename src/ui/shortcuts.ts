// The keyboard shortcuts as data: what the layout listens for and what the help sheet lists.
// `mod` is ⌘ on Apple's systems and Ctrl elsewhere.

import type { Settings } from '../contract/settings.ts';

export type Combo = { key: string; mod?: boolean; shift?: boolean };

export type ShortcutId =
	| 'newChat'
	| 'search'
	| 'sidebar'
	| 'help'
	| 'focusComposer'
	| 'stop'
	| 'copyLast'
	| 'editLast'
	| 'send'
	| 'newLine';

export type Shortcut = {
	id: ShortcutId;
	group: 'groupGeneral' | 'groupChat';
	combos: Combo[];
	/** `global`: the layout acts on it anywhere; `composer`: the message box does, itself. */
	scope: 'global' | 'composer';
};

/** What a person set that changes the shortcuts. */
export type ShortcutSettings = Pick<Settings, 'sendOnEnter' | 'singleKeyShortcuts'>;

export const SHORTCUTS: readonly Shortcut[] = [
	{
		id: 'newChat',
		group: 'groupGeneral',
		combos: [{ key: 'o', mod: true, shift: true }],
		scope: 'global'
	},
	{ id: 'search', group: 'groupGeneral', combos: [{ key: 'k', mod: true }], scope: 'global' },
	{ id: 'sidebar', group: 'groupGeneral', combos: [{ key: 'b', mod: true }], scope: 'global' },
	{
		id: 'help',
		group: 'groupGeneral',
		combos: [{ key: '?' }, { key: '/', mod: true }],
		scope: 'global'
	},
	{
		id: 'focusComposer',
		group: 'groupChat',
		combos: [{ key: 'Escape', shift: true }],
		scope: 'global'
	},
	{ id: 'stop', group: 'groupChat', combos: [{ key: 'Escape' }], scope: 'global' },
	{ id: 'editLast', group: 'groupChat', combos: [{ key: 'ArrowUp' }], scope: 'composer' },
	{
		id: 'copyLast',
		group: 'groupChat',
		combos: [{ key: 'c', mod: true, shift: true }],
		scope: 'global'
	}
];

/** Those that work with these settings, for the help sheet. */
export function shortcutsFor({
	sendOnEnter,
	singleKeyShortcuts
}: ShortcutSettings): readonly Shortcut[] {
	const all = [...SHORTCUTS, ...sendShortcuts(sendOnEnter)];
	if (singleKeyShortcuts) return all;
	return all.map((shortcut) => ({
		...shortcut,
		combos: shortcut.combos.filter((combo) => !isCharacter(combo))
	}));
}

function sendShortcuts(sendOnEnter: boolean): Shortcut[] {
	const enter: Combo[] = [{ key: 'Enter' }];
	const modEnter: Combo[] = [{ key: 'Enter', mod: true }];
	return [
		{
			id: 'send',
			group: 'groupChat',
			combos: sendOnEnter ? enter : modEnter,
			scope: 'composer'
		},
		{
			id: 'newLine',
			group: 'groupChat',
			combos: sendOnEnter ? [{ key: 'Enter', shift: true }] : enter,
			scope: 'composer'
		}
	];
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function isApple(platform: string): boolean {
	return /mac|iphone|ipad/i.test(platform);
}

/** A character by itself: what typing, or speech input, presses as well. */
function isCharacter({ key, mod }: Combo): boolean {
	return key.length === 1 && !mod;
}

/** Whether the pressed keys are `combo`. Shift is part of `?` itself on most layouts. */
export function matches(event: Pressed, combo: Combo, apple: boolean): boolean {
	if (event.altKey) return false;
	const mod = apple ? event.metaKey : event.ctrlKey;
	const other = apple ? event.ctrlKey : event.metaKey;
	if (other || mod !== (combo.mod ?? false)) return false;
	if (
		!isCharacter(combo) &&
		!(combo.mod && combo.key === '/') &&
		event.shiftKey !== (combo.shift ?? false)
	)
		return false;
	return event.key.toLowerCase() === combo.key.toLowerCase();
}

/** The global shortcut the keys mean; without `characters` (somebody types) none is a character. */
export function shortcutFor(
	event: Pressed,
	apple: boolean,
	characters: boolean
): ShortcutId | null {
	for (const { id, combos, scope } of SHORTCUTS) {
		if (scope !== 'global') continue;
		for (const combo of combos) {
			if (!characters && isCharacter(combo)) continue;
			if (matches(event, combo, apple)) return id;
		}
	}
	return null;
}

/** What keyboards of a language have printed on these keys. */
export type KeyLabels = { ctrl: string; shift: string; enter: string };

/** The keys of a combo, as they are printed on a keyboard. */
export function keyNames(combo: Combo, apple: boolean, labels: KeyLabels): string[] {
	const names: Record<string, string> = { ArrowUp: '↑', Escape: 'Esc', Enter: labels.enter };
	const name = names[combo.key] ?? combo.key.toUpperCase();
	return [
		...(combo.mod ? [apple ? '⌘' : labels.ctrl] : []),
		...(combo.shift ? [apple ? '⇧' : labels.shift] : []),
		name
	];
}
