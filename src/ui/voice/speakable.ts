// A message's Markdown as sentences to be read aloud: without its signs, code and formulas named instead
// of spelled, tables row by row. Not speaking them (platform/read-aloud.ts).

import { Lexer, Marked, type Token, type Tokens } from 'marked';
import { languageName } from '../markdown/languages.ts';
import { mathExtensions } from '../markdown/math.ts';

/** What stands for what cannot be read aloud. */
export type SpeakableWords = {
	/** `language` is empty where the block names none. */
	code: (language: string, lines: number) => string;
	formula: string;
	image: (alt: string) => string;
	link: string;
};

// Speech engines break off after some 15 s; 240 characters take about that.
const LONGEST = 240;

const marked = new Marked({ gfm: true, extensions: mathExtensions });

/** Sentences in `language` (BCP 47), each a breath long at most; none of an empty text. */
export function speakable(markdown: string, language: string, words: SpeakableWords): string[] {
	const tokens = new Lexer(marked.defaults).lex(markdown);
	const segments = new Intl.Segmenter(language, { granularity: 'sentence' });
	return blocks(tokens, words)
		.flatMap((text) => [...segments.segment(text)].map(({ segment }) => tidy(segment)))
		.filter((text) => /[\p{L}\p{N}]/u.test(text))
		.flatMap(inBreaths);
}

/** One text a block: a paragraph, a heading, an item, a row. */
function blocks(tokens: readonly Token[], words: SpeakableWords): string[] {
	return tokens.flatMap((token): string[] => {
		switch (token.type) {
			case 'heading':
			case 'paragraph':
				return [inline((token as Tokens.Paragraph).tokens, words)];
			case 'text': {
				const { tokens: inner, text } = token as Tokens.Text;
				return [inner ? inline(inner, words) : text];
			}
			case 'blockquote':
				return blocks((token as Tokens.Blockquote).tokens, words);
			case 'list':
				return (token as Tokens.List).items.flatMap((item) => blocks(item.tokens, words));
			case 'table': {
				const { header, rows } = token as Tokens.Table;
				return [header, ...rows].map((row) =>
					row
						.map((cell) => inline(cell.tokens, words))
						.filter((text) => text !== '')
						.join(', ')
				);
			}
			case 'code': {
				const { lang = '', text } = token as Tokens.Code;
				const name = languageName(lang.trim().split(/[\s{,]/)[0] ?? '');
				return [words.code(name, text.split('\n').length)];
			}
			case 'displayMath':
				return [words.formula];
			default:
				return [];
		}
	});
}

function inline(tokens: readonly Token[], words: SpeakableWords): string {
	return tokens
		.map((token): string => {
			switch (token.type) {
				case 'strong':
				case 'em':
				case 'del':
					return inline((token as Tokens.Strong).tokens, words);
				case 'link': {
					const { tokens: inner, href, text } = token as Tokens.Link;
					// An address by itself is spelled letter by letter.
					return text === href ? words.link : inline(inner, words);
				}
				case 'image':
					return words.image((token as Tokens.Image).text);
				case 'inlineMath':
				case 'displayMath':
					return words.formula;
				case 'br':
					return ' ';
				case 'codespan':
				case 'escape':
					return (token as Tokens.Codespan).text;
				case 'text': {
					const { tokens: inner, text } = token as Tokens.Text;
					return inner ? inline(inner, words) : text;
				}
				case 'html':
					return '';
				default:
					return token.raw;
			}
		})
		.join('');
}

function tidy(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** A long sentence in parts, cut after a comma or the like where there is one. */
function inBreaths(sentence: string): string[] {
	const parts: string[] = [];
	let rest = sentence;
	while (rest.length > LONGEST) {
		const head = rest.slice(0, LONGEST);
		const pause = Math.max(
			...[', ', '; ', ': ', ' – ', ' — '].map((sign) => head.lastIndexOf(sign))
		);
		const space = head.lastIndexOf(' ');
		const cut = pause > LONGEST / 3 ? pause + 1 : space > 0 ? space : LONGEST;
		parts.push(rest.slice(0, cut).trim());
		rest = rest.slice(cut).trim();
	}
	return [...parts, rest];
}
