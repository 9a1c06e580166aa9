// Puts the page's wishes on the frame's document: theme, direction, colours and font, as the parser of
// contract/widget.ts let them through. What is not wished stays as in the app.

import { WIDGET_COLOURS, type WidgetLook } from '../../contract/widget.ts';

const FONT_NAME = 'Understudy host';

export function applyLook(look: WidgetLook): void {
	const root = document.documentElement;
	if (look.theme === 'auto') delete root.dataset.theme;
	else root.dataset.theme = look.theme;
	root.dir = look.direction;
	for (const [name, tokens] of Object.entries(WIDGET_COLOURS))
		for (const token of tokens) {
			const value = look.colours[name];
			if (value === undefined) root.style.removeProperty(token);
			else root.style.setProperty(token, value);
		}
	setFont(look);
}

function setFont({ font, fontBytes }: WidgetLook): void {
	const { style } = document.documentElement;
	const names = [...(fontBytes ? [`'${FONT_NAME}'`] : []), ...(font === null ? [] : [font])];
	if (names.length === 0) {
		style.removeProperty('--font-body');
		style.removeProperty('--font-display');
		return;
	}
	if (fontBytes) {
		for (const face of document.fonts)
			if (face.family.includes(FONT_NAME)) document.fonts.delete(face);
		// Bytes that are no font leave the next name of the list.
		document.fonts.add(new FontFace(FONT_NAME, fontBytes));
	}
	const list = [...names, 'system-ui', 'sans-serif'].join(', ');
	style.setProperty('--font-body', list);
	style.setProperty('--font-display', list);
}
