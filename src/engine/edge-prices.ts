// What the models behind an edge cost, from its own list (GET /v1/models): for an alias the dearest of
// those that may answer, so that what is told beforehand is the most it can be.

type Price = { input: number; output: number };

export class EdgePrices {
	#prices: ReadonlyMap<string, Price | null> | null = null;

	get known(): boolean {
		return this.#prices !== null;
	}

	/** Takes the list; anything else is ignored. Prices are dollars per million tokens. */
	read(answer: unknown): void {
		const data = (answer as { data?: unknown } | null)?.data;
		if (!Array.isArray(data)) return;
		const entries = data.filter(isEntry);
		const models = new Map(entries.map(({ id, price_usd_per_million: p }) => [id, priceFrom(p)]));
		const aliases = entries.flatMap(({ id, resolves_to: names }) =>
			Array.isArray(names)
				? [[id, dearest(names.map((name) => models.get(String(name))))] as const]
				: []
		);
		this.#prices = new Map([...models, ...aliases]);
	}

	/** The most that so many tokens cost, in whole micro-dollars; null where no price is known. */
	cost(model: string, promptTokens: number, answerTokens: number): number | null {
		const price = this.#prices?.get(model);
		// Dollars per million tokens are micro-dollars per token.
		return price ? Math.ceil(promptTokens * price.input + answerTokens * price.output) : null;
	}
}

type Entry = { id: string; price_usd_per_million?: unknown; resolves_to?: unknown };

const isEntry = (value: unknown): value is Entry =>
	typeof value === 'object' && value !== null && typeof (value as Entry).id === 'string';

function priceFrom(value: unknown): Price | null {
	const { input, output } = (value ?? {}) as Record<string, unknown>;
	return isPrice(input) && isPrice(output) ? { input, output } : null;
}

const isPrice = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Null when any of them has no price. */
function dearest(prices: readonly (Price | null | undefined)[]): Price | null {
	const known = prices.filter((price) => price !== null && price !== undefined);
	if (known.length === 0 || known.length < prices.length) return null;
	return {
		input: Math.max(...known.map(({ input }) => input)),
		output: Math.max(...known.map(({ output }) => output))
	};
}
