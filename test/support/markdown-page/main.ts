// A page that holds one Markdown component of the app and nothing else, so that tests can hand it
// any text and look at what becomes of it. `window.markdown` is how they do.

import { mount, tick } from 'svelte';
import '../../../src/ui/styles/tokens.css';
import '../../../src/ui/styles/base.css';
import { loadMarkdown } from '../../../src/ui/markdown/Markdown.svelte';
import MarkdownPage from './MarkdownPage.svelte';
import { audit, type Finding } from './audit.ts';
import { view } from './view.svelte.ts';

export type MarkdownTestApi = {
	/** Shows a text; resolves when it is in the DOM, before colours and formulas. */
	show(text: string, streaming?: boolean): Promise<void>;
	/** What is in the page that must not be. Empty is good. */
	audit(): Finding[];
};

declare global {
	interface Window {
		markdown?: MarkdownTestApi;
	}
}

await loadMarkdown();
const target = document.querySelector('#app');
if (!target) throw new Error('The page has no #app.');
mount(MarkdownPage, { target });

window.markdown = {
	async show(text, streaming = false) {
		view.text = text;
		view.streaming = streaming;
		await tick();
	},
	audit: () => audit(target)
};
