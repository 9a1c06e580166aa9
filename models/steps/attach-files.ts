// Enters files that are fetched when first used into a manifest, with their hashes and figures. Changes
// nothing else in it, so it may run after any other step.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { manifestFrom, type Manifest } from '../../src/contract/manifest.ts';
import { describeFile } from './attach-modifiers.ts';

/** `names` lie in OUT; `measured` goes into the model card. */
export function attachFiles(out: string, names: readonly string[], measured: object): void {
	const path = `${out}/manifest.json`;
	if (!existsSync(path))
		throw new Error(`There is no ${path}. Run the export step first, or name a folder by --out.`);
	const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const files = names.map((name) => ({
		...describeFile(name, new Uint8Array(readFileSync(`${out}/${name}`))),
		onDemand: true
	}));
	const next = manifestFrom({
		...manifest,
		files: [...manifest.files.filter(({ path: name }) => !names.includes(name)), ...files],
		measured: { ...manifest.measured, ...measured }
	});
	writeFileSync(path, JSON.stringify(next, null, '\t') + '\n');
	console.error(
		`${path}: ${files.map((file) => `${file.path} ${file.bytes} bytes`).join(', ')}, on demand`
	);
}
