// npm run widget -- index <folder or sitemap file> [options]
//
// Makes the file that the widget searches a site's pages by, or says how well it finds what is asked. Exits
// with 1 when the pages cannot be indexed, with 2 when the command is not one.

import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openEmbedderIn } from '../models/embedder/node-embedder.ts';
import { MOST_INDEX_BYTES, packSiteIndex, parseSiteIndex } from '../src/contract/site-index.ts';
import { evaluate } from './evaluate.ts';
import { makeIndex } from './make-index.ts';
import {
	pagesFromFiles,
	pagesFromSite,
	pagesOfFolder,
	parseBase,
	sitemapUrls,
	SourceError,
	type SourcePage
} from './sources.ts';

const HELP = `npm run widget -- index <folder or sitemap file> [options]

Reads the pages (.html, .md, .txt) of a folder, or those that a sitemap names (XML, or one address a
line), and writes the index that the widget searches in the visitor's browser.

  --base URL        where a folder's pages are on the site: https://shop.example/help/
  --clean-urls      addresses of a folder's pages have no .html or .md at their end
  --root FOLDER     a sitemap's pages are files below this folder; without it they are fetched
  --out FILE        default static/knowledge/site.bin, from where the app's build takes it
  --embedder FOLDER default models/starter

npm run widget -- evaluate

Measures how often the right passage is found and a wrong one cited, on the questions in
site-index/evaluation/.`;

const OUT = 'static/knowledge/site.bin';
const EMBEDDER = 'models/starter';

try {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: {
			base: { type: 'string' },
			root: { type: 'string' },
			out: { type: 'string', default: OUT },
			embedder: { type: 'string', default: EMBEDDER },
			'clean-urls': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	const [command, source, ...more] = positionals;
	if (command === 'index' && source !== undefined && more.length === 0 && !values.help)
		await index(source, values);
	else if (command === 'evaluate' && source === undefined)
		console.log(await evaluate(values.embedder));
	else {
		console.log(HELP);
		process.exitCode = values.help || command === undefined ? 0 : 2;
	}
} catch (error) {
	const usage =
		error instanceof TypeError &&
		'code' in error &&
		String(error.code).startsWith('ERR_PARSE_ARGS');
	if (!usage && !(error instanceof SourceError)) throw error;
	console.error((error as Error).message);
	process.exitCode = usage ? 2 : 1;
}

type Options = {
	base?: string;
	root?: string;
	out: string;
	embedder: string;
	'clean-urls': boolean;
};

async function index(source: string, options: Options): Promise<void> {
	const { pages, base } = await read(source, options);
	const embedder = await openEmbedderIn(options.embedder);
	const made = await makeIndex(pages, base, embedder).finally(() => embedder.dispose());
	const bytes = packSiteIndex(made.index);
	if (bytes.length > MOST_INDEX_BYTES)
		throw new SourceError(
			`The index has ${bytes.length} bytes; it may have ${MOST_INDEX_BYTES}. Name a part of the pages.`
		);
	const { origin } = new URL(base);
	// Read back as the widget will, before anybody relies on it.
	parseSiteIndex(bytes, [origin]);
	await mkdir(dirname(options.out), { recursive: true });
	await writeFile(options.out, bytes);
	for (const { url, why } of made.left) console.log(`left out: ${url} ${why}`);
	const { passages } = made.index;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const name = options.out.split('/').at(-1) ?? '';
	console.log(
		`${options.out}: ${made.index.pages.length} pages, ${passages.length} passages, ${bytes.length} bytes (${gzipSync(bytes).length} compressed), embedded by ${made.index.embedder}.

In the site's entry of sites.json, whose origins must hold ${origin}:
  "widget": { "knowledge": ${JSON.stringify({ file: name, sha256, bytes: bytes.length })} }`
	);
}

async function read(
	source: string,
	{ base, root, 'clean-urls': cleanUrls }: Options
): Promise<{ pages: SourcePage[]; base: string }> {
	const found = await stat(source).catch(() => null);
	if (found === null)
		throw new SourceError(`There is no ${source}. Name a folder of pages, or a sitemap file.`);
	if (found.isDirectory()) {
		if (base === undefined)
			throw new SourceError(
				'Say where these pages are on the site: --base https://shop.example/help/'
			);
		const at = parseBase(base);
		return { base: at, pages: await pagesOfFolder(source, at, { cleanUrls }) };
	}
	const urls = sitemapUrls(await readFile(source, 'utf8'), source);
	const at = `${new URL(urls[0] ?? '').origin}/`;
	const pages =
		root === undefined
			? await pagesFromSite(urls, (url, init) => fetch(url, init))
			: await pagesFromFiles(urls, join(root));
	return { base: at, pages };
}
