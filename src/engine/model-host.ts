// Runs the engine in the tab that leads: which model is loaded, loading another, going back when
// that fails. One model at a time; the last choice wins. Not here: weights and manifests
// (model-library.ts), the other tabs (shared-*.ts).

import { errorData } from '../contract/errors.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { ActiveModel } from '../contract/services.ts';
import type { SettingsStore } from '../contract/stores.ts';
import type { BackendChoice } from '../contract/settings.ts';
import type { EngineChooser } from './engine-chooser.ts';
import type { Engine, LoadedModel } from './engine.ts';
import { useLoaded, type LoadedUse } from './loaded-use.ts';
import { STARTER_ID, type ModelLibrary } from './model-library.ts';
import { usedContext } from './used-context.ts';

export type HostState = { active: ActiveModel; model: LoadedModel | null; epoch: number };

export type ModelHost = {
	readonly state: HostState;
	/** Loads the chosen model, or the starter when that one is gone. Never throws: the state says. */
	autoload(): Promise<void>;
	/** Installs what is missing, loads, remembers the choice. Throws with a sentence. */
	use(id: string): Promise<void>;
	/** Puts the model away if it is this one, or stops its load; `use` or `autoload` bring another. */
	unload(id: string): Promise<void>;
	/** Loads this model again from what is installed now, if it is the one loaded, on its way or failed. */
	renew(id: string): Promise<void>;
	/** Loads the same model again where another place is wanted now: a setting changed, or it was measured. */
	reload(backend: BackendChoice): Promise<void>;
};

export type HostDependencies = {
	library: ModelLibrary;
	/** The engine that runs a model. */
	engine: (manifest: Manifest) => Promise<Engine>;
	settings: Pick<SettingsStore, 'get' | 'update'>;
	onState: () => void;
	onNotice: (message: string) => void;
	/** Whether a download of this model was asked to pause. */
	pausable: (id: string) => AbortSignal;
	/** Where a model runs, and why, once one is loaded; absent: as the settings say. */
	chooser?: () => Promise<EngineChooser>;
};

type Loaded = {
	use: LoadedUse;
	manifest: Manifest;
	/** What the settings said. */
	setting: BackendChoice;
	/** What it was loaded with. */
	wanted: BackendChoice;
	contextTokens: number;
};

