// Gives removed weights' room back soon. Chromium keeps a removed Blob's file on the disk for as long as a
// script's handle of it was not collected as garbage, which on a quiet page took more than half a minute, and
// at the latest until the tab is closed. A page cannot ask for a collection; memory that is asked for and
// dropped at once makes one due. It is never touched, so that it costs addresses, not memory. Each thread has
// handles of its own.

// 256 MiB, eight times: with it a removed file that nothing held was gone after 4 s, without it after 22 s or later.
const BYTES = 256 * 1024 * 1024;
const ROUNDS = 8;
const PAUSE_MS = 50;
/** What let go of the file meanwhile is collected by a later pass. */
const PASSES_MS = [0, 2000, 4000];

/** Never throws; does nothing where it is not known to help. */
export async function letGoOfFiles(): Promise<void> {
	// Of Chromium's browsers alone.
	if (typeof navigator === 'undefined' || !('userAgentData' in navigator)) return;
	for (const afterMs of PASSES_MS) {
		await pause(afterMs);
		for (let round = 0; round < ROUNDS; round++) {
			try {
				const dropped = new ArrayBuffer(BYTES);
				if (dropped.byteLength < BYTES) return;
			} catch {
				// No room for it is pressure enough.
				return;
			}
			await pause(PAUSE_MS);
		}
	}
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
