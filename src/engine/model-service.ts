// The models as the interface and the turns see them, the same in every tab: one tab leads and runs
// the engine, the others send their work to it, and the next one takes over when it is closed.
// Joins the library, the host and the tabs; each of those does its own part.

import { errorData } from '../contract/errors.ts';
import type {
	ActiveModel,
	CatalogEntry,
	DeviceReport,
	ModelListing,
	ModelService,
	Unsubscribe
} from '../contract/services.ts';
import type { SettingsStore } from '../contract/stores.ts';
import type { Recommendation } from '../platform/device.ts';
import type { WeightStore } from '../platform/weight-store.ts';
import type { EngineChooser } from './engine-chooser.ts';
import type { LoadedModel } from './engine.ts';
import { createModelHost, type ModelHost } from './model-host.ts';
import { createModelLibrary, ModelUnavailable, STARTER_ID } from './model-library.ts';
import type { EngineRegistry } from './registry.ts';
import { followLeader } from './shared-client.ts';
import { sharedModel } from './shared-model.ts';
import type { SharedState } from './shared-protocol.ts';
import { serveTabs, type SharedServer } from './shared-server.ts';
import type { Tabs } from './shared-tabs.ts';

export type ModelServiceDependencies = {
	weights: WeightStore;
	settings: SettingsStore;
	engines: EngineRegistry;
	/** Where a model runs, and why, once one is loaded; absent: as the settings say. */
	chooser?: () => Promise<EngineChooser>;
	tabs: Tabs;
	catalog: () => Promise<unknown>;
	fetch: (url: string) => Promise<Response>;
	measureDevice: () => Promise<DeviceReport>;
	recommend: (
		catalog: readonly CatalogEntry[],
		report: DeviceReport,
		listings: readonly ModelListing[]
	) => Promise<Recommendation | null>;
	/** False: no model of this device is wanted; none is loaded, nor downloaded by itself. */
	wanted?: boolean;
};

/** What this tab knows of the model that answers, wherever it runs. */
type View = { active: ActiveModel; model: LoadedModel | null };

export interface SharedModelService extends ModelService {
	/** The model, when one can answer right now. */
	current(): LoadedModel | null;
	/** The same, after waiting for one on its way. Throws ModelUnavailable, or the signal's reason. */
	acquire(signal: AbortSignal): Promise<LoadedModel>;
	/** Says something among the notices. */
	announce(message: string): void;
	/** Loads the model anew where another place was found to be faster, if this tab runs it. */
	reconsider(): Promise<void>;
}

/** A leader that changes twice while it is asked is not asked a fourth time. */
const ASK_LEADERS = 3;