export function createModelHost(deps: HostDependencies): ModelHost {
	const { library, settings } = deps;
	let active: ActiveModel = { state: 'idle' };
	let loaded: Loaded | null = null;
	let epoch = 0;
	let chooser: EngineChooser | null = null;
	/** The latest choice; an earlier one that is still on its way gives up. */
	let choice = new AbortController();
	/** Counts the choices, so that a slow download does not overrule a later one. */
	let choices = 0;
	/** What is loaded, on its way, or could not be loaded, once all that was chosen has been done. */
	let meant: string | null = null;
	/** One load at a time. */
	let queue: Promise<void> = Promise.resolve();

	function set(next: ActiveModel): void {
		active = next;
		deps.onState();
	}

	function setReady({ use, manifest }: Loaded): void {
		const { backend, contextTokens, choice } = use.model;
		const { id, name } = manifest;
		set({
			state: 'ready',
			id,
			name,
			backend,
			contextTokens,
			manifest,
			shared: false,
			...(choice && { choice })
		});
	}

	const preferred = (manifest: Manifest, setting: BackendChoice): BackendChoice =>
		chooser?.prefer(manifest, setting) ?? setting;

	/** Undefined while what the browser says of the device is on its way. */
	function explained(manifest: Manifest, setting: BackendChoice, backend: LoadedModel['backend']) {
		if (backend === 'remote') return undefined;
		return chooser?.explain(manifest, { setting, backend });
	}

	/** After trouble the engine may run smaller or elsewhere, or why it runs there is known: say how it is now. */
	function refresh(one: LoadedUse): void {
		if (loaded?.use !== one || active.state !== 'ready') return;
		const { backend, contextTokens, choice } = one.model;
		const before = [active.backend, active.contextTokens, active.choice];
		if (JSON.stringify(before) !== JSON.stringify([backend, contextTokens, choice]))
			setReady(loaded);
	}

	async function retire(): Promise<void> {
		const old = loaded;
		loaded = null;
		epoch += 1;
		await old?.use.retire();
	}

	async function place(manifest: Manifest, setting: BackendChoice, signal: AbortSignal) {
		const { id } = manifest;
		const [files, found] = await Promise.all([
			library.open(manifest),
			// Without it the settings hold, and nothing is explained.
			deps.chooser?.().catch(() => null)
		]);
		chooser = found ?? chooser;
		const wanted = preferred(manifest, setting);
		const known = chooser?.ready();
		const engine = await deps.engine(manifest);
		const contextTokens = usedContext(manifest, await settings.get());
		const model = await engine.load(
			{ manifest, files },
			{
				backend: wanted,
				contextTokens,
				parallel: 1,
				signal,
				onProgress: (fraction) => set({ state: 'loading', id, fraction }),
				onNotice: (message) => {
					deps.onNotice(message);
					if (loaded !== null) refresh(loaded.use);
				}
			}
		);
		const use = useLoaded(
			model,
			() => refresh(use),
			() => explained(manifest, own.setting, model.backend)
		);
		const own: Loaded = { use, manifest, setting, wanted, contextTokens };
		loaded = own;
		epoch += 1;
		setReady(own);
		// Why it runs there is said when that is known; nobody waits for it.
		if (use.model.choice === undefined) void known?.then(() => refresh(use));
	}

	/** Replaces what is loaded; goes back to it when the new one cannot be loaded. */
	async function swap(manifest: Manifest, signal: AbortSignal): Promise<void> {
		const { backend } = await settings.get();
		const before = loaded?.manifest ?? null;
		set({ state: 'loading', id: manifest.id, fraction: 0 });
		await retire();
		try {
			await place(manifest, backend, signal);
		} catch (error) {
			if (signal.aborted) throw error;
			const failure = errorData(error);
			if (before !== null && before.id !== manifest.id) {
				deps.onNotice(`${manifest.name} could not be loaded; ${before.name} answers again.`);
				set({ state: 'loading', id: before.id, fraction: 0 });
				await place(before, backend, signal).catch(() =>
					set({ state: 'failed', id: manifest.id, ...failure })
				);
			} else set({ state: 'failed', id: manifest.id, ...failure });
			throw error;
		}
	}

	/** `id`: of the model that answers afterwards. */
	function queued(id: string | null, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		choice.abort();
		const own = new AbortController();
		choice = own;
		meant = id;
		const run = queue.then(() => (own.signal.aborted ? undefined : work(own.signal)));
		queue = run.catch(() => undefined);
		return run.catch((error: unknown) => {
			// A later choice took its place: that one's state is what counts.
			if (own.signal.aborted) return;
			meant = loaded?.manifest.id ?? id;
			throw error;
		});
	}

	/** The verified manifest, its download on display unless a model answers meanwhile. */
	async function ensure(id: string): Promise<Manifest | null> {
		const here = await library.installed(id);
		if (here !== null) return here;
		try {
			return await library.ensure(id, {
				signal: deps.pausable(id),
				onProgress({ receivedBytes, totalBytes }) {
					if (loaded === null && active.state !== 'loading')
						set({ state: 'downloading', id, receivedBytes, totalBytes });
				}
			});
		} catch (error) {
			if (loaded === null) set({ state: 'failed', id, ...errorData(error) });
			throw error;
		}
	}

	async function use(id: string): Promise<void> {
		const number = ++choices;
		const manifest = loaded?.manifest.id === id ? loaded.manifest : await ensure(id);
		// Chosen otherwise while this one was downloaded: it is here now, and that is all.
		if (number !== choices) return;
		if (manifest === null) {
			if (loaded === null) set({ state: 'idle' });
			return;
		}
		await queued(id, async (signal) => {
			if (loaded?.manifest !== manifest) await swap(manifest, signal);
		});
		if (loaded?.manifest.id === id) await settings.update({ modelId: id });
	}

	async function autoload(): Promise<void> {
		const before = choices;
		const { modelId } = await settings.get();
		// A person was faster: their choice counts.
		if (choices !== before) return;
		try {
			if (modelId === STARTER_ID || (await library.installed(modelId)) !== null)
				return await use(modelId);
			deps.onNotice(
				'The model you chose is not complete on this device. The starter answers until you download it again.'
			);
			await startStarter();
		} catch (error) {
			if (modelId === STARTER_ID) {
				if (active.state !== 'failed') set({ state: 'failed', id: modelId, ...errorData(error) });
				return;
			}
			deps.onNotice(`${errorData(error).message} The starter answers instead.`);
			await startStarter().catch(() => undefined);
		}
	}

	/** The choice is kept: the person may bring the chosen model back. */
	async function startStarter(): Promise<void> {
		const manifest = await ensure(STARTER_ID);
		if (manifest !== null) await queued(STARTER_ID, (signal) => swap(manifest, signal));
	}

	return {
		get state() {
			return {
				active,
				model: active.state === 'ready' ? (loaded?.use.model ?? null) : null,
				epoch
			};
		},
		autoload,
		use,
		async unload(id) {
			if (meant !== id) return;
			await queued(null, async () => {
				set({ state: 'idle' });
				await retire();
			});
		},
		async renew(id) {
			if (meant !== id) return;
			const manifest = await library.installed(id);
			if (manifest !== null && meant === id) await queued(id, (signal) => swap(manifest, signal));
		},
		async reload(backend) {
			// One that is being loaded began with the settings of that moment.
			await queue;
			if (loaded === null) return;
			const { manifest, use, setting, wanted } = loaded;
			const next = preferred(manifest, backend);
			const runsThere = setting === backend && use.model.backend === next;
			const context = usedContext(manifest, await settings.get());
			const elsewhere = next !== wanted && !runsThere;
			if (loaded?.use !== use) return;
			if (elsewhere || context !== loaded.contextTokens)
				await queued(manifest.id, (signal) => swap(manifest, signal));
			else {
				loaded.setting = backend;
				refresh(use);
			}
		}
	};
}
