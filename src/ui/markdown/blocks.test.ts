// Blocks of a growing text: what is finished stays the same object, and what is shown while
// streaming ends as what the whole text gives.

import { describe, expect, test } from 'vitest';
import { BlockSplitter } from './blocks.ts';
import { MAX_BLOCKS, MAX_MARKDOWN, PLAIN_PIECE } from './limits.ts';

const sources = (text: string, streaming = false) =>
	new BlockSplitter().update(text, streaming).map(({ source }) => source.trimEnd());

const DOCUMENT = `# Title

A paragraph with **bold**
over two lines.

- one
- two

  still two
- three

\`\`\`ts
const a = 1;

const b = 2;
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

> quoted
lazily

$$
x^2
$$

Setext
---

1. first
2. second

The end.`;

test('a text becomes its top-level blocks', () => {
	expect(sources(DOCUMENT)).toEqual([
		'# Title',
		'A paragraph with **bold**\nover two lines.',
		'- one\n- two\n\n  still two\n- three',
		'```ts\nconst a = 1;\n\nconst b = 2;\n```',
		'| a | b |\n|---|---|\n| 1 | 2 |',
		'> quoted\nlazily',
		'$$\nx^2\n$$',
		'Setext\n---',
		'1. first\n2. second',
		'The end.'
	]);
});

test('text that arrives a character at a time ends as the same blocks', () => {
	const splitter = new BlockSplitter();
	for (let end = 1; end <= DOCUMENT.length; end++) splitter.update(DOCUMENT.slice(0, end), true);
	const streamed = splitter.update(DOCUMENT, true).map(({ source }) => source.trimEnd());
	expect(streamed).toEqual(sources(DOCUMENT));
	expect(splitter.update(DOCUMENT, false).map(({ source }) => source.trimEnd())).toEqual(
		sources(DOCUMENT)
	);
});

test('at every prefix the streamed blocks are the blocks of that prefix', () => {
	const splitter = new BlockSplitter();
	for (let end = 1; end <= DOCUMENT.length; end++) {
		const prefix = DOCUMENT.slice(0, end);
		const streamed = splitter.update(prefix, true).map(({ source }) => source.trimEnd());
		expect(streamed, JSON.stringify(prefix)).toEqual(sources(prefix));
	}
});

test('a finished block keeps its identity while text is appended', () => {
	const splitter = new BlockSplitter();
	const before = splitter.update('one\n\ntwo\n\nthree starts\nand', true);
	const after = splitter.update('one\n\ntwo\n\nthree starts\nand goes on\n\nfour', true);
	expect(after[0]).toBe(before[0]);
	expect(after[1]).toBe(before[1]);
	expect(before[2]?.open).toBe(true);
	expect(after[2]).not.toBe(before[2]);
});

test('only the end is open while streaming, and nothing once it is over', () => {
	const splitter = new BlockSplitter();
	const streaming = splitter.update('one\n\ntwo\n\nthree\nlines', true);
	expect(streaming.map(({ open }) => open)).toEqual([false, false, true]);
	const done = splitter.update('one\n\ntwo\n\nthree\nlines', false);
	expect(done.map(({ open }) => open)).toEqual([false, false, false]);
	expect(done[0]).toBe(streaming[0]);
});

test('a block stays open while the first line of the next is unfinished', () => {
	const blocks = new BlockSplitter().update('text\n#', true);
	expect(blocks.every(({ open }) => open)).toBe(true);
	expect(sources('text\n#tag')).toEqual(['text\n#tag']);
});

test('an open fence is one code block, whatever it holds', () => {
	const [block, ...rest] = new BlockSplitter().update('```md\n# not a title\n\n- nor a list', true);
	expect(rest).toEqual([]);
	expect(block).toMatchObject({ kind: 'code', open: true });
});

test('a link defined at the end is known to a block before it', () => {
	const splitter = new BlockSplitter();
	const before = splitter.update('See [it][1].\n\nMore\ntext', true);
	const after = splitter.update('See [it][1].\n\nMore\ntext\n\n[1]: https://example.com\n', false);
	expect(Object.keys(before[0]?.links ?? {})).toEqual([]);
	expect(after[0]?.links['1']?.href).toBe('https://example.com');
	expect(after).toHaveLength(2);
});

test('a text that is replaced, not continued, starts anew', () => {
	const splitter = new BlockSplitter();
	splitter.update('one\n\ntwo\n\nthree', true);
	expect(splitter.update('another\n\ntext', true).map(({ source }) => source.trimEnd())).toEqual([
		'another',
		'text'
	]);
});

test('line ends of Windows and old Macs are line ends', () => {
	expect(sources('one\r\n\r\ntwo\r\rthree')).toEqual(['one', 'two', 'three']);
});

describe('limits', () => {
	test('past the limit a message is plain text in pieces, and no character is lost', () => {
		const text = '**word** and 🎭 more\n\n'.repeat(50_000);
		expect(text.length).toBeGreaterThan(1_000_000);
		const blocks = new BlockSplitter().update(text, false);
		const plain = blocks.filter(({ kind }) => kind === 'plain');
		expect(plain.length).toBeGreaterThan(10);
		for (const { source } of plain.slice(1)) expect(source.length).toBeLessThanOrEqual(PLAIN_PIECE);
		const words = (parts: string[]) => parts.join('\n\n').match(/word/g)?.length;
		expect(words(blocks.map(({ source }) => source))).toBe(50_000);
	});

	test('a megabyte on one line is cut between characters', () => {
		const blocks = new BlockSplitter().update('🎭'.repeat(600_000), false);
		expect(blocks.map(({ source }) => source).join('')).toBe('🎭'.repeat(600_000));
		for (const { source } of blocks) expect(source.isWellFormed()).toBe(true);
		expect(blocks[0]?.source.length).toBeLessThanOrEqual(MAX_MARKDOWN);
	});

	test('more blocks than a page should hold end in one plain block', () => {
		const blocks = new BlockSplitter().update('# a\n\n'.repeat(MAX_BLOCKS + 500), false);
		expect(blocks).toHaveLength(MAX_BLOCKS + 1);
		expect(blocks.at(-1)).toMatchObject({ kind: 'plain', source: '# a\n\n'.repeat(500) });
	});

	test('nesting that would exhaust the parser is shown as written', () => {
		for (const bomb of ['>'.repeat(50_000), '> '.repeat(9_000) + 'x', '- '.repeat(9_000) + 'x']) {
			const [block] = new BlockSplitter().update(bomb, false);
			expect(block?.kind).toBe('plain');
		}
	});

	test('a ruler is a ruler however long', () => {
		const [block] = new BlockSplitter().update(`text\n\n${'- '.repeat(40)}`, false).slice(1);
		expect(block?.kind).toBe('markdown');
	});
});
