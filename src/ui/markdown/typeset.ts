// Typesets formulas with KaTeX. Loaded when the first formula is on screen; its style sheet is
// adopted and its fonts registered here, woff2 only, from our own origin. Nothing a formula says is
// trusted: no links, no classes, no images; sizes and expansions are bounded.

import { renderToString } from 'katex';
import css from 'katex/dist/katex.min.css?raw';
import { mathFragment } from './sanitize.ts';

const fonts = import.meta.glob<string>('/node_modules/katex/dist/fonts/*.woff2', {
	query: '?url&no-inline',
	import: 'default',
	eager: true
});

let styled = false;

function addStyles(): void {
	if (styled) return;
	styled = true;
	const sheet = new CSSStyleSheet();
	// The faces name three formats by relative paths: they are registered one by one instead.
	sheet.replaceSync(css.replace(/@font-face\{[^}]*\}/g, ''));
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	for (const face of css.matchAll(/@font-face\{([^}]*)\}/g)) {
		const rule = face[1] ?? '';
		const family = /font-family:"?([\w-]+)/.exec(rule)?.[1];
		const file = /fonts\/([\w-]+\.woff2)/.exec(rule)?.[1];
		const url = fonts[`/node_modules/katex/dist/fonts/${file}`];
		if (!family || !url) continue;
		document.fonts.add(
			new FontFace(family, `url(${url}) format("woff2")`, {
				style: /font-style:(\w+)/.exec(rule)?.[1] ?? 'normal',
				weight: /font-weight:(\w+)/.exec(rule)?.[1] ?? '400'
			})
		);
	}
}

/** The formula, or null when it is not valid TeX: then its source stays on the page. */
export function typeset(tex: string, displayMode: boolean): DocumentFragment | null {
	addStyles();
	try {
		const html = renderToString(tex, {
			displayMode,
			trust: false,
			strict: 'ignore',
			throwOnError: true,
			maxSize: 20,
			maxExpand: 200,
			output: 'htmlAndMathml'
		});
		return mathFragment(html);
	} catch {
		return null;
	}
}