export function createModelService(deps: ModelServiceDependencies): SharedModelService {
	const { weights, settings, tabs } = deps;
	const library = createModelLibrary({ ...deps, present: () => deps.engines.present() });
	const activeListeners = new Set<(active: ActiveModel) => void>();
	const noticeListeners = new Set<(message: string) => void>();
	/** Said before anybody listened. */
	const unheard: string[] = [];
	const listListeners = new Set<(listings: ModelListing[]) => void>();
	/** Downloads this tab began, to be paused. */
	const downloads = new Map<string, AbortController>();
	let listing = false;
	let listIsStale = false;
	let view: View = { active: { state: 'idle' }, model: null };
	/** False until this tab leads, or has heard who does: until then idle means starting. */
	let settled = false;
	let leading: { host: ModelHost; server: SharedServer } | null = null;

	function show(next: View): void {
		view = next;
		settled = true;
		for (const listener of activeListeners) listener(view.active);
	}

	function tellNotice(message: string): void {
		if (noticeListeners.size === 0) unheard.push(message);
		for (const listener of noticeListeners) listener(message);
	}

	const client = followLeader(tabs, {
		onState: ({ active, epoch, capabilities }) =>
			show({
				active,
				model:
					active.state === 'ready' && capabilities !== null
						? sharedModel(client, active, epoch, capabilities)
						: null
			}),
		onNotice: tellNotice
	});

	function pausable(id: string): AbortSignal {
		const known = downloads.get(id);
		if (known && !known.signal.aborted) return known.signal;
		const controller = new AbortController();
		downloads.set(id, controller);
		return controller.signal;
	}

	function pauseHere(id: string): void {
		downloads.get(id)?.abort();
		downloads.delete(id);
	}

	function takeTheLead(): void {
		const follows = settled;
		const host = createModelHost({
			library,
			engine: (manifest) => deps.engines.engineFor(manifest),
			chooser: deps.chooser,
			settings,
			pausable,
			onState() {
				const { active, model } = host.state;
				show({ active, model });
				leading?.server.tellState();
			},
			onNotice(message) {
				tellNotice(message);
				leading?.server.tellNotice(message);
			}
		});
		const server = serveTabs(tabs, {
			state(): SharedState {
				const { active, model, epoch } = host.state;
				return { active, epoch, capabilities: model?.capabilities ?? null };
			},
			model: (epoch) => (host.state.epoch === epoch ? host.state.model : null),
			use: (id) => host.use(id),
			remove: (id) => removeAsLeader(host, id),
			renew: (id) => host.renew(id)
		});
		leading = { host, server };
		const id = view.active.state === 'idle' ? STARTER_ID : view.active.id;
		show({ active: { state: 'loading', id, fraction: 0 }, model: null });
		client.close();
		if (follows) tellNotice('The tab that ran the model was closed. This tab runs it now.');
		settings.onChange(({ backend }) => void host.reload(backend).catch(reportedByState));
		void host.autoload().then(() => updateStarter(host));
	}

	/** A newer starter than the one here is fetched in the background and takes its place. */
	async function updateStarter(host: ModelHost): Promise<void> {
		const manifest = await library.starterUpdate();
		if (manifest === null) return;
		try {
			const outcome = await weights.install(manifest, { signal: pausable(STARTER_ID) });
			if (outcome === 'installed') await host.renew(STARTER_ID);
		} catch {
			// The listing says why; the starter that is here goes on answering.
		}
	}

	async function removeAsLeader(host: ModelHost, id: string): Promise<void> {
		await host.unload(id);
		const manifest = (await weights.get(id))?.manifest;
		if (manifest) {
			const others = (await weights.list()).filter((one) => one.id !== id);
			const kept = others.flatMap((one) => one.manifest ?? []);
			await deps.engines.forget(manifest, kept, (one) => weights.open(one));
		}
		await weights.remove(id);
		if (host.state.active.state !== 'idle' || id === STARTER_ID) return;
		await settings.update({ modelId: STARTER_ID });
		await host.autoload();
	}

	/** Does it here when this tab leads, else asks the leader; again when the leader changes. */
	async function byLeader(
		here: (host: ModelHost) => Promise<void>,
		there: () => Promise<void>
	): Promise<void> {
		for (let ask = 1; ; ask++) {
			if (leading) return here(leading.host);
			try {
				return await there();
			} catch (error) {
				if (errorData(error).code !== 'device-lost' || ask === ASK_LEADERS) throw error;
			}
		}
	}

	/** Fetches what only this tab may, where the person acts; shown here as the load that it is the beginning of. */
	async function bringHere(id: string): Promise<void> {
		let shown = false;
		const onProgress = (fraction: number) => {
			// A tab that came to lead meanwhile has a state of its own.
			if (leading) return;
			shown = true;
			show({ active: { state: 'loading', id, fraction }, model: view.model });
		};
		try {
			await deps.engines.bringHere(id, { signal: pausable(id), onProgress });
		} catch (error) {
			// The leader says how things are.
			if (shown && !leading) client.hello();
			throw error;
		}
	}

	/** Loads a model anew, in whichever tab it runs, if it is the one that answers. */
	function renew(id: string): Promise<void> {
		return byLeader(
			(host) => host.renew(id),
			() => client.renew(id)
		);
	}

	/** Progress comes faster than a list is made: what changes meanwhile becomes one more list. */
	async function tellList(): Promise<void> {
		listIsStale = true;
		if (listing) return;
		listing = true;
		try {
			while (listIsStale && listListeners.size > 0) {
				listIsStale = false;
				const listings = await library.list();
				for (const listener of listListeners) listener(listings);
			}
		} finally {
			listing = false;
		}
	}

	tabs.listen((message) => {
		if (message.type === 'pause') pauseHere(message.modelId);
		else if (leading) leading.server.hear(message);
		else client.hear(message);
	});
	weights.onChange(() => void tellList().catch(reportedByState));
	if (deps.wanted === false) settled = true;
	else {
		void tabs.lead().then(takeTheLead);
		client.hello();
	}

	return {
		get active() {
			return view.active;
		},
		onActive: (listener) => added(activeListeners, listener),
		onNotice(listener) {
			for (const message of unheard.splice(0)) listener(message);
			return added(noticeListeners, listener);
		},
		announce: tellNotice,
		async reconsider() {
			await leading?.host.reload((await settings.get()).backend);
		},
		onList: (listener) => added(listListeners, listener),
		list: () => library.list(),
		async use(id) {
			// The leading tab was not clicked.
			if (!leading) await bringHere(id);
			await byLeader(
				(host) => host.use(id),
				() => client.use(id)
			);
		},
		async download(id, options = {}) {
			await library.ensure(id, { signal: pausable(id), ...options });
		},
		pause(id) {
			pauseHere(id);
			tabs.post({ type: 'pause', modelId: id });
		},
		async remove(id) {
			const { adapter } = (await weights.get(id)) ?? {};
			await byLeader(
				(host) => removeAsLeader(host, id),
				() => client.remove(id)
			);
			if (adapter?.on) await renew(adapter.modelId);
		},
		async importGguf(files) {
			const { refuseFiles } = await import('./model-offer.ts');
			await refuseFiles(files, await deps.measureDevice());
			return (await weights.importGguf(files)).id;
		},
		async lookAt(address, signal) {
			const found = await weights.lookAt(address, signal);
			if (found.kind === 'files') return found;
			const { offerOf, offerOfPeft } = await import('./model-offer.ts');
			const device = await deps.measureDevice();
			const offer =
				found.kind === 'peft'
					? await offerOfPeft(found, device, weights)
					: await offerOf(found, device, weights);
			return { kind: 'offer', offer };
		},
		async addOffer(offer, to) {
			const { entryOf } = await import('./model-offer.ts');
			const entry = await entryOf(offer, to, to && (await weights.list()));
			const { outcome } = await weights.installEntry(entry, { signal: pausable(entry.id) });
			if (outcome === 'installed' && to) await renew(to.modelId);
			return outcome === 'installed' ? entry.id : null;
		},
		async adapterOf(files) {
			const { adapterIn } = await import('./model-offer.ts');
			return adapterIn(files, weights);
		},
		async importAdapter(files, to, { signal, onProgress } = {}) {
			const id = await weights.importAdapter(files, to, {
				...(signal && { signal }),
				onProgress: ({ receivedBytes, totalBytes }) => onProgress?.(receivedBytes / totalBytes)
			});
			await renew(to.modelId);
			return id;
		},
		async setAdapter(id, fields) {
			await weights.setAdapter(id, fields);
			const { adapter } = (await weights.get(id)) ?? {};
			if (adapter && (adapter.on || 'on' in fields)) await renew(adapter.modelId);
		},
		device: () => deps.measureDevice(),
		async recommend() {
			const [catalog, report, listings] = await Promise.all([
				library.catalog(),
				deps.measureDevice(),
				library.list()
			]);
			const runnable = catalog.filter((entry) => deps.engines.lacks(entry, report) === null);
			return deps.recommend(runnable, report, listings);
		},
		current: () => view.model,
		async acquire(signal) {
			for (;;) {
				signal.throwIfAborted();
				if (view.model !== null) return view.model;
				const { active } = view;
				if (active.state === 'failed') throw new ModelUnavailable(active.message);
				if (active.state === 'idle' && settled)
					throw new ModelUnavailable(
						'No model is loaded. Choose one on the Models page, then regenerate the answer.'
					);
				await nextChange(signal);
			}
		}
	};

	function nextChange(signal: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const end = () => {
				stop();
				signal.removeEventListener('abort', end);
				resolve();
			};
			const stop = added(activeListeners, end);
			signal.addEventListener('abort', end, { once: true });
		});
	}
}

function added<T>(listeners: Set<T>, listener: T): Unsubscribe {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** The state shown to the person already says it. */
function reportedByState(): void {}
