// Markdown in a real browser, through the real component: hostile texts do nothing, growing texts
// keep what is on the page, colours and formulas change no height, code can be copied.

import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import {
	buildMarkdownSite,
	MARKDOWN_ORIGIN,
	serveMarkdownSite,
	type Site
} from '../support/markdown-site.ts';
import { inLightAndDark, isAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';

type Payload = { name: string; text: string };

const FIXTURES = new URL('../fixtures/xss/', import.meta.url);
const corpus = readdirSync(FIXTURES)
	.filter((name) => name.endsWith('.json'))
	.map((name) => ({
		group: name.replace('.json', ''),
		payloads: JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as Payload[]
	}));

let site: Site;
test.beforeAll(async () => {
	test.setTimeout(240_000);
	site = await buildMarkdownSite();
});

/** Opens the page; `fired` counts what a payload would call, `strangers` are requests it made. */
async function open(page: Page, context: BrowserContext, served = site) {
	const strangers = await serveMarkdownSite(context, served);
	await page.addInitScript(() => {
		const fired: string[] = [];
		Object.defineProperty(window, 'fired', { value: fired });
		for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
			Object.defineProperty(window, name, {
				value: (what: unknown) => void fired.push(`${name}(${what})`)
			});
	});
	await page.goto(`${MARKDOWN_ORIGIN}/`);
	await page.waitForFunction(() => window.markdown !== undefined);
	// A formula and some code first, so that both are loaded when the payloads come.
	await show(page, '$x$\n\n```html\n<b>\n```\n\n```javascript\n1\n```\n');
	await expect(page.locator('[data-done]')).toHaveCount(3, { timeout: 90_000 });
	return { strangers, fired: () => page.evaluate(() => Reflect.get(window, 'fired') as string[]) };
}

async function show(page: Page, text: string, streaming = false) {
	await page.evaluate(async ([shown, open]) => await window.markdown?.show(shown, open), [
		text,
		streaming
	] as const);
}

test('the corpus is large', () => {
	const payloads = corpus.flatMap(({ payloads }) => payloads);
	expect(payloads.length).toBeGreaterThanOrEqual(120);
	expect(new Set(payloads.map(({ text }) => text)).size).toBe(payloads.length);
});

/** Shows every payload, provokes events on what came of it, and says what must not have been there. */
async function attack(page: Page, payloads: Payload[]) {
	return page.evaluate(async (list) => {
		const globals = () =>
			JSON.stringify([
				typeof document.getElementById,
				typeof document.querySelector,
				typeof document.createElement,
				typeof document.cookie,
				document.body.tagName,
				document.documentElement.tagName,
				String(location),
				typeof indexedDB.open,
				typeof navigator.userAgent,
				typeof crossOriginIsolated,
				self === window,
				['config', 'test', 'understudy', 'url', 'f', 'p', 'x'].filter((name) => name in window)
			]);
		const before = globals();
		const events = `pointerover mouseover focus click toggle animationstart load error`.split(' ');
		addEventListener('click', (event) => event.preventDefault(), true);
		const found: { name: string; findings: string[] }[] = [];
		for (const { name, text } of list) {
			await window.markdown?.show(text);
			// Formulas are set before the next macrotask; an image would start to load.
			await new Promise((resolve) => setTimeout(resolve, 20));
			const findings = window.markdown?.audit() ?? ['no page'];
			for (const element of document.querySelectorAll('.markdown *'))
				for (const type of events)
					element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
			if (globals() !== before) findings.push(`globals are ${globals()}, were ${before}`);
			if (findings.length > 0) found.push({ name, findings });
		}
		return found;
	}, payloads);
}

for (const { group, payloads } of corpus)
	test(`hostile ${group}: nothing runs, nothing loads, nothing is named`, async ({
		page,
		context
	}) => {
		const { strangers, fired } = await open(page, context);
		expect(await attack(page, payloads)).toEqual([]);
		expect(await fired()).toEqual([]);
		expect(strangers).toEqual([]);
		expect(new URL(page.url()).origin).toBe(MARKDOWN_ORIGIN);
		expect(context.pages()).toHaveLength(1);
	});

for (const barrier of ['parser', 'sanitizer'] as const)
	test(`without the ${barrier} the other barrier holds alone`, async ({ page, context }) => {
		const { strangers, fired } = await open(page, context, await buildMarkdownSite([barrier]));
		const payloads = corpus.flatMap(({ payloads }) => payloads);
		expect(await attack(page, payloads)).toEqual([]);
		expect(await fired()).toEqual([]);
		expect(strangers).toEqual([]);
	});

test('without both, the corpus does harm and these tests see it', async ({
	page,
	context,
	allowErrors
}) => {
	allowErrors(/./);
	const weak = await buildMarkdownSite(['parser', 'sanitizer']);
	const { strangers, fired } = await open(page, context, weak);
	const harmful = ['img onerror', 'img that calls home', 'svg onload', 'id'];
	const chosen = corpus
		.flatMap(({ payloads }) => payloads)
		.filter(({ name }) => harmful.includes(name));
	const findings = await attack(page, chosen);
	expect(findings.map(({ name }) => name)).toEqual(chosen.map(({ name }) => name));
	await expect.poll(fired).toContain('alert(1)');
	expect(strangers).toContain('https://evil.example/pixel.gif');
});

test('a hostile text that arrives a character at a time does nothing at any of them', async ({
	page,
	context
}) => {
	const { strangers, fired } = await open(page, context);
	const chosen = corpus.flatMap(({ payloads }) => payloads).filter(({ text }) => text.length < 90);
	expect(chosen.length).toBeGreaterThan(100);
	const results = await page.evaluate(async (list) => {
		const found: { name: string; shown: string; findings: string[] }[] = [];
		for (const { name, text } of list)
			for (let end = 1; end <= text.length; end++) {
				const shown = text.slice(0, end);
				await window.markdown?.show(shown, true);
				const findings = window.markdown?.audit() ?? ['no page'];
				if (findings.length > 0) found.push({ name, shown, findings });
			}
		await new Promise((resolve) => setTimeout(resolve, 50));
		return found;
	}, chosen);
	expect(results).toEqual([]);
	expect(await fired()).toEqual([]);
	expect(strangers).toEqual([]);
});

test('a formula cannot leave its place or fill the page', async ({ page, context }) => {
	await open(page, context);
	await show(
		page,
		'$\\rule{1e9em}{1e9em}$ and $\\htmlStyle{position:fixed}{x}$\n\n$$\\rule{1e9em}{1e9em}$$'
	);
	await expect(page.locator('[data-math="block"][data-done]')).toHaveCount(1);
	const box = await page.locator('.markdown').boundingBox();
	expect(box?.height).toBeLessThan(3000);
	expect(await page.locator('[style*="fixed"]').count()).toBe(0);
});

test('an image is not loaded: it says whom it would contact', async ({ page, context }) => {
	const { strangers } = await open(page, context);
	await show(page, '![A cat](https://images.example/cat.png)');
	const image = page.locator('.image');
	await expect(image).toContainText('contacts images.example');
	await expect(image.getByRole('link', { name: 'A cat' })).toHaveAttribute(
		'rel',
		'noopener noreferrer'
	);
	expect(strangers).toEqual([]);
});

const STORY = [
	'# A heading\n\nA paragraph with **bold**, `code` and a [link](https://example.com).\n\n',
	'- one\n- two **three**\n\n```python\ndef f(x):\n    return x\n```\n\n',
	'| a | b |\n|---|---|\n| 1 | 2 |\n\nThe end *is near*, and then\nit goes on'
].join('');

test('while a text grows, finished blocks keep their elements', async ({ page, context }) => {
	await open(page, context);
	await show(page, '');
	const changes = await page.evaluate(async (story) => {
		const marks = new Map<Element, string>();
		const lost: string[] = [];
		for (let end = 1; end <= story.length; end++) {
			await window.markdown?.show(story.slice(0, end), true);
			const blocks = [...document.querySelectorAll('.markdown .block')];
			// All but the last two are finished for good.
			for (const [element, html] of marks)
				if (!element.isConnected || element.textContent !== html)
					lost.push(`${element.textContent} at ${end}`);
			for (const block of blocks.slice(0, -2)) marks.set(block, block.textContent ?? '');
		}
		return lost;
	}, STORY);
	expect(changes).toEqual([]);
});

test('while a text grows, half a marker is never shown and no line disappears', async ({
	page,
	context
}) => {
	await open(page, context);
	await show(page, '');
	const odd = await page.evaluate(async (story) => {
		const seen: string[] = [];
		let height = 0;
		for (let end = 1; end <= story.length; end++) {
			await window.markdown?.show(story.slice(0, end), true);
			const markdown = document.querySelector('.markdown');
			const text = markdown?.textContent ?? '';
			if (/\*\*|\]\(|\|--|```/.test(text)) seen.push(`raw “${text.slice(-20)}” at ${end}`);
			const now = markdown?.getBoundingClientRect().height ?? 0;
			// A line taken back for a moment (a lone marker) is 26 px at most.
			if (now < height - 30) seen.push(`height ${height} to ${now} at ${end}`);
			height = now;
		}
		return seen;
	}, STORY);
	expect(odd).toEqual([]);
});

test('a selection in a finished block survives what arrives after it', async ({
	page,
	context
}) => {
	await open(page, context);
	await show(page, 'The first paragraph.\n\nThe second\nis', true);
	await page.evaluate(() => {
		const first = document.querySelector('.markdown .block');
		if (first) getSelection()?.selectAllChildren(first);
	});
	await show(page, 'The first paragraph.\n\nThe second\nis longer.\n\nAnd a third', true);
	expect(await page.evaluate(() => String(getSelection()).trim())).toBe('The first paragraph.');
});

test('colours arrive without a change of height, and only for finished code', async ({
	page,
	context
}) => {
	await open(page, context);
	const code = '```typescript\n' + 'const answer: number = 42; // yes\n'.repeat(12);
	await show(page, code, true);
	const block = page.locator('.code');
	const before = (await block.boundingBox())?.height;
	await expect(page.locator('.code code span')).toHaveCount(0);
	await show(page, `${code}\`\`\`\n`, false);
	await expect(page.locator('.code code[data-done] span').first()).toBeAttached({
		timeout: 90_000
	});
	expect((await block.boundingBox())?.height).toBe(before);
	expect(await page.locator('.code code').textContent()).toBe(
		'const answer: number = 42; // yes\n'.repeat(12)
	);
});

test('colours follow the theme without being computed again', async ({ page, context }) => {
	await open(page, context);
	await show(page, '```javascript\nconst a = 1;\n```');
	const word = page.locator('.code code[data-done] span').first();
	await expect(word).toBeAttached();
	const colour = () => word.evaluate((element) => getComputedStyle(element).color);
	await page.emulateMedia({ colorScheme: 'light' });
	const light = await colour();
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await colour()).not.toBe(light);
});

test('copying code puts it on the clipboard, and says so', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
		origin: MARKDOWN_ORIGIN
	});
	await open(page, context);
	await show(page, '```html\n<b class="x">\n\n</b>\n```');
	const copy = page.getByRole('button', { name: 'Copy' });
	await copy.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toHaveText('Copied');
	await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('<b class="x">\n\n</b>');
	await expect(copy).toHaveText('Copy');
});

test('money is not a formula, and a formula is', async ({ page, context }) => {
	await open(page, context);
	await show(page, 'It costs $5 and then $6.\n\n\\(a^2\\) and $b$, then\n\n\\[c\\]');
	await expect(page.locator('[data-done]')).toHaveCount(3);
	await expect(page.locator('.markdown .block').first()).toHaveText('It costs $5 and then $6.');
	await expect(page.locator('.katex').first()).toBeVisible();
});

test('a message of a megabyte is shown whole, and the page answers meanwhile', async ({
	page,
	context
}) => {
	await open(page, context);
	const text = `start ${'Some **words** in a long message.\n\n'.repeat(30_000)} THE-END`;
	expect(text.length).toBeGreaterThan(1_000_000);
	const longestMs = await page.evaluate(async (long) => {
		const started = performance.now();
		await window.markdown?.show(long);
		document.querySelector('main')?.getBoundingClientRect();
		return performance.now() - started;
	}, text);
	// A guard against quadratic work, which takes minutes; one second is usual here.
	expect(longestMs).toBeLessThan(30_000);
	expect(await page.locator('.markdown').textContent()).toContain('THE-END');
});

test('rendered Markdown has no accessibility faults, light and dark', async ({ page, context }) => {
	await open(page, context);
	await show(
		page,
		`${STORY}.\n\n- [x] done\n- [ ] open\n\n> quote\n\n$$\\frac{a}{b}$$\n\n![x](https://a.example/x.png)\n\n` +
			'```javascript\n// comment\nconst a = "string"; function f() { return /re/.test(a) ? 1 : null; }\n```\n'
	);
	await expect(page.locator('[data-done]')).toHaveCount(3);
	await inLightAndDark(page, (colorScheme) =>
		isAccessible(page, `everything Markdown has, ${colorScheme}`)
	);
});
