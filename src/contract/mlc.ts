// A model in MLC's form that a person adds by its addresses: what its host says it is. Types alone. Looking and
// keeping are engine/mlc-models.ts's, running it engine/webllm-engine.ts's.

export type MlcOffer = {
	name: string;
	/** The repository at a commit: `https://…/resolve/<commit>/`. */
	model: string;
	/** The compiled library it runs by. */
	modelLib: string;
	/** As the model's configuration calls it: `llama`. */
	architecture: string;
	/** As in `q4f16_1`. */
	quantisation: string;
	contextTokens: number;
	/** From the list of its weights; 1 where that does not tell. */
	parameters: number;
	/** Of everything the engine will fetch: weights, library, tokenizer, configuration. */
	bytes: number;
	/** What the app keeps of it: the addresses, and the hashes by which the engine checks what it fetches. */
	record: string;
};

export interface MlcService {
	/**
	 * Asks the hosts what is there, and takes the hashes of what the engine can check. Nothing is kept. Throws
	 * an Error with a sentence, or the signal's reason.
	 */
	lookAt(address: string, library: string, signal: AbortSignal): Promise<MlcOffer>;
	/** Keeps the record, so that the model can be chosen; its weights come then. `about`: what it is. Its id. */
	add(offer: MlcOffer, about: string): Promise<string>;
}
