// The facts of a model in words, for its row and its card.

import type { Messages } from '../messages/i18n.svelte.ts';
import type { Format } from '../messages/format.ts';
import type { ModelListing } from '../../contract/services.ts';
import type { Fact } from './Facts.svelte';
import { sizeOf } from './models-view.svelte.ts';

/** `4.2M`, `1.7B`: counts as people name models by them. */
export function parameterCount(parameters: number, locale: string): string {
	return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(
		parameters
	);
}

/** The host a model is downloaded from; null for our own origin. */
export function hostOf(url: string): string | null {
	return URL.canParse(url) ? new URL(url).host : null;
}

/** An http(s) address as it is, anything else (a hostile entry) as nothing. */
export function webAddress(url: string): string | undefined {
	return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

export function factsOf(listing: ModelListing, t: Messages, format: Format): Fact[] {
	const { entry, manifest } = listing;
	const names = t.models.facts;
	const bytes = sizeOf(listing);
	const facts: Fact[] = [
		{ name: names.size, value: bytes === null ? names.sizeUnknown : format.bytes(bytes) }
	];
	if (entry) facts.push({ name: names.memory, value: format.bytes(entry.memoryBytes) });
	const parameters = entry?.parameters ?? manifest?.parameters;
	if (parameters)
		facts.push({ name: names.parameters, value: parameterCount(parameters, format.locale) });
	const context = entry?.contextTokens ?? manifest?.template.contextTokens;
	if (context) facts.push({ name: names.context, value: names.tokens(format.number(context)) });
	const licence = entry?.licence ?? manifest?.licence;
	if (licence)
		facts.push({
			name: names.licence,
			value: licence,
			href: entry ? webAddress(entry.licenceUrl) : undefined,
			linkLabel: t.models.licenceLink(licence)
		});
	if (entry && entry.languages.length > 0)
		facts.push({ name: names.languages, value: languageList(entry.languages, t, format) });
	return facts;
}

// Six names make a line; more are counted.
const LANGUAGES_SHOWN = 6;

function languageList(tags: string[], t: Messages, format: Format): string {
	const names = tags.slice(0, LANGUAGES_SHOWN).map((tag) => languageName(tag, format));
	const rest = tags.length - names.length;
	return t.common.listOf(rest > 0 ? [...names, `+${format.number(rest)}`] : names);
}

function languageName(tag: string, format: Format): string {
	try {
		return format.language(tag);
	} catch {
		return tag;
	}
}
