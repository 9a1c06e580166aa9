// The browser and the system by name and major version, from what every page is told: what speeds depend on,
// and what a result of measuring is shown with. Nothing that tells one person from another. Pure.

type Brand = { brand: string; version: string };

/** The part of Navigator that is read. */
export type Named = {
	readonly userAgent?: string;
	readonly userAgentData?: { readonly brands?: readonly Brand[]; readonly platform?: string };
};

/** As in `Chromium 140`; empty where it does not say. */
export function browserName(navigator: Named | undefined): string {
	const brands = navigator?.userAgentData?.brands ?? [];
	// One of them is made up, so that nobody takes the list for granted; Chromium is beside what is made of it.
	const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
	const own = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
	if (own) return `${own.brand} ${own.version}`;
	const agent = navigator?.userAgent ?? '';
	for (const [name, pattern] of AGENTS) {
		const version = pattern.exec(agent)?.[1];
		if (version) return `${name} ${version}`;
	}
	return '';
}

/** As in `Linux`; empty where it does not say. */
export function systemName(navigator: Named | undefined): string {
	const told = navigator?.userAgentData?.platform;
	if (told) return told;
	const agent = navigator?.userAgent ?? '';
	return SYSTEMS.find(([, pattern]) => pattern.test(agent))?.[0] ?? '';
}

// The first that matches: each later one is in the names of those before it.
const AGENTS: readonly [string, RegExp][] = [
	['Firefox', /\bFirefox\/(\d+)/],
	['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
	['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
	['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/]
];

const SYSTEMS: readonly [string, RegExp][] = [
	['Android', /\bAndroid\b/],
	['iOS', /\b(?:iPhone|iPad)\b/],
	['Windows', /\bWindows\b/],
	['macOS', /\bMac OS X\b/],
	['Linux', /\bLinux\b/]
];
