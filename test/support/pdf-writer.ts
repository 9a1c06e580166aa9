// Writes small PDFs for tests: lines of text in Helvetica, page by page, or pages without text; a file that asks
// for a password has an encryption dictionary that no password opens. ASCII alone, no compression. Another writes
// Japanese as PDFs of the nineties do: in Shift-JIS, by a font and a character map that are named and not in it.

export type PdfOptions = {
	/** Lines of each page. */
	pages: readonly (readonly string[])[];
	/** Asks for a password. */
	locked?: boolean;
};

export function writePdf({ pages, locked = false }: PdfOptions): Uint8Array<ArrayBuffer> {
	// 1 catalogue, 2 page tree, 3 font, then a page and its content in turn, then the encryption.
	const pageAt = (i: number) => 4 + 2 * i;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${pageAt(i)} 0 R`).join(' ')}] >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		...pages.flatMap((lines, i) => {
			const content = contentOf(lines);
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${pageAt(i) + 1} 0 R ` +
					'/Resources << /Font << /F1 3 0 R >> >> >>',
				`<< /Length ${content.length} >>\nstream\n${content}\nendstream`
			];
		}),
		...(locked
			? [`<< /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -4 >>`]
			: [])
	];
	const encrypted = locked ? ` /Encrypt ${objects.length} 0 R /ID [<01> <01>]` : '';
	return fileOf(objects, encrypted);
}

/** The objects in turn, the first of them the catalogue, with where each begins. */
function fileOf(objects: readonly string[], trailer: string): Uint8Array<ArrayBuffer> {
	const parts = ['%PDF-1.4\n'];
	const offsets: number[] = [];
	let at = parts[0]!.length;
	for (const [i, object] of objects.entries()) {
		const part = `${i + 1} 0 obj\n${object}\nendobj\n`;
		offsets.push(at);
		parts.push(part);
		at += part.length;
	}
	const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	parts.push(
		`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`,
		`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${at}\n%%EOF\n`
	);
	return new TextEncoder().encode(parts.join(''));
}

/** “日本語のテスト”, whose letters only the character map `90ms-RKSJ-H` and that of its collection tell. */
export const JAPANESE = '日本語のテスト';
const JAPANESE_IN_SHIFT_JIS = '93fa967b8cea82cc836583588367';

/** `cMap`: the character map to name. */
export function writeJapanesePdf(cMap = '90ms-RKSJ-H'): Uint8Array<ArrayBuffer> {
	const content = `BT /F1 11 Tf 50 790 Td <${JAPANESE_IN_SHIFT_JIS}> Tj ET`;
	return fileOf(
		[
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
				'/Resources << /Font << /F1 5 0 R >> >> >>',
			`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
			`<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /${cMap} /DescendantFonts [6 0 R] >>`,
			'<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /FontDescriptor 7 0 R /CIDSystemInfo ' +
				'<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>',
			'<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -200 1000 900] ' +
				'/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>'
		],
		''
	);
}

/** A page without lines is drawn on, as a scan is. */
function contentOf(lines: readonly string[]): string {
	if (lines.length === 0) return '0.5 g 50 50 400 600 re f';
	const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
	return `BT /F1 11 Tf 50 790 Td 14 TL ${shown.join(' ')} ET`;
}
