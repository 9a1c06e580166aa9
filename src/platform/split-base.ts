// A split base as everything above the store knows it: one file, in the place of its first part.
// Not here: how its header is made (contract/gguf-split.ts).

import { joinedGguf } from '../contract/gguf-split.ts';
import type { StoredFile } from './weight-store.ts';

/** `split`: the paths of the parts in order. Throws ParseError where they do not belong together. */
export async function withWholeBase(
	split: readonly string[],
	files: readonly StoredFile[]
): Promise<StoredFile[]> {
	const parts = split.flatMap((path) => files.find((file) => file.path === path)?.blob ?? []);
	const whole = await joinedGguf(parts);
	return files.flatMap((file) => {
		if (!split.includes(file.path)) return file;
		return file.path === split[0] ? { path: file.path, blob: whole } : [];
	});
}
