// Numbers, sizes, durations, dates and plurals in a language, all through Intl.
// Pure: the time zone is the device's, `now` is passed in. Not here: sentences (en.ts, de.ts …).

/** `{ one: '# file', other: '# files' }`, with `#` replaced by the number as `locale` writes it. */
export function plural(
	locale: string,
	count: number,
	forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
): string {
	const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
	return form.replace('#', new Intl.NumberFormat(locale).format(count));
}

export type DateGroup = 'today' | 'yesterday' | 'week' | 'month' | 'older';

const DAY_MS = 86_400_000;

/** Which heading of a list of conversations a moment belongs under, by calendar days before `nowMs`. */
export function dateGroup(atMs: number, nowMs: number): DateGroup {
	const startOfToday = new Date(nowMs).setHours(0, 0, 0, 0);
	if (atMs >= startOfToday) return 'today';
	if (atMs >= startOfToday - DAY_MS) return 'yesterday';
	if (atMs >= startOfToday - 7 * DAY_MS) return 'week';
	if (atMs >= startOfToday - 30 * DAY_MS) return 'month';
	return 'older';
}

export class Format {
	readonly locale: string;

	/** By their options: making one takes milliseconds, and progress asks ten times a second. */
	readonly #made = new Map<string, Intl.NumberFormat>();

	constructor(locale: string) {
		this.locale = locale;
	}

	#numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
		const key = JSON.stringify(options);
		const made = this.#made.get(key) ?? new Intl.NumberFormat(this.locale, options);
		this.#made.set(key, made);
		return made;
	}

	/** At most `digits` decimals. */
	number(value: number, digits = 0): string {
		return this.#numbers({ maximumFractionDigits: digits }).format(value);
	}

	/** `fraction` is 0–1. */
	percent(fraction: number, digits = 0): string {
		return this.#numbers({ style: 'percent', maximumFractionDigits: digits }).format(fraction);
	}

	/** A size in powers of 1,000, as stores and disks state it. */
	bytes(bytes: number): string {
		const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
		let value = bytes;
		let unit = 0;
		while (value >= 1000 && unit < units.length - 1) {
			value /= 1000;
			unit++;
		}
		return this.#numbers({
			style: 'unit',
			unit: units[unit],
			unitDisplay: unit === 0 ? 'long' : 'short',
			maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0
		}).format(value);
	}

	/** Micro-dollars as dollars: cents, and below ten cents as many places as say something. */
	money(microUsd: number): string {
		const digits = microUsd === 0 || microUsd >= 100_000 ? 2 : microUsd >= 1000 ? 4 : 6;
		return this.#numbers({
			style: 'currency',
			currency: 'USD',
			maximumFractionDigits: digits
		}).format(microUsd / 1e6);
	}

	/** Milliseconds below a second, then seconds with one decimal, then minutes. */
	duration(ms: number): string {
		const [value, unit, digits] =
			ms < 1000
				? ([ms, 'millisecond', 0] as const)
				: ms < 60_000
					? ([ms / 1000, 'second', 1] as const)
					: ([ms / 60_000, 'minute', 0] as const);
		return this.#numbers({
			style: 'unit',
			unit,
			unitDisplay: 'short',
			maximumFractionDigits: digits
		}).format(value);
	}

	/** Date and time, in full: for tooltips and exports. */
	moment(atMs: number): string {
		return new Intl.DateTimeFormat(this.locale, {
			dateStyle: 'medium',
			timeStyle: 'short'
		}).format(atMs);
	}

	/** A day without its year: for axes. */
	day(atMs: number): string {
		return new Intl.DateTimeFormat(this.locale, { day: 'numeric', month: 'short' }).format(atMs);
	}

	date(atMs: number): string {
		return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium' }).format(atMs);
	}

	/** With a plus sign where it is one. */
	signed(value: number, digits: number): string {
		return this.#numbers({ maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(
			value
		);
	}

	/** The name of a language in this one, e.g. `German`. */
	language(tag: string): string {
		return new Intl.DisplayNames(this.locale, { type: 'language' }).of(tag) ?? tag;
	}
}
