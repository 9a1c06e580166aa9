// Colours finished code. Loaded when the first finished block in a known language is on screen;
// each grammar is a file of its own. Both themes are computed at once and chosen by CSS variables,
// so switching between light and dark costs nothing. Not here: which blocks (enhance.ts).

import { createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import dark from 'shiki/themes/github-dark-high-contrast.mjs';
import light from 'shiki/themes/github-light-high-contrast.mjs';
import type { LanguageId } from './languages.ts';

const GRAMMARS: Record<LanguageId, LanguageInput> = {
	bash: () => import('shiki/langs/shellscript.mjs'),
	c: () => import('shiki/langs/c.mjs'),
	csharp: () => import('shiki/langs/csharp.mjs'),
	css: () => import('shiki/langs/css.mjs'),
	diff: () => import('shiki/langs/diff.mjs'),
	go: () => import('shiki/langs/go.mjs'),
	html: () => import('shiki/langs/html.mjs'),
	java: () => import('shiki/langs/java.mjs'),
	javascript: () => import('shiki/langs/javascript.mjs'),
	json: () => import('shiki/langs/json.mjs'),
	kotlin: () => import('shiki/langs/kotlin.mjs'),
	python: () => import('shiki/langs/python.mjs'),
	rust: () => import('shiki/langs/rust.mjs'),
	sql: () => import('shiki/langs/sql.mjs'),
	toml: () => import('shiki/langs/toml.mjs'),
	typescript: () => import('shiki/langs/typescript.mjs'),
	xml: () => import('shiki/langs/xml.mjs'),
	yaml: () => import('shiki/langs/yaml.mjs')
};

let highlighter: Promise<HighlighterCore> | undefined;

async function withLanguage(language: LanguageId): Promise<HighlighterCore> {
	highlighter ??= createHighlighterCore({
		themes: [light, dark],
		langs: [],
		engine: createJavaScriptRegexEngine({ forgiving: true })
	});
	const ready = await highlighter;
	await ready.loadLanguage(GRAMMARS[language]);
	return ready;
}

/** The same text in coloured spans. Each carries `--light` and `--dark`; the theme picks one. */
export async function highlight(code: string, language: LanguageId): Promise<DocumentFragment> {
	const ready = await withLanguage(language);
	const lines = ready.codeToTokensWithThemes(code, {
		lang: language,
		themes: { light: light.name ?? 'light', dark: dark.name ?? 'dark' },
		// Per line. The first line compiles the grammar's expressions, so a tight limit would cut it short.
		tokenizeTimeLimit: 2000
	});
	const fragment = document.createDocumentFragment();
	for (const [i, line] of lines.entries()) {
		if (i > 0) fragment.append('\n');
		for (const { content, variants } of line) {
			const span = document.createElement('span');
			span.textContent = content;
			for (const theme of ['light', 'dark'] as const)
				span.style.setProperty(`--${theme}`, variants[theme]?.color ?? 'inherit');
			fragment.append(span);
		}
	}
	return fragment;
}
