// The copy button of code blocks: one listener for a whole message, and one live region for the
// page that says what happened. The button's own text changes too, for those who see it.

import type { MarkdownLabels } from './parser.ts';

// Long enough to be read, short enough that the button is itself again for the next copy.
const SHOW_MS = 2_000;

let region: HTMLElement | undefined;

function announce(text: string): void {
	if (!region) {
		region = document.createElement('div');
		region.className = 'visually-hidden';
		region.setAttribute('role', 'status');
		document.body.append(region);
	}
	// The same words again are only read when they are a change.
	region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** Copies the code a clicked button belongs to; null where it did not, and any other click is left alone. */
export async function copyOnClick(event: Event, labels: MarkdownLabels): Promise<string | null> {
	const target = event.target instanceof Element ? event.target : null;
	const button = target?.closest<HTMLButtonElement>('button[data-copy]');
	const code = button?.closest('.code')?.querySelector('pre > code');
	if (!button || !code) return null;
	const copied = (code.textContent ?? '').replace(/\n$/, '');
	try {
		await navigator.clipboard.writeText(copied);
		say(button, labels.copied, labels.copy);
		return copied;
	} catch {
		announce(labels.copyFailed);
		const selection = getSelection();
		selection?.selectAllChildren(code);
		return null;
	}
}

function say(button: HTMLButtonElement, done: string, before: string): void {
	button.textContent = done;
	announce(done);
	setTimeout(() => (button.textContent = before), SHOW_MS);
}
