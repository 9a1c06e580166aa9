// The small pure parts of the interface: file names, shared text, which Enter sends, where a popover
// goes, toasts, and the groups of the list.

import { expect, test } from 'vitest';
import type { Conversation } from '../contract/messages.ts';
import { sendsMessage } from './chat/keys.ts';
import { sharedText } from './chat/shared-text.ts';
import { placeBeside } from './primitives/place.ts';
import { fileName } from './save-file.ts';
import { groupConversations } from './sidebar/conversation-list.svelte.ts';
import { Toasts } from './toasts.svelte.ts';

test('a title becomes a file name every system takes', () => {
	expect(fileName('What is 17 + 25?', 'md')).toBe('what-is-17-25.md');
	expect(fileName('../../etc/passwd', 'json')).toBe('etc-passwd.json');
	expect(fileName('Ärger mit Übung', 'md')).toBe('ärger-mit-übung.md');
	expect(fileName('???', 'md')).toBe('conversation.md');
});

test('what is shared is put together without repeating itself', () => {
	const shared = (query: string) => sharedText(new URLSearchParams(query));
	expect(shared('title=A&text=B&url=C')).toBe('A\n\nB\n\nC');
	expect(shared('text=https://x.org&url=https://x.org')).toBe('https://x.org');
	expect(shared('c=123')).toBeNull();
	expect(shared('text=++')).toBeNull();
});

test('which Enter sends is a setting, and an input method’s Enter never does', () => {
	const enter = {
		key: 'Enter',
		shiftKey: false,
		ctrlKey: false,
		metaKey: false,
		altKey: false,
		isComposing: false,
		keyCode: 13
	};
	expect(sendsMessage(enter, true)).toBe(true);
	expect(sendsMessage({ ...enter, shiftKey: true }, true)).toBe(false);
	expect(sendsMessage(enter, false)).toBe(false);
	expect(sendsMessage({ ...enter, ctrlKey: true }, false)).toBe(true);
	expect(sendsMessage({ ...enter, isComposing: true }, true)).toBe(false);
	expect(sendsMessage({ ...enter, keyCode: 229 }, true)).toBe(false);
});

test('a popover stays inside the window, and goes above where there is no room below', () => {
	const viewport = { width: 360, height: 740 };
	const size = { width: 200, height: 300 };
	const at = (top: number, left: number) => ({ top, bottom: top + 40, left, right: left + 40 });
	expect(placeBeside(at(10, 20), size, viewport, 'start')).toEqual({ left: 20, top: 56 });
	expect(placeBeside(at(10, 300), size, viewport, 'start')).toEqual({ left: 152, top: 56 });
	expect(placeBeside(at(600, 20), size, viewport, 'start')).toEqual({ left: 20, top: 294 });
	expect(placeBeside(at(10, 20), size, viewport, 'end')).toEqual({ left: 8, top: 56 });
});

/** Toasts on a clock that passes when told. */
function toastsOnClock() {
	const waiting = new Map<number, () => void>();
	let next = 1;
	const toasts = new Toasts(undefined, {
		set: (run) => {
			waiting.set(next, run);
			return next++;
		},
		clear: (timer) => void waiting.delete(timer)
	});
	const pass = () => {
		for (const [timer, run] of waiting) {
			waiting.delete(timer);
			run();
		}
	};
	const texts = () => toasts.list.map(({ text }) => text);
	return { toasts, pass, texts };
}

test('a toast goes after its time, unless it is an error or is being read', () => {
	const { toasts, pass, texts } = toastsOnClock();
	toasts.show('done');
	toasts.show('broken', { kind: 'error' });
	toasts.hold(true);
	pass();
	expect(toasts.list.length).toBe(2);
	toasts.hold(false);
	pass();
	expect(texts()).toEqual(['broken']);
	toasts.show('broken', { kind: 'error' });
	expect(toasts.list.length).toBe(1);
});

test('the offer of a new version stays until it is answered, whatever else is said', () => {
	const { toasts, pass, texts } = toastsOnClock();
	let language = 'en';
	const offer = toasts.show(() => (language === 'en' ? 'New version.' : 'Neue Version.'), {
		action: { label: () => language, run: () => undefined },
		stays: true
	});
	for (const text of ['one', 'two', 'three', 'four']) toasts.show(text);
	expect(texts()).toEqual(['New version.', 'three', 'four']);
	toasts.hold(true);
	toasts.hold(false);
	pass();
	language = 'de';
	expect(texts()).toEqual(['Neue Version.']);
	expect(toasts.list[0]?.action?.label).toBe('de');
	toasts.dismiss(offer);
	expect(texts()).toEqual([]);
});

test('conversations are grouped: pinned ones first, then by day', () => {
	const now = new Date(2026, 5, 15, 12).getTime();
	const conversation = (id: string, hoursAgo: number, pinned = false): Conversation => ({
		id,
		title: id,
		titled: false,
		pinned,
		createdAtMs: 0,
		updatedAtMs: now - hoursAgo * 3_600_000,
		leafId: null,
		systemPrompt: '',
		egress: 'ask'
	});
	const list = [
		conversation('old', 24 * 60),
		conversation('p', 24 * 60, true),
		conversation('new', 1)
	];
	expect(
		groupConversations(list, now).map(({ key, conversations }) => [key, conversations[0]?.id])
	).toEqual([
		['pinned', 'p'],
		['today', 'new'],
		['older', 'old']
	]);
});
