// The character maps that Chinese, Japanese and Korean PDFs name without bringing them: pdf.js has them as files,
// and each is fetched when a PDF first asks for it. Not here: reading the PDF (pdf-text.ts).

const FOLDER = '/node_modules/pdfjs-dist/cmaps/';

const addresses = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*.bcmap', {
	query: '?url&no-inline',
	import: 'default',
	eager: true
});

/** The bytes of one, such as `UniJIS-UTF16-H.bcmap`. Throws where there is none of that name, or no network. */
export async function fetchCMap(file: string): Promise<Uint8Array> {
	const address = addresses[FOLDER + file];
	if (address === undefined) throw new Error(`no character map ${file}`);
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address}: ${response.status}`);
	return new Uint8Array(await response.arrayBuffer());
}
