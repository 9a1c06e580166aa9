// Files of the person's own on their way to the list of models: a model, or an adapter with what has to be known of it
// first. Not here: what they hold and how they are kept (the models service), and addresses (address-view.svelte.ts).

import { errorData } from '../../contract/errors.ts';
import type { AdapterOffer, Attachment } from '../../contract/gguf-adapter.ts';
import type { ModelListing, ModelService } from '../../contract/services.ts';

/** What was added to the list. */
export type Added = { id: string; name: string; isModel: boolean };

type Models = Pick<ModelService, 'adapterOf' | 'importAdapter' | 'importGguf'>;

export class OwnFiles {
	/** The file being added, or why it was not. */
	importing = $state.raw<{ name: string; error: string | null } | null>(null);
	/** Of an adapter being added: how far it is, and its end. */
	adding = $state.raw<{ fraction: number; stop: () => void } | null>(null);
	/** An adapter whose base the person has to name. */
	attaching = $state.raw<{ files: readonly File[]; offer: AdapterOffer } | null>(null);
	/** One of the two files of an adapter, until the other is given. */
	half = $state.raw<{ file: File; missing: string } | null>(null);
	readonly #models: Models;
	readonly #listAgain: () => Promise<readonly ModelListing[]>;

	/** `listAgain` reads the list and the room on this device anew. */
	constructor(models: Models, listAgain: () => Promise<readonly ModelListing[]>) {
		this.#models = models;
		this.#listAgain = listAgain;
	}

	/**
	 * The model or adapter added, or null: `importing` then says why it was refused, `attaching` what has to be
	 * chosen first, or `half` which file has to follow.
	 */
	async add(given: readonly File[], to?: Attachment): Promise<Added | null> {
		const [file] = given;
		if (!file) return null;
		const before = this.half;
		[this.attaching, this.half] = [null, null];
		this.importing = { name: file.name, error: null };
		try {
			let files = given;
			let offer = to ? null : await this.#models.adapterOf(files);
			if (offer && 'missing' in offer && before && before.missing !== offer.missing) {
				files = [before.file, files[offer.at]!];
				offer = await this.#models.adapterOf(files);
			}
			if (offer && 'missing' in offer) {
				this.importing = null;
				this.half = { file: files[offer.at]!, missing: offer.missing };
				return null;
			}
			const [base, ...others] = offer?.bases ?? [];
			const chosen = to ?? (base?.by === 'hash' && others.length === 0 ? base : undefined);
			if (offer && !chosen) {
				this.importing = null;
				this.attaching = { files, offer };
				return null;
			}
			const id = chosen
				? await this.#addAdapter(files, chosen)
				: await this.#models.importGguf(files);
			const listings = await this.#listAgain();
			this.importing = null;
			const name = listings.find((listing) => listing.id === id)?.name ?? file.name;
			return { id, name, isModel: chosen === undefined };
		} catch (error) {
			const { code, message } = errorData(error);
			// Whoever stopped it knows.
			this.importing = code === 'AbortError' ? null : { name: file.name, error: message };
			return null;
		}
	}

	async #addAdapter(files: readonly File[], to: Attachment): Promise<string> {
		const controller = new AbortController();
		const { signal } = controller;
		const tell = (fraction: number) => (this.adding = { fraction, stop: () => controller.abort() });
		tell(0);
		try {
			return await this.#models.importAdapter(files, to, { signal, onProgress: tell });
		} finally {
			this.adding = null;
		}
	}
}
