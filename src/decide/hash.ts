// The hash by which words and letters find their place among features: FNV-1a (Fowler, Noll, Vo), 32 bits, one UTF-16
// unit at a time, and Murmur3's last mixing step. Weights are fitted over it: it never changes.

export const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export const fnvStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, FNV_PRIME);

/** FNV's low bits are weak on short texts, and rows and buckets are taken from them. */
export function mixed(hash: number): number {
	let h = hash ^ (hash >>> 16);
	h = Math.imul(h, 0x85ebca6b);
	h ^= h >>> 13;
	h = Math.imul(h, 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}
