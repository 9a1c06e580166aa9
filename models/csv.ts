// Comma-separated values as RFC 4180 has them: quotes, doubled quotes, commas and line ends inside
// quotes. A header line names the columns. Not for files that do not fit in memory.

export type Row = Record<string, string>;

/** One object per line after the header; blank lines are left out. */
export function parseCsv(text: string): Row[] {
	const [header, ...lines] = records(text.replace(/^\uFEFF/, ''));
	if (!header) return [];
	return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ''])));
}

function records(text: string): string[][] {
	const all: string[][] = [];
	let record: string[] = [];
	let field = '';
	let quoted = false;
	const endRecord = (): void => {
		record.push(field);
		field = '';
		if (record.length > 1 || record[0] !== '') all.push(record);
		record = [];
	};
	for (let i = 0; i < text.length; i++) {
		const c = text.charAt(i);
		if (quoted) {
			if (c !== '"') field += c;
			else if (text.charAt(i + 1) === '"') field += text.charAt(i++);
			else quoted = false;
		} else if (c === '"' && field === '') quoted = true;
		else if (c === ',') {
			record.push(field);
			field = '';
		} else if (c === '\n') endRecord();
		else if (c !== '\r') field += c;
	}
	if (field !== '' || record.length > 0) endRecord();
	return all;
}
