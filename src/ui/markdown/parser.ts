// One `marked` set up for this app: GitHub's Markdown with formulas, whose raw HTML is text. What it
// writes is sanitised again (sanitize.ts) before it reaches the page. Pure: runs in Node as well.

import { Lexer, Marked, type RendererObject, type Token, type Tokens } from 'marked';
import { escapeHtml, linkAddress } from './escape.ts';
import { languageName } from './languages.ts';
import { mathExtensions } from './math.ts';

/** Words the renderer writes. Their catalogue is ui/messages. */
export type MarkdownLabels = {
	copy: string;
	copied: string;
	copyFailed: string;
	code: string;
	table: string;
	/** Before the alternative text of an image that is not loaded. */
	image: string;
	/** After it: who would be contacted. */
	imageHost: (host: string) => string;
	imageHidden: string;
	taskDone: string;
	taskOpen: string;
};

// Tags without attributes that carry meaning in a chat; any other HTML is shown as written.
const PLAIN_TAG = /^<\/?(?:b|br|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|u)\s*\/?>$/i;
const TAGS = /<[^<>]*>/g;

function htmlAsText(source: string): string {
	let html = '';
	let end = 0;
	for (const tag of source.matchAll(TAGS)) {
		html += escapeHtml(source.slice(end, tag.index));
		html += PLAIN_TAG.test(tag[0]) ? tag[0] : escapeHtml(tag[0]);
		end = tag.index + tag[0].length;
	}
	return html + escapeHtml(source.slice(end));
}

function renderer(labels: MarkdownLabels): RendererObject {
	return {
		html(token: Tokens.HTML | Tokens.Tag) {
			const html = htmlAsText(token.text.trimEnd());
			return token.block ? `<p class="source">${html}</p>\n` : html;
		},
		code({ text, lang }: Tokens.Code) {
			const language = (lang ?? '').trim().split(/[\s{,]/)[0] ?? '';
			const name = languageName(language);
			const label = escapeHtml(name ? `${labels.code}, ${name}` : labels.code);
			return (
				`<div class="code" data-language="${escapeHtml(language.slice(0, 40))}">` +
				`<div class="code-head"><span>${escapeHtml(name || labels.code)}</span>` +
				`<button type="button" data-copy="">${escapeHtml(labels.copy)}</button></div>` +
				`<pre tabindex="0" role="group" aria-label="${label}"><code>${escapeHtml(text)}\n</code></pre></div>\n`
			);
		},
		link({ href, title, tokens }: Tokens.Link) {
			const inside = this.parser.parseInline(tokens);
			const address = linkAddress(href);
			if (address === null) return `<span class="dead-link">${inside}</span>`;
			const shown = title ? ` title="${escapeHtml(title)}"` : '';
			return `<a href="${escapeHtml(address)}"${shown} target="_blank" rel="noopener noreferrer">${inside}</a>`;
		},
		image({ href, text }: Tokens.Image) {
			const alt = escapeHtml(text.trim() || labels.image);
			const address = linkAddress(href);
			if (address === null || !address.startsWith('http'))
				return `<span class="image">${alt} <small>${escapeHtml(labels.imageHidden)}</small></span>`;
			const host = escapeHtml(labels.imageHost(new URL(address).host));
			return (
				`<span class="image">${escapeHtml(labels.image)}: <a href="${escapeHtml(address)}" target="_blank" ` +
				`rel="noopener noreferrer">${alt}</a> <small>${host}</small></span>`
			);
		},
		checkbox({ checked }: Tokens.Checkbox) {
			const label = escapeHtml(checked ? labels.taskDone : labels.taskOpen);
			return `<span class="task" role="img" aria-label="${label}" data-checked="${checked}"></span> `;
		},
		table(token: Tokens.Table) {
			const cells = (row: Tokens.TableCell[]) =>
				row
					.map(({ tokens, header, align }) => {
						const tag = header ? 'th' : 'td';
						const side = align ? ` data-align="${align}"` : '';
						return `<${tag}${side}>${this.parser.parseInline(tokens)}</${tag}>`;
					})
					.join('');
			const body = token.rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
			return (
				`<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(labels.table)}"><table>` +
				`<thead><tr>${cells(token.header)}</tr></thead><tbody>${body}</tbody></table></div>\n`
			);
		}
	};
}

/** A star between two digits multiplies: `7*6=42, 4*6=24` has no emphasis. Any other is Markdown's. */
const hooks = { emStrongMask: (source: string) => source.replace(/(?<=\d)\*(?=\d)/g, '+') };

export type MarkdownLinks = Record<string, { href: string; title?: string | null | undefined }>;

/** Renders one block's Markdown as HTML that has yet to be sanitised. Throws when marked does. */
export function makeParser(
	labels: MarkdownLabels
): (source: string, links: MarkdownLinks) => string {
	const marked = new Marked({
		gfm: true,
		extensions: mathExtensions,
		hooks,
		renderer: renderer(labels)
	});
	return (source, links) => {
		const lexer = new Lexer(marked.defaults);
		Object.assign(lexer.tokens.links, links);
		return marked.parser(lexer.lex(source));
	};
}

const blockMarked = new Marked({ gfm: true, extensions: mathExtensions });

/** The top-level tokens of a text, their insides not yet parsed, and the link targets it defines. */
export function lexBlocks(source: string): { tokens: Token[]; links: MarkdownLinks } {
	const lexer = new Lexer(blockMarked.defaults);
	const tokens = lexer.blockTokens(source, lexer.tokens);
	return { tokens, links: lexer.tokens.links };
}
