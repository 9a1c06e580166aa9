// How the page wants the chat to look: read from the element's attributes and custom properties when the
// chat comes, and when they change. Colours reach the frame as the browser computed them, fonts by name
// and, where the page says so, as bytes: a frame of another origin cannot use the page's own.

import type { EarlyLook, WidgetLook } from '../contract/widget.ts';

const COLOURS = [
	'accent',
	'accent-ink',
	'accent-text',
	'paper',
	'paper-raised',
	'ink',
	'ink-soft',
	'line'
] as const;

type Panel = { closable: boolean; ahead: boolean };

export async function lookOf(
	element: HTMLElement,
	lang: string | null,
	panel: Panel
): Promise<WidgetLook> {
	const look = earlyLookOf(element, lang, panel);
	const fontUrl = element.getAttribute('font-url');
	return { ...look, fontBytes: fontUrl === null ? null : await bytesOf(fontUrl) };
}

/** The same without what has to be fetched. */
export function earlyLookOf(element: HTMLElement, lang: string | null, panel: Panel): EarlyLook {
	const style = getComputedStyle(element);
	const theme = element.getAttribute('theme');
	return {
		theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
		direction: style.direction === 'rtl' ? 'rtl' : 'ltr',
		lang,
		colours: Object.fromEntries(
			COLOURS.map((name) => [name, computed(element, `--understudy-${name}`)] as const).filter(
				(entry): entry is [(typeof COLOURS)[number], string] => entry[1] !== null
			)
		),
		font: fontOf(element),
		...panel
	};
}

/** `font`, else with `host-fonts` what the page around the element is set in. */
function fontOf(element: HTMLElement): string | null {
	const named = element.getAttribute('font');
	if (named !== null) return named;
	if (!element.hasAttribute('host-fonts')) return null;
	return getComputedStyle(element.parentElement ?? document.body).fontFamily;
}

/** A colour as the browser understands it, `light-dark()` and the page's own variables included. */
function computed(element: HTMLElement, property: string): string | null {
	if (getComputedStyle(element).getPropertyValue(property).trim() === '') return null;
	const probe = document.createElement('i');
	probe.style.color = `var(${property})`;
	element.shadowRoot?.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}

/** Null where it cannot be fetched: then the name alone has to do. */
async function bytesOf(url: string): Promise<ArrayBuffer | null> {
	try {
		const response = await fetch(url);
		return response.ok ? await response.arrayBuffer() : null;
	} catch {
		return null;
	}
}
