// Where the focus is, whatever shadow roots of the page it is in. Not here: who takes it (chat-element.ts).

/** What has the focus. */
export function focused(): Element | null {
	let active = document.activeElement;
	while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
	return active;
}

/** Whether the focus is in this element, or nowhere. */
export function hasFocus(element: HTMLElement): boolean {
	const root = element.getRootNode();
	const active = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
	return active === element || document.activeElement === document.body || active === null;
}

/** Whether what had the focus can have it again: the page may have taken it away. */
export function takesFocus(before: Element | null): before is HTMLElement {
	return before instanceof HTMLElement && before !== document.body && before.isConnected;
}
