// A person who runs a turn: reads on, gives up, leaves or closes the tab, and agrees to what is asked, or not.

import type { ConsentAnswer, EgressPreview, TurnEvent } from '../../../src/contract/events.ts';
import type { TurnInput, TurnService } from '../../../src/contract/services.ts';
import { furtherWords } from '../../../src/decide/plan-words.ts';
import { turnLockName } from '../../../src/turn/locks.ts';
import { oneOf, type Ending } from '../random-acts.ts';
import type { TurnBench } from '../turn-bench.ts';
import type { Device } from './device.ts';
import type { WorldEdge } from './edge.ts';
import type { Meter, Scene } from './scene.ts';
import { screen } from './screen.ts';

const ANSWERS: readonly ConsentAnswer[] = ['once', 'redacted', 'always', 'refuse', 'never'];

type PersonParts = Pick<TurnBench, 'memory' | 'conversationId' | 'locks'> & {
	turns: TurnService;
	device: Device;
	edge: WorldEdge;
	meter: () => Meter;
	/** The messages as other tabs see them. */
	stored: Pick<TurnBench['memory']['conversations'], 'get'>;
};

/** Runs a turn that ends so, after so many events. */
export async function runTurn(
	scene: Scene,
	{ memory, conversationId, locks, turns, device, edge, meter, stored }: PersonParts,
	input: TurnInput,
	ending: Ending,
	after: number
) {
	const { random, violations, agreed } = scene;
	agreed.clear();
	scene.byHand = input.kind === 'regenerate';
	edge.begin();
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	const shown = screen();
	const running = turns.run(input, stop.signal);
	let ended = false;
	let atAbort: Meter | null = null;
	const abort = () => {
		atAbort ??= meter();
		stop.abort();
	};
	scene.onHang = () => void setTimeout(abort);

	async function decide({ host, later, reason }: EgressPreview): Promise<void> {
		if (shown.text === '' && reason === furtherWords({ because: 'prompt' }))
			violations.push('asked over an empty answer, by what the question alone said');
		if (random() < 0.1) return abort();
		const answer = oneOf(random, ANSWERS);
		const gives = answer === 'once' || answer === 'redacted' || answer === 'always';
		if (gives && later === undefined) agreed.add(host);
		else agreed.delete(host);
		if (random() < 0.1) await memory.conversations.update(conversationId, { egress: 'local-only' });
		turns.consent(conversationId, answer);
	}

	for (;;) {
		if (events.length === after) {
			if (ending === 'abort') abort();
			if (ending === 'leave') await running.return(undefined);
			if (ending === 'close the tab') {
				// What was on its way to the disk arrives.
				for (let i = 0; i < 5; i++) await stored.get(conversationId);
				scene.tabIsGone = true;
				stop.abort();
				locks.closeTab(turnLockName(conversationId));
				break;
			}
		}
		const next = await running.next();
		if (next.done) {
			ended = true;
			break;
		}
		device.expectWay();
		events.push(next.value);
		shown.apply(next.value);
		if (next.value.type === 'consent-requested') await decide(next.value.preview);
	}
	if (!ended) await running.return(undefined).catch(() => undefined);
	scene.tabIsGone = false;
	return { events, ended, screen: shown, atAbort, atEnd: meter(), charged: edge.charged };
}
