// Sentences that come with the page which says them: English with the page's own code, another language from a
// file of its own. The page's route waits for that before the page is shown, and a change of language for those of
// the page on screen. Not here: the sentences, and which language is on screen (i18n.svelte.ts).

export class PageWords<T> {
	readonly #english: T;
	readonly #loaders: Readonly<Record<string, () => Promise<T>>>;
	#loaded = $state.raw<Readonly<Record<string, T>>>({});

	/** `loaders` by the path of a language's file, `./de.ts`. */
	constructor(english: T, loaders: Readonly<Record<string, () => Promise<T>>>) {
		this.#english = english;
		this.#loaders = loaders;
	}

	/** Never throws: what cannot be fetched stays English. */
	async load(locale: string): Promise<void> {
		const load = this.#loaders[`./${locale}.ts`];
		if (!load || this.#loaded[locale]) return;
		try {
			const words = await load();
			this.#loaded = { ...this.#loaded, [locale]: words };
		} catch {
			// English is there.
		}
	}

	/** English where `locale` has no file of its own, or that was not loaded. */
	at(locale: string): T {
		return this.#loaded[locale] ?? this.#english;
	}
}

/** The language on screen, or the one that will be on it first (app.html); English while a page is prerendered. */
export function pageLanguage(): string {
	return typeof document === 'undefined' ? 'en' : document.documentElement.lang;
}
