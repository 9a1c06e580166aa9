// A site's chat as its operator sets it up: the snippet for the site's pages, the site's entry for sites.json,
// and a page with the real element for the preview. Pure. Not here: the form (SetUpSection.svelte).

import { PREVIEW_SITE, type SiteConfig } from '../../contract/widget.ts';

export const COLOUR_NAMES = ['accent', 'accent-ink', 'paper', 'ink'] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];

export type SetUp = {
	key: string;
	/** Where the site is: `https://shop.example`. */
	origin: string;
	title: string;
	greeting: string;
	/** One a line. */
	suggestions: string;
	mode: 'launcher' | 'inline';
	position: 'end' | 'start';
	theme: 'auto' | 'light' | 'dark';
	/** When embed.js is fetched: while the page loads, or once it is on screen (no paint waits for it then). */
	comes: 'with' | 'after';
	/** CSS colours; empty: the chat's own. */
	colours: Readonly<Record<ColourName, string>>;
};

export const BLANK: SetUp = {
	key: '',
	origin: '',
	title: '',
	greeting: '',
	suggestions: '',
	mode: 'launcher',
	position: 'end',
	theme: 'auto',
	comes: 'after',
	colours: { accent: '', 'accent-ink': '', paper: '', ink: '' }
};

const EXAMPLE_KEY = 'my-site';
const EXAMPLE_ORIGIN = 'https://my-site.example';
/** In the page, where there is no button that opens it. */
const INLINE_HEIGHT = '560px';

const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

const attributesOf = (attributes: readonly (readonly [string, string])[]): string =>
	attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');

/** What is said about how it stands and looks, without what is as by default. */
function wishesOf({ mode, position, theme }: SetUp): (readonly [string, string])[] {
	return [
		...(mode === 'launcher' && position === 'start' ? [['position', position] as const] : []),
		...(theme === 'auto' ? [] : [['theme', theme] as const])
	];
}

/** The colours that are colours: what else was typed ends no declaration, and no style element. */
function declarationsOf({ colours }: SetUp): string[] {
	return COLOUR_NAMES.filter((name) => /^[#\w(),.%\s/+-]+$/.test(colours[name].trim())).map(
		(name) => `--understudy-${name}: ${colours[name].trim()}`
	);
}

/** What the operator puts on the site's pages; `edge` is where embed.js comes from. */
export function snippetOf(setUp: SetUp, edge: string): string {
	const site = setUp.key.trim() || EXAMPLE_KEY;
	const inline = setUp.mode === 'inline';
	const styles = [
		...(inline ? ['display: block', `height: ${INLINE_HEIGHT}`] : []),
		...declarationsOf(setUp)
	];
	const style =
		styles.length === 0 ? [] : [`<style>understudy-chat { ${styles.join('; ')} }</style>`];
	const wishes = wishesOf(setUp);
	const mode = inline ? [['mode', 'inline'] as const] : [];
	const element = (...where: (readonly [string, string])[]) =>
		`<understudy-chat${attributesOf([['site', site], ...where, ...mode, ...wishes])}></understudy-chat>`;
	if (setUp.comes === 'after')
		return [...style, element(['origin', edge]), lateScript(edge)].join('\n');
	if (inline)
		return [
			...style,
			element(),
			`<script async${attributesOf([['src', `${edge}/embed.js`]])}></script>`
		].join('\n');
	return [
		...style,
		`<script async${attributesOf([
			['src', `${edge}/embed.js`],
			['data-site', site],
			...wishes.map(([name, value]) => [`data-${name}`, value] as const)
		])}></script>`
	].join('\n');
}

/**
 * Asks for embed.js once the page has loaded, something of it is on screen, and its next frame is drawn: none
 * of the page's paints waits for it, nor does Lighthouse count it among what they need.
 */
export function lateScript(edge: string): string {
	const ask = `requestAnimationFrame(() => setTimeout(() => import('${edge}/embed.js')))`;
	return [
		'<script>',
		"addEventListener('load', () =>",
		'  new PerformanceObserver((_, painted) => {',
		'    painted.disconnect();',
		`    ${ask};`,
		"  }).observe({ type: 'paint', buffered: true }));",
		'</script>'
	].join('\n');
}

/** What the Content-Security-Policy of those pages has to allow; nothing else is needed. */
export function policyOf(edge: string): string {
	return `script-src ${edge}; frame-src ${edge}`;
}

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** The document of sites.json with this site alone; other sites stand beside it in the list. */
export function sitesJsonOf(setUp: SetUp): string {
	const { title, greeting } = setUp;
	const suggestions = linesOf(setUp.suggestions);
	const widget = {
		...(title.trim() && { title: title.trim() }),
		...(greeting.trim() && { greeting: greeting.trim() }),
		...(suggestions.length > 0 && { suggestions })
	};
	const site = {
		key: setUp.key.trim() || EXAMPLE_KEY,
		origins: [setUp.origin.trim() || EXAMPLE_ORIGIN],
		...(Object.keys(widget).length > 0 && { widget })
	};
	return JSON.stringify({ version: 1, sites: [site] }, null, 2);
}

/** What the preview's frame is told, where another site's asks the edge; to be parsed as that is. */
export function previewConfigOf(
	setUp: SetUp,
	origin: string
): Pick<SiteConfig, 'key' | 'name' | 'origins' | 'title' | 'greeting' | 'suggestions'> {
	return {
		key: PREVIEW_SITE,
		name: setUp.key.trim() || EXAMPLE_KEY,
		origins: [origin],
		title: setUp.title.trim(),
		greeting: setUp.greeting.trim(),
		suggestions: linesOf(setUp.suggestions)
	};
}

/**
 * A page with the real element, for a frame's `srcdoc`. Its styles are attributes alone: it has this app's
 * policy. `words` are its heading and a line of text.
 */
export function hostPage(
	setUp: SetUp,
	scheme: 'light' | 'dark',
	words: { title: string; text: string; lang: string }
): string {
	const inline = setUp.mode === 'inline';
	const look =
		scheme === 'dark'
			? 'background: #17181c; color: #ececf0'
			: 'background: #ffffff; color: #1c1c1c';
	// What follows the visitor's system is shown as on a system of the host's kind.
	const shown = { ...setUp, theme: setUp.theme === 'auto' ? scheme : setUp.theme };
	const wishes = wishesOf(shown);
	const body = [
		look,
		'margin: 0; padding: 1.5rem; font: 1rem/1.5 Georgia, serif; min-height: 100vh; box-sizing: border-box',
		...declarationsOf(setUp)
	].join('; ');
	const chat = inline
		? `<understudy-chat${attributesOf([
				['site', PREVIEW_SITE],
				['mode', 'inline'],
				...wishes,
				['open', ''],
				['style', 'display: block; height: 30rem']
			])}></understudy-chat><script src="/embed.js"></script>`
		: `<script${attributesOf([
				['src', '/embed.js'],
				['data-site', PREVIEW_SITE],
				...wishes.map(([name, value]) => [`data-${name}`, value] as const)
			])}></script>`;
	return `<!doctype html><html lang="${escaped(words.lang)}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title></head><body style="${escaped(body)}"><main><h1 style="font-size: 1.4rem; margin: 0 0 0.5rem">${escaped(words.title)}</h1><p>${escaped(words.text)}</p></main>${chat}</body></html>`;
}
