// npm run models -- tutor --port N [--price-in MICROUSD] [--price-out MICROUSD] [--latency MS]
//                         [--error-rate P] [--seed S]
// npm run models -- tutor --measure [--per-kind N]
//
// Serves the tutor (models/tutor/) as an OpenAI-compatible upstream on this machine, so that asking a
// bigger model can be measured without a key; or measures what it gets right. Reads no artifacts and
// writes no files: the measure is one JSON line on stdout, the rest is on stderr.

import type { Share } from '../tutor/measure.ts';
import type { Terms } from '../tutor/wire.ts';

export interface TutorOptions {
	port?: string;
	/** Micro-dollars a token, which is dollars a million tokens. */
	'price-in'?: string;
	'price-out'?: string;
	latency?: string;
	'error-rate'?: string;
	seed?: string;
	measure?: boolean;
	'per-kind'?: string;
}

/** Nothing in particular: about what a mid-size hosted model asks in 2026, output four times input. */
const DEFAULTS = { priceIn: 1, outputFactor: 4, latencyMs: 400, errorRate: 0, seed: 1 };

function numberOption(options: TutorOptions, name: keyof TutorOptions, fallback: number): number {
	const given = options[name];
	if (given === undefined) return fallback;
	const value = Number(given);
	if (!Number.isFinite(value) || value < 0)
		throw new Error(`--${name} should be a number of at least 0, not “${String(given)}”.`);
	return value;
}

/** What the command line states. Throws an Error that names the option. */
export function termsOf(options: TutorOptions): Terms {
	const input = numberOption(options, 'price-in', DEFAULTS.priceIn),
		errorRate = numberOption(options, 'error-rate', DEFAULTS.errorRate);
	if (errorRate > 1) throw new Error('--error-rate should be between 0 and 1: 0.1 is one in ten.');
	return {
		price: { input, output: numberOption(options, 'price-out', input * DEFAULTS.outputFactor) },
		latencyMs: numberOption(options, 'latency', DEFAULTS.latencyMs),
		errorRate,
		seed: numberOption(options, 'seed', DEFAULTS.seed)
	};
}

export async function tutor(options: TutorOptions): Promise<void> {
	if (options.measure) return measure(numberOption(options, 'per-kind', 50));
	const terms = termsOf(options),
		port = numberOption(options, 'port', Number.NaN);
	if (!Number.isInteger(port))
		throw new Error('Say on which port: npm run models -- tutor --port 8795.');
	const { startTutor } = await import('../tutor/server.ts');
	console.error('tutor: hears the generator’s wordings; some seconds');
	(await import('../tutor/knowledge.ts')).knowledge();
	const { baseUrl } = await startTutor({ terms, port });
	const { price, latencyMs, errorRate, seed } = terms;
	console.error(
		`tutor: ${baseUrl}, $${price.input} and $${price.output} a million tokens in and out, ${latencyMs} ms, wrong in ${errorRate * 100} % (seed ${seed})`
	);
}

/** Half as many of each task of a domain as of each ability. */
async function measure(perKind: number): Promise<void> {
	const { measureTutor } = await import('../tutor/measure.ts');
	const result = measureTutor(perKind, Math.ceil(perKind / 2));
	const line = (shares: readonly Share[]) => {
		const sum = (pick: (share: Share) => number) => shares.reduce((n, one) => n + pick(one), 0);
		const rounded = (right: number, n: number) => Number((right / n).toFixed(3));
		return {
			n: sum(({ n }) => n),
			right: rounded(
				sum(({ right }) => right),
				sum(({ n }) => n)
			),
			parts: Object.fromEntries(
				shares.map(({ name, n, right }) => [name, { n, right: rounded(right, n) }])
			)
		};
	};
	for (const [group, shares] of Object.entries(result)) {
		if (group === 'natural') continue;
		for (const { name, wrong } of shares)
			for (const { prompt, expected, said } of wrong.slice(0, 5))
				console.error(`${name}: ${JSON.stringify({ prompt, expected, said })}`);
	}
	const { abilities, domains, natural } = result;
	console.log(
		JSON.stringify({ abilities: line(abilities), domains: line(domains), natural: line(natural) })
	);
}
