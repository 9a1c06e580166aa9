// Where the list of conversations goes when it is asked for. 900 px is the width the styles use.

import type { AppState } from '../app-state.svelte.ts';

export function hasRoomForSidebar(): boolean {
	return window.matchMedia('(width >= 900px)').matches;
}

export function toggleSidebar(app: AppState): void {
	if (hasRoomForSidebar()) void app.update({ sidebarOpen: !app.settings.sidebarOpen });
	else app.drawerOpen = !app.drawerOpen;
}

/** Makes the list visible, for a search that starts from the keyboard. */
export function openSidebar(app: AppState): void {
	if (!hasRoomForSidebar()) app.drawerOpen = true;
	else if (!app.settings.sidebarOpen) void app.update({ sidebarOpen: true });
}
