// Where a popover goes: below its button or above it, inside the window. Uses fixed coordinates,
// because CSS anchor positioning is not in every browser this app supports.

const GAP = 6;
const MARGIN = 8;

type Box = { top: number; bottom: number; left: number; right: number };
type Size = { width: number; height: number };

/** Left and top in CSS pixels. `align` is the edge of the button the popover's own edge follows. */
export function placeBeside(
	anchor: Box,
	popover: Size,
	viewport: Size,
	align: 'start' | 'end'
): { left: number; top: number } {
	const wanted = align === 'start' ? anchor.left : anchor.right - popover.width;
	const left = clamp(wanted, MARGIN, viewport.width - popover.width - MARGIN);
	const below = anchor.bottom + GAP;
	const above = anchor.top - GAP - popover.height;
	const fits = below + popover.height <= viewport.height - MARGIN;
	const top = fits || above < MARGIN ? below : above;
	return { left, top: clamp(top, MARGIN, viewport.height - popover.height - MARGIN) };
}

/** Puts an open popover beside its button. */
export function place(popover: HTMLElement, anchor: Element, align: 'start' | 'end'): void {
	const { left, top } = placeBeside(
		anchor.getBoundingClientRect(),
		{ width: popover.offsetWidth, height: popover.offsetHeight },
		{ width: document.documentElement.clientWidth, height: window.innerHeight },
		align
	);
	popover.style.left = `${left}px`;
	popover.style.top = `${top}px`;
}

function clamp(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(value, most));
}
