// WebLLM under the suite for all engines: what of it cannot hold there, and why, and what its engine promises
// beyond. What a library computes and keeps is counted at the stand-in for its compiled model, since it tells no
// one (support/mlc-pipeline.ts).

import type { LoadedModel } from '../../src/engine/engine.ts';
import type { Skip } from '../engine-conformance.ts';
import { onMlc } from '../support/mlc-engine.ts';
import type { MlcPipeline } from '../support/mlc-pipeline.ts';
import { letterTokens, randomLlama, scriptedLlama } from '../support/random-gguf.ts';
import { adapterTests } from './adapters.ts';
import { ask, check, equal, GREEDY, modelRef, refused, user, withModel } from './context.ts';
import type { Conformance, ConformanceTest } from './context.ts';

const NO_ADAPTERS =
	'A model is compiled with its weights: the library has nothing to attach an adapter to.';
const NO_GRAMMAR =
	'It takes no grammar, and says so (capabilities.grammar): the library has grammars, which it computes on the tokenizer’s table of a compiled model, and none was here to try them on.';
const KEEPS_ENDED =
	'The library goes on from an answer that ended by itself, and begins anew after every other: one that was cut off, another question, the same question again.';
const KEEPS_NO_CUT =
	'It counts what was computed by what is kept, and the library keeps nothing of an answer that was cut off; counted at the stand-in instead.';
const OWN_FILES =
	'The library fetches its files by itself; what is said of damaged ones is tried in test/e2e/webllm.spec.ts.';

/** What the engine cannot do, and why. */
export const WEBLLM_SKIPS: readonly Skip[] = [
	...adapterTests
		.filter(({ name }) => name !== 'refuses a modifier the model does not have')
		.map(({ name }) => ({ test: name, reason: NO_ADAPTERS })),
	{
		test: 'refuses an adapter file that is cut short, or made for other shapes',
		reason: NO_ADAPTERS
	},
	{ test: 'obeys a grammar', reason: NO_GRAMMAR },
	{
		test: 'refuses a grammar that cannot be read, and answers the next request',
		reason: NO_GRAMMAR
	},
	{
		test: 'gives log-probabilities before temperature and top-p',
		reason:
			'The library tells those after temperature: they are passed on where that is 0 or 1, and left out elsewhere. Others would take a copy of all scores to the processor and back for every token.'
	},
	{
		test: 'counts the tokens of a text',
		reason: 'The library keeps its tokenizer to itself: counts are estimates.'
	},
	{ test: 'reads only what is new in turns 2 to 5', reason: KEEPS_ENDED },
	{ test: 'reads one token to answer the same question again', reason: KEEPS_ENDED },
	{ test: 'reads a prompt once for all paths of one sequence', reason: KEEPS_ENDED },
	{ test: 'keeps what warm has read', reason: KEEPS_ENDED },
	{
		test: 'an abort stops the computation, and the next request starts at once',
		reason: KEEPS_NO_CUT
	},
	{ test: 'a reader that leaves early stops the computation', reason: KEEPS_NO_CUT },
	{
		test: 'an abort while the prompt is read ends the reading',
		reason: 'The library reads a prompt to its end, whatever is asked of it meanwhile.'
	},
	{ test: 'refuses files that are no models, in words', reason: OWN_FILES },
	{
		test: 'passes a self-test with the right numbers, and refuses wrong ones',
		reason:
			'Its models are added by two addresses, and nobody states numbers for them (mlc-models.ts): there is no self-test to pass.'
	}
];

const QUESTION = user('hello world');
const LONG = { maxTokens: 300 };
// Of 300: the one of the prompt, one that was begun, and one to spare.
const FEW = 3;

type Loaded = { model: LoadedModel; pipeline: MlcPipeline };

async function loaded(
	{
		context,
		tiny = randomLlama()
	}: { context: Conformance; tiny?: ReturnType<typeof randomLlama> },
	run: (loaded: Loaded) => Promise<void>
): Promise<void> {
	let pipeline: MlcPipeline | null = null;
	const makeEngine = () => onMlc({ onPipeline: (one) => (pipeline = one) });
	await withModel({ ...context, makeEngine }, await modelRef(tiny), (model) =>
		run({ model, pipeline: pipeline! })
	);
}

