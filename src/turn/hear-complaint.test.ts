import { expect, test } from 'vitest';
import type { Conversation, Message } from '../contract/messages.ts';
import type { TextClassifier, TextToClassify } from '../contract/text-classifier.ts';
import { HEARING_MS } from '../decide/foreign-complaint.ts';
import { guess, judging } from '../../test/support/scripted-judges.ts';
import { scriptedManifest, scriptedModel, type Script } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { createComplaintHearer, type HearingParts } from './complaint-hearer.ts';
import type { ComplaintHearer } from './hear-complaint.ts';

const GERMAN = {
	previousUser: 'Was ist die Hauptstadt von Norwegen?',
	previousAssistant: 'Bergen.',
	message: 'Das war nicht hilfreich.'
};
const ENGLISH = { ...GERMAN, message: 'That is not the answer to it.' };
const never = new Promise<never>(() => undefined);

/** A classifier that says `entailment` so surely. */
function saying(entailment: number, classify?: TextClassifier['classify']) {
	const asked: TextToClassify[] = [];
	const signals: (AbortSignal | undefined)[] = [];
	const classifier: TextClassifier = {
		labels: ['contradiction', 'Entailment'],
		classify: async (texts, options) => {
			asked.push(...texts);
			signals.push(options?.signal);
			if (classify) return classify(texts, options);
			return [
				new Map([
					['contradiction', 1 - entailment],
					['Entailment', entailment]
				])
			];
		},
		dispose: async () => undefined
	};
	return { name: 'Polyglot', classifier, asked, signals };
}

const message = (role: Message['role'], text: string, parentId: string | null): Message => ({
	id: text,
	conversationId: 'c',
	parentId,
	role,
	parts: [{ type: 'text', text }],
	status: 'done',
	createdAtMs: 0
});

const conversationOf = (messages: Message[]): HearingParts['conversations'] => ({
	get: async () => ({ leafId: messages.at(-1)?.id ?? null }) as Conversation,
	messages: async () => messages
});

function hearer(parts: Partial<HearingParts> = {}) {
	return createComplaintHearer({
		kept: { current: () => null, open: async () => null },
		conversations: conversationOf([]),
		language: () => 'en',
		idle: async () => undefined,
		savesPower: async () => false,
		delay: () => never,
		...parts
	});
}

const opened = (model: ReturnType<typeof saying>) => ({
	current: () => model,
	open: async () => model
});

test('a complaint in another language is heard, by name, when it is nine times as likely as all else', async () => {
	const sure = saying(0.9);
	expect(await hearer({ kept: opened(sure) }).hear(GERMAN)).toEqual({
		probability: 0.9,
		by: 'Polyglot'
	});
	expect(sure.asked).toEqual([
		{
			text: 'Question: Was ist die Hauptstadt von Norwegen?\nAnswer: Bergen.\nReply: Das war nicht hilfreich.',
			pair: 'The reply says that the answer is wrong or unhelpful.'
		}
	]);
	expect(await hearer({ kept: opened(saying(0.89)) }).hear(GERMAN)).toBeNull();
});

test('an English message is left to the detector that knows English: the classifier is not even opened', async () => {
	const sure = saying(1);
	let openings = 0;
	const kept = {
		current: () => null,
		open: async () => {
			openings++;
			return sure;
		}
	};
	expect(await hearer({ kept }).hear(ENGLISH)).toBeNull();
	expect(openings).toBe(0);
	expect(sure.asked).toEqual([]);
});

test('a turn is held up no longer than the bound, and what is late is given up', async () => {
	const slow = saying(1, () => never);
	const waits: number[] = [];
	const delay = async (ms: number) => void waits.push(ms);
	expect(await hearer({ kept: opened(slow), delay }).hear(GERMAN)).toBeNull();
	expect(waits).toEqual([HEARING_MS]);
	expect(HEARING_MS).toBeLessThanOrEqual(300);
	await expect.poll(() => slow.signals[0]?.aborted).toBe(true);
});

test('one that is still opening when the bound is reached judges nothing of this message', async () => {
	const model = saying(1);
	let open: (found: typeof model) => void = () => undefined;
	const kept = {
		current: () => null,
		open: () => new Promise<typeof model>((resolve) => (open = resolve))
	};
	expect(await hearer({ kept, delay: async () => undefined }).hear(GERMAN)).toBeNull();
	open(model);
	await Promise.resolve();
	expect(model.asked).toEqual([]);
});

