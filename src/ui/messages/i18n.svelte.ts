// The language on screen. English is part of the first load and the fallback; any other language is
// one file beside this one (`de.ts`, `pt-BR.ts`), found by its name and loaded when chosen.
// Not here: the sentences.

import { en } from './en.ts';
import { Format } from './format.ts';
import type { PageWords } from './page-words.svelte.ts';

export type Messages = typeof en;

const files = import.meta.glob<{ default: Messages }>(['./??.ts', './??-*.ts', '!./en.ts']);
const loaders = new Map(
	Object.entries(files).map(([path, load]) => [path.slice('./'.length, -'.ts'.length), load])
);

/** BCP 47 tags of every catalogue there is, English first. */
export const LOCALES: readonly string[] = ['en', ...[...loaders.keys()].toSorted()];

/** The catalogue that serves the first of `wanted` (tags, best first): itself, then its language. */
export function bestLocale(wanted: readonly string[], available = LOCALES): string {
	for (const tag of wanted) {
		const exact = available.find((name) => name.toLowerCase() === tag.toLowerCase());
		if (exact) return exact;
		const language = tag.split('-')[0]?.toLowerCase();
		const close = available.find((name) => name.toLowerCase() === language);
		if (close) return close;
	}
	return 'en';
}

export class I18n {
	/** What the page on screen says besides `messages`. */
	readonly #needed = new Set<Pick<PageWords<unknown>, 'load'>>();
	/** The latest asked for. */
	#wanted = 'en';
	locale = $state('en');
	/** The catalogue on screen. */
	messages = $state.raw<Messages>(en);
	format = $derived(new Format(this.locale));

	/** Fetches a page's words with every language from now on, until the returned function is called. */
	need(words: Pick<PageWords<unknown>, 'load'>): () => void {
		this.#needed.add(words);
		void words.load(this.locale);
		return () => void this.#needed.delete(words);
	}

	/** `setting` is a tag or `auto` for the browser's languages. Keeps the old one if loading fails. */
	async use(setting: string, browser: readonly string[]): Promise<void> {
		const locale = bestLocale(setting === 'auto' ? browser : [setting]);
		this.#wanted = locale;
		if (locale === this.locale) return;
		const load = loaders.get(locale);
		const [messages] = await Promise.all([
			load ? load().then((file) => file.default) : en,
			...[...this.#needed].map((words) => words.load(locale))
		]);
		if (this.#wanted !== locale) return;
		this.messages = messages;
		this.locale = locale;
	}
}
