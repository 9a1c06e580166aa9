// What the parser writes before it is sanitised: the first barrier. The second, and both together,
// are tested in a browser (test/e2e/markdown.spec.ts).

import { describe, expect, test } from 'vitest';
import { en } from '../messages/en.ts';
import { linkAddress } from './escape.ts';
import { languageName, languageOf } from './languages.ts';
import { displayMath, inlineMath } from './math.ts';
import { makeParser } from './parser.ts';

const parse = makeParser(en.markdown);
const html = (source: string) => parse(source, {}).trim();

test('raw HTML is text, but for plain tags without attributes', () => {
	expect(html('H<sub>2</sub>O')).toBe('<p>H<sub>2</sub>O</p>');
	expect(html('a <img src=x onerror=alert(1)> b')).not.toContain('<img');
	expect(html('<div onclick="x()">hi</div>')).toBe(
		'<p class="source">&lt;div onclick=&quot;x()&quot;&gt;hi&lt;/div&gt;</p>'
	);
	expect(html('<b onmouseover=alert(1)>x</b>')).not.toContain('<b onm');
});

test('a star between digits multiplies, and stresses everywhere else', () => {
	expect(html('347*26: 7*6=42, 4*6=24')).toBe('<p>347*26: 7*6=42, 4*6=24</p>');
	expect(html('2*3 is *six*, **not** `5*1`')).toBe(
		'<p>2*3 is <em>six</em>, <strong>not</strong> <code>5*1</code></p>'
	);
});

test('links open elsewhere without telling who asked', () => {
	expect(html('[a](https://example.com/b?c=d&e)')).toBe(
		'<p><a href="https://example.com/b?c=d&amp;e" target="_blank" rel="noopener noreferrer">a</a></p>'
	);
});

test('a link that is no web or mail address is its text', () => {
	for (const address of [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'/settings',
		'//evil.example',
		'file:///etc/passwd',
		'blob:https://a.b/c'
	])
		expect(html(`[a](${address})`)).toBe('<p><span class="dead-link">a</span></p>');
});

test('addresses are normalised, and hidden schemes refused', () => {
	expect(linkAddress(' https://example.com ')).toBe('https://example.com/');
	expect(linkAddress('mailto:a@b.c')).toBe('mailto:a@b.c');
	expect(linkAddress('java\nscript:alert(1)')).toBeNull();
	expect(linkAddress('https:example.com')).toBeNull();
	expect(linkAddress('https://')).toBeNull();
});

test('an image is not loaded: its words, a link, and who would be contacted', () => {
	const shown = html('![a cat](https://images.example/cat.png)');
	expect(shown).not.toContain('<img');
	expect(shown).toContain('a cat');
	expect(shown).toContain('contacts images.example');
	expect(html('![](data:image/png;base64,AAAA)')).not.toContain('base64');
});

test('code says its language and keeps every character', () => {
	const shown = html('```ts {1}\nconst a = "<b>";\n```');
	expect(shown).toContain('data-language="ts"');
	expect(shown).toContain('TypeScript');
	expect(shown).toContain('const a = &quot;&lt;b&gt;&quot;;\n</code>');
});

test('a hostile language name is only text', () => {
	const shown = html('```"><script>alert(1)</script>\nx\n```');
	expect(shown).not.toContain('<script');
	expect(shown).toContain('data-language="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
});

test('languages are known by their usual names', () => {
	expect(languageOf('PY')).toBe('python');
	expect(languageOf('c#')).toBe('csharp');
	expect(languageOf('brainfuck')).toBeUndefined();
	expect(languageOf('__proto__')).toBeUndefined();
	expect(languageName('brainfuck')).toBe('brainfuck');
});

describe('formulas', () => {
	test.each([
		['$x^2$', 'x^2', false],
		['$$x$$ more', 'x', true],
		['\\(a\\) b', 'a', false],
		['\\[a\\]', 'a', true],
		['$a$, then', 'a', false],
		['$\\$5$', '\\$5', false],
		['$5 + 3 = 8$', '5 + 3 = 8', false]
	])('%s is a formula', (source, text, display) => {
		expect(inlineMath(source)).toMatchObject({ text, display });
	});

	test.each([
		'$5 and $6',
		'$5, or US$6',
		'$5-$10',
		'$5 for a pencil or 3$ for two',
		'$ x $',
		'$HOME and $PATH',
		'$x',
		'$$'
	])('%s is not', (source) => {
		expect(inlineMath(source)).toBeNull();
	});

	test('a formula that stands by itself may span lines, but no blank one', () => {
		expect(displayMath('$$\na\nb\n$$\nnext')).toMatchObject({ text: 'a\nb' });
		expect(displayMath('$$\na\n\nb\n$$')).toBeNull();
		expect(displayMath('\\[\na\n\\]')).toMatchObject({ text: 'a' });
	});

	test('its source is escaped until it is typeset', () => {
		expect(html('$a<b$')).toBe('<p><span class="math" data-math="inline">a&lt;b</span></p>');
		expect(html('It costs $5 and then $6.')).toBe('<p>It costs $5 and then $6.</p>');
	});
});
