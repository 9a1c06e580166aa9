// Which models of the list are shown: what can be asked of one, what is known of each, and when nothing is
// left, which wish to give up. What a model's entry does not state it is never taken to have. Kept in the
// page's address. Pure.

import { totalBytes } from '../../contract/manifest.ts';
import type { DeviceReport, ModelListing } from '../../contract/services.ts';
import { fitOf } from './fit.ts';
import { memoryEstimate } from './memory-estimate.ts';

export type Filters = {
	query: string;
	/** Only what fits this device. */
	fits: boolean;
	/** Of the download. */
	mostBytes: number | null;
	licence: string | null;
	/** A language tag. */
	language: string | null;
	tools: boolean;
	vision: boolean;
};

export const NO_FILTERS: Filters = {
	query: '',
	fits: true,
	mostBytes: null,
	licence: null,
	language: null,
	tools: false,
	vision: false
};

/** The sizes offered, in bytes. */
export const SIZES = [500e6, 1e9, 2e9] as const;

/** A wish that can be given up. */
export type Wish = keyof Filters;

/** What is known of a model; null: not stated. */
export type Traits = {
	bytes: number | null;
	licence: string | null;
	languages: readonly string[] | null;
	tools: boolean | null;
	vision: boolean | null;
};

export function traitsOf({ entry, manifest }: ModelListing): Traits {
	return {
		bytes: manifest ? totalBytes(manifest) : (entry?.bytes ?? null),
		licence: entry?.licence || manifest?.licence || null,
		languages: entry && entry.languages.length > 0 ? entry.languages : null,
		tools: entry?.tools ?? null,
		vision: entry?.vision ?? null
	};
}

/** From the page's address. What cannot be read there is no wish. */
export function filtersFrom(address: URLSearchParams): Filters {
	const size = Number(address.get('size'));
	return {
		query: address.get('q') ?? '',
		fits: address.get('fits') !== 'any',
		mostBytes: SIZES.find((bytes) => bytes === size) ?? null,
		licence: address.get('licence') || null,
		language: address.get('language') || null,
		tools: address.has('tools'),
		vision: address.has('vision')
	};
}

/** For the page's address; empty for no wish. */
export function addressOf({
	query,
	fits,
	mostBytes,
	licence,
	language,
	tools,
	vision
}: Filters): string {
	const address = new URLSearchParams();
	if (query.trim() !== '') address.set('q', query);
	if (!fits) address.set('fits', 'any');
	if (mostBytes !== null) address.set('size', String(mostBytes));
	if (licence !== null) address.set('licence', licence);
	if (language !== null) address.set('language', language);
	if (tools) address.set('tools', '');
	if (vision) address.set('vision', '');
	return address.toString().replace(/=(?=&|$)/g, '');
}

/** What a model has to fit: the device, null until it is measured, and the longest context wanted. */
export type Device = { report: DeviceReport | null; mostTokens: number };

/** How a model answers a wish: `unstated` where nobody says. */
type Answer = 'yes' | 'no' | 'unstated';

const said = (known: boolean | null): Answer =>
	known === null ? 'unstated' : known ? 'yes' : 'no';

function answers(listing: ModelListing, filters: Filters, on: Device): Record<Wish, Answer> {
	const { bytes, licence, languages, tools, vision } = traitsOf(listing);
	const words = filters.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	const text = searchText(listing);
	const { mostBytes, language } = filters;
	return {
		query: said(words.every((word) => text.includes(word))),
		fits: said(!filters.fits || fits(listing, on)),
		mostBytes: mostBytes === null ? 'yes' : said(bytes === null ? null : bytes <= mostBytes),
		licence:
			filters.licence === null
				? 'yes'
				: said(licence === null ? null : licence === filters.licence),
		language: language === null ? 'yes' : said(languages?.includes(language) ?? null),
		tools: filters.tools ? said(tools) : 'yes',
		vision: filters.vision ? said(vision) : 'yes'
	};
}

export type Sifted = {
	visible: ModelListing[];
	/** Left out only because they do not fit this device. */
	tooLarge: number;
	/** Left out by nothing but what nobody states of them. */
	unstated: number;
	/** For an empty list: wishes, each with how many models there are without it; the most first. */
	loosen: { wish: Wish; models: number }[];
};

const WISHES = Object.keys(NO_FILTERS) as Wish[];

export function sift(listings: readonly ModelListing[], filters: Filters, on: Device): Sifted {
	const all = listings
		.filter(({ adapter }) => !adapter)
		.map((listing) => ({ listing, answer: answers(listing, filters, on) }));
	const missed = (answer: Record<Wish, Answer>) => WISHES.filter((wish) => answer[wish] !== 'yes');
	const only = (wish: Wish) =>
		all.filter(({ answer }) => missed(answer).length === 1 && answer[wish] !== 'yes').length;
	const visible = all.flatMap(({ listing, answer }) =>
		missed(answer).length === 0 ? listing : []
	);
	return {
		visible,
		tooLarge: only('fits'),
		unstated: all.filter(({ answer }) => {
			const wishes = missed(answer);
			return wishes.length > 0 && wishes.every((wish) => answer[wish] === 'unstated');
		}).length,
		loosen: WISHES.map((wish) => ({ wish, models: only(wish) }))
			.filter(({ models }) => models > 0)
			.toSorted((a, b) => b.models - a.models)
	};
}

/** What is here or on its way is shown, whatever it needs. */
function fits({ entry, status }: ModelListing, { report, mostTokens }: Device): boolean {
	if (!entry || !report || status.state !== 'absent') return true;
	const memory = memoryEstimate(null, entry, mostTokens)?.total;
	return fitOf(entry, report, 0, memory).fits;
}

function searchText({ id, name, entry, manifest }: ModelListing): string {
	return [
		id,
		name,
		entry?.description ?? manifest?.description ?? '',
		entry?.licence ?? manifest?.licence ?? '',
		...(entry?.languages ?? [])
	]
		.join(' ')
		.toLocaleLowerCase();
}

/** What can be chosen among, of the models there are. */
export function licencesOf(listings: readonly ModelListing[]): string[] {
	const found = listings.flatMap((listing) =>
		listing.adapter ? [] : (traitsOf(listing).licence ?? [])
	);
	return [...new Set(found)].toSorted();
}

export function languagesOf(listings: readonly ModelListing[]): string[] {
	return [...new Set(listings.flatMap((listing) => traitsOf(listing).languages ?? []))].toSorted();
}