test.each([
	['none is on this device', { current: () => null, open: async () => null }],
	[
		'it cannot be opened',
		{ current: () => null, open: () => Promise.reject(new Error('damaged')) }
	],
	['it fails', opened(saying(1, () => Promise.reject(new Error('lost'))))],
	[
		'it tells no entailment',
		opened({ ...saying(1), classifier: { ...saying(1).classifier, labels: ['joy'] } })
	]
])('nothing is heard, and nothing thrown, where %s', async (_, kept) => {
	expect(await hearer({ kept }).hear(GERMAN)).toBeNull();
});

test.each([
	['after an answer to a German question', GERMAN.previousUser, {}, 1],
	['not after one to an English question', 'What is the capital of this country?', {}, 0],
	['not to save power', GERMAN.previousUser, { savesPower: async () => true }, 0],
	['not while one is open', GERMAN.previousUser, { current: true }, 0]
])(
	'it is opened ahead %s',
	async (
		_,
		question,
		{ current, ...parts }: { current?: boolean } & Partial<HearingParts>,
		times
	) => {
		let openings = 0;
		const steps: string[] = [];
		const model = saying(1);
		const ahead = hearer({
			kept: {
				current: () => (current ? model : null),
				open: async () => {
					openings++;
					return model;
				}
			},
			conversations: conversationOf([
				message('user', question, null),
				message('assistant', 'Oslo.', question)
			]),
			idle: async () => void steps.push('idle'),
			...parts
		});
		ahead.expect('c');
		expect(openings).toBe(0);
		await new Promise((resolve) => setImmediate(resolve));
		expect(steps).toEqual(['idle']);
		expect(openings).toBe(times);
	}
);

// ---- in a turn -------------------------------------------------------------------------------------

const manifest = scriptedManifest(['math']);

/** Judges that hear “wrong” alone, and of which every question is a sum. */
const judges = judging({ domain: () => guess('math') });

const asking = (conversationId: string, content: string) =>
	({ kind: 'send', conversationId, parts: text(content) }) as const;

/** Two messages of a conversation whose complaints `hear` hears. */
async function conversation(first: string, second: string, hear: ComplaintHearer['hear']) {
	const script: Script = { kind: 'answer', words: 3, sure: 0.9 };
	const model = scriptedModel(() => script, manifest, { modifiers: true });
	const bench = await turnBench(model, { judges, hearer: { hear } });
	await runWhole(bench.turns, asking(bench.conversationId, first));
	const events = await runWhole(bench.turns, asking(bench.conversationId, second));
	return { model, events, answer: (await bench.messages()).at(-1)! };
}

test('what a classifier heard starts a level higher, and the receipt names it', async () => {
	const { model, events, answer } = await conversation(
		GERMAN.previousUser,
		GERMAN.message,
		async () => ({ probability: 0.97, by: 'Polyglot' })
	);
	expect(model.requests[1]).toMatchObject({
		modifier: { id: 'math' },
		// It says nothing of its own, so the question before it is answered anew.
		messages: [{ role: 'user', content: GERMAN.previousUser }]
	});
	expect(events[0]?.type).toBe('route-chosen');
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining('starts a level higher') as string
	});
	expect(answer.receipt).toMatchObject({ dissatisfied: 0.97, heardBy: 'Polyglot' });
});

test('a correction that was heard is answered itself, after what came before it', async () => {
	const { model } = await conversation(
		GERMAN.previousUser,
		'Nein, ich meinte Schweden',
		async () => ({ probability: 0.97, by: 'Polyglot' })
	);
	expect(model.requests[1]?.messages?.map(({ content }) => content)).toEqual([
		GERMAN.previousUser,
		expect.any(String),
		'Nein, ich meinte Schweden'
	]);
});

test('what the detector heard needs no classifier: nobody waits for one, and none is named', async () => {
	const { answer } = await conversation(GERMAN.previousUser, 'Das ist wrong', () => never);
	expect(answer.receipt?.dissatisfied).toBe(0.9);
	expect(answer.receipt?.heardBy).toBeUndefined();
});

test('a classifier is asked about nothing that can be no complaint', async () => {
	const asked: string[] = [];
	const hear = async ({ message: said }: { message: string }) => {
		asked.push(said);
		return null;
	};
	await conversation(GERMAN.previousUser, '25 x 36', hear);
	expect(asked).toEqual([]);
	const { answer } = await conversation(GERMAN.previousUser, 'Und von Schweden?', hear);
	expect(asked).toEqual(['Und von Schweden?']);
	expect(answer.receipt?.dissatisfied).toBeUndefined();
});
