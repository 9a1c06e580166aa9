// The sentences of the help page in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { en, type HelpWords } from './en.ts';

const loaders = import.meta.glob<HelpWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

/** English where `locale` has no file of its own, or it cannot be fetched. */
export async function helpWords(locale: string): Promise<HelpWords> {
	const load = loaders[`./${locale}.ts`];
	try {
		return load ? await load() : en;
	} catch {
		return en;
	}
}
