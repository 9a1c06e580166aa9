// Replaces a folder by other files, as one: whatever happens, and whenever the process is killed, the
// name stands for all of the old files or all of the new ones, once `recoverFolder` ran. The files
// are written beside it and synchronised, checked, and then both folders change names: at once where the
// system can (Linux, renameat2), else one after the other, which `recoverFolder` puts right.

import { spawnSync } from 'node:child_process';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname } from 'node:path';

export interface ReplaceOptions {
	/** Throws when a folder is not what it should be; asked of the new one before and after. */
	verify(folder: string): void;
	/** Swaps two folders at once; false where that is not possible. */
	exchange?: (a: string, b: string) => boolean;
	/** Called before each step, by its name. */
	onStep?: (step: string) => void;
}

const names = (target: string) => ({
	part: `${target}.part`,
	next: `${target}.next`,
	old: `${target}.old`
});

export function replaceFolder(
	target: string,
	files: ReadonlyMap<string, Uint8Array>,
	{ verify, exchange = exchangeFolders, onStep = () => undefined }: ReplaceOptions
): void {
	recoverFolder(target);
	const { part, next, old } = names(target);
	onStep('write');
	mkdirSync(part, { recursive: true });
	for (const [name, bytes] of files) {
		onStep(`write ${name}`);
		writeFileSync(`${part}/${name}`, bytes);
		synchronise(`${part}/${name}`);
	}
	synchronise(part);
	onStep('verify');
	verify(part);
	// From here on `next` is complete: it may take the name whenever nothing else has it.
	renameSync(part, next);
	synchronise(dirname(target));
	onStep('exchange');
	if (existsSync(target)) {
		if (exchange(next, target)) renameSync(next, old);
		else {
			renameSync(target, old);
			onStep('between');
			renameSync(next, target);
		}
	} else renameSync(next, target);
	synchronise(dirname(target));
	onStep('remove');
	rmSync(old, { recursive: true, force: true });
	verify(target);
}

/** Ends what a killed replacement left, and clears up after it. */
export function recoverFolder(target: string): void {
	const { part, next, old } = names(target);
	if (!existsSync(target) && existsSync(next)) renameSync(next, target);
	if (!existsSync(target) && existsSync(old)) renameSync(old, target);
	for (const left of [part, next, old]) rmSync(left, { recursive: true, force: true });
}

function synchronise(path: string): void {
	const descriptor = openSync(path, 'r');
	fsyncSync(descriptor);
	closeSync(descriptor);
}

/**
 * Node has no call for it; Python, which the training needs too, reaches the system's. -100: the
 * working folder; 2: exchange.
 */
const RENAMEAT2 =
	'import ctypes, sys; a, b = map(str.encode, sys.argv[1:]); sys.exit(ctypes.CDLL(None).renameat2(-100, a, -100, b, 2) != 0)';

function exchangeFolders(a: string, b: string): boolean {
	return process.platform === 'linux' && spawnSync('python3', ['-c', RENAMEAT2, a, b]).status === 0;
}
