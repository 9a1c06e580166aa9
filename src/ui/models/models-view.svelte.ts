// What the model page shows and does: a view of the models service, with search and filter.
// Not here: downloading, verifying, loading (the service), files of one's own (own-files.svelte.ts), nor what a row
// looks like.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { CalibrationService } from '../../contract/device-calibration.ts';
import type { Attachment, OwnAdapter } from '../../contract/gguf-adapter.ts';
import { type KeepingService, type MemoryShape, type ModelUse } from '../../contract/keeping.ts';
import { freeStorage } from '../../contract/room.ts';
import { DEFAULT_SETTINGS } from '../../contract/settings.ts';
import type {
	CatalogEntry,
	DeviceReport,
	DownloadOptions,
	ModelListing,
	ModelService,
	ModelState,
	Unsubscribe
} from '../../contract/services.ts';
import { roomPlan, type RoomPlan } from '../../decide/make-room.ts';
import { NO_FILTERS, sift, type Filters } from './filters.ts';
import { memoryEstimate, ownShare, type MemoryEstimate } from './memory-estimate.ts';
import { OwnFiles } from './own-files.svelte.ts';
import { roomBack } from './room-back.ts';
import { sharesFiles, storedModels } from './stored-models.ts';
import { sizeOf } from './words.ts';

/** What the settings and the app say that bears on room; read anew each time. */
export type RoomWishes = {
	contextTokens(): number;
	/** Whether models may go without a question. */
	makeRoom(): boolean;
	/** Of the model that answers; null for none. */
	activeId(): string | null;
	/** Told the name of each model that went for a download. */
	onRemoved(name: string): void;
};

const NO_WISHES: RoomWishes = {
	contextTokens: () => DEFAULT_SETTINGS.contextTokens,
	makeRoom: () => false,
	activeId: () => null,
	onRemoved: () => undefined
};

type Making = {
	listing: ModelListing;
	plan: RoomPlan;
	/** Ids of models that cannot be fetched again and are to go all the same. */
	named: ReadonlySet<string>;
	run: Run;
};

/** A download, with how it finds room where it would not fit. */
type Run = (options?: DownloadOptions) => Promise<void>;

/** A model that was removed to make room. */
type Gone = { id: string; name: string };

type Recommendation = { entry: CatalogEntry; reason: string };

export class ModelsView {
	/** Null until first read. */
	listings = $state.raw<ModelListing[] | null>(null);
	device = $state.raw<DeviceReport | null>(null);
	/** Undefined until asked. */
	recommendation = $state.raw<Recommendation | null | undefined>(undefined);
	failure = $state.raw<ErrorData | null>(null);
	/** Why the last act on a model failed, by its id: for models that are not here because of it. */
	#failures = $state.raw<Readonly<Record<string, ErrorData>>>({});
	/** Bases that were calibrated on this device. */
	#calibrated = $state.raw<ReadonlySet<string>>(new Set());
	filters = $state.raw<Filters>(NO_FILTERS);
	/** By the model's id. */
	uses = $state.raw<Readonly<Record<string, ModelUse>>>({});
	#shapes = $state.raw<Readonly<Record<string, MemoryShape>>>({});
	/** A download that does not fit, until the person says what goes. */
	making = $state.raw<Making | null>(null);
	/** Of the person's own, being added. */
	readonly files: OwnFiles;
	readonly #models: ModelService;
	readonly #report: (error: unknown) => void;
	readonly #calibrations: CalibrationService | null;
	readonly #keeping: KeepingService | null;
	readonly #wishes: RoomWishes;
	readonly #wait: (ms: number) => Promise<void>;
	/** While the browser has yet to say that something went. */
	#comingBack: Promise<void> | null = null;
	#ended = false;

	constructor(
		models: ModelService,
		report: (error: unknown) => void,
		calibrations: CalibrationService | null = null,
		keeping: KeepingService | null = null,
		wishes: RoomWishes = NO_WISHES,
		wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
	) {
		this.#models = models;
		this.files = new OwnFiles(models, async () => {
			this.listings = await models.list();
			this.device = await models.device();
			return this.listings;
		});
		this.#report = report;
		this.#calibrations = calibrations;
		this.#keeping = keeping;
		this.#wishes = wishes;
		this.#wait = wait;
	}

