// What a finished block gets after it is on the page: colours for its code, typeset formulas. Both
// are fetched when first needed; if that fails (offline, first visit) the source simply stays.

import { whenIdle } from '../when-idle.ts';
import { MAX_HIGHLIGHT, MAX_HIGHLIGHT_LINE, MAX_MATH } from './limits.ts';
import { languageOf } from './languages.ts';

/** Never rejects. Stops where it is when `signal` is aborted. */
export async function enhance(block: HTMLElement, signal: AbortSignal): Promise<void> {
	await Promise.allSettled([colour(block, signal), typesetAll(block, signal)]);
}

async function colour(block: HTMLElement, signal: AbortSignal): Promise<void> {
	for (const figure of block.querySelectorAll<HTMLElement>('.code[data-language]')) {
		const language = languageOf(figure.dataset.language ?? '');
		const code = figure.querySelector<HTMLElement>('pre > code');
		const text = code?.textContent ?? '';
		if (!language || !code || code.hasAttribute('data-done') || !isShort(text)) continue;
		const { highlight } = await import('./highlight.ts');
		await whenIdle();
		const coloured = await highlight(text, language);
		if (signal.aborted || coloured.textContent !== code.textContent) continue;
		code.replaceChildren(coloured);
		code.setAttribute('data-done', '');
	}
}

async function typesetAll(block: HTMLElement, signal: AbortSignal): Promise<void> {
	const formulas = block.querySelectorAll<HTMLElement>('[data-math]:not([data-done])');
	if (formulas.length === 0) return;
	const { typeset } = await import('./typeset.ts');
	for (const formula of formulas) {
		const tex = formula.textContent ?? '';
		if (signal.aborted || tex.length > MAX_MATH) continue;
		const set = typeset(tex, formula.dataset.math === 'block');
		if (!set) continue;
		formula.replaceChildren(set);
		formula.setAttribute('data-done', '');
	}
}

function isShort(code: string): boolean {
	if (code.length > MAX_HIGHLIGHT) return false;
	return code.split('\n').every((line) => line.length <= MAX_HIGHLIGHT_LINE);
}
