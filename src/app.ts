// The composition root: the only file that names concrete stores, engines and browser facilities.
// The first load carries the interfaces' glue alone; storage, the weight store and the engine are
// fetched when they are first needed. Longer than most files, since what is joined to what is one list.

import { appChooser, appDevice, appEngines, measureDevice, recommendHere } from './app-engines.ts';
import type { EdgeStatusService } from './contract/edge.ts';
import type { Embedder } from './contract/embedder.ts';
import type { QueueService } from './contract/queue.ts';
import type { Services } from './contract/services.ts';
import type { Settings } from './contract/settings.ts';
import type { HandoffRequest, SiteConfig, SiteKnowledgeFile } from './contract/widget.ts';
import type { Edge } from './engine/edge-provider.ts';
import { STARTER_ID } from './engine/model-library.ts';
import { keepingOnFirstUse } from './engine/keeping-on-first-use.ts';
import { createModelService } from './engine/model-service.ts';
import { nativeOnFirstUse } from './engine/native-on-first-use.ts';
import { joinTabs } from './engine/shared-tabs.ts';
import { filesOnFirstUse } from './files/files-on-first-use.ts';
import { broadcastChannel } from './memory/changes.ts';
import { openMemory } from './memory/memory.ts';
import { nativeEntryStorage } from './platform/native-entry.ts';
import { cachingNetwork } from './platform/network.ts';
import { savesPower } from './platform/power.ts';
import type { FrameStorage } from './platform/visit-storage.ts';
import { createWeightStore } from './platform/weight-store.ts';
import { calibrationsOnFirstUse } from './turn/calibrations-on-first-use.ts';
import { compareOnFirstUse } from './turn/compare-on-first-use.ts';
import { createJudges } from './turn/judges.ts';
import { webTurnLocks } from './turn/locks.ts';
import { queueOnFirstUse } from './turn/queue-on-first-use.ts';
import { quietTurns } from './turn/quiet-turns.ts';
import type { TurnDependencies } from './turn/dependencies.ts';
import { recoverTurns } from './turn/recover.ts';
import { STOP_CHANNEL, tabStops } from './turn/stops.ts';
import type { SiteKnowledge } from './turn/site-prompt.ts';
import { turnsOnFirstUse } from './turn/turns-on-first-use.ts';

export { registerServiceWorker } from './platform/service-worker.ts';

// A judge's file that has not come by then is done without until the next turn: an answer waits for it.
const JUDGE_PATIENCE_MS = 10_000;
// In the browser's own list of what happened when, for whoever measures it.
const READ_AHEAD = 'understudy:read-ahead';
// A model that is on its way when calibrating begins; a failed one says so at once.
const CALIBRATION_PATIENCE_MS = 60_000;

/** The site whose chat this is. */
export type SiteOfChat = Pick<SiteConfig, 'key' | 'origins' | 'knowledge' | 'engines'>;

/**
 * Opens what this device remembers and starts the model. Throws MemoryError. `onNotice` hears what
 * must be said before there are services: another tab keeps the storage from opening. `site` is
 * the site whose widget this is; `storage` what openFrameStorage found there.
 */
