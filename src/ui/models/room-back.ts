// After something was removed: reads what the browser says of its storage until it says so, or for some seconds.
// Chromium gives a removed file back up to 8 s late (platform/let-go.ts). Not here: removing.

import type { DeviceReport } from '../../contract/services.ts';

const LOOKS = 10;
const LOOK_MS = 1000;
/** Of what was freed: other things are written meanwhile. */
const ENOUGH = 0.9;

/** `read` shows what it reads, and returns null where nothing can be read or nobody looks any more. */
export async function roomBack(
	{ usedBytes }: Pick<DeviceReport, 'usedBytes'>,
	freedBytes: number,
	read: () => Promise<DeviceReport | null>,
	wait: (ms: number) => Promise<void>
): Promise<void> {
	for (let look = 0; look < LOOKS; look++) {
		const now = await read();
		if (now === null || now.usedBytes <= usedBytes - freedBytes * ENOUGH) return;
		await wait(LOOK_MS);
	}
}
