// While pages are prerendered: each gets its title in other languages, for the script in app.html; and the
// widget's page its first script, whose hash is in every page's policy (svelte.config.js). Not here: the Worker,
// which serves what was made.

import type { Handle } from '@sveltejs/kit';
import { pageTitles } from './ui/messages/page-titles.ts';
import early from './ui/widget/early.js?raw';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			(event.route.id === '/widget' ? boxFirst(html) : html).replace('%titles%', () =>
				titlesOf(event.route.id)
			)
	});

/** They stand before the page's own title: what is put up first stays. */
function titlesOf(route: string | null): string {
	return Object.entries(pageTitles(route))
		.map(([language, title]) => `<meta name="title-${language}" content="${title} · Understudy">`)
		.join('');
}

/**
 * Behind the widget's message box its first script, and only then what is fetched: a browser that hears of the
 * app's files before would fetch and compile them first, and the box would come twice as late.
 */
function boxFirst(html: string): string {
	const links: string[] = [];
	const page = html.replace(/\s*<link [^>]*rel="modulepreload"[^>]*>/g, (link) => {
		links.push(link.trim());
		return '';
	});
	return page.replace(
		/<script>\s*\{\s*__sveltekit_/,
		(start) => `<script>${early}</script>${links.join('')}${start}`
	);
}
