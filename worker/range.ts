// Byte ranges (RFC 9110 §14): static assets are answered whole, and a download that broke resumes by
// asking for the rest. One range per request; a list of ranges is answered in full, as the RFC allows.

export type ByteRange = { first: number; last: number };

/**
 * The range a `Range` header asks for. `whole` when there is none to honour, `unsatisfiable` when it
 * begins behind the end.
 */
export function parseRange(
	header: string | null,
	sizeBytes: number
): ByteRange | 'whole' | 'unsatisfiable' {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	const [from, to] = [match?.[1] ?? '', match?.[2] ?? ''];
	if (from === '' && to === '') return 'whole';
	if (from === '') {
		const length = Math.min(Number(to), sizeBytes);
		return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 };
	}
	const first = Number(from);
	if (to !== '' && Number(to) < first) return 'whole';
	if (first >= sizeBytes) return 'unsatisfiable';
	return { first, last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
}
