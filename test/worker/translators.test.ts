// Our translators against the AI SDK's, as an independent reading of the providers' forms: of the same
// recorded bytes a client gets the same. The times of both are in BENCHMARKS.md.

import { expect, test } from 'vitest';
import { ours, sdk, understood } from '../bench/translators/both.ts';
import { fixture } from '../bench/translators/streams.ts';

for (const name of [
	'anthropic-text.sse',
	'anthropic-tools.sse',
	'anthropic-overloaded.sse',
	'gemini-text.sse',
	'gemini-tools.sse',
	'gemini-blocked.sse'
])
	test(`${name} is read alike`, async () => {
		const [mine, theirs] = [
			await understood(ours, fixture(name)),
			await understood(sdk, fixture(name))
		];
		expect(mine).toEqual(theirs);
		expect(mine.content !== '' || mine.calls.length > 0 || mine.finish !== null).toBe(true);
	});
