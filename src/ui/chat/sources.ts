// Who answered, and what it cost, as a person reads it in the language on screen. Pure.
// Not here: what the parts below say in English (messages/said.ts).

import type { Source } from '../../contract/ids.ts';
import type { ModeChoice } from '../../contract/modes.ts';
import type { Format } from '../messages/format.ts';
import type { Messages } from '../messages/i18n.svelte.ts';

export type SourceKind = 'base' | 'modifier' | 'native' | 'edge';

export function kindOf(source: Source): SourceKind {
	const [kind] = source.split(':', 1);
	return kind === 'modifier' || kind === 'native' || kind === 'edge' ? kind : 'base';
}

/** What follows the kind; empty for the base. */
const nameOf = (source: Source): string => source.slice(kindOf(source).length + 1);

/** Roles at a gateway, which name whoever answers until its bill does. */
const ROLES = ['smart', 'auto', 'fast', 'cheap', 'planner', 'reviewer', 'judge'];

const edgeName = (t: Messages, name: string): string =>
	ROLES.includes(name) ? t.sources.bigger : name;

/** With a capital, as at the start of a sentence. */
export function sentenceCase(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The name of a domain or of the specialist for it; its id where the language has none. */
export function domainName(t: Messages, id: string): string {
	return t.models.domainNames[id] ?? id;
}

/** The same of one, or of a mix, as a comparison has them: `math+mine`. */
export function modifierName(t: Messages, ids: string): string {
	const names = ids.split('+').map((id) => domainName(t, id));
	return names.join(' + ');
}

/** Within a sentence: `the maths specialist`. */
export function sourceWords(t: Messages, source: Source): string {
	const kind = kindOf(source);
	const name = nameOf(source);
	switch (kind) {
		case 'base':
			return t.sources.base;
		case 'modifier':
			return t.sources.modifier(modifierName(t, name));
		case 'native':
			return t.sources.native(name);
		case 'edge':
			return t.sources.edge(edgeName(t, name));
		default:
			return kind satisfies never;
	}
}

/** Alone, as in a list: a provider's name keeps its own writing. */
export function sourceTitle(t: Messages, source: Source): string {
	const words = sourceWords(t, source);
	return ['base', 'modifier'].includes(kindOf(source)) ? sentenceCase(words) : words;
}

/** Beside the speaker's name, as short as it goes; null for the base, which the name says. */
export function sourceShort(t: Messages, source: Source): string | null {
	const kind = kindOf(source);
	const name = nameOf(source);
	switch (kind) {
		case 'base':
			return null;
		case 'modifier':
			return t.sources.short.modifier(modifierName(t, name));
		case 'native':
			return t.sources.short.native(name);
		case 'edge':
			return t.sources.short.edge(edgeName(t, name));
		default:
			return kind satisfies never;
	}
}

const CENT_MICRO_USD = 10_000;

/** Micro-dollars in cents, and from a dollar on in dollars. */
export function moneyWords(t: Messages, format: Format, microUsd: number): string {
	if (microUsd === 0) return t.money.nothing;
	const cents = microUsd / CENT_MICRO_USD;
	if (Math.abs(cents) >= 100) return format.money(microUsd);
	// Two places of the figure that says something.
	const digits = Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(cents)))));
	return t.money.cents(format.number(cents, digits));
}

export function modeName(t: Messages, choice: ModeChoice): string {
	return choice.startsWith('only:')
		? sentenceCase(t.modes.only(domainName(t, choice.slice('only:'.length))))
		: t.modes.names[choice as Exclude<ModeChoice, `only:${string}`>];
}
