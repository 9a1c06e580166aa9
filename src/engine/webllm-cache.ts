// What WebLLM keeps of a model in IndexedDB, removed: by the library's own way where it has the model's list, and
// whatever a download that broke off left. In the worker, beside the library (webllm-worker.ts).

import { openDB } from 'idb';
import { parseWebLlmRecord, type WebLlmRecord } from './webllm-record.ts';
import { webLlmConfig } from './webllm-config.ts';

/** The library's databases, and the store that each has; its keys are addresses. */
const DATABASES = ['webllm/model', 'webllm/config', 'webllm/wasm'];
const STORE = 'urls';

/** The name of a worker that is started for this alone. */
export const CACHE_WORKER = 'webllm-cache';

export type ForgetRequest = { id: string; record: string };
/** Null: done. */
export type ForgetAnswer = { failed: string | null };

/** Answers the page that started this worker. */
export function serveCache(): void {
	addEventListener('message', ({ data }: MessageEvent<ForgetRequest>) => {
		const tell = (answer: ForgetAnswer) => postMessage(answer);
		removeFiles(data).then(
			() => tell({ failed: null }),
			(error: unknown) => tell({ failed: String(error) })
		);
	});
}

async function removeFiles({ id, record: text }: ForgetRequest): Promise<void> {
	const record = parseWebLlmRecord(text);
	const kept = await keysOf(record);
	if (kept.size === 0) return;
	// Without its list the library would ask the host for it, and fail where there is no network.
	if (kept.get('webllm/model')?.includes(`${record.model}tensor-cache.json`)) {
		const { deleteModelAllInfoInCache } = await import('@mlc-ai/web-llm');
		await deleteModelAllInfoInCache(id, webLlmConfig(id, record));
	}
	for (const [name, keys] of await keysOf(record)) {
		const database = await openDB(name);
		const transaction = database.transaction(STORE, 'readwrite');
		for (const key of keys) void transaction.store.delete(key);
		await transaction.done;
		database.close();
	}
}

/** Of each database, the addresses that are this model's. */
async function keysOf({ model, modelLib }: WebLlmRecord): Promise<Map<string, string[]>> {
	const there = new Set((await indexedDB.databases()).map(({ name }) => name));
	const found = new Map<string, string[]>();
	for (const name of DATABASES) {
		if (!there.has(name)) continue;
		const database = await openDB(name);
		const keys = database.objectStoreNames.contains(STORE) ? await database.getAllKeys(STORE) : [];
		database.close();
		const own = keys.map(String).filter((key) => key.startsWith(model) || key === modelLib);
		if (own.length > 0) found.set(name, own);
	}
	return found;
}
