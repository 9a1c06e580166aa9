// What the model page shows and does: a view of the models service, with search and filter.
// Not here: downloading, verifying, loading (the service), nor what a row looks like.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { CalibrationService } from '../../contract/device-calibration.ts';
import type { Attachment, OwnAdapter } from '../../contract/gguf-adapter.ts';
import type {
	AdapterOffer,
	CatalogEntry,
	DeviceReport,
	ModelListing,
	ModelService,
	ModelState,
	Unsubscribe
} from '../../contract/services.ts';
import { fitOf } from './fit.ts';

/** What was added to the list. */
export type Added = { id: string; name: string; isModel: boolean };

type Recommendation = { entry: CatalogEntry; reason: string };

export class ModelsView {
	/** Null until first read. */
	listings = $state.raw<ModelListing[] | null>(null);
	device = $state.raw<DeviceReport | null>(null);
	/** Undefined until asked. */
	recommendation = $state.raw<Recommendation | null | undefined>(undefined);
	failure = $state.raw<ErrorData | null>(null);
	/** The file being added, or why it was not. */
	importing = $state.raw<{ name: string; error: string | null } | null>(null);
	/** An adapter whose base the person has to name. */
	attaching = $state.raw<{ file: File; offer: AdapterOffer } | null>(null);
	/** Why the last act on a model failed, by its id: for models that are not here because of it. */
	#failures = $state.raw<Readonly<Record<string, ErrorData>>>({});
	/** Bases that were calibrated on this device. */
	#calibrated = $state.raw<ReadonlySet<string>>(new Set());
	query = $state('');
	onlyFitting = $state(true);
	readonly #models: ModelService;
	readonly #report: (error: unknown) => void;

	readonly #calibrations: CalibrationService | null;

	constructor(
		models: ModelService,
		report: (error: unknown) => void,
		calibrations: CalibrationService | null = null
	) {
		this.#models = models;
		this.#report = report;
		this.#calibrations = calibrations;
	}

	/** The listings that match the search, whether they fit or not. */
	readonly found = $derived.by(() => {
		const words = this.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
		return (this.listings ?? []).filter((listing) => {
			if (listing.adapter) return false;
			const text = searchText(listing);
			return words.every((word) => text.includes(word));
		});
	});

	readonly visible = $derived(
		this.onlyFitting ? this.found.filter((listing) => this.#fits(listing)) : this.found
	);

	/** Adapters of the person's own, of whatever base. */
	readonly adapters = $derived(
		(this.listings ?? []).flatMap(({ adapter, ...rest }) => (adapter ? [{ ...rest, adapter }] : []))
	);

	readonly hidden = $derived(this.found.length - this.visible.length);

	/** Reads everything and follows changes until the returned function is called. */
	start(): Unsubscribe {
		const ends = [
			this.#models.onList((listings) => (this.listings = listings)),
			this.#calibrations?.onChange(() => void this.#lookAtCalibrations())
		];
		void this.load();
		return () => ends.forEach((end) => end?.());
	}

	isCalibratedHere({ manifest }: ModelListing): boolean {
		return manifest !== null && this.#calibrated.has(manifest.baseSha256);
	}

	/** What cannot be read is said by the model's card, where one can act on it. */
	async #lookAtCalibrations(): Promise<void> {
		const bases = (this.listings ?? []).flatMap(({ manifest }) =>
			manifest?.calibration === null ? manifest.baseSha256 : []
		);
		const done = new Set<string>();
		for (const base of bases) {
			const state = await this.#calibrations?.state(base).catch(() => null);
			if (state?.stage === 'done') done.add(base);
		}
		this.#calibrated = done;
	}

	async load(): Promise<void> {
		this.failure = null;
		try {
			this.listings = await this.#models.list();
			void this.#lookAtCalibrations();
			this.device = await this.#models.device();
			this.recommendation = await this.#models.recommend();
		} catch (error) {
			this.failure = errorData(error);
		}
	}

	use(id: string): Promise<void> {
		return this.#act(id, () => this.#models.use(id));
	}

	download(id: string): Promise<void> {
		return this.#act(id, () => this.#models.download(id));
	}

	pause(id: string): void {
		this.#models.pause(id);
	}

	/** True once it is gone. */
	async remove(id: string): Promise<boolean> {
		let removed = false;
		await this.#act(id, async () => {
			await this.#models.remove(id);
			removed = true;
		});
		return removed;
	}

	/**
	 * The model or adapter added, or null: `importing` then says why it was refused, or `attaching`
	 * what has to be chosen first.
	 */
	async add(file: File, to?: Attachment): Promise<Added | null> {
		this.attaching = null;
		this.importing = { name: file.name, error: null };
		try {
			const offer = await this.#models.adapterOf(file);
			const [base, ...others] = offer?.bases ?? [];
			const chosen = to ?? (base?.by === 'hash' && others.length === 0 ? base : undefined);
			if (offer && !chosen) {
				this.importing = null;
				this.attaching = { file, offer };
				return null;
			}
			const id = chosen
				? await this.#models.importAdapter(file, chosen)
				: await this.#models.importGguf(file);
			this.listings = await this.#models.list();
			this.device = await this.#models.device();
			this.importing = null;
			const name = this.listings.find((listing) => listing.id === id)?.name ?? file.name;
			return { id, name, isModel: chosen === undefined };
		} catch (error) {
			this.importing = { name: file.name, error: errorData(error).message };
			return null;
		}
	}

	/** The name of a model that is here, for an adapter's row; null where it is gone. */
	baseOf({ modelId, baseSha256 }: Attachment): string | null {
		const base = this.listings?.find(
			({ id, manifest }) => id === modelId && manifest?.baseSha256 === baseSha256
		);
		return base?.name ?? null;
	}

	setAdapter(id: string, fields: Partial<Pick<OwnAdapter, 'on' | 'scale'>>): Promise<void> {
		return this.#act(id, () => this.#models.setAdapter(id, fields));
	}

	/** Where a model is on its way here; one that is absent because it failed says so. */
	statusOf({ id, status }: ModelListing): ModelState {
		const failure = this.#failures[id];
		return failure && status.state === 'absent' ? { state: 'failed', ...failure } : status;
	}

	/** A pause is an outcome. A failure is said once: by the model's row, its card, or a report. */
	async #act(id: string, run: () => Promise<void>): Promise<void> {
		const { [id]: _, ...others } = this.#failures;
		this.#failures = others;
		try {
			await run();
		} catch (error) {
			const failure = errorData(error);
			if (failure.code !== 'AbortError') {
				this.listings = await this.#models.list().catch(() => this.listings);
				this.#failures = { ...this.#failures, [id]: failure };
				const listing = this.listings?.find((one) => one.id === id);
				const { active } = this.#models;
				const inCard = active.state === 'failed' && active.message === failure.message;
				const inRow = listing && this.statusOf(listing).state === 'failed';
				if (!inCard && !inRow) this.#report(error);
			}
		}
		try {
			this.device = await this.#models.device();
		} catch (error) {
			this.#report(error);
		}
	}

	/** What is here or on its way is shown, whatever it needs. */
	#fits({ entry, status }: ModelListing): boolean {
		if (!entry || !this.device || status.state !== 'absent') return true;
		return fitOf(entry, this.device).fits;
	}
}

function searchText({ id, name, entry, manifest }: ModelListing): string {
	return [
		id,
		name,
		entry?.description ?? manifest?.description ?? '',
		entry?.licence ?? manifest?.licence ?? '',
		...(entry?.languages ?? [])
	]
		.join(' ')
		.toLocaleLowerCase();
}
