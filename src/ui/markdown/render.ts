// The part of Markdown that is loaded with the first message: splits, parses, sanitises and puts
// blocks on the page. The component (Markdown.svelte) only holds the list.

import { BlockSplitter, type Block } from './blocks.ts';
import { enhance } from './enhance.ts';
import { escapeHtml } from './escape.ts';
import { morph } from './morph.ts';
import { makeParser, type MarkdownLabels } from './parser.ts';
import { repair } from './repair.ts';
import { markdownFragment } from './sanitize.ts';

export type { Block, MarkdownLabels };

export type MarkdownRenderer = {
	splitter(): BlockSplitter;
	/** Makes `element` show `block`; what follows (colours, formulas) stops with `signal`. */
	show(element: HTMLElement, block: Block, signal: AbortSignal): void;
};

export function makeRenderer(labels: MarkdownLabels): MarkdownRenderer {
	const parse = makeParser(labels);

	function html({ source, kind, open, links }: Block): string {
		if (kind !== 'plain')
			try {
				return parse(open ? repair(source) : source, links);
			} catch {
				// Nested past what the parser's recursion carries: shown as written.
			}
		return `<p class="source">${escapeHtml(source)}</p>`;
	}

	return {
		splitter: () => new BlockSplitter(),
		show(element, block, signal) {
			morph(element, markdownFragment(html(block)));
			if (!block.open) void enhance(element, signal);
		}
	};
}
