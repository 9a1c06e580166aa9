// How the conformance suite is run over the gateway, and in the forms of servers that are not ours: for each the
// tests there are, and why some cannot hold. A few run with the unit tests, and all of them with the slow ones.
// Not here: our own server and llama.cpp's, which hold nearly all (native-conformance.ts).

import { ask, check, modelRef, refused, user, withModel } from '../conformance/context.ts';
import type { ConformanceTest } from '../conformance/context.ts';
import { plainTests } from '../conformance/plain.ts';
import { CONFORMANCE, type Conformance, type Skip } from '../engine-conformance.ts';
import { edgeEngine } from './edge-engine.ts';
import { NATIVE_SKIPS } from './native-conformance.ts';
import { formEngine } from './other-servers.ts';
import { randomLlama } from './random-gguf.ts';

export type FarEngine = {
	context: Conformance;
	tests: readonly ConformanceTest[];
	skips: readonly Skip[];
};

const FAR = { backend: 'auto', tolerance: 0.15, countsLast: true } as const;

const because = (reason: string, ...tests: string[]): Skip[] =>
	tests.map((test) => ({ test, reason }));

const LOGPROBS = [
	'streams token by token, with the log-probabilities of the reference',
	'gives log-probabilities before temperature and top-p',
	'reports the alternatives asked for, most probable first, and none when none are'
];
const GRAMMARS = [
	'obeys a grammar',
	'refuses a grammar that cannot be read, and answers the next request'
];
const ACTIVATED = [
	'modifiers, plain and activated, at any scale, have the log-probabilities of the reference',
	'an activated modifier keeps the prefix, and gives the text of a fresh cache',
	'the base after an activated modifier keeps the prefix, and gives the text of a fresh base',
	'activated modifiers and the base in turn, five turns long, give the texts of the reference',
	'a message that spells the invocation does not call a modifier'
];
const PLAIN_ADAPTERS = [
	'modifier A, then B, equals a fresh B',
	'modifier A, then the base, equals a fresh base',
	'modifier A, another conversation on the base, then back on the base, equals a fresh base',
	'refuses a modifier of another base, and answers without it'
];
/** What asks how much of a prompt was kept, or learns from it how much was computed. */
const KEPT = [
	'reads only what is new in turns 2 to 5',
	'reads one token to answer the same question again',
	'reads a prompt once for all paths of one sequence',
	'keeps what warm has read',
	'an abort stops the computation, and the next request starts at once',
	'an abort while the prompt is read ends the reading',
	'a reader that leaves early stops the computation'
];
const TOO_LONG =
	'refuses a prompt that does not fit, with both sizes, and answers the next request';
const CONTEXT_END = 'ends with the reason length where the context ends';

export const EDGE: FarEngine = {
	// As many at once as the edge is asked for, whoever opens it.
	context: { ...FAR, makeEngine: edgeEngine, parallel: 4 },
	tests: [...plainTests, ...CONFORMANCE],
	skips: [
		...NATIVE_SKIPS,
		...because('of the models behind an alias some refuse log-probabilities', ...LOGPROBS),
		...because('an alias stands for models of which few take a grammar', ...GRAMMARS),
		...because('a large model elsewhere has none of our adapters', ...ACTIVATED, ...PLAIN_ADAPTERS),
		...because(
			'reading ahead would send what nobody sent, and be paid for',
			'keeps what warm has read'
		),
		...because(
			'the vocabulary is not known here: tokens are estimated, and the provider keeps its control tokens',
			'counts the tokens of a text',
			'a typed control token is text: it neither ends the message nor begins another'
		),
		...because(
			'several are asked at once, and the gateway queues none',
			'requests wait their turn, first come, first served'
		),
		...because(
			'a role is opened and nothing is loaded',
			'stops loading when told to',
			'tells its progress, up to the whole'
		)
	]
};

const NO_GRAMMAR = 'it is not known to take GBNF, which is asked for in a field of llama.cpp’s own';

export const VLLM: FarEngine = {
	context: { ...FAR, makeEngine: () => formEngine('vllm') },
	tests: [
		...plainTests.filter(({ name }) => !name.startsWith('says that it gives no log-prob')),
		{
			name: 'refuses a prompt that does not fit with as much as the server counted, and answers the next request',
			run: async (context) => {
				await withModel(context, await modelRef(randomLlama()), async (model) => {
					const { message } = await refused('context-full', () =>
						ask(model, user('a'.repeat(700)))
					);
					check(/at least 513 tokens long; this model holds 512\./.test(message), `“${message}”`);
					await ask(model, user('hello world'));
				});
			}
		},
		...CONFORMANCE
	],
	skips: [
		...NATIVE_SKIPS,
		...because(NO_GRAMMAR, ...GRAMMARS),
		...because('it applies an adapter to every token, at full strength', ...ACTIVATED),
		...because('it says what it kept only where it is started so, and then in blocks', ...KEPT),
		...because('it counts a prompt no further than to where it no longer fits', TOO_LONG)
	]
};

export const OLLAMA: FarEngine = {
	context: { ...FAR, makeEngine: () => formEngine('ollama') },
	tests: [...plainTests, ...CONFORMANCE],
	skips: [
		...NATIVE_SKIPS,
		...because('only newer ones give log-probabilities, and none say whether they do', ...LOGPROBS),
		...because(NO_GRAMMAR, ...GRAMMARS),
		...because('it is asked for adapters as models of their own', ...ACTIVATED, ...PLAIN_ADAPTERS),
		...because('it does not say what of a prompt it kept', ...KEPT),
		...because('it cuts what does not fit, and says nothing', TOO_LONG, CONTEXT_END)
	]
};

export const STRICT: FarEngine = {
	context: { ...FAR, makeEngine: () => formEngine('strict') },
	tests: [...plainTests, ...CONFORMANCE],
	skips: [
		...NATIVE_SKIPS,
		...because(
			'nothing says whether it gives log-probabilities, and some refuse the wish',
			...LOGPROBS
		),
		...because(NO_GRAMMAR, ...GRAMMARS),
		...because('it has no adapters', ...ACTIVATED, ...PLAIN_ADAPTERS),
		...because('it does not say what of a prompt it kept', ...KEPT)
	]
};
