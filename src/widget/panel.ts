// What the element puts on the page: the launcher, the panel with its close button, and later the frame.
// Made by DOM calls alone, so that neither a strict CSP nor Trusted Types of the page stand in the way.
// Not here: when what happens (chat-element.ts).

import { SMALL_SCREEN, STYLES } from './styles.ts';
import type { Words } from './words.ts';

const BUBBLE =
	'M5 18.5V6.8A1.8 1.8 0 0 1 6.8 5h10.4A1.8 1.8 0 0 1 19 6.8v7.4a1.8 1.8 0 0 1-1.8 1.8H8.5z';
const CROSS = 'M6 6l12 12M18 6L6 18';

export type Panel = {
	launcher: HTMLButtonElement;
	dialog: HTMLDialogElement;
	close: HTMLButtonElement;
	/** Of an inline panel, before the chat is there. */
	start: HTMLButtonElement;
	said: HTMLElement;
	/** Where the frame goes. */
	place: HTMLElement;
	say(words: Words, label: string): void;
	/** In a launcher's panel: over the page, which waits on a small screen. */
	show(): void;
	hide(): void;
	/** Keeps a launcher's panel as the screen is, until `signal`. */
	follow(inline: () => boolean, signal: AbortSignal): void;
};

export function createPanel(root: ShadowRoot): Panel {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(STYLES);
	root.adoptedStyleSheets = [sheet];
	const small = matchMedia(SMALL_SCREEN);

	const launcher = button('launcher', BUBBLE);
	const label = document.createElement('span');
	launcher.append(label);
	launcher.setAttribute('aria-haspopup', 'dialog');
	launcher.setAttribute('aria-expanded', 'false');
	const close = button('close', CROSS);
	const start = button('start', null);
	const said = document.createElement('p');
	said.className = 'said';
	said.setAttribute('role', 'status');
	const dialog = document.createElement('dialog');
	dialog.part.add('panel');
	dialog.append(said, close);
	const place = document.createElement('div');
	place.className = 'place';
	place.append(dialog, start);
	root.append(launcher, place);

	/** As the screen is now; a change of it while open keeps the frame as it is. */
	function show(): void {
		if (dialog.open) dialog.close();
		if (small.matches) dialog.showModal();
		else dialog.show();
	}

	return {
		launcher,
		dialog,
		close,
		start,
		said,
		place,
		say(words, given) {
			label.textContent = given;
			label.hidden = given === '';
			const name = dialog.open ? words.close : given || words.open;
			launcher.setAttribute('aria-label', name);
			close.setAttribute('aria-label', words.close);
			dialog.setAttribute('aria-label', given || words.chat);
			start.textContent = given || words.start;
		},
		show,
		hide: () => dialog.close(),
		follow(inline, signal) {
			const changed = () => {
				if (dialog.open && !inline()) show();
			};
			small.addEventListener('change', changed, { signal });
		}
	};
}

function button(name: string, icon: string | null): HTMLButtonElement {
	const made = document.createElement('button');
	made.type = 'button';
	made.className = name;
	made.part.add(name);
	if (icon !== null) made.append(drawn(icon));
	return made;
}

/** On a grid of 24 × 24, as the app's own icons. */
function drawn(path: string): SVGSVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS(namespace, 'svg');
	const line = document.createElementNS(namespace, 'path');
	const attributes = {
		viewBox: '0 0 24 24',
		width: '24',
		height: '24',
		fill: 'none',
		stroke: 'currentColor',
		'stroke-width': '1.75',
		'stroke-linecap': 'round',
		'stroke-linejoin': 'round',
		'aria-hidden': 'true'
	};
	for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
	line.setAttribute('d', path);
	svg.append(line);
	return svg;
}