export const webLlmTests: ConformanceTest[] = [
	{
		name: 'an abort stops what the library computes, whenever it comes',
		run: (context) =>
			loaded({ context }, async ({ model, pipeline }) => {
				// Before the library has begun, while it does, and while it reads the prompt.
				for (let turns = 0; turns < 40; turns++) {
					const before = pipeline.computed;
					const stop = new AbortController();
					const asking = ask(model, QUESTION, { sampling: LONG, signal: stop.signal });
					for (let turn = 0; turn < turns; turn++) await Promise.resolve();
					stop.abort();
					equal((await asking).reason, 'abort', 'the reason');
					const computed = pipeline.computed - before;
					// At first it has not begun.
					const most = turns === 0 ? 0 : FEW;
					check(computed <= most, `${computed} tokens were computed, aborted at ${turns}.`);
				}
				const before = pipeline.computed;
				const stop = new AbortController();
				const onEvent = () => stop.abort();
				await ask(model, QUESTION, { sampling: LONG, signal: stop.signal, onEvent });
				const computed = pipeline.computed - before;
				check(computed <= FEW, `${computed} tokens were computed after an abort at the first.`);
				equal((await ask(model, QUESTION)).completionTokens, 8, 'tokens afterwards');
			})
	},
	{
		name: 'a reader that leaves stops what the library computes',
		run: (context) =>
			loaded({ context }, async ({ model, pipeline }) => {
				const request = { messages: QUESTION, modifier: null, sampling: { ...GREEDY, ...LONG } };
				const events = model.generate(request, new AbortController().signal);
				for await (const event of events) if (event.type === 'delta') break;
				equal((await ask(model, QUESTION)).completionTokens, 8, 'tokens afterwards');
				const computed = pipeline.computed - 8;
				check(computed <= FEW, `${computed} tokens were computed for a reader that left.`);
			})
	},
	{
		name: 'goes on from an answer that ended, and counts what was kept as the library keeps it',
		run: (context) =>
			loaded({ context, tiny: scriptedLlama('abc', { ends: true }) }, async (all) => {
				const { model, pipeline } = all;
				let messages = QUESTION;
				let known = 0;
				for (let turn = 1; turn <= 3; turn++) {
					const answer = await ask(model, messages);
					equal([answer.text, answer.reason], ['abc', 'stop'], `the answer of turn ${turn}`);
					equal(answer.completionTokens, 3, 'tokens of an answer, without its end');
					equal(answer.cachedTokens, known, `tokens kept at turn ${turn}`);
					known = answer.promptTokens + letterTokens('abc').length;
					equal(pipeline.readTokens, known, `tokens read after turn ${turn}`);
					messages = [...messages, ...user('', answer.text).slice(1), ...user('more')];
				}
				const long = [...messages.slice(0, -1), ...user('a'.repeat(700))];
				const error = await refused('context-full', () => ask(model, long));
				// With what begins and ends a question, and begins an answer.
				const size = known + 700 + 3;
				check(error.message.includes(`${size} tokens`), `“${error.message}” does not say ${size}.`);
				equal((await ask(model, QUESTION)).cachedTokens, 0, 'tokens kept of another conversation');
			})
	},
	{
		name: 'an end that only looks like the beginning of a stop sequence is told',
		run: (context) =>
			loaded({ context, tiny: scriptedLlama('abcd', { ends: true }) }, async ({ model }) => {
				const { text, tokens } = await ask(model, QUESTION, { sampling: { stop: ['cdz'] } });
				equal(text, 'abcd', 'the text');
				equal(tokens.length, 4, 'tokens');
				const cut = await ask(model, QUESTION, { sampling: { stop: ['cdz'], maxTokens: 3 } });
				equal([cut.text, cut.reason], ['abc', 'length'], 'one that was cut off');
			})
	},
	{
		name: 'reads nothing ahead, which the library would not keep',
		run: (context) =>
			loaded({ context }, async ({ model, pipeline }) => {
				await model.warm(QUESTION, new AbortController().signal);
				equal(pipeline.computed, 0, 'tokens computed');
			})
	}
];
