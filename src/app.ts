// The composition root, with the app-*.ts beside it: the only files that name concrete stores, engines and browser
// facilities. The first load carries the interfaces' glue alone; storage, the weight store and the engine are
// fetched when they are first needed.

import { edgeOfThisPage, edgeStatus, nativeServer } from './app-elsewhere.ts';
import { appChooser, appDevice, appEngines, measureDevice, recommendHere } from './app-engines.ts';
import { appKnowledge } from './app-knowledge.ts';
import { once, whenIdle } from './app-later.ts';
import { appLearning } from './app-learning.ts';
import type { QueueService } from './contract/queue.ts';
import type { Services } from './contract/services.ts';
import type { SiteConfig } from './contract/widget.ts';
import { STARTER_ID } from './engine/model-library.ts';
import { keepingOnFirstUse } from './engine/keeping-on-first-use.ts';
import { createModelService } from './engine/model-service.ts';
import { joinTabs } from './engine/shared-tabs.ts';
import { broadcastChannel } from './memory/changes.ts';
import { openMemory } from './memory/memory.ts';
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
import { turnsOnFirstUse } from './turn/turns-on-first-use.ts';

export { clearStored, openFrameStorage, sendHandoff, starterDownload } from './app-frame.ts';
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
	const locks = webTurnLocks(navigator.locks);
	const frontier = edgeOfThisPage(site?.key);
	const native = nativeServer(models, weights);
	// A server that has the same model, and is faster, answers as long as it is there.
	const answering = () => native.current() ?? models.current();
	const { turns, quiet } = quietTurns(
		turnsOnFirstUse(async () =>
			(await import('./turn/run-turn.ts')).createTurnService(await parts())
		),
		broadcastChannel('understudy-turns')
	);
	const learning = appLearning(memory, quiet, locks);
	const { adaptive, calibrations } = learning;
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
	const knowledge = appKnowledge(weights, memory, site);
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
			examples: knowledge.examples,
			site: knowledge.site,
			files: knowledge.files?.knowledge ?? null,
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
		learning.answers(active.manifest);
	});
	recoverTurns(memory.conversations, locks);
	// What a removed message left; the page has better things to do while it starts.
	void whenIdle().then(() => memory.files.sweep().catch(() => 0));
	const readAloud = once(async () => {
		const { createReadAloud } = await import('./platform/read-aloud.ts');
		return createReadAloud(speechSynthesis);
	});
	const mlc = once(async () => {
		const { createMlcService } = await import('./engine/mlc-models.ts');
		return createMlcService({ weights });
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
		edge: edgeStatus(frontier),
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
		...(knowledge.files && { files: knowledge.files.service }),
		learning: learning.service,
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

/** The Worker's own reading of sites.json, for who writes one. What it returns throws ParseError. */
export async function sitesParser() {
	return (await import('../worker/sites.ts')).parseSites;
}
