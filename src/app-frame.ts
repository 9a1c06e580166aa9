// Part of the composition root (app.ts): what the chat in a frame on another site's page asks of the app before it has
// started, or without starting it. Each part's code is fetched when it is asked.

import type { HandoffRequest } from './contract/widget.ts';
import { STARTER_ID } from './engine/model-library.ts';
import { openMemory } from './memory/memory.ts';
import type { FrameStorage } from './platform/visit-storage.ts';
import { createWeightStore } from './platform/weight-store.ts';

/** What the browser lets the frame store. Before everything else here. */
export async function openFrameStorage(): Promise<FrameStorage> {
	return (await import('./platform/visit-storage.ts')).openFrameStorage();
}

/**
 * What starting the app here downloads: nothing where the starter is complete on this device. `bytes` is
 * null where the server does not say. Never throws.
 */
export async function starterDownload(): Promise<{ installed: boolean; bytes: number | null }> {
	const { measureStarter } = await import('./engine/starter-size.ts');
	return measureStarter(createWeightStore(), ENGINE_WASM_BYTES, (url) => fetch(url));
}

/** To the people of that site, what the visitor confirmed. Throws RemoteError. */
export async function sendHandoff(site: string, request: HandoffRequest): Promise<void> {
	const { sendHandoff: send } = await import('./engine/edge-handoff.ts');
	await send(request, {
		origin: location.origin,
		site,
		fetch: (url, init) => fetch(url, init),
		nowMs: () => Date.now()
	});
}

/** Before the app has started: removes what an earlier visit left. Throws MemoryError, WeightError. */
export async function clearStored(conversationId: string | null): Promise<void> {
	const weights = createWeightStore();
	const memory = await openMemory();
	try {
		if (conversationId !== null) await memory.conversations.remove(conversationId);
		await weights.remove(STARTER_ID);
	} finally {
		memory.close();
		weights.close();
	}
}
