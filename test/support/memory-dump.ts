// Puts a dump of an older database (test/fixtures/memory/) into IndexedDB as that version left it,
// and reads a database back as a dump. Runs in Node (fake-indexeddb) and in a page.

export type DumpedStore = {
	name: string;
	/** null: keys are given beside the values. */
	keyPath: string | null;
	indexes: { name: string; keyPath: string | string[]; unique: boolean }[];
	records: { key?: string; value: unknown }[];
};

export type Dump = { version: number; stores: DumpedStore[] };

/** Resolves once the database is written and closed. */
export function loadDump(name: string, dump: Dump): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, dump.version);
		request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
		request.addEventListener('upgradeneeded', () => {
			for (const { name: storeName, keyPath, indexes, records } of dump.stores) {
				const store = request.result.createObjectStore(
					storeName,
					keyPath === null ? {} : { keyPath }
				);
				for (const index of indexes)
					store.createIndex(index.name, index.keyPath, { unique: index.unique });
				for (const { key, value } of records) store.put(value, key);
			}
		});
		request.addEventListener('success', () => {
			request.result.close();
			resolve();
		});
	});
}

/** The stores, their keys and indexes, without records: what a migration must arrive at. */
export function readShape(name: string): Promise<Dump> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
		request.addEventListener('success', () => {
			const database = request.result;
			const names = [...database.objectStoreNames].toSorted();
			const stores = names.map((storeName): DumpedStore => {
				const store = database.transaction(storeName).objectStore(storeName);
				const keyPath = typeof store.keyPath === 'string' ? store.keyPath : null;
				const indexes = [...store.indexNames].map((indexName) => {
					const index = store.index(indexName);
					return { name: indexName, keyPath: index.keyPath ?? '', unique: index.unique };
				});
				return { name: storeName, keyPath, indexes, records: [] };
			});
			const dump = { version: database.version, stores };
			database.close();
			resolve(dump);
		});
	});
}
