// The second barrier: whatever HTML the parser or KaTeX wrote, only listed elements and attributes
// reach the page. Nothing that loads, submits, styles, names (DOM clobbering) or runs is listed.
// Needs a DOM: imported in the browser only.

import DOMPurify from 'dompurify';
import { linkAddress } from './escape.ts';

const words = (list: string) => list.trim().split(/\s+/);

// Attributes that hold words, never an address.
const MARKDOWN_WORDS = words(`
	title target rel type start class role tabindex aria-label
	data-copy data-language data-math data-align data-checked`);

const MARKDOWN = {
	ALLOWED_TAGS: words(`
		a b blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre s
		small span strong sub sup table tbody td th thead tr u ul`),
	ALLOWED_ATTR: ['href', ...MARKDOWN_WORDS],
	ADD_URI_SAFE_ATTR: MARKDOWN_WORDS
};

const MATH_WORDS = words(`
	class style aria-hidden xmlns width height viewBox d x1 x2 y1 y2 preserveAspectRatio
	stroke-width encoding mathvariant stretchy displaystyle scriptlevel accent accentunder
	columnalign columnspacing rowspacing columnlines rowlines fence separator lspace rspace minsize
	maxsize linethickness notation voffset display mathcolor depth`);

// What KaTeX writes with `output: 'htmlAndMathml'` and `trust: false`.
const MATH = {
	ALLOWED_TAGS: words(`
		span svg path line math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup
		mfrac msqrt mroot munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose`),
	ALLOWED_ATTR: MATH_WORDS,
	ADD_URI_SAFE_ATTR: MATH_WORDS
};

const COMMON = {
	ALLOW_ARIA_ATTR: false,
	ALLOW_DATA_ATTR: false,
	ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
	RETURN_DOM_FRAGMENT: true
} as const;

const purifier = DOMPurify(window);
purifier.addHook('afterSanitizeAttributes', (element) => {
	if (element.nodeName !== 'A') return;
	const address = linkAddress(element.getAttribute('href') ?? '');
	if (address === null) element.removeAttribute('href');
	else element.setAttribute('href', address);
	element.setAttribute('target', '_blank');
	element.setAttribute('rel', 'noopener noreferrer');
});

function sanitize(html: string, allowed: typeof MARKDOWN): DocumentFragment {
	const clean: DocumentFragment | null = purifier.sanitize(html, { ...COMMON, ...allowed });
	// Null is what DOMPurify returns when nothing at all may stay.
	return clean ?? document.createDocumentFragment();
}

/** Sanitised Markdown, ready for the page. */
export function markdownFragment(html: string): DocumentFragment {
	return sanitize(html, MARKDOWN);
}

/**
 * A sanitised formula. `style` is only allowed here, and is set through CSSOM, so that a policy without
 * `unsafe-inline` holds.
 */
export function mathFragment(html: string): DocumentFragment {
	const fragment = sanitize(html, MATH);
	for (const element of fragment.querySelectorAll<HTMLElement>('[style]')) {
		const style = element.getAttribute('style') ?? '';
		element.removeAttribute('style');
		if (!/url\s*\(|expression|@import|position\s*:\s*(?:fixed|sticky)/i.test(style))
			element.style.cssText = style;
	}
	return fragment;
}
