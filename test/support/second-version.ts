// Another version of a build: the same app under another version name, whose scripts have other names,
// as after a real change. The first version's scripts are gone from it.

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A temporary folder with the build of `folder` as a later version; remove it with `discard`. */
export async function laterVersion(
	folder: string
): Promise<{ folder: string; version: string; discard: () => Promise<void> }> {
	const later = await mkdtemp(join(tmpdir(), 'understudy-later-'));
	await cp(folder, later, { recursive: true });
	const { version: before } = JSON.parse(
		await readFile(join(later, '_app/version.json'), 'utf8')
	) as { version: string };
	const version = [...before].toReversed().join('');
	const texts = await filesOf(later, /\.(js|html|json)$/);
	const scripts = texts.filter((path) => /_app\/immutable\/.*\.js$/.test(path));
	const replace = (text: string) => {
		let replaced = text.replaceAll(before, version);
		for (const path of scripts)
			replaced = replaced.replaceAll(basename(path), renamed(basename(path)));
		return replaced;
	};
	for (const path of texts) {
		const text = await readFile(path, 'utf8');
		await writeFile(path, path.endsWith('.html') ? rehash(text, replace(text)) : replace(text));
	}
	for (const path of scripts) await rename(path, join(dirname(path), renamed(basename(path))));
	return { folder: later, version, discard: () => rm(later, { recursive: true, force: true }) };
}

const renamed = (name: string) => name.replace(/\.js$/, '-later.js');

/** A page's policy names its inline scripts by hash: the changed ones get theirs. */
function rehash(before: string, after: string): string {
	const [old, changed] = [inlineHashes(before), inlineHashes(after)];
	return old.reduce((html, hash, i) => html.replaceAll(hash, changed[i] ?? hash), after);
}

function inlineHashes(html: string): string[] {
	return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) =>
		createHash('sha256').update(script).digest('base64')
	);
}

async function filesOf(folder: string, pattern: RegExp): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && pattern.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
}
