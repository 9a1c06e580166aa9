// Formulas as Markdown tokens: $…$, $$…$$, \(…\) and \[…\]. Money is not a formula: "$5 and $6"
// stays text. Not here: typesetting (typeset.ts); a formula is its TeX source until that is loaded.

import type { TokenizerAndRendererExtension, Tokens } from 'marked';
import { escapeHtml } from './escape.ts';
import { MAX_MATH } from './limits.ts';

// A formula never holds a blank line: what comes before one can be rendered for good.
const DISPLAY = [
	/^ {0,3}\$\$((?:(?!\n[ \t]*\n)[\s\S])+?)\$\$[ \t]*(?:\n|$)/,
	/^ {0,3}\\\[((?:(?!\n[ \t]*\n)[\s\S])+?)\\\][ \t]*(?:\n|$)/
];

const INLINE = [
	/^\$\$((?:[^$\\]|\\[\s\S])+?)\$\$/,
	/^\\\[([\s\S]+?)\\\]/,
	/^\\\(([\s\S]+?)\\\)/,
	// No space inside the dollars, no digit after them: pandoc's rule.
	/^\$(?!\s)((?:[^$\\\n]|\\[^\n])*?[^\s$\\]|\\[^\n])\$(?!\d)/
];

// An amount and then ordinary words: "$5 for a pencil or 3$".
const AMOUNT = /^\d[\d.,]*(?:\s|$)[^\\=^_]*\b[a-z]{2,}/i;

type MathToken = Tokens.Generic & { text: string; display: boolean };

function isMath(token: Tokens.Generic): token is MathToken {
	return typeof token.text === 'string' && typeof token.display === 'boolean';
}

/** The TeX of an inline formula at the start of `source`, if there is one. */
export function inlineMath(source: string): { raw: string; text: string; display: boolean } | null {
	for (const [i, pattern] of INLINE.entries()) {
		const [raw, text = ''] = pattern.exec(source.slice(0, MAX_MATH + 4)) ?? [];
		if (raw === undefined || text.trim() === '' || text.includes('\n\n')) continue;
		if (i === 3 && AMOUNT.test(text)) continue;
		return { raw, text: text.trim(), display: i < 2 };
	}
	return null;
}

/** The TeX of a formula that stands by itself at the start of `source`, if there is one. */
export function displayMath(source: string): { raw: string; text: string } | null {
	for (const pattern of DISPLAY) {
		const [raw, text = ''] = pattern.exec(source.slice(0, MAX_MATH + 8)) ?? [];
		if (raw !== undefined && text.trim() !== '') return { raw, text: text.trim() };
	}
	return null;
}

export const mathExtensions: TokenizerAndRendererExtension[] = [
	{
		name: 'displayMath',
		level: 'block',
		// Asked for every paragraph: it looks no further than the paragraph may reach.
		start(source) {
			const end = source.indexOf('\n\n');
			const paragraph = end < 0 ? source : source.slice(0, end);
			return /(?:^|\n) {0,3}(?:\$\$|\\\[)/.exec(paragraph)?.index;
		},
		tokenizer(source) {
			const found = displayMath(source);
			return found ? { type: 'displayMath', ...found, display: true } : undefined;
		},
		renderer: (token) =>
			isMath(token)
				? `<div class="math" data-math="block" tabindex="0">${escapeHtml(token.text)}</div>`
				: ''
	},
	{
		name: 'inlineMath',
		level: 'inline',
		start: (source) => /\$|\\[([]/.exec(source)?.index,
		tokenizer(source) {
			const found = inlineMath(source);
			return found ? { type: 'inlineMath', ...found } : undefined;
		},
		renderer: (token) =>
			isMath(token)
				? `<span class="math" data-math="${token.display ? 'block' : 'inline'}">${escapeHtml(token.text)}</span>`
				: ''
	}
];
