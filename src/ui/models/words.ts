// The facts of a model in words, for its row and its card.

import type { Messages } from '../messages/i18n.svelte.ts';
import type { Format } from '../messages/format.ts';
import type { OwnWords } from '../messages/own/en.ts';
import type { ModifierId } from '../../contract/ids.ts';
import { totalBytes, type Manifest } from '../../contract/manifest.ts';
import type { ModelListing } from '../../contract/services.ts';
import type { StoredModel } from '../../decide/make-room.ts';
import type { Fact } from './Facts.svelte';
import type { MemoryEstimate } from './memory-estimate.ts';

/** `4.2M`, `1.7B`: counts as people name models by them. */
export function parameterCount(parameters: number, locale: string): string {
	return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(
		parameters
	);
}

/** Bytes of a model's files, from its manifest or the catalogue; null where neither says. */
export function sizeOf({ manifest, entry }: ModelListing): number | null {
	return manifest ? totalBytes(manifest) : (entry?.bytes ?? null);
}

/** When a model was used last; of one that never was, since when it is here. */
export function lastUse(
	{ lastUsedAtMs, installedAtMs }: Pick<StoredModel, 'lastUsedAtMs' | 'installedAtMs'>,
	words: OwnWords['room'],
	format: Format
): string {
	if (lastUsedAtMs !== null) return format.date(lastUsedAtMs);
	return installedAtMs === null ? words.never : words.neverSince(format.date(installedAtMs));
}

/** An http(s) address as it is, anything else (a hostile entry) as nothing. */
export function webAddress(url: string): string | undefined {
	return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

/** `measured`: this device has calibrated it. */
export function factsOf(
	listing: ModelListing,
	t: Messages,
	words: OwnWords['facts'],
	format: Format,
	measured = false,
	memory: MemoryEstimate | null = null
): Fact[] {
	const { entry, manifest } = listing;
	const names = t.models.facts;
	if (manifest && isBuiltIn(manifest)) return builtInFacts(t, words);
	const bytes = sizeOf(listing);
	const facts: Fact[] = [
		{ name: names.size, value: bytes === null ? names.sizeUnknown : format.bytes(bytes) }
	];
	if (memory) facts.push({ name: words.memory, value: memoryWords(memory, t, words, format) });
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
			linkLabel: words.licenceLink(licence)
		});
	if (entry && entry.languages.length > 0)
		facts.push({ name: words.languages, value: languageList(entry.languages, t, format) });
	facts.push({ name: words.confidence, value: surenessOf(manifest, words, measured) });
	return facts;
}

/** `1.5 GB for 4,096 tokens: 639 MB weights, 470 MB conversation`, or the least there is to say. */
function memoryWords(
	memory: MemoryEstimate,
	t: Messages,
	{ memoryFor, memoryLeast, memoryParts }: OwnWords['facts'],
	format: Format
): string {
	const { total, contextTokens, weights, context, adapters } = memory;
	if (contextTokens === null) return memoryLeast(format.bytes(total));
	const whole = memoryFor(format.bytes(total), format.number(contextTokens));
	if (weights === null || context === null) return whole;
	const parts = memoryParts.filter((_, i) => i < 2 || adapters > 0);
	const said = parts.map((part, i) => part(format.bytes([weights, context, adapters][i]!)));
	return `${whole}: ${t.common.listOf(said)}`;
}

/** Whether it is the browser's own, of which no page is told more. */
export function isBuiltIn(manifest: Pick<Manifest, 'engine'> | null): boolean {
	return manifest?.engine === 'prompt-api';
}

export function builtInFacts(t: Messages, words: OwnWords['facts']): Fact[] {
	return [
		{ name: t.models.facts.size, value: words.keptByBrowser },
		{ name: words.confidence, value: words.confidences.unknown }
	];
}

/** Where a model's confidence comes from. A catalogue's model comes without any. */
function surenessOf(
	manifest: Manifest | null,
	{ confidences }: OwnWords['facts'],
	measured: boolean
): string {
	if (manifest?.calibration) return confidences.own;
	return measured ? confidences.device : confidences.guess;
}

/** Modifiers on this device that are of another base than `manifest`'s, and that it has none of its own for. */
export function modifiersElsewhere(
	manifest: Manifest,
	listings: readonly ModelListing[]
): ModifierId[] {
	const found = new Set<ModifierId>();
	const own = new Set<ModifierId>();
	for (const other of [manifest, ...listings.flatMap((listing) => listing.manifest ?? [])])
		for (const { id, baseSha256 = other.baseSha256 } of other.modifiers)
			if (baseSha256 === manifest.baseSha256 && other.id === manifest.id) own.add(id);
			else if (baseSha256 !== manifest.baseSha256) found.add(id);
	return [...found].filter((id) => !own.has(id));
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
