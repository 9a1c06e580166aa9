// npm run models -- all [--recipe starter|tiny]     (hours; minutes)
//
// Everything from nothing: every step of pipeline.ts in order, until one throws or its gate refuses.
// What is done is kept: a step runs again when a file it reads, what it takes from the recipe, or a step
// that writes what it reads has changed since; a change of code alone is not seen (run that step by its name). Many
// steps go on where they were cut short. In the end it says how long all took, and on what machine.
// Reads   models/recipes/NAME.json
// Writes  models/.build/NAME/**, steps.json among it: when, how long and on what each step ran

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { machinesText, machineText } from '../machine.ts';
import { STEPS, type Step, type StepOptions } from '../pipeline.ts';
import { buildFolder, type Recipe } from '../recipe.ts';

/** What is known of a step's last run. Seconds add up over runs that were refused or failed. */
export interface StepRecord {
	/** Of everything it depends on; null when it did not get through. */
	key: string | null;
	finishedAt: string;
	seconds: number;
	machine: string;
}
export type StepRecords = Record<string, StepRecord>;

/** A step that ran and whose result is not good enough to go on from. */
export class GateError extends Error {
	override name = 'GateError';
}

const recordsPath = (recipe: Recipe): string => `${buildFolder(recipe)}/steps.json`;

export const readRecords = (recipe: Recipe): StepRecords =>
	existsSync(recordsPath(recipe))
		? (JSON.parse(readFileSync(recordsPath(recipe), 'utf8')) as StepRecords)
		: {};

/** Runs the steps that are not done. Throws what a step throws, and a GateError. */
export async function makeAll(recipe: Recipe, steps: readonly Step[] = STEPS): Promise<void> {
	for (const [i, step] of steps.entries()) {
		const place = `all: ${i + 1}/${steps.length} ${step.name}`;
		if (isDone(recipe, step, steps)) {
			console.error(`${place}: done before, kept`);
			continue;
		}
		console.error(`${place}${estimate(readRecords(recipe), steps.slice(i))}`);
		await runStep(recipe, step, {}, steps);
	}
	const records = readRecords(recipe);
	const seconds = steps.reduce((sum, { name }) => sum + (records[name]?.seconds ?? 0), 0);
	for (const { name } of steps)
		console.error(`all: ${name.padEnd(16)} ${duration(records[name]?.seconds ?? 0)}`);
	const machines = machinesText(steps.flatMap(({ name }) => records[name]?.machine ?? []));
	console.error(
		`all: ${buildFolder(recipe)}/export made in ${duration(seconds)} of work, on ${machines}. Next: npm run models -- publish --recipe ${recipe.name}`
	);
}

/** Runs one step, asks its gate, and keeps a record of it when it worked on the recipe's own folder. */
export async function runStep(
	recipe: Recipe,
	step: Step,
	options: StepOptions = {},
	steps: readonly Step[] = STEPS
): Promise<void> {
	const kept = steps.includes(step) && options.out === undefined && options.only === undefined;
	if (!kept) {
		await step.run(recipe, options);
		return;
	}
	mkdirSync(buildFolder(recipe), { recursive: true });
	const before = readRecords(recipe)[step.name];
	const machine = machineText();
	const began = Date.now();
	const save = async (key: string | null): Promise<void> => {
		const now = (Date.now() - began) / 1000 + (before?.key === null ? before.seconds : 0);
		const seconds = Math.max(now, (await step.spent?.(recipe)) ?? 0);
		const records = {
			...readRecords(recipe),
			[step.name]: { key, finishedAt: new Date().toISOString(), seconds: round(seconds), machine }
		};
		writeFileSync(`${recordsPath(recipe)}.part`, JSON.stringify(records, null, '\t') + '\n');
		renameSync(`${recordsPath(recipe)}.part`, recordsPath(recipe));
	};
	let through = false;
	try {
		await step.run(recipe, options);
		const reason = step.gate?.(recipe) ?? null;
		if (reason !== null) throw new GateError(`${step.name} stops the pipeline: ${reason}`);
		through = true;
	} finally {
		await save(through ? keyOf(recipe, step, steps) : null);
	}
}

export function isDone(recipe: Recipe, step: Step, steps: readonly Step[] = STEPS): boolean {
	const record = readRecords(recipe)[step.name];
	return (
		record !== undefined &&
		record.key === keyOf(recipe, step, steps) &&
		step.writes.every((file) => existsSync(`${buildFolder(recipe)}/${file}`)) &&
		(step.gate?.(recipe) ?? null) === null
	);
}

/** Of what a step takes from the recipe, the files it reads, and when the steps that write those last ran. */
function keyOf(recipe: Recipe, step: Step, steps: readonly Step[]): string {
	const settings = (step.settings ?? []).map((name) => [name, recipe[name]]);
	const hash = createHash('sha256').update(JSON.stringify([recipe.name, recipe.seed, settings]));
	const records = readRecords(recipe);
	for (const file of step.reads) {
		const path = `${buildFolder(recipe)}/${file}`;
		const writer = steps.find((other) => other.writes.includes(file));
		hash.update(`\n${file} ${writer && records[writer.name]?.finishedAt}\n`);
		hash.update(existsSync(path) ? readFileSync(path) : 'absent');
	}
	return hash.digest('hex');
}

/** What is left by the last run's times, where every step left has one. */
function estimate(records: StepRecords, left: readonly Step[]): string {
	const known = left.map(({ name }) => records[name]?.seconds);
	if (!known.every((seconds) => seconds !== undefined)) return '';
	return `, about ${duration(known.reduce((sum, seconds) => sum + seconds, 0))} left by the last run's times`;
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
const duration = (seconds: number): string =>
	seconds < 90
		? `${round(seconds)} s`
		: seconds < 5400
			? `${round(seconds / 60)} min`
			: `${round(seconds / 3600)} h`;
