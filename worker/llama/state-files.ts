// Where states lie for the milliseconds that they are on their way from one context to another: in memory
// where the system has such a folder with room for them, else with the temporary files. A container's
// /dev/shm has 64 MB if nobody says otherwise, which a long conversation of a larger model does not fit.

import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export type StateFile = {
	readonly path: string;
	/** Removes it, whether or not it was written. */
	discard(): Promise<void>;
};

export type StateFiles = {
	/** For a state of `bytes` at most. */
	next(bytes: number): StateFile;
	close(): void;
};

export type StatePlaces = {
	/** Null where the system keeps no files in memory. */
	memory: string | null;
	disk: string;
	freeBytes: (folder: string) => number;
};

const PLACES: StatePlaces = {
	memory: process.platform === 'linux' && existsSync('/dev/shm') ? '/dev/shm' : null,
	disk: tmpdir(),
	freeBytes(folder) {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	}
};

export function stateFiles({ memory, disk, freeBytes }: StatePlaces = PLACES): StateFiles {
	const folders = new Map<string, string>();
	let count = 0;
	/** In memory, written or still to be. */
	let promised = 0;
	const inside = (place: string) => {
		const folder = folders.get(place) ?? mkdtempSync(join(place, 'understudy-native-'));
		folders.set(place, folder);
		return folder;
	};
	const fits = (bytes: number) => {
		try {
			return memory !== null && freeBytes(memory) >= promised + bytes;
		} catch {
			return false;
		}
	};
	return {
		next(bytes) {
			const reserved = fits(bytes) ? bytes : 0;
			promised += reserved;
			const folder = inside(reserved > 0 && memory !== null ? memory : disk);
			const path = join(folder, `state-${(count += 1)}.bin`);
			return {
				path,
				async discard() {
					await rm(path, { force: true });
					promised -= reserved;
				}
			};
		},
		close() {
			for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
		}
	};
}
