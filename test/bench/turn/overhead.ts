// What the orchestrator adds to the engine: the app's whole turn against the engine called directly with the
// same request, interleaved in one run, in Node: the shipped starter through llama.cpp, the starter's judges, a
// real memory on an in-memory IndexedDB. Text and tokens are the same in both arms, or it fails. What the page
// and its worker add is in `--only speed`. `npm run bench -- turn --only overhead [rounds]`.

import { readFileSync } from 'node:fs';
import { bootstrap, type Interval } from '../../../models/classification.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../../../src/engine/engine.ts';
import { createJudges } from '../../../src/turn/judges.ts';
import { text, turnBench } from '../../support/turn-bench.ts';
import { openNativeModel } from '../enhancements/native-model.ts';
import { questions } from '../enhancements/questions.ts';
import { replay, type ReplayFigures } from './replay.ts';

const FOLDER = new URL('../../../models/starter', import.meta.url).pathname;
/** Shorter answers say little about decoding: what is done once counts as if it were done for each token. */
const LEAST_TOKENS = 30;

export type OverheadFigures = {
	rounds: number;
	/** Medians of the rounds. */
	firstMs: { turn: number; direct: number };
	decodeMs: { turn: number; direct: number };
	tokens: number;
	/** Median of the rounds' own differences before the first text; the aim is < 2. */
	addedMs: number;
	addedMsInterval: Interval;
	/**
	 * The same by the turn's clock alone: until the engine is called, and from its first delta to the event.
	 * Free of the engine's own variation.
	 */
	ownMs: number;
	/** Median of the rounds' own ratios of decoding, less 1; the aim is < 0.02. */
	addedShare: number;
	addedShareInterval: Interval;
	/** Of a token, in the turn, while the engine does not work. */
	ownMsPerToken: number;
	/** The turn's own processor time a token, the same answers played through it again. */
	replayed: ReplayFigures;
};

type Calls = {
	request: GenerateRequest | null;
	calledMs: number;
	firstMs: number;
	engineMs: number;
};
type Timing = { firstMs: number; decodeMs: number; text: string; tokens: number };
type Direct = Timing & { events: EngineEvent[] };
type Round = {
	prompt: string;
	turn: Timing & { ownMs: number; ownDecodeMs: number };
	direct: Direct;
};

export async function benchOverhead(
	rounds = 40,
	say: (line: string) => void = () => undefined
): Promise<OverheadFigures> {
	const model = await openNativeModel(FOLDER);
	try {
		const calls: Calls = { request: null, calledMs: 0, firstMs: 0, engineMs: 0 };
		const judges = createJudges({
			openFile: async (_manifest, path) => new Blob([readFileSync(`${FOLDER}/${path}`)])
		});
		await judges.ready(model.manifest);
		const bench = await turnBench(watched(model, calls), {
			judges,
			elapsed: () => performance.now()
		});
		const measured: Round[] = [];
		// The first are not counted: compiled code is cold.
		const prompts = questions(40, 0, 'overhead').map(({ prompt }) => prompt);
		for (const [i, prompt] of prompts.entries()) {
			if (measured.length >= rounds + WARM_UP) break;
			const turn = () => turnOnce(bench, prompt, calls);
			const direct = () => directOnce(model, prompt, calls.request);
			const round: Partial<Round> = { prompt };
			for (const arm of i % 2 === 0 || !calls.request
				? (['turn', 'direct'] as const)
				: (['direct', 'turn'] as const)) {
				await forget(model);
				if (arm === 'turn') round.turn = await turn();
				else round.direct = await direct();
			}
			const whole = round as Round;
			if (whole.turn.text !== whole.direct.text.trimStart())
				throw new Error(`The turn said something else than the engine to “${prompt}”.`);
			if (whole.direct.tokens < LEAST_TOKENS) continue;
			measured.push(whole);
			say(
				`${measured.length}: ${whole.turn.firstMs.toFixed(2)} against ${whole.direct.firstMs.toFixed(2)} ms`
			);
		}
		const counted = measured.slice(WARM_UP);
		const answers = counted.map(({ prompt, direct: { events } }) => ({ prompt, events }));
		return { ...figuresOf(counted), replayed: await replay(model, answers, judges) };
	} finally {
		await model.dispose();
	}
}

const WARM_UP = 5;

function figuresOf(rounds: readonly Round[]): Omit<OverheadFigures, 'replayed'> {
	const of = (value: (round: Round) => number) => (some: readonly Round[]) =>
		median(some.map(value));
	const added = of(({ turn, direct }) => turn.firstMs - direct.firstMs);
	const share = of(({ turn, direct }) => turn.decodeMs / direct.decodeMs - 1);
	return {
		rounds: rounds.length,
		firstMs: {
			turn: of(({ turn }) => turn.firstMs)(rounds),
			direct: of(({ direct }) => direct.firstMs)(rounds)
		},
		decodeMs: {
			turn: of(({ turn }) => turn.decodeMs)(rounds),
			direct: of(({ direct }) => direct.decodeMs)(rounds)
		},
		tokens: of(({ direct }) => direct.tokens)(rounds),
		addedMs: added(rounds),
		addedMsInterval: bootstrap(rounds, added),
		ownMs: of(({ turn }) => turn.ownMs)(rounds),
		addedShare: share(rounds),
		addedShareInterval: bootstrap(rounds, share),
		ownMsPerToken: of(({ turn }) => turn.ownDecodeMs / (turn.tokens - 1))(rounds)
	};
}