export async function createServices(
	onNotice: (message: string) => void,
	{ site = null, storage = 'kept' }: { site?: SiteOfChat | null; storage?: FrameStorage } = {}
): Promise<Services> {
	let announce = onNotice;
	const [memory, tabs] = await Promise.all([
		openMemory({ onNotice: (message) => announce(message) }),
		joinTabs(navigator.locks, crypto.randomUUID())
	]);
	const here = site === null || site.engines.includes('local');
	const weights = createWeightStore(storage === 'visit' ? { network: cachingNetwork } : {});
	const engines = appEngines();
	const models = createModelService({
		weights,
		settings: memory.settings,
		engines,
		chooser: appChooser,
		tabs,
		catalog: async () => (await import('../models/catalog.json')).default,
		fetch: (url) => fetch(url),
		measureDevice,
		recommend: recommendHere,
		wanted: here
	});
	announce = models.announce;
	const judges = createJudges({
		openFile: (manifest, path) =>
			weights.openFile(manifest, path, { signal: AbortSignal.timeout(JUDGE_PATIENCE_MS) }),
		shared: async () => (await weights.get(STARTER_ID))?.manifest ?? null
	});
	let personalise = false;
	const read = (settings: Settings) => void (personalise = settings.personalise);
	memory.settings.get().then(read, () => undefined);
	memory.settings.onChange(read);
	const adaptive = once(async () => {
		const [{ createAdaptive }, { trainLayer }] = await Promise.all([
			import('./turn/adaptive.ts'),
			import('./learn/adaptive-layer.ts')
		]);
		return createAdaptive({
			outcomes: memory.outcomes,
			learnt: memory.learnt,
			train: trainLayer,
			enabled: () => personalise,
			now: () => Date.now(),
			random: () => Math.random()
		});
	});
	const locks = webTurnLocks(navigator.locks);
	// A server that has the same model, and is faster, answers as long as it is there.
	const answering = () => native.current() ?? models.current();
	const { turns, quiet } = quietTurns(
		turnsOnFirstUse(async () =>
			(await import('./turn/run-turn.ts')).createTurnService(await parts())
		),
		broadcastChannel('understudy-turns')
	);
	const calibrations = once(async () => {
		const { createDeviceCalibrations } = await import('./turn/device-calibrations.ts');
		return createDeviceCalibrations({
			learnt: memory.learnt,
			quiet,
			load: () => import('./learn/calibrate-device.ts'),
			now: () => Date.now(),
			savesPower,
			hold: (signal) => locks.hold('understudy:calibration', signal),
			news: broadcastChannel('understudy-calibrations')
		});
	});
	const keeping = once(async () => {
		const [{ createModelKeeping }, { askToPersist }] = await Promise.all([
			import('./engine/model-keeping.ts'),
			import('./platform/quota.ts')
		]);
		return createModelKeeping({
			learnt: memory.learnt,
			openFiles: (manifest) => weights.open(manifest),
			persist: askToPersist,
			now: () => Date.now()
		});
	});
	const compare = once(async () =>
		(await import('./app-compare.ts')).createComparing({
			models,
			weights,
			engines,
			memory,
			native: { open: () => native.openAny() },
			edge: frontier,
			judges,
			adaptive: await adaptive(),
			calibrations: await calibrations()
		})
	);
	let queueIsHere: (queue: QueueService) => void;
	const queueHere = new Promise<QueueService>((resolve) => (queueIsHere = resolve));
	const queue = once(async () => {
		const { createEdgeQueue } = await import('./turn/edge-queue.ts');
		const made = createEdgeQueue({
			host: location.host,
			learnt: memory.learnt,
			conversations: memory.conversations,
			turns,
			locks,
			isOnline: () => navigator.onLine,
			delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
			news: broadcastChannel('understudy-queue'),
			announce: (message) => models.announce(message)
		});
		queueIsHere(made);
		addEventListener('online', () => void made.sendAll());
		void made.sendAll();
		return made;
	});
	const warmer = once(async () => {
		const { createWarmer } = await import('./turn/warm-next.ts');
		const made = createWarmer({
			conversations: memory.conversations,
			settings: memory.settings,
			model: answering,
			quiet,
			idle: whenIdle,
			isShown: () => !document.hidden,
			savesPower,
			onRead: () => performance.mark(READ_AHEAD)
		});
		document.addEventListener('visibilitychange', () => document.hidden && made.stop());
		return made;
	});
	const hearing = once(async () => {
		const { createHearing } = await import('./app-hearing.ts');
		return createHearing({ weights, conversations: memory.conversations, idle: whenIdle });
	});
	const hearer = async () => (await hearing()).hearer;
	const exampleSources = once(async () => {
		const [{ createExampleSources }, { modelEmbedder }] = await Promise.all([
			import('./turn/example-sources.ts'),
			import('./engine/model-embedder.ts')
		]);
		return createExampleSources({
			openFile: (manifest, path) => weights.openFile(manifest, path),
			embedderOf: async (manifest) => modelEmbedder(manifest, weights)
		});
	});
	const starterEmbedder = async () => {
		const manifest = (await weights.get(STARTER_ID))?.manifest ?? null;
		return manifest && (await exampleSources()).embedder(manifest);
	};
	const file = site?.knowledge;
	const knowledge = file ? siteKnowledge({ ...site, knowledge: file }, starterEmbedder) : null;
	const files =
		site === null
			? filesOnFirstUse({
					keep: (text) => memory.files.keep(text),
					textOf: (id) => memory.files.get(id),
					kept: memory.vectors,
					embedder: starterEmbedder,
					pause: async () => (await import('./platform/yield-to-page.ts')).yieldToPage()
				})
			: null;
	async function parts(): Promise<TurnDependencies> {
		return {
			adaptive: await adaptive(),
			calibrations: await calibrations(),
			conversations: memory.conversations,
			settings: memory.settings,
			models: {
				current: answering,
				acquire: async (signal) => native.current() ?? (await models.acquire(signal)),
				none: !here,
				lookAgain: () => native.lookAgain(),
				recommend: () => models.recommend()
			},
			judges,
			hearer:
				site === null
					? {
							hear: (exchange) =>
								hearer().then(
									(one) => one.hear(exchange),
									() => null
								)
						}
					: null,
			examples: {
				embedder: async (manifest) => (await exampleSources()).embedder(manifest),
				bank: async (manifest) => (await exampleSources()).bank(manifest)
			},
			site: knowledge,
			files: files?.knowledge ?? null,
			native,
			edge: frontier,
			budgets: memory.learnt,
			queue: await queue(),
			locks,
			stops: tabStops(new BroadcastChannel(STOP_CHANNEL)),
			now: () => Date.now(),
			elapsed: () => performance.now(),
			newId: () => crypto.randomUUID(),
			random: () => Math.random()
		};
	}
	// As soon as a model answers, so that no answer waits for them.
	models.onActive((active) => {
		// What waits for a connection needs no model of this device.
		if (active.state === 'failed') void queue().catch(() => undefined);
		if (active.state !== 'ready') return;
		turns.prepare();
		// A site's visitor manages no models: nothing of that is kept, which one click would have to clear.
		if (site === null)
			keeping()
				.then((kept) => kept.used(active.id))
				.catch(() => undefined);
		void judges.ready(active.manifest);
		const { baseSha256, calibration } = active.manifest;
		if (calibration === null)
			calibrations().then(
				(measured) => measured.ready(baseSha256),
				() => undefined
			);
		adaptive().then(
			(learning) => learning.ready(baseSha256),
			() => undefined
		);
	});
	recoverTurns(memory.conversations, locks);
	// What a removed message left; the page has better things to do while it starts.
	void whenIdle().then(() => memory.files.sweep().catch(() => 0));
	const frontier = edgeOfThisPage(site?.key);
	const nativeEntry = nativeEntryStorage(() => localStorage);
	const native = nativeOnFirstUse(
		async () => {
			const [{ createNative }, { browserNetwork }, { pageView }] = await Promise.all([
				import('./engine/native-server.ts'),
				import('./platform/network.ts'),
				import('./platform/page-view.ts')
			]);
			return createNative({
				models,
				openFiles: (manifest) => weights.open(manifest),
				storage: nativeEntry,
				origin: location.origin,
				fetch: (url, init) => fetch(url, init),
				elapsed: () => performance.now(),
				announce: (message) => models.announce(message),
				page: pageView,
				delay: (ms, signal) => browserNetwork.delay(ms, signal)
			});
		},
		() => nativeEntry.read() !== null
	);
	const edge: EdgeStatusService = {
		look: async (egress, signal) => {
			const { createEdgeStatus } = await import('./platform/edge-status.ts');
			const status = createEdgeStatus({
				origin: location.origin,
				fetch: (url, init) => fetch(url, init),
				isOnline: () => navigator.onLine,
				session: () => frontier.session()
			});
			return status.look(egress, signal);
		}
	};
	const readAloud = once(async () => {
		const { createReadAloud } = await import('./platform/read-aloud.ts');
		return createReadAloud(speechSynthesis);
	});
	const mlc = once(async () => {
		const { createMlcService } = await import('./engine/mlc-models.ts');
		return createMlcService({ weights, fetch: (url, init) => fetch(url, init) });
	});
	const voice = once(async () => {
		const { createVoiceService } = await import('./engine/voice-service.ts');
		return createVoiceService({
			weights,
			catalog: async () => (await import('../models/speech-catalog.json')).default
		});
	});
	return {
		conversations: memory.conversations,
		drafts: memory.drafts,
		settings: memory.settings,
		backup: memory.backup,
		models,
		edge,
		native,
		...(site === null && {
			voice,
			hearing: async () => (await hearing()).classifiers,
			mlc: {
				lookAt: async (...about) => (await mlc()).lookAt(...about),
				add: async (...what) => (await mlc()).add(...what)
			}
		}),
		...(site === null && globalThis.speechSynthesis && { readAloud }),
		turns: {
			...turns,
			expect(conversationId) {
				for (const ahead of site === null ? [warmer(), hearer()] : [warmer()])
					ahead.then(
						(one) => one.expect(conversationId),
						() => undefined
					);
			}
		},
		...(files && { files: files.service }),
		learning: {
			signal: async (...said) => (await adaptive()).signal(...said),
			async state(baseSha256) {
				const learning = await adaptive();
				await learning.ready(baseSha256);
				return learning.state(baseSha256)!;
			},
			reset: async (baseSha256) => (await adaptive()).reset(baseSha256)
		},
		compare: compareOnFirstUse(compare),
		keeping: keepingOnFirstUse(keeping),
		queue: queueOnFirstUse(queue, queueHere),
		// A site's visitor came for its chat: nothing is measured on their device.
		device: appDevice(
			{ models, quiet, engines, openFiles: (manifest) => weights.open(manifest) },
			site === null
		),
		calibrations: calibrationsOnFirstUse(
			calibrations,
			async () =>
				answering() ?? (await models.acquire(AbortSignal.timeout(CALIBRATION_PATIENCE_MS)))
		)
	};
}

