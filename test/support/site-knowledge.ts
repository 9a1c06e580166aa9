// A build whose widget can search a site's pages: the pages the search is evaluated on, indexed with the real
// embedder as the first origin's, and that embedder among the files of the test's starter.

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedderIn } from '../../models/embedder/node-embedder.ts';
import { makeIndex } from '../../site-index/make-index.ts';
import { pagesOfFolder } from '../../site-index/sources.ts';
import { EMBEDDER_FILES } from '../../src/contract/embedder.ts';
import { parseManifest } from '../../src/contract/manifest.ts';
import { packSiteIndex } from '../../src/contract/site-index.ts';
import type { SiteWidget } from '../../src/contract/widget.ts';
import type { Hosts } from './widget-hosts.ts';

const STARTER = 'models/starter';
const PAGES = 'site-index/evaluation/shop';

export async function withSiteKnowledge(
	build: string,
	{ origins }: Pick<Hosts, 'origins'>
): Promise<Partial<SiteWidget>> {
	const base = `${origins[0]}/`;
	const embedder = await openEmbedderIn(STARTER);
	const pages = await pagesOfFolder(PAGES, base, { cleanUrls: false });
	const { index } = await makeIndex(pages, base, embedder).finally(() => embedder.dispose());
	const bytes = packSiteIndex(index);
	await mkdir(join(build, 'knowledge'));
	await writeFile(join(build, 'knowledge/shop.bin'), bytes);
	await addEmbedder(join(build, STARTER));
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { knowledge: { file: 'shop.bin', sha256, bytes: bytes.length } };
}

async function addEmbedder(folder: string): Promise<void> {
	const names: readonly string[] = Object.values(EMBEDDER_FILES);
	const shipped = parseManifest(await readFile(join(STARTER, 'manifest.json'), 'utf8'));
	const path = join(folder, 'manifest.json');
	const manifest = parseManifest(await readFile(path, 'utf8'));
	const files = shipped.files.filter((file) => names.includes(file.path));
	await writeFile(path, JSON.stringify({ ...manifest, files: [...manifest.files, ...files] }));
	for (const name of names) await copyFile(join(STARTER, name), join(folder, name));
}