	/** What the filters leave, and what they leave out. */
	readonly sifted = $derived.by(() =>
		// One that failed stays on the page, with why, also where it would not fit.
		sift(
			(this.listings ?? []).map((one) => ({ ...one, status: this.statusOf(one) })),
			this.filters,
			{ report: this.device, mostTokens: this.#wishes.contextTokens() }
		)
	);

	/** What is on this device, and which of it has to stay. */
	readonly stored = $derived.by(() =>
		storedModels(this.listings ?? [], this.uses, this.#wishes.activeId())
	);

	/** Adapters of the person's own, of whatever base. */
	readonly adapters = $derived(
		(this.listings ?? []).flatMap(({ adapter, ...rest }) => (adapter ? [{ ...rest, adapter }] : []))
	);

	/** Reads everything and follows changes until the returned function is called. */
	start(): Unsubscribe {
		this.#ended = false;
		const ends = [
			this.#models.onList((listings) => {
				this.listings = listings;
				void this.#readShapes();
			}),
			this.#calibrations?.onChange(() => void this.#lookAtCalibrations()),
			this.#keeping?.onChange(() => void this.#readUses())
		];
		void this.load();
		return () => {
			this.#ended = true;
			ends.forEach((end) => end?.());
		};
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
			void this.#readUses();
			void this.#readShapes();
			this.device = await this.#models.device();
			this.recommendation = await this.#models.recommend();
		} catch (error) {
			this.failure = errorData(error);
		}
	}

	use(id: string): Promise<void> {
		return this.#withRoom(id, (options) =>
			this.#act(id, async () => {
				// Room is made by whoever asked; the tab that runs models may be another one.
				if (options && !(await this.#fetched(id, options))) return;
				await this.#models.use(id);
			})
		);
	}

	download(id: string): Promise<void> {
		return this.#withRoom(id, (options) =>
			this.#act(id, async () => void (await this.#fetched(id, options)))
		);
	}

	/** What a download would leave, and take away; null where nobody knows. */
	planFor(listing: ModelListing, named?: ReadonlySet<string>): RoomPlan | null {
		const { status } = listing;
		if (status.state === 'ready' || status.state === 'downloading' || !this.device) return null;
		const free = freeStorage(this.device);
		const begun = status.state === 'absent' ? null : status;
		const bytes = begun?.totalBytes ?? sizeOf(listing);
		if (free === null || bytes === null) return null;
		const here = begun?.receivedBytes ?? 0;
		// A file of its own makes it no room.
		const related = (this.listings ?? []).filter((one) => sharesFiles(listing, one));
		const others = this.stored.filter(
			({ id }) => id !== listing.id && !related.some((one) => one.id === id)
		);
		return roomPlan(bytes - here, free, others, named);
	}

	/** What a model takes of memory at the context chosen here; null where nobody knows. */
	memoryOf({ id, entry, manifest }: ModelListing): MemoryEstimate | null {
		const shape = this.#shapes[id] ?? null;
		const own = ownShare({ id, manifest }, this.listings ?? []);
		return memoryEstimate(shape, entry, this.#wishes.contextTokens(), own, manifest);
	}

	/** Lets a model go for the download that is asked about, or not, though it cannot be fetched again. */
	name(id: string, goes: boolean): void {
		const { making } = this;
		if (!making) return;
		const named = new Set(making.named);
		if (goes) named.add(id);
		else named.delete(id);
		const plan = this.planFor(making.listing, named) ?? making.plan;
		this.making = { ...making, named, plan };
	}

	/** Begins what was asked for; each model goes when the download has come so far that it needs its room. */
	async makeRoom(): Promise<void> {
		const { making } = this;
		this.making = null;
		if (!making) return;
		const { id } = making.listing;
		const waiting = [...making.plan.remove];
		const makeRoom = async (): Promise<number> => {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				const now = this.stored.find((one) => one.id === next.id);
				// It came into use, or went, meanwhile.
				if (!now || now.fixed || now.pinned) continue;
				await this.#models.remove(next.id);
				await this.#keeping?.went(next.id, { name: next.name, forId: id }).catch(this.#report);
				this.#wishes.onRemoved(next.name);
				return next.bytes;
			}
			return 0;
		};
		await making.run({ makeRoom });
	}

	/** What went for a download that has not come to its end, and has not been fetched again. */
	goneFor(id: string): readonly Gone[] {
		return Object.entries(this.uses).flatMap(([goneId, { went }]) =>
			went?.forId === id && !this.#isHere(goneId) ? { id: goneId, name: went.name } : []
		);
	}

	/** Says no more what went for a download. */
	dismissGone(id: string): void {
		for (const gone of this.goneFor(id)) this.#keeping?.went(gone.id, null).catch(this.#report);
	}

	#isHere(id: string): boolean {
		return this.listings?.find((one) => one.id === id)?.status.state === 'ready';
	}

	pin(id: string, pinned: boolean): void {
		this.#keeping?.pin(id, pinned).catch(this.#report);
	}

	/** Asks the browser to keep everything; whether it agreed. */
	async persist(): Promise<boolean> {
		const agreed = (await this.#keeping?.persist()) ?? false;
		this.device = await this.#models.device().catch(() => this.device);
		return agreed;
	}

	async #withRoom(id: string, run: Run): Promise<void> {
		const shortOf = () => {
			const listing = this.listings?.find((one) => one.id === id);
			const plan = listing && this.planFor(listing);
			const isShort = plan && (plan.fits ? plan.remove.length > 0 : plan.fitsWithOffered);
			return isShort ? { listing, plan } : null;
		};
		// Nothing more has to go for room that is on its way back.
		if (shortOf()) await this.#comingBack;
		const short = shortOf();
		if (!short) return run();
		const { listing, plan } = short;
		this.making = { listing, plan, named: new Set(), run };
		if (this.#wishes.makeRoom() && plan.fits) await this.makeRoom();
	}

	/** False where it was paused. */
	async #fetched(id: string, options?: DownloadOptions): Promise<boolean> {
		await this.#models.download(id, options);
		this.listings = await this.#models.list();
		if (!this.#isHere(id)) return false;
		this.dismissGone(id);
		if (this.uses[id]?.went) this.#keeping?.went(id, null).catch(this.#report);
		return true;
	}

	async #readUses(): Promise<void> {
		try {
			this.uses = (await this.#keeping?.uses()) ?? {};
		} catch (error) {
			this.#report(error);
		}
	}

	/** From the files that are here, one after another: each is a read of its header. */
	async #readShapes(): Promise<void> {
		for (const { id, manifest, status } of this.listings ?? []) {
			if (!manifest || status.state !== 'ready') continue;
			const shape = await this.#keeping?.memory(manifest);
			if (shape) this.#shapes = { ...this.#shapes, [id]: shape };
		}
	}

	pause(id: string): void {
		this.#models.pause(id);
	}

	/** True once it is gone. */
	async remove(id: string): Promise<boolean> {
		let removed = false;
		this.dismissGone(id);
		const bytes = this.stored.find((one) => one.id === id)?.bytes ?? 0;
		const before = await this.#models.device().catch(() => null);
		await this.#act(id, async () => {
			await this.#models.remove(id);
			removed = true;
		});
		if (removed && before?.quotaBytes && bytes > 0) this.#followRoom(before, bytes);
		return removed;
	}

	/** Rows say what fits as soon as the browser does. */
	#followRoom(before: DeviceReport, bytes: number): void {
		const read = async () => {
			if (this.#ended) return null;
			this.device = await this.#models.device().catch(() => this.device);
			return this.device;
		};
		const back = roomBack(before, bytes, read, this.#wait).finally(() => {
			if (this.#comingBack === back) this.#comingBack = null;
		});
		this.#comingBack = back;
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
}
