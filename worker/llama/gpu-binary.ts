// The binaries for graphics processors, which package.json leaves out (they are up to hundreds of megabytes):
// the command that brings one. Pure.

import packageJson from '../../package.json' with { type: 'json' };
import type { MachineFacts } from './machine.ts';

/** What node-llama-cpp calls the systems that it has such binaries for. */
const SYSTEMS: Readonly<Record<string, string>> = { 'linux x64': 'linux', 'win32 x64': 'win' };

/** Null where there is no such binary for the machine. */
export function installCommand(
	gpu: 'metal' | 'cuda' | 'vulkan',
	{ platform, arch }: Pick<MachineFacts, 'platform' | 'arch'>
): string | null {
	const system = SYSTEMS[`${platform} ${arch}`];
	// Metal's comes with the rest, and there is no other for Macs.
	if (system === undefined || gpu === 'metal') return null;
	const version = packageJson.dependencies['node-llama-cpp'];
	const name = `@node-llama-cpp/${system}-x64-${gpu}`;
	// CUDA's is in two packages, for npm's limit on the size of one.
	const names = gpu === 'cuda' ? [name, `${name}-ext`] : [name];
	// Not saved: the next install from the lockfile leaves it out again.
	return `npm install --no-save ${names.map((one) => `${one}@${version}`).join(' ')}`;
}
