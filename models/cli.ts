// npm run models -- <step> [--recipe starter] [options]
//
// Runs one step of the pipeline (pipeline.ts), `all` of them, `evaluate`, or says what there is. Exits
// with 1 when a step fails or its gate refuses, with 2 when there is no such step.

import { parseArgs } from 'node:util';
import { OTHERS, STEPS } from './pipeline.ts';
import { readRecipe } from './recipe.ts';
import { makeAll, runStep } from './steps/all.ts';

const HELP = `npm run models -- <step> [--recipe starter|tiny] [options]

  all               every step below up to ${STEPS.at(-1)!.name}, in order; what is done is kept
${[...STEPS, ...OTHERS].map(({ name, does }) => `  ${name.padEnd(17)} ${does}`).join('\n')}
  evaluate WHAT     scores a file with what ships: --data FILE; see models/README.md
  tutor             an OpenAI-compatible upstream that solves by program: --port N; or --measure

  --out FOLDER      works on another folder than models/.build/NAME/export
  --ends-at TIME    train-base, modifiers: plan by the clock, e.g. 2026-01-31T01:45:00
  --peak SHARE      train-base: of the recipe's rates, from which a trained base goes on (0.6)
  --only a,b        failures, modifiers: these domains alone
  --from FOLDER     modifiers: go on from earlier adapters
  --from FILE       train-base: begin with the weights of an exported base, a GGUF
  --per-kind N      report: held-out prompts of each kind
  --force-because   publish: ship it although a figure is worse, and say why in the manifest
  --as-measured     publish: measure nothing again; figures of other questions stand against it
  --mean-with FILE  export: the mean of the trained weights and those of an exported base
  --mean-share S    what the trained weights count for in it; 0.5 where absent`;

const commandLine = () =>
	parseArgs({
		allowPositionals: true,
		options: {
			recipe: { type: 'string', default: 'starter' },
			help: { type: 'boolean' },
			shard: { type: 'string' },
			'ends-at': { type: 'string' },
			peak: { type: 'string' },
			data: { type: 'string' },
			weak: { type: 'string' },
			strong: { type: 'string' },
			engine: { type: 'string' },
			out: { type: 'string' },
			only: { type: 'string' },
			from: { type: 'string' },
			'per-kind': { type: 'string' },
			'force-because': { type: 'string' },
			'as-measured': { type: 'boolean' },
			'mean-with': { type: 'string' },
			'mean-share': { type: 'string' },
			port: { type: 'string' },
			'price-in': { type: 'string' },
			'price-out': { type: 'string' },
			latency: { type: 'string' },
			'error-rate': { type: 'string' },
			seed: { type: 'string' },
			measure: { type: 'boolean' }
		}
	});

/** A wrong state of the world is told in its sentence; a bug in our code with where it is. */
const isUsage = (error: unknown): boolean =>
	error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
const isBug = (error: Error): boolean =>
	!isUsage(error) &&
	[TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);

try {
	const { positionals, values } = commandLine();
	const [name, what] = positionals;
	const step = [...STEPS, ...OTHERS].find((one) => one.name === name);
	if (values.help || name === undefined || name === 'help') console.log(HELP);
	else if (name === 'evaluate')
		await (await import('./steps/evaluations.ts')).evaluate(what, values);
	else if (name === 'tutor') await (await import('./steps/tutor.ts')).tutor(values);
	else if (name === 'all') await makeAll(readRecipe(values.recipe));
	else if (step) await runStep(readRecipe(values.recipe), step, values);
	else {
		const known = ['all', ...[...STEPS, ...OTHERS].map((one) => one.name), 'evaluate', 'tutor'];
		console.error(`There is no step “${name}”. Steps: ${known.join(', ')}.`);
		process.exitCode = 2;
	}
} catch (error) {
	console.error(error instanceof Error && !isBug(error) ? error.message : error);
	process.exitCode = isUsage(error) ? 2 : 1;
}