async function turnOnce(
	bench: Awaited<ReturnType<typeof turnBench>>,
	prompt: string,
	calls: Calls
): Promise<Round['turn']> {
	const { id: conversationId } = await bench.memory.conversations.create();
	// It is named once, not in each turn.
	await bench.memory.conversations.update(conversationId, { title: 'Overhead' });
	const beganMs = performance.now();
	const events = bench.turns.run(
		{ kind: 'send', conversationId, parts: text(prompt), options: { mode: 'fast' } },
		new AbortController().signal
	);
	let [firstMs, lastMs, engineMs, said] = [0, 0, 0, ''];
	for await (const event of events) {
		if (event.type === 'turn-failed') throw new Error(event.message);
		if (event.type !== 'text-delta') continue;
		lastMs = performance.now();
		engineMs = calls.engineMs;
		said += event.text;
		if (firstMs === 0) {
			firstMs = lastMs;
			calls.engineMs = 0;
		}
	}
	const answer = (await bench.memory.conversations.messages(conversationId)).at(-1);
	return {
		firstMs: firstMs - beganMs,
		ownMs: calls.calledMs - beganMs + (firstMs - calls.firstMs),
		decodeMs: lastMs - firstMs,
		ownDecodeMs: lastMs - firstMs - engineMs,
		text: said,
		tokens: answer?.receipt?.completionTokens ?? Number.NaN
	};
}

async function directOnce(
	model: LoadedModel,
	prompt: string,
	like: GenerateRequest | null
): Promise<Direct> {
	if (!like) throw new Error('The turn has not asked yet.');
	const request = { ...like, messages: [{ role: 'user' as const, content: prompt }] };
	const beganMs = performance.now();
	let [firstMs, lastMs, said, tokens] = [0, 0, '', 0];
	const events: EngineEvent[] = [];
	for await (const event of model.generate(request, new AbortController().signal)) {
		events.push(event);
		if (event.type === 'finished') tokens = event.completionTokens;
		if (event.type !== 'delta' || event.text === '') continue;
		lastMs = performance.now();
		if (firstMs === 0) firstMs = lastMs;
		said += event.text;
	}
	return { firstMs: firstMs - beganMs, decodeMs: lastMs - firstMs, text: said, tokens, events };
}

/** Reads something else, so that neither arm finds its prompt read. */
async function forget(model: LoadedModel): Promise<void> {
	const request: GenerateRequest = {
		messages: [{ role: 'user', content: 'zzz' }],
		modifier: null,
		sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 }
	};
	for await (const _ of model.generate(request, new AbortController().signal));
}

/** The model, which notes what it was asked, when, and how long it was waited for. */
function watched(model: LoadedModel, calls: Calls): LoadedModel {
	return {
		...model,
		generate(request, signal) {
			Object.assign(calls, { request, calledMs: performance.now(), firstMs: 0, engineMs: 0 });
			const stream = model.generate(request, signal)[Symbol.asyncIterator]();
			const next = async (): Promise<IteratorResult<EngineEvent>> => {
				const beganMs = performance.now();
				const result = await stream.next();
				const nowMs = performance.now();
				calls.engineMs += nowMs - beganMs;
				if (!result.done && result.value.type === 'delta' && result.value.text !== '')
					calls.firstMs ||= nowMs;
				return result;
			};
			const iterator = { next, return: () => stream.return?.() ?? Promise.resolve(DONE) };
			return { [Symbol.asyncIterator]: () => iterator };
		}
	};
}

const DONE = { done: true as const, value: undefined };

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function showOverhead(figures: OverheadFigures): void {
	const two = (value: number) => value.toFixed(2);
	const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
	const { firstMs, decodeMs, addedMsInterval: ms, addedShareInterval: share, replayed } = figures;
	console.table({
		'first text, ms': {
			turn: two(firstMs.turn),
			engine: two(firstMs.direct),
			added: `${two(figures.addedMs)} (${two(ms[0])} to ${two(ms[1])})`,
			'the turn’s own': two(figures.ownMs),
			aim: '< 2'
		},
		'decoding, ms': {
			turn: two(decodeMs.turn),
			engine: two(decodeMs.direct),
			added: `${percent(figures.addedShare)} (${percent(share[0])} to ${percent(share[1])})`,
			'the turn’s own': `${two(figures.ownMsPerToken)} a token; ${replayed.turnUs.toFixed(1)} µs of processor`,
			aim: '< 2 %'
		}
	});
}
