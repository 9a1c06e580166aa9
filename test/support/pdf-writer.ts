// Writes small PDFs for tests: lines of text in Helvetica, page by page, or pages without text; a file that asks
// for a password has an encryption dictionary that no password opens. ASCII alone, no compression.

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
	const encrypted = locked ? ` /Encrypt ${objects.length} 0 R /ID [<01> <01>]` : '';
	parts.push(
		`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`,
		`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypted} >>\nstartxref\n${at}\n%%EOF\n`
	);
	return new TextEncoder().encode(parts.join(''));
}

/** A page without lines is drawn on, as a scan is. */
function contentOf(lines: readonly string[]): string {
	if (lines.length === 0) return '0.5 g 50 50 400 600 re f';
	const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
	return `BT /F1 11 Tf 50 790 Td 14 TL ${shown.join(' ')} ET`;
}
