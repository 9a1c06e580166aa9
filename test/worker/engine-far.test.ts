// The suite over the gateway, and in the forms of vLLM, of Ollama and of a server that refuses what it does not
// know, which are a proxy's and not those servers themselves (other-servers.ts): the tests that say most. All of
// them are in test/e2e-all/engine-far.spec.ts.

import { describe, test } from 'vitest';
import { engineConformance } from '../engine-conformance.ts';
import { EDGE, OLLAMA, STRICT, VLLM, type FarEngine } from '../support/far-conformance.ts';
import { passes } from '../support/native-conformance.ts';

const TEXT =
	'streams the text of the reference token by token, and counts what was read and written';
const WHOLE = 'delivers a character of several tokens whole';
const PATHS = 'answers several paths, each marked and finished once';
const END = 'ends with the reason length where the context ends';
const TOO_LONG =
	'refuses a prompt that does not fit, with both sizes, and answers the next request';

const RUNS: readonly (readonly [string, FarEngine, readonly string[]])[] = [
	[
		'over the gateway',
		EDGE,
		[
			TEXT,
			WHOLE,
			PATHS,
			TOO_LONG,
			'reads only what is new in turns 2 to 5',
			'an abort stops the computation, and the next request starts at once'
		]
	],
	[
		'in the form of vLLM',
		VLLM,
		[
			'streams token by token, with the log-probabilities of the reference',
			WHOLE,
			END,
			'modifier A, then B, equals a fresh B',
			'modifiers mixed in one answer add up and leave nothing behind, or are refused'
		]
	],
	['in the form of Ollama', OLLAMA, [TEXT, 'ends before a stop sequence']],
	['in the form of a server that refuses unknown fields', STRICT, [TEXT, PATHS, TOO_LONG]]
];

describe.each(RUNS)('%s', (_, { context, tests, skips }, names) => {
	test('every reason is a test’s', () =>
		engineConformance(context, { tests, skip: [...skips], only: 'none of them' }));

	test.each(names)('%s', (name) => passes(context, name, tests));
});
