// What the built app may weigh. First-load JavaScript is counted twice: what each prerendered page
// imports, read from the files, and what a real first visit fetches before it asks for the model.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesWithModel, parseManifest } from '../../src/contract/manifest.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test } from '../support/test.ts';

const FIRST_LOAD_BYTES = 120_000;
// Cloudflare's limit for one static asset.
const ASSET_BYTES = 25 * 1024 * 1024;

const gzipBytes = (path: string) => gzipSync(readFileSync(join(assetsFolder(), path))).byteLength;

/** Every script a page loads before it does anything: its entries and all they import statically. */
function staticScripts(page: string): string[] {
	const html = readFileSync(join(assetsFolder(), page), 'utf8');
	const queue = [...html.matchAll(/"(?:\.?\/)?(_app\/immutable\/[^"]+\.js)"/g)].map(
		([, path = '']) => path
	);
	const found = new Set<string>();
	for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
		if (found.has(path)) continue;
		found.add(path);
		const source = readFileSync(join(assetsFolder(), path), 'utf8');
		for (const [, target = ''] of source.matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g))
			queue.push(join(dirname(path), target));
	}
	return [...found];
}

for (const page of [
	'index',
	'models',
	'insights',
	'compare',
	'settings',
	'help',
	'operator',
	'widget',
	'404'
])
	test(`the scripts of ${page}.html weigh at most 120 kB gzipped`, () => {
		const scripts = staticScripts(`${page}.html`);
		expect(scripts.length, 'scripts found').toBeGreaterThan(3);
		const total = scripts.reduce((sum, path) => sum + gzipBytes(path), 0);
		expect(total, scripts.join('\n')).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
	});

test('a first visit fetches at most 120 kB of scripts before it asks for the model', async ({
	page
}) => {
	const scripts = new Set<string>();
	let asked = false;
	const modelAsked = new Promise<void>((done) => {
		page.on('request', (request) => {
			const { pathname } = new URL(request.url());
			if (pathname.startsWith('/models/')) {
				asked = true;
				done();
			} else if (!asked && request.resourceType() === 'script') scripts.add(pathname.slice(1));
		});
	});
	await page.goto('/');
	await modelAsked;
	const fetched = [...scripts].filter((path) => path.startsWith('_app/'));
	const total = fetched.reduce((sum, path) => sum + gzipBytes(path), 0);
	test
		.info()
		.annotations.push({ type: 'first-load JavaScript', description: `${total} B gzipped` });
	expect(total, fetched.join('\n')).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

test('no file is larger than the platform takes, and none is a source map', () => {
	const files = readdirSync(assetsFolder(), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
	expect(files.filter((path) => statSync(path).size > ASSET_BYTES)).toEqual([]);
	expect(files.filter((path) => path.endsWith('.map'))).toEqual([]);
});

test('the starter loads at most 16 MB, and has at most 40 MB with what is fetched on demand', () => {
	const folder = join(assetsFolder(), 'models/starter');
	const manifest = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'));
	const total = (files: readonly { bytes: number }[]) =>
		files.reduce((sum, { bytes }) => sum + bytes, 0);
	expect(total(filesWithModel(manifest))).toBeGreaterThan(0);
	expect(total(filesWithModel(manifest))).toBeLessThanOrEqual(16_000_000);
	expect(total(manifest.files)).toBeLessThanOrEqual(40_000_000);
	for (const { path, bytes } of manifest.files)
		expect([path, statSync(join(folder, path)).size]).toEqual([path, bytes]);
});
