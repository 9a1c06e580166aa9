// The world a model-based test of the turn plays in, its actors joined: this device, a server of one's own, the edge
// with its budget, judges, a person who agrees or not, a connection that comes and goes with a queue between, clocks
// that jump, and reading ahead in idle time. Each notes at once what must never happen. Not here: the acts
// (random-acts.ts) and what must hold after each of them (src/turn/turn-model.test.ts).

import type { TurnInput, TurnService } from '../../../src/contract/services.ts';
import { quietTurns } from '../../../src/turn/quiet-turns.ts';
import { createWarmer } from '../../../src/turn/warm-next.ts';
import type { Ending, Random } from '../random-acts.ts';
import { EDGE_HOST } from '../scripted-edge.ts';
import { turnBench, type TurnBench } from '../turn-bench.ts';
import { deviceOf } from './device.ts';
import { edgeOfWorld } from './edge.ts';
import { adaptiveOf, judgesOf } from './judges.ts';
import { ownServerOf } from './own-server.ts';
import { runTurn } from './person.ts';
import { queueOf } from './queue.ts';
import { sceneOf, type Meter, type Scene } from './scene.ts';

/** What the custom mode allows a turn to cost. */
export const LIMIT = 150;

export async function turnWorld(random: Random) {
	const scene = sceneOf(random);
	const edge = edgeOfWorld(scene);
	const device = deviceOf(scene, () => quiet.isQuiet());
	const own = ownServerOf(scene);
	let elapsedMs = 0;
	const bench = await turnBench(device.model, {
		native: own.provider,
		edge: edge.provider,
		judges: judgesOf(random),
		adaptive: adaptiveOf(scene),
		queue: {
			host: EDGE_HOST,
			offers: (id) => queue.offers(id),
			decline: (id) => queue.decline(id),
			add: (question) => queue.add(question)
		},
		// Wall clocks are set back and forth; the monotonic one only jumps ahead, as after a sleep.
		now: () => (scene.clockMs += random() < 0.05 ? -3_600_000 : 1),
		elapsed: () => (elapsedMs += random() < 0.02 ? 3_600_000 : 60)
	});
	const { memory, conversationId } = bench;
	const { turns, quiet } = quietTurns<TurnService>(bench.turns);
	/** As other tabs see it, and what recovers what a closed tab left. */
	const stored = { ...memory.conversations };
	watch(scene, memory.conversations);
	const { customMode } = await memory.settings.get();
	await memory.settings.update({ customMode: { ...customMode, maxCostMicroUsd: LIMIT } });

	const meter = (): Meter => ({
		here: device.scripted.spoken(),
		there: edge.model.spoken() + own.model.spoken(),
		requests:
			device.scripted.requests.length + edge.model.requests.length + own.model.requests.length,
		charged: edge.charged()
	});
	const parts = { ...bench, turns, device, edge, meter, stored };
	const queue = queueOf(scene, parts);
	const warmer = createWarmer({
		conversations: memory.conversations,
		settings: memory.settings,
		model: () => device.model,
		quiet,
		idle: async () => undefined,
		isShown: () => true,
		savesPower: async () => false
	});

	return {
		...bench,
		here: device.scripted,
		there: edge.model,
		own: own.model,
		/** Whether a server of one's own is another machine. */
		ownLeaves: own.leaves,
		drove: scene.drove,
		isPriced: edge.isPriced,
		stored,
		newDay: edge.newDay,
		violations: scene.violations,
		ahead: device.ahead,
		run: (input: TurnInput, ending: Ending, after: number) =>
			runTurn(scene, parts, input, ending, after),
		connect: queue.connect,
		queued: queue.list,
		takeBack: queue.takeBack,
		disconnect: () => void (scene.online = false),
		/** Begins to read ahead; `holds`: it takes until it has to give way. */
		async readAhead(holds: boolean) {
			device.ahead.holds = holds;
			warmer.expect(conversationId);
			// As long as a short reading takes; a long one goes on.
			for (let i = 0; i < 5; i++) await memory.conversations.get(conversationId);
		}
	};
}

/** A tab that is gone stores nothing, and what may leave the device counts as it is stored. */
function watch(scene: Scene, conversations: TurnBench['memory']['conversations']): void {
	const stored = { ...conversations };
	conversations.save = async (message) => {
		if (scene.tabIsGone) throw new Error('This tab is gone.');
		await stored.save(message);
	};
	conversations.update = async (id, fields) => {
		// The stricter counts from the moment it is asked for, the laxer once it is stored.
		if (fields.egress === 'local-only') scene.egress = 'local-only';
		const updated = await stored.update(id, fields);
		if (fields.egress) scene.egress = updated.egress;
		return updated;
	};
}
