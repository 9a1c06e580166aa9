// What the engine costs by itself, on the starter, in a real Chromium: `npm run bench -- engine`.
//   [--only speed,first-token,memory,paths] [--rounds 7] [--turns 1000] [--backend auto] [--threads N]
//   [--out FILE]     also writes the JSON there
// Prints a table and JSON. Each measurement is a module of test/bench/engine, one function that runs in
// the page; add one there and to the list below. An idle machine is part of the measurement.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { LoadOptions } from '../../src/engine/engine.ts';
import { wholeChromium } from '../support/browser.ts';
import { startEngineServer } from '../support/engine-server.ts';
import type {} from '../support/engine-page/main.ts';
import type { Measurement } from './engine/measurement.ts';

const BACKENDS = ['auto', 'webgpu', 'wasm-threads', 'wasm-single'] as const;
const MEASUREMENTS = ['speed', 'first-token', 'memory', 'paths'] as const;

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: MEASUREMENTS.join(',') },
		rounds: { type: 'string', default: '7' },
		turns: { type: 'string', default: '1000' },
		backend: { type: 'string', default: 'auto' },
		threads: { type: 'string', default: String(Math.max(1, Math.min(cpus().length - 1, 8))) },
		out: { type: 'string' }
	}
});
const backend: LoadOptions['backend'] = BACKENDS.find((name) => name === values.backend) ?? 'auto';
const chosen = MEASUREMENTS.filter((name) => values.only.split(',').includes(name));
if (chosen.length === 0) throw new Error(`--only takes ${MEASUREMENTS.join(', ')}.`);

const server = await startEngineServer();
const browser = await chromium.launch(wholeChromium());
const results: Measurement[] = [];
try {
	for (const name of chosen) {
		// A page each: what one leaves behind is not another's.
		const page = await browser.newPage();
		page.setDefaultTimeout(0);
		await page.goto(server.isolated);
		const options = {
			backend,
			rounds: Number(values.rounds),
			turns: Number(values.turns),
			threads: Number(values.threads)
		};
		console.log(`${name}…`);
		results.push(
			...(await page.evaluate(([which, given]) => enginePage.measure(which, given), [
				name,
				options
			] as const))
		);
		await page.close();
	}
} finally {
	await browser.close();
	await server.stop();
}
console.table(
	results.map(({ name, ours, against, ratio, unit, aim, met }) => ({
		measurement: name,
		ours: Number(ours.toPrecision(3)),
		against: Number(against.toPrecision(3)),
		unit,
		ratio: Number(ratio.toFixed(3)),
		aim,
		met
	}))
);
const json = JSON.stringify({ cores: cpus().length, cpu: cpus()[0]?.model, results }, null, '\t');
console.log(json);
if (values.out) writeFileSync(values.out, `${json}\n`);
