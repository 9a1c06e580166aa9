// A panel in the top layer beside its button: the native popover, which closes on Escape, on a press
// elsewhere and when the window changes, and gives the focus back. Looks: `.floating` in base.css.
// Not here: what is in it (Popover.svelte, Menu.svelte).

import { untrack } from 'svelte';
import { place } from './place.ts';

export class Floating {
	open = $state(false);
	/** Around the button, which is its first child. */
	anchor = $state<HTMLElement>();
	#panel: HTMLElement | undefined;

	toggle = (): void => {
		if (this.open) this.close();
		else this.open = true;
	};

	close = (): void => {
		this.#panel?.hidePopover();
	};

	/** An attachment for the panel: shows it beside its button, then lets `focus` choose where to be. */
	panel(align: 'start' | 'end', focus: (panel: HTMLElement) => void) {
		return (element: HTMLElement) => {
			// Opening happens once: nothing read here may open it again.
			untrack(() => {
				this.#panel = element;
				element.showPopover();
				const button = this.anchor?.firstElementChild;
				if (button) place(element, button, align);
				focus(element);
			});
			return () => {
				this.#panel = undefined;
			};
		};
	}

	/** For the panel's `toggle` event. */
	toggled = (event: ToggleEvent): void => {
		if (event.newState !== 'closed') return;
		const inside = this.#panel?.contains(document.activeElement);
		this.open = false;
		if (inside) this.giveBack();
	};

	/** Focuses the button. */
	giveBack(): void {
		this.anchor?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
	}
}