/**
 * What starting the app here downloads: nothing where the starter is complete on this device. `bytes` is
 * null where the server does not say. Never throws.
 */
export async function starterDownload(): Promise<{ installed: boolean; bytes: number | null }> {
	const { measureStarter } = await import('./engine/starter-size.ts');
	return measureStarter(createWeightStore(), ENGINE_WASM_BYTES, (url) => fetch(url));
}

/** In a frame on another site's page: what the browser lets it store. Before everything else here. */
export async function openFrameStorage(): Promise<FrameStorage> {
	return (await import('./platform/visit-storage.ts')).openFrameStorage();
}

/** In such a frame: to the people of that site, what the visitor confirmed. Throws RemoteError. */
export async function sendHandoff(site: string, request: HandoffRequest): Promise<void> {
	const { sendHandoff: send } = await import('./engine/edge-handoff.ts');
	await send(request, {
		origin: location.origin,
		site,
		fetch: (url, init) => fetch(url, init),
		nowMs: () => Date.now()
	});
}

/** As site/site-knowledge.ts says; its code is fetched with the first question. */
function siteKnowledge(
	site: SiteOfChat & { knowledge: SiteKnowledgeFile },
	embedder: () => Promise<Embedder | null>
): SiteKnowledge {
	const search = once(async () => {
		const [{ createSiteKnowledge }, { openSearch }] = await Promise.all([
			import('./site/site-knowledge.ts'),
			import('./site/search-client.ts')
		]);
		return createSiteKnowledge({
			site,
			fetch: (url, init) => fetch(url, init),
			embedder,
			openSearch
		});
	});
	return { find: async (question, signal) => (await search()).find(question, signal) };
}

