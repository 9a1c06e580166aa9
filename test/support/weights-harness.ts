// What runs inside the page of the weight tests: the real store, and a log of what it reports.
// Bundled by weights-page.ts; the specs call it through `page.evaluate`.

import type { CatalogEntry, ModelState } from '../../src/contract/services.ts';
import type { Manifest } from '../../src/contract/manifest.ts';
import { measureDevice } from '../../src/platform/device.ts';
import {
	createWeightStore,
	type InstallProgress,
	type WeightStore
} from '../../src/platform/weight-store.ts';

type Outcome = { outcome: string; code?: string; message?: string };

class WeightHarness {
	readonly store: WeightStore = createWeightStore();
	readonly progress: InstallProgress[] = [];
	readonly states: { id: string; state: ModelState }[] = [];
	readonly measureDevice = measureDevice;
	#controller = new AbortController();

	constructor() {
		this.store.onChange((id, state) => this.states.push({ id, state }));
	}

	install(manifest: Manifest): Promise<Outcome> {
		return this.#run(async (options) => ({ outcome: await this.store.install(manifest, options) }));
	}

	installEntry(entry: CatalogEntry): Promise<Outcome> {
		return this.#run((options) => this.store.installEntry(entry, options));
	}

	importGguf(bytes: number[], name: string): Promise<Outcome> {
		const file = new File([new Uint8Array(bytes)], name);
		return this.#run(async (options) => {
			const { id } = await this.store.importGguf([file], options);
			return { outcome: id };
		});
	}

	pause(): void {
		this.#controller.abort();
	}

	/** The sha256 of a stored file of less than 2 GB, read through the assembled Blob. */
	async hash(manifest: Manifest): Promise<string> {
		const [file] = await this.store.open(manifest);
		const digest = await crypto.subtle.digest('SHA-256', await file!.blob.arrayBuffer());
		return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(
			''
		);
	}

	/** Opens and keeps the Blob, reading only its last kilobyte. */
	async openOnly(manifest: Manifest): Promise<{ ms: number; bytes: number }> {
		const start = performance.now();
		const [file] = await this.store.open(manifest);
		const ms = performance.now() - start;
		Object.assign(globalThis, { kept: file!.blob });
		const end = await file!.blob.slice(-1024).arrayBuffer();
		return { ms, bytes: file!.blob.size - 1024 + end.byteLength };
	}

	/** Does to the stored chunks of a file what a browser short of space, or a bad disk, may do. */
	async damage(sha256: string, how: 'delete' | 'replace' | 'shorten', indexes: number[]) {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open('understudy-weights');
			request.addEventListener('success', () => resolve(request.result));
			request.addEventListener('error', () => reject(request.error));
		});
		const transaction = database.transaction('chunks', 'readwrite');
		const chunks = transaction.objectStore('chunks');
		for (const index of indexes) {
			const key = [sha256, index];
			const get = chunks.get(key);
			get.addEventListener('success', () => {
				const blob = get.result as Blob;
				if (how === 'delete') chunks.delete(key);
				else if (how === 'shorten') chunks.put(blob.slice(0, 10), key);
				else chunks.put(new Blob([new Uint8Array(blob.size)]), key);
			});
		}
		await new Promise<void>((resolve, reject) => {
			transaction.addEventListener('complete', () => resolve());
			transaction.addEventListener('abort', () => reject(transaction.error));
		});
		database.close();
	}

	async #run(
		work: (options: {
			signal: AbortSignal;
			onProgress: (progress: InstallProgress) => void;
		}) => Promise<Outcome>
	): Promise<Outcome> {
		this.#controller = new AbortController();
		const onProgress = (progress: InstallProgress) => void this.progress.push(progress);
		try {
			return await work({ signal: this.#controller.signal, onProgress });
		} catch (error) {
			const { name, message } = error as Error;
			const code = error instanceof Error && 'code' in error ? String(error.code) : name;
			return { outcome: 'failed', code, message };
		}
	}
}

declare global {
	var weightHarness: WeightHarness;
}
globalThis.weightHarness = new WeightHarness();
