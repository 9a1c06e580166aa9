// What WebLLM keeps of a model in IndexedDB, removed: by the library's own way where it has the model's list, and
// whatever a download that broke off left. What another model has too stays: fine-tunes share the library they are
// run by, and without it they would need the network again. In the worker, beside the library (webllm-worker.ts).

import { openDB } from 'idb';
import { parseWebLlmRecord, type WebLlmRecord } from './webllm-record.ts';
import { webLlmConfig } from './webllm-config.ts';

/** The library's databases, and the store that each has; its keys are addresses. */
const DATABASES = ['webllm/model', 'webllm/config', 'webllm/wasm'];
const STORE = 'urls';

/** The name of a worker that is started for this alone. */
export const CACHE_WORKER = 'webllm-cache';

/** `kept`: the records of the models that stay. */
export type ForgetRequest = { id: string; record: string; kept: string[] };
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

/** Exported for its test. Throws ParseError, or what the database throws. */
export async function removeFiles({ id, record: text, kept }: ForgetRequest): Promise<void> {
	const record = parseWebLlmRecord(text);
	const others = kept.flatMap(readable);
	const own: Own = {
		model: others.some(({ model }) => model === record.model) ? null : record.model,
		modelLib: others.some(({ modelLib }) => modelLib === record.modelLib) ? null : record.modelLib
	};
	const found = await keysOf(own);
	// Without its list the library would ask the host for it, and fail where there is no network.
	if (found.get('webllm/model')?.includes(`${own.model}tensor-cache.json`)) {
		const { deleteModelInCache } = await import('@mlc-ai/web-llm');
		await deleteModelInCache(id, webLlmConfig(id, record));
	}
	for (const [name, keys] of await keysOf(own)) {
		const database = await openDB(name);
		const transaction = database.transaction(STORE, 'readwrite');
		for (const key of keys) void transaction.store.delete(key);
		await transaction.done;
		database.close();
	}
}

/** Addresses that no other model has; null for one that another has too. */
type Own = { [Field in 'model' | 'modelLib']: string | null };

/** A record that cannot be read runs nothing, and keeps nothing. */
function readable(text: string): WebLlmRecord[] {
	try {
		return [parseWebLlmRecord(text)];
	} catch {
		return [];
	}
}

/** Of each database, the addresses that are this model's alone. */
async function keysOf({ model, modelLib }: Own): Promise<Map<string, string[]>> {
	const there = new Set((await indexedDB.databases()).map(({ name }) => name));
	const found = new Map<string, string[]>();
	for (const name of DATABASES) {
		if (!there.has(name)) continue;
		const database = await openDB(name);
		const keys = database.objectStoreNames.contains(STORE) ? await database.getAllKeys(STORE) : [];
		database.close();
		const isOwn = (key: string) => (model !== null && key.startsWith(model)) || key === modelLib;
		const own = keys.map(String).filter(isOwn);
		if (own.length > 0) found.set(name, own);
	}
	return found;
}
