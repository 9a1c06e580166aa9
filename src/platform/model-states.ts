// Where each model is on its way to this device, for the lists of all tabs: what is stored, what this
// tab installs, and what other tabs said last. Not here: installing (browser-weight-store.ts).

import { filesWithModel, type Manifest } from '../contract/manifest.ts';
import type { ModelState, Unsubscribe } from '../contract/services.ts';
import { progressState, type Installs } from './installs.ts';
import type { OnDemandFetches } from './on-demand-fetches.ts';
import { anyLocked, WeightChannel, type WeightMessage } from './weight-channel.ts';
import type { WeightConnection } from './weight-connection.ts';
import { sumOfStored, type ModelRecord } from './weight-database.ts';

export class ModelStates {
	readonly #connection: WeightConnection;
	readonly #installs: Installs<Manifest | 'adapter' | null>;
	readonly #onDemand: OnDemandFetches;
	readonly #listeners = new Set<(id: string, state: ModelState) => void>();
	/** The last word on each model, from this tab or another. */
	readonly #heard = new Map<string, ModelState>();
	readonly #elapsed: () => number;
	#channel: WeightChannel | null = null;
	/** When a model last went, in this tab or another one, by `elapsed`. */
	removedAtMs = -Infinity;

	/** `elapsed`: milliseconds, from any start. */
	constructor(
		connection: WeightConnection,
		installs: Installs<Manifest | 'adapter' | null>,
		onDemand: OnDemandFetches,
		elapsed: () => number
	) {
		this.#elapsed = elapsed;
		this.#connection = connection;
		this.#installs = installs;
		this.#onDemand = onDemand;
	}

	/** The state of a model; `record` is what the database has of it. */
	async of(id: string, record: ModelRecord | undefined): Promise<ModelState> {
		const { last } = this.#installs.get(id) ?? {};
		if (last) return progressState(last);
		const heard = this.#heard.get(id);
		if (heard?.state === 'failed') {
			if (!record?.next) return heard;
			const { receivedBytes, totalBytes } = await this.#stored(record);
			return { ...heard, receivedBytes, totalBytes };
		}
		if (!record) return { state: 'absent' };
		const { files, receivedBytes, totalBytes } = await this.#stored(record);
		if (!record.next && receivedBytes === totalBytes) return { state: 'ready' };
		// Another tab may download it, and may not have said so since this one was opened; one that
		// did say so may be gone: the locks tell.
		if (await anyLocked(files.map((file) => file.sha256)))
			return heard?.state === 'downloading'
				? heard
				: { state: 'downloading', receivedBytes, totalBytes, bytesPerSecond: 0 };
		const reason = record.next
			? 'The download is not complete.'
			: 'The browser removed some of it to free space; resuming fetches only that.';
		return { state: 'paused', receivedBytes, totalBytes, reason };
	}

	/** Tells every tab, this one included. */
	announce(id: string, state: ModelState): void {
		this.send({ type: 'state-changed', id, state });
	}

	/** Tells every tab what is stored of a model that somebody paused. */
	async announceStored(id: string): Promise<void> {
		const record = await (await this.#connection.open()).get('models', id);
		this.#heard.delete(id);
		if (!record) return this.announce(id, { state: 'absent' });
		const { receivedBytes, totalBytes } = await this.#stored(record);
		// Somebody asked for it: nothing to explain.
		this.announce(id, { state: 'paused', receivedBytes, totalBytes, reason: '' });
	}

	onChange(listener: (id: string, state: ModelState) => void): Unsubscribe {
		this.listen();
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	send(message: WeightMessage): void {
		this.listen().send(message);
	}

	/** Joins the other tabs, once. */
	listen(): WeightChannel {
		if (this.#channel) return this.#channel;
		this.#channel = new WeightChannel();
		this.#channel.listen((message) => this.#hear(message));
		return this.#channel;
	}

	/** Forgets the last word on one model, or on all. */
	forget(id?: string): void {
		if (id === undefined) this.#heard.clear();
		else this.#heard.delete(id);
	}

	close(): void {
		this.#channel?.close();
		this.#channel = null;
		this.#listeners.clear();
	}

	async #stored({ next, manifest, adapter }: ModelRecord) {
		const here = manifest ? filesWithModel(manifest) : adapter ? [adapter.file] : [];
		const files = next?.files ?? here;
		const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const receivedBytes = await sumOfStored(await this.#connection.open(), files);
		return { files, receivedBytes, totalBytes };
	}

	#hear(message: WeightMessage): void {
		switch (message.type) {
			case 'state-changed':
				if (message.state.state === 'absent') this.removedAtMs = this.#elapsed();
				this.#heard.set(message.id, message.state);
				for (const listener of this.#listeners) listener(message.id, message.state);
				return;
			case 'pause-asked':
				this.#installs.get(message.id)?.controller.abort();
				void this.#onDemand.stop(message.id);
				return;
			case 'erasing':
				void this.#installs.stopAll();
				void this.#onDemand.stopAll();
				this.#heard.clear();
				return;
			case 'file-progress':
				return;
			default:
				message satisfies never;
		}
	}
}
