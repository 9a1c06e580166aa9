// What the first paint needs before any script has loaded: theme, sidebar, welcome seen, language; and whether
// Enter sends. They are
// copied to localStorage, and an inline script in app.html puts them on <html>. The settings store
// stays the truth; a missing or refused localStorage only costs a flash. Defaults leave no copy, so
// that none is left, or comes back from another tab, once everything was erased.

import { DEFAULT_SETTINGS, type Settings } from '../contract/settings.ts';

export const BOOT_KEY = 'understudy-boot';

/** Puts theme and sidebar on <html> and keeps them for the next first paint. */
export function rememberBoot(settings: Settings): void {
	const root = document.documentElement;
	if (settings.theme === 'system') delete root.dataset.theme;
	else root.dataset.theme = settings.theme;
	root.dataset.sidebar = settings.sidebarOpen ? 'open' : 'closed';
	if (settings.welcomed) root.dataset.welcomed = '';
	else delete root.dataset.welcomed;
	try {
		const kept = bootOf(settings);
		if (kept === bootOf(DEFAULT_SETTINGS)) localStorage.removeItem(BOOT_KEY);
		else localStorage.setItem(BOOT_KEY, kept);
	} catch {
		// Storage is refused in some private windows; the settings store reports that itself.
	}
}

/** What was kept of them, as it was written: not checked. */
export function bootSettings(): Partial<Settings> {
	try {
		return JSON.parse(localStorage.getItem(BOOT_KEY) ?? '{}');
	} catch {
		return {};
	}
}

function bootOf({ theme, sidebarOpen, welcomed, locale, sendOnEnter }: Settings): string {
	return JSON.stringify({ theme, sidebarOpen, welcomed, locale, sendOnEnter });
}
