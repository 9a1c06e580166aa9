// Looks at a rendered message for anything that runs, loads, submits, covers or names. It knows
// nothing of how rendering works: it walks the DOM that resulted.

export type Finding = string;

const TAGS = new Set(
	`a b blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre s small
	span strong sub sup table tbody td th thead tr u ul`.split(/\s+/)
);
const MATH_TAGS = new Set(
	`span svg path line math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac
	msqrt mroot munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose`.split(/\s+/)
);
const ATTRIBUTES = new Set(
	`href title target rel type start class role tabindex aria-label data-copy data-language data-math
	data-align data-checked data-kind data-done`.split(/\s+/)
);
const MATH_ATTRIBUTES =
	/^(?:class|style|aria-hidden|xmlns|width|height|viewBox|d|[xy][12]|preserveAspectRatio|stroke-width|encoding|data-.*|math.*|stretchy|displaystyle|scriptlevel|accent(?:under)?|(?:column|row)(?:align|spacing|lines)|fence|separator|[lr]space|(?:min|max)size|linethickness|notation|voffset|display|depth)$/;

/** Everything of `root`'s content that is not on the list of what a message may be. */
export function audit(root: Element): Finding[] {
	const findings: Finding[] = [];
	for (const element of root.querySelectorAll('.markdown *')) {
		const tag = element.localName;
		const math = element.parentElement?.closest('[data-math][data-done]') !== null;
		if (!(math ? MATH_TAGS : TAGS).has(tag)) findings.push(`<${tag}>`);
		for (const { name, value } of element.attributes)
			findings.push(...attributeFindings(element, name, value, math));
	}
	return findings;
}

function attributeFindings(
	element: Element,
	name: string,
	value: string,
	math: boolean
): Finding[] {
	const where = `<${element.localName} ${name}="${value.slice(0, 60)}">`;
	if (name.startsWith('on')) return [where];
	if (name === 'style') {
		// Colours of code are set span by span; places and sizes only in formulas.
		const coloured = /^(?:--(?:light|dark): (?:#[\dA-F]{3,8}|inherit);\s*)+$/i.test(value);
		const placed = math && !/url|expression|@import|position:\s*(?:fixed|sticky)/i.test(value);
		return coloured || placed ? [] : [where];
	}
	if (!(math ? MATH_ATTRIBUTES.test(name) : ATTRIBUTES.has(name))) return [where];
	if (name !== 'href') return [];
	const safe =
		/^(?:https?:\/\/|mailto:)/.test(value) &&
		element.getAttribute('target') === '_blank' &&
		element.getAttribute('rel') === 'noopener noreferrer';
	return safe ? [] : [where];
}
