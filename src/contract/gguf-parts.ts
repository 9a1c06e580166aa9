// What the parts of a split GGUF model are called: llama-gguf-split numbers them in their names, and hosts keep
// the names. Pure. Not here: putting the parts together (gguf-split.ts).

// A split of more has parts too small to be worth it, and each costs a request before a download.
const MOST_PARTS = 200;
/** The number of a part, and behind it how many there are. */
const NUMBER = /-(\d{5})(?=-of-(\d{5})\.gguf$)/i;

/** The part at `index`, from 0, of `count`: `model-00001-of-00003.gguf` for the stem `model`. */
export function partName(stem: string, index: number, count: number): string {
	return `${stem}-${digits(index + 1)}-of-${digits(count)}.gguf`;
}

/** The names or paths of all parts, in order, from that of any; null for a file by itself. */
export function partNames(name: string): string[] | null {
	const [, part, of] = NUMBER.exec(name) ?? [];
	const [number, count] = [Number(part), Number(of)];
	if (!(number >= 1 && number <= count && count > 1 && count <= MOST_PARTS)) return null;
	return Array.from({ length: count }, (_, i) => name.replace(NUMBER, `-${digits(i + 1)}`));
}

/** What a file is called without its ending and, of a part, without its number. */
export function stemOf(fileName: string): string {
	return fileName.replace(/(-\d{5}-of-\d{5})?\.gguf$/i, '');
}

const digits = (number: number): string => String(number).padStart(5, '0');
