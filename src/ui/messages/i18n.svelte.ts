// The language on screen. English is part of the first load and the fallback; any other language is
// one file beside this one (`de.ts`, `pt-BR.ts`), found by its name and loaded when chosen.
// Not here: the sentences.

import { en } from './en.ts';
import { Format } from './format.ts';

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
	locale = $state('en');
	/** The catalogue on screen. */
	messages = $state.raw<Messages>(en);
	format = $derived(new Format(this.locale));

	/** `setting` is a tag or `auto` for the browser's languages. Keeps the old one if loading fails. */
	async use(setting: string, browser: readonly string[]): Promise<void> {
		const locale = bestLocale(setting === 'auto' ? browser : [setting]);
		if (locale === this.locale) return;
		const load = loaders.get(locale);
		const messages = load ? (await load()).default : en;
		this.messages = messages;
		this.locale = locale;
	}
}
