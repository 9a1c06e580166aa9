// A place of a test file's own for what models/ builds: `UNDERSTUDY_BUILD` points there until the file's
// tests are over, and then to where it pointed before.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const VARIABLE = 'UNDERSTUDY_BUILD';

export type ScratchBuild = {
	/** Gone when the tests are over. */
	folder: string;
	/** Points the variable at an empty folder within, and returns it: for tests that share nothing. */
	fresh: () => string;
};

/** Call it at the top of a test file. */
export function scratchBuild(name: string): ScratchBuild {
	const folder = mkdtempSync(join(tmpdir(), `understudy-${name}-`));
	const before = process.env[VARIABLE];
	process.env[VARIABLE] = folder;
	afterAll(() => {
		rmSync(folder, { recursive: true });
		if (before === undefined) delete process.env[VARIABLE];
		else process.env[VARIABLE] = before;
	});
	return { folder, fresh: () => (process.env[VARIABLE] = mkdtempSync(join(folder, 'build-'))) };
}
