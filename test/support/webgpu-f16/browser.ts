// The Chromium of setup.sh, set up when first asked for: software WebGPU with `shader-f16`. Where it
// cannot be made, the reason in words, for the tests that are then skipped.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SOFTWARE_WEBGPU_ARGS } from '../browser.ts';

export type F16Browser = { executablePath: string; args: string[] } | { missing: string };

// Downloads 15 MB, and a Chromium and gcc where there are none.
const SETUP_MS = 600_000;

export async function f16Browser(): Promise<F16Browser> {
	const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
	if (!/^VERSION_CODENAME=bookworm$/m.test(release) || process.arch !== 'x64')
		return skipped('WebGPU with shader-f16 is set up on Debian 12 on x86-64 only.');
	if (process.getuid?.() !== 0)
		return skipped('Setting WebGPU with shader-f16 up needs root: it installs packages.');
	try {
		const { stdout } = await promisify(execFile)(join(import.meta.dirname, 'setup.sh'), {
			timeout: SETUP_MS
		});
		const executablePath = stdout.trim().split('\n').at(-1) ?? '';
		return { executablePath, args: SOFTWARE_WEBGPU_ARGS };
	} catch (error) {
		const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
		const last = said.trim().split('\n').slice(-3).join(' ');
		return skipped(`WebGPU with shader-f16 could not be set up: ${last}`);
	}
}

/** Said on the console as well: a skipped backend must not go unnoticed. */
function skipped(missing: string): F16Browser {
	console.warn(`\n⚠ Not run: the engine on WebGPU. ${missing}\n`);
	return { missing };
}
