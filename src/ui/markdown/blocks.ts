// Splits a growing text into Markdown blocks. A block that can no longer change is lexed once and
// keeps its identity (so its DOM is left alone); only the open end is lexed again as text arrives.
// Not here: what a block looks like (render.ts), or how an unfinished one is completed (repair.ts).

import type { Token } from 'marked';
import { MAX_BLOCK, MAX_BLOCKS, MAX_MARKDOWN, MAX_NESTING, PLAIN_PIECE } from './limits.ts';
import { lexBlocks, type MarkdownLinks } from './parser.ts';

export type Block = {
	/** Its place in the message. */
	index: number;
	source: string;
	/** `plain` is shown as it is: too long or too deeply nested to parse. */
	kind: 'markdown' | 'code' | 'plain';
	/** True while more text may still change it. */
	open: boolean;
	/** What `[text][name]` may refer to, from the whole message. */
	links: MarkdownLinks;
};

/** The blocks of one message. `update` may be called with a longer text, or with any other. */
export class BlockSplitter {
	#text = '';
	#blocks: Block[] = [];
	#links: MarkdownLinks = {};
	/** How many blocks at the front are closed, and how much text they span. */
	#closed = 0;
	#closedLength = 0;

	/** The same object is returned for every block that did not change. */
	update(raw: string, streaming: boolean): Block[] {
		const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
		if (!streaming || !text.startsWith(this.#text)) {
			this.#closed = 0;
			this.#closedLength = 0;
			this.#links = {};
		}
		this.#text = text;
		const cut = markdownEnd(text);
		const next = this.#blocks.slice(0, this.#closed);
		const tail = this.#lex(text.slice(this.#closedLength, cut));
		const firstOpen = streaming && cut === text.length ? openFrom(tail) : tail.length;
		for (const [i, { token, length }] of tail.entries()) {
			const open = i >= firstOpen;
			if (token.type !== 'def') this.#put(next, token.raw, kindOf(token), open);
			if (open) continue;
			this.#closed = next.length;
			this.#closedLength += length;
		}
		for (const piece of pieces(text.slice(cut))) this.#put(next, piece, 'plain', false);
		this.#blocks = next;
		return next;
	}

	#lex(source: string): SizedToken[] {
		if (source === '') return [];
		if (ONE_LINE_NESTING.test(source)) return [plainToken(source)];
		try {
			const { tokens, links } = lexBlocks(source);
			if (Object.keys(links).some((name) => !(name in this.#links)))
				this.#links = { ...links, ...this.#links };
			return limited(withoutSpaces(tokens), source, MAX_BLOCKS - this.#closed);
		} catch {
			return [plainToken(source)];
		}
	}

	#put(next: Block[], source: string, kind: Block['kind'], open: boolean): void {
		const index = next.length;
		const links = this.#links;
		const old = this.#blocks[index];
		const same =
			old?.source === source &&
			old.kind === kind &&
			old.open === open &&
			(old.links === links || !source.includes('['));
		next.push(same ? old : { index, source, kind, open, links });
	}
}

type SizedToken = { token: Token; length: number };

/** The first `count` tokens of `source`, and what follows them as one plain token. */
function limited(tokens: SizedToken[], source: string, count: number): SizedToken[] {
	if (tokens.length <= count) return tokens;
	const kept = tokens.slice(0, Math.max(0, count));
	const end = kept.reduce((sum, { length }) => sum + length, 0);
	return [...kept, plainToken(source.slice(end))];
}

function plainToken(source: string): SizedToken {
	return { token: { type: 'plain', raw: source }, length: source.length };
}

/** Tokens with the blank space after each counted to it; leading space belongs to the first. */
function withoutSpaces(tokens: Token[]): SizedToken[] {
	const list: SizedToken[] = [];
	let leading = 0;
	for (const token of tokens) {
		const last = list.at(-1);
		if (token.type !== 'space') {
			list.push({ token, length: token.raw.length + leading });
			leading = 0;
		} else if (last) last.length += token.raw.length;
		else leading += token.raw.length;
	}
	return list;
}

/**
 * The first token that more text could still change: the last one, and the one before it while
 * the first line of the last is unfinished (`text` + `-` may become a heading or a list).
 */
function openFrom(tokens: SizedToken[]): number {
	const last = tokens.length - 1;
	const raw = tokens[last]?.token.raw ?? '';
	return Math.max(0, raw.trimStart().includes('\n') ? last : last - 1);
}

function kindOf(token: Token): Block['kind'] {
	if (token.type === 'code') return 'code';
	return token.type === 'plain' || token.raw.length > MAX_BLOCK ? 'plain' : 'markdown';
}

// Quotes in quotes or lists in lists, all on one line; a ruler (`- - -`) is none.
const ONE_LINE_NESTING = new RegExp(
	`^(?![ \\t]*([-*])(?:[ \\t]*\\1)+[ \\t]*$)(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${MAX_NESTING}}`,
	'm'
);

/** Where Markdown ends: at the last blank line, line or character before the limit. */
function markdownEnd(text: string): number {
	if (text.length <= MAX_MARKDOWN) return text.length;
	return cutBefore(text, MAX_MARKDOWN);
}

function pieces(text: string): string[] {
	const list: string[] = [];
	for (let at = 0; at < text.length;) {
		const rest = text.length - at;
		const end = rest <= PLAIN_PIECE ? text.length : cutBefore(text, at + PLAIN_PIECE, at);
		list.push(text.slice(at, end));
		at = end;
	}
	return list;
}

/** A place at or before `limit` (and after `from`) that splits neither a line, if it can, nor a pair. */
function cutBefore(text: string, limit: number, from = 0): number {
	for (const mark of ['\n\n', '\n']) {
		const at = text.lastIndexOf(mark, limit - mark.length);
		if (at > from + (limit - from) / 2) return at + mark.length;
	}
	const code = text.charCodeAt(limit - 1);
	return code >= 0xd800 && code < 0xdc00 ? limit - 1 : limit;
}
