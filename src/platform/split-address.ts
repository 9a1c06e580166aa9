// What the parts of a split model are called: llama-gguf-split numbers them in their names, and hosts keep the
// names. Pure. Not here: putting the parts together (contract/gguf-split.ts).

// A split of more has parts too small to be worth it, and each costs a request before a download.
const MOST_PARTS = 200;
const NUMBERED = /-(\d{5})-of-(\d{5})(?=\.gguf$)/i;

/** The place of a name or path among its parts, from 0, and how many there are; null for a file by itself. */
export function partOf(name: string): { index: number; count: number } | null {
	const [, part, of] = NUMBERED.exec(name) ?? [];
	const index = Number(part) - 1;
	const count = Number(of);
	return part && index >= 0 && index < count && count > 1 && count <= MOST_PARTS
		? { index, count }
		: null;
}

/** The addresses of all parts, in order, from that of any; null where its name is no part's. */
export function partAddresses(address: string): [string, ...string[]] | null {
	const url = new URL(address);
	const { count } = partOf(url.pathname) ?? {};
	if (count === undefined) return null;
	const digits = (number: number) => String(number).padStart(5, '0');
	const all = Array.from({ length: count }, (_, i) => {
		const part = new URL(url);
		part.pathname = url.pathname.replace(NUMBERED, `-${digits(i + 1)}-of-${digits(count)}`);
		return part.href;
	});
	return all as [string, ...string[]];
}
