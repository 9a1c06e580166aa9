// Runs questions through the app's own turn service, each in a conversation that allows egress: the shipped
// starter through llama.cpp in Node, its judges, its example bank and embedder, a real memory on an in-memory IndexedDB, and behind the real
// gateway on loopback sockets the pipeline's tutor. Not here: what the answers are worth (quality.ts).

import { readFileSync } from 'node:fs';
import { EMBEDDER_FILES } from '../../../src/contract/embedder.ts';
import { messageText } from '../../../src/contract/messages.ts';
import type { ModeChoice } from '../../../src/contract/modes.ts';
import type { TurnInput } from '../../../src/contract/services.ts';
import { createEdge } from '../../../src/engine/edge-provider.ts';
import { createExampleSources } from '../../../src/turn/example-sources.ts';
import { createJudges } from '../../../src/turn/judges.ts';
import { createTurnService } from '../../../src/turn/run-turn.ts';
import { openEmbedderIn } from '../../../models/embedder/node-embedder.ts';
import { knowledge } from '../../../models/tutor/knowledge.ts';
import { startTutor } from '../../../models/tutor/server.ts';
import { MODEL, type Terms } from '../../../models/tutor/wire.ts';
import { startGateway } from '../../../worker/node.ts';
import { freshMemory } from '../../support/memory.ts';
import { runWhole, TestLocks, text } from '../../support/turn-bench.ts';
import { openNativeModel } from '../enhancements/native-model.ts';
import { recordedModel } from './recorded-model.ts';

/** What a turn came to. */
export type Outcome = {
	text: string;
	/** Calibrated, of the answer shown; null when its model says none. */
	confidence: number | null;
	/** Whether a modifier, and whether the edge, was asked. */
	modifier: boolean;
	edge: boolean;
	/** What else was done with this device's answer: written with examples, voted on, criticised. */
	looks: Look[];
	microUsd: number;
	firstTextMs: number;
	ms: number;
	/** Why there is no answer, or why one who was asked gave none. */
	failure: string | null;
};

export const LOOKS = ['examples', 'vote', 'critique'] as const;
export type Look = (typeof LOOKS)[number];

export type Arm = {
	mode: ModeChoice;
	/** Whether there is a model on the device, and whether there is an edge. */
	here: boolean;
	edge: boolean;
	/** Turns at once: an edge makes them wait. */
	atOnce: number;
};

/** The starter in `folder` and an edge of these terms. */
export async function openBench(folder: string, terms: Terms) {
	// Heard at once, not within the first answer.
	knowledge();
	const tutor = await startTutor({ terms, port: 0 });
	const upstream = {
		id: 'tutor',
		kind: 'openai-compatible',
		baseUrl: tutor.baseUrl,
		apiKey: 'none',
		models: [MODEL],
		price: terms.price
	};
	const gateway = await startGateway({
		port: 0,
		env: { UNDERSTUDY_PROVIDERS: JSON.stringify([upstream]) },
		ledgerPath: ':memory:',
		parts: { log: () => undefined }
	});
	const edge = createEdge({
		origin: gateway.origin,
		isOnline: () => true,
		nowMs: () => Date.now(),
		elapsed: () => performance.now()
	});
	const model = await openNativeModel(folder);
	const modelFor = recordedModel(model);
	const openFile = async (_manifest: unknown, path: string) =>
		new Blob([readFileSync(`${folder}/${path}`)]);
	const judges = createJudges({ openFile });
	await judges.ready(model.manifest);
	// Opened before the first turn that wants it, as in an app that has answered before.
	const hasEmbedder = model.manifest.files.some(({ path }) => path === EMBEDDER_FILES.card);
	const embedder = hasEmbedder ? await openEmbedderIn(folder) : null;
	const examples = createExampleSources({
		openFile,
		embedderOf: async () => embedder && (async () => embedder)
	});
	await examples.bank(model.manifest);

	async function run(
		prompts: readonly string[],
		arm: Arm,
		say: (done: number) => void = () => undefined
	): Promise<Outcome[]> {
		const memory = await freshMemory();
		const locks = new TestLocks();
		const outcomes: Outcome[] = [];
		const waiting = prompts.entries();
		let done = 0;

		async function turn(prompt: string): Promise<Outcome> {
			const ahead = { ms: 0 };
			const own = arm.here ? modelFor(ahead) : null;
			const turns = createTurnService({
				conversations: memory.conversations,
				settings: memory.settings,
				models: {
					current: () => own,
					acquire: async () => {
						if (own) return own;
						throw Object.assign(new Error('No model is loaded.'), { code: 'no-model' });
					}
				},
				judges,
				examples,
				edge: arm.edge ? edge : null,
				locks,
				stops: { ask: () => undefined, listen: () => undefined },
				now: () => Date.now(),
				elapsed: () => performance.now() + ahead.ms,
				newId: () => crypto.randomUUID(),
				random: () => 0.5
			});
			const { id } = await memory.conversations.create({ egress: 'allow' });
			const input: TurnInput = {
				kind: 'send',
				conversationId: id,
				parts: text(prompt),
				options: { mode: arm.mode }
			};
			let failure: string | null = null;
			for (const event of await runWhole(turns, input))
				if (event.type === 'turn-failed') failure = event.message;
			const answer = (await memory.conversations.messages(id)).at(-1);
			const receipt = answer?.receipt;
			const asked = (kind: string) =>
				receipt?.attempts.some(({ source }) => source.startsWith(`${kind}:`)) ?? false;
			return {
				text: answer && answer.role === 'assistant' ? messageText(answer) : '',
				confidence: receipt?.confidence ?? null,
				modifier: asked('modifier'),
				edge: asked('edge'),
				// A look that is taken has a stage of its own in the receipt.
				looks: LOOKS.filter((look) => receipt?.stageMs[look] !== undefined),
				microUsd: receipt?.costMicroUsd ?? 0,
				firstTextMs: receipt?.stageMs.firstToken ?? Number.NaN,
				ms: receipt?.stageMs.total ?? Number.NaN,
				failure:
					failure ?? receipt?.attempts.find(({ outcome }) => outcome === 'failed')?.reason ?? null
			};
		}

		async function worker(): Promise<void> {
			for (const [i, prompt] of waiting) {
				outcomes[i] = await turn(prompt);
				if (++done % 100 === 0) say(done);
			}
		}
		await Promise.all(Array.from({ length: arm.atOnce }, worker));
		memory.close();
		return outcomes;
	}

	return {
		manifest: model.manifest,
		run,
		async close() {
			await embedder?.dispose();
			await model.dispose();
			await gateway.stop();
			await tutor.close();
		}
	};
}
