// The sentences of the insights page in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { en, type InsightsWords } from './en.ts';

const loaders = import.meta.glob<InsightsWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

/** English where `locale` has no file of its own, or it cannot be fetched. */
export async function insightsWords(locale: string): Promise<InsightsWords> {
	const load = loaders[`./${locale}.ts`];
	try {
		return load ? await load() : en;
	} catch {
		return en;
	}
}
