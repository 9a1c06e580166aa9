// Our translators beside the AI SDK's: `npm run bench -- translators`.
//   [--rounds 60]  [--recordings FOLDER]  [--out FILE]
// Both write a provider's request and make OpenAI's events of the same recorded bytes, one event a read,
// in turn, in one process: no socket, so all the time is theirs. Prints a table of times, and where the two
// understand a stream differently. FOLDER holds recordings as the AI SDK's repository keeps them
// (`packages`, files `*.chunks.txt`); they are compared, not timed. An idle machine is part of it.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { median } from './engine/measurement.ts';
import { ours, sdk, understood } from './translators/both.ts';
import { fixture, recordings } from './translators/streams.ts';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '60' },
		recordings: { type: 'string' },
		out: { type: 'string' }
	}
});

const SIDES = { ours, sdk };
type Side = keyof typeof SIDES;

const SHORT = ['anthropic-text.sse', 'anthropic-tools.sse', 'gemini-text.sse', 'gemini-tools.sse'];
const timed = [
	...SHORT.map((name) => fixture(name)),
	fixture('anthropic-text.sse', 'text":"Grüße"', 500),
	fixture('gemini-text.sse', '"Grüße, "', 500)
];

const times = timed.map((stream) => ({ stream, us: { ours: [], sdk: [] } as Figures }));
type Figures = Record<Side, number[]>;
const rounds = Number(values.rounds);
for (let round = -5; round < rounds; round++)
	for (const { stream, us } of times)
		for (const side of ['ours', 'sdk'] as const) {
			// Short streams many times, so that a round is longer than the clock's grain.
			const times = Math.max(1, Math.round(200 / stream.pieces.length));
			const startedMs = performance.now();
			for (let i = 0; i < times; i++) await SIDES[side](stream, () => undefined);
			const took = ((performance.now() - startedMs) * 1000) / times;
			// The first rounds compile.
			if (round >= 0) us[side].push(took);
		}

const rows = times.map(({ stream, us }) => ({
	stream: stream.name,
	events: stream.pieces.length,
	'ours, µs': Math.round(median(us.ours)),
	'AI SDK, µs': Math.round(median(us.sdk)),
	times: Number(median(us.sdk.map((sdk, i) => sdk / (us.ours[i] ?? sdk))).toFixed(1))
}));
console.table(rows);

const compared = [...timed, ...(values.recordings ? recordings(values.recordings) : [])];
const differences: Record<string, unknown>[] = [];
for (const stream of compared) {
	const [mine, theirs] = [await understood(ours, stream), await understood(sdk, stream)];
	for (const field of ['failed', 'content', 'reasoning', 'finish', 'calls', 'usage'] as const)
		if (!isDeepStrictEqual(mine[field], theirs[field]))
			differences.push({ stream: stream.name, field, ours: mine[field], sdk: theirs[field] });
}
const different = new Set(differences.map(({ stream }) => stream)).size;
console.log(`${compared.length - different} of ${compared.length} streams read alike.`);
for (const difference of differences) console.log(JSON.stringify(difference).slice(0, 240));

const result = {
	cpu: `${cpus().length} × ${cpus()[0]?.model}`,
	node: process.version,
	rows,
	differences
};
if (values.out) writeFileSync(values.out, `${JSON.stringify(result, null, '\t')}\n`);
