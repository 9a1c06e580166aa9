// Reads a Markdown file as a page: headings with the names that GitHub and most generators give them, and
// blocks of plain text. HTML in it is left out, as are pictures and badges.

import { marked, type Token, type Tokens } from 'marked';
import { newSection, plain, type Section, type SiteDocument } from './document.ts';
import { unescaped } from './html.ts';

/** A heading's name in the page's address; a repeated one is numbered. */
export function slugger(): (heading: string) => string {
	const used = new Map<string, number>();
	return (heading) => {
		const slug = heading
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
			.replace(/\s/g, '-');
		const before = used.get(slug) ?? 0;
		used.set(slug, before + 1);
		return before === 0 ? slug : `${slug}-${before}`;
	};
}

/** `name` stands in for a title the page has not. */
export function markdownDocument(markdown: string, name: string): SiteDocument {
	const { title, body } = frontMatter(markdown);
	const sections: Section[] = [newSection()];
	const slug = slugger();
	const visit = (tokens: readonly Token[]) => {
		for (const token of tokens) {
			if (token.type === 'heading') {
				const heading = textOf(token);
				sections.push(newSection((token as Tokens.Heading).depth, heading, slug(heading)));
			} else if (token.type === 'blockquote') visit((token as Tokens.Blockquote).tokens);
			else sections.at(-1)!.blocks.push(...blocksOf(token));
		}
	};
	visit(marked.lexer(body));
	const heading = sections.find(({ level }) => level === 1)?.heading ?? '';
	return { title: title || heading || name, sections };
}

function blocksOf(token: Token): string[] {
	switch (token.type) {
		case 'list':
			return (token as Tokens.List).items.map(textOf).filter(Boolean);
		case 'table': {
			const { header, rows } = token as Tokens.Table;
			return [header, ...rows].map((row) => row.map(textOf).filter(Boolean).join(' | '));
		}
		case 'html':
		case 'space':
		case 'hr':
		case 'def':
			return [];
		default: {
			const text = textOf(token);
			return text === '' ? [] : [text];
		}
	}
}

/** The words of a token and all in it; what `marked` escaped is given back. */
function textOf(token: Token | Tokens.ListItem | Tokens.TableCell): string {
	return plain(words(token));
}

function words(token: Token | Tokens.ListItem | Tokens.TableCell): string {
	if ('type' in token) {
		if (token.type === 'html' || token.type === 'image') return '';
		if (token.type === 'br') return ' ';
		if (token.type === 'list')
			return (token as Tokens.List).items.map((item) => ` ${words(item)}`).join(' ');
	}
	if ('tokens' in token && token.tokens) return token.tokens.map(words).join('');
	return 'text' in token && typeof token.text === 'string' ? unescaped(token.text) : '';
}

/** The title in a file's YAML front matter, and the file without it. */
function frontMatter(markdown: string): { title: string; body: string } {
	const text = markdown.replace(/^\ufeff/, '');
	const found = /^---\r?\n([\s\S]*?)\r?\n---\s*(?:\r?\n|$)/.exec(text);
	if (!found) return { title: '', body: text };
	const title = /^title:\s*(.+)$/m.exec(found[1] ?? '')?.[1]?.trim() ?? '';
	return { title: title.replace(/^(["'])(.*)\1$/, '$2'), body: text.slice(found[0].length) };
}
