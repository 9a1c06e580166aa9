// Loaded into a measured process (`--import`, with `--expose-gc`): tells, when asked by its parent, how much
// memory lives in it: what is left of its heap after two full collections. Not part of what is measured.

import process from 'node:process';

process.on('message', (message) => {
	if (message !== 'living') return;
	// The second one takes what the first one's finalizers let go of.
	globalThis.gc?.();
	globalThis.gc?.();
	process.send?.({ livingBytes: process.memoryUsage().heapUsed });
});