/** The Worker's own reading of sites.json, for who writes one. What it returns throws ParseError. */
export async function sitesParser() {
	return (await import('../worker/sites.ts')).parseSites;
}

/**
 * In such a frame, before the app has started: removes what an earlier visit left. Throws MemoryError,
 * WeightError.
 */
export async function clearStored(conversationId: string | null): Promise<void> {
	const weights = createWeightStore();
	const memory = await openMemory();
	try {
		if (conversationId !== null) await memory.conversations.remove(conversationId);
		await weights.remove(STARTER_ID);
	} finally {
		memory.close();
		weights.close();
	}
}

/** When the page has nothing to do; Safari does not say when that is. */
function whenIdle(): Promise<void> {
	return new Promise((resolve) => {
		if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve());
		else setTimeout(resolve, 200);
	});
}

/** Made when it is first asked for, and again after it failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | null = null;
	return () => {
		made ??= make().catch((error: unknown) => {
			made = null;
			throw error;
		});
		return made;
	};
}

/** Fetched when a turn first wants to ask it. */
function edgeOfThisPage(site: string | undefined): Edge {
	let made: Edge | null = null;
	return {
		async open(role) {
			const { createEdge } = await import('./engine/edge-provider.ts');
			made ??= createEdge({
				origin: location.origin,
				site,
				isOnline: () => navigator.onLine,
				nowMs: () => Date.now(),
				elapsed: () => performance.now()
			});
			return made.open(role);
		},
		session: () => made?.session() ?? null
	};
}
