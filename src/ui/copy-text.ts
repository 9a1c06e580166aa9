// Puts text on the clipboard and says whether it worked.

import type { AppState } from './app-state.svelte.ts';

/** Resolves to false, with a toast that says what to do, when the browser refuses. */
export async function copyText(app: AppState, text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		app.toasts.show(app.t.common.copied, { kind: 'success' });
		return true;
	} catch {
		app.toasts.show(app.t.common.copyFailed, { kind: 'error' });
		return false;
	}
}
