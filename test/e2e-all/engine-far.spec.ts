// The engine conformance suite through the gateway, with the native server as its provider, and through the
// remote engine in the forms of vLLM, of Ollama and of a server that refuses what it does not know. Those are a
// proxy's forms, written from documentation, and not the servers themselves (test/support/other-servers.ts).

import { test } from '@playwright/test';
import { EDGE, OLLAMA, STRICT, VLLM } from '../support/far-conformance.ts';
import { passes } from '../support/native-conformance.ts';

const ENGINES = {
	'over the gateway': EDGE,
	'in the form of vLLM': VLLM,
	'in the form of Ollama': OLLAMA,
	'in the form of a server that refuses unknown fields': STRICT
};

for (const [title, { context, tests, skips }] of Object.entries(ENGINES))
	test.describe(title, () => {
		for (const { name } of tests)
			test(name, async () => {
				const skip = skips.find((one) => one.test === name);
				test.skip(skip !== undefined, skip?.reason ?? '');
				await passes(context, name, tests);
			});
	});
