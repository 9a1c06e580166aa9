// Adding a model by its address: what was typed, what its host says is there, and starting the download.
// One look at a time; a later one, or leaving, ends the one before. Not here: what it looks like.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { Attachment } from '../../contract/gguf-adapter.ts';
import type { AddressAnswer, ModelOffer, ModelService } from '../../contract/services.ts';

import type { Added } from './own-files.svelte.ts';

export type AddressState =
	| { kind: 'idle' }
	| { kind: 'looking' }
	| AddressAnswer
	| { kind: 'failed'; error: ErrorData }
	/** Its download began: the list of models has it from here on. */
	| { kind: 'started'; name: string };

export class AddressView {
	address = $state('');
	state = $state.raw<AddressState>({ kind: 'idle' });
	readonly #models: Pick<ModelService, 'lookAt' | 'addOffer'>;
	readonly #onAdded: (added: Added) => void;
	#look = new AbortController();

	constructor(models: Pick<ModelService, 'lookAt' | 'addOffer'>, onAdded: (added: Added) => void) {
		this.#models = models;
		this.#onAdded = onAdded;
	}

	/** Asks the host of `address`; what was typed where none is given. */
	async look(address = this.address): Promise<void> {
		if (address.trim() === '') return;
		this.address = address;
		this.#look.abort();
		const look = new AbortController();
		this.#look = look;
		this.state = { kind: 'looking' };
		let next: AddressState;
		try {
			next = await this.#models.lookAt(address, look.signal);
		} catch (error) {
			next = { kind: 'failed', error: errorData(error) };
		}
		if (!look.signal.aborted) this.state = next;
	}

	/** Downloads what was offered, an adapter for the base `to`; a failure is said here and by the model's row. */
	async add(offer: ModelOffer, to?: Attachment): Promise<void> {
		this.#look.abort();
		const look = new AbortController();
		this.#look = look;
		this.address = '';
		this.state = { kind: 'started', name: offer.name };
		try {
			const id = await this.#models.addOffer(offer, to);
			if (id !== null) this.#onAdded({ id, name: offer.name, isModel: to === undefined });
			if (!look.signal.aborted) this.state = { kind: 'idle' };
		} catch (error) {
			if (!look.signal.aborted) this.state = { kind: 'failed', error: errorData(error) };
		}
	}

	cancel(): void {
		this.#look.abort();
		this.state = { kind: 'idle' };
	}
}
