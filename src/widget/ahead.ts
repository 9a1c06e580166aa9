// When the chat is fetched before it is opened: as soon as somebody points at its button or comes to it by
// keyboard, which is a moment before they press it; with `idle` once the page has nothing else to do; with
// `none` never. Nothing is started by it, and no model fetched. Not here: how (chat-element.ts).

export function whenExpected(
	when: string | null,
	buttons: readonly HTMLElement[],
	run: () => void,
	signal: AbortSignal
): void {
	if (when === 'none') return;
	for (const button of buttons)
		for (const name of ['pointerenter', 'focus']) button.addEventListener(name, run, { signal });
	// Who saves data is spared what may never be wanted.
	if (when !== 'idle' || Reflect.get(navigator, 'connection')?.saveData === true) return;
	const idle = () => {
		const expected = () => signal.aborted || run();
		// Safari does not say when it is idle.
		if (typeof requestIdleCallback === 'function') requestIdleCallback(expected);
		else setTimeout(expected, 200);
	};
	if (document.readyState === 'complete') idle();
	else addEventListener('load', idle, { once: true, signal });
}
