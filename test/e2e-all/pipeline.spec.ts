// The pipeline of models/, whole, on the recipe `tiny`: every step from nothing, kept when run again,
// published; and what models/README.md says of a second time: the same bytes from the same seed, and a
// base that agrees within the stated interval though other processor instructions trained it.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { STEPS } from '../../models/pipeline.ts';

const MINUTE = 60_000;
/** Of two trainings; models/README.md states it. */
const INTERVAL = { loss: 0.02 };
/** As on a processor without AVX-512 and bfloat16: the same sums in another order and precision. */
const OTHER_PROCESSOR = {
	UNDERSTUDY_PRODUCT: 'float32',
	ATEN_CPU_CAPABILITY: 'avx2',
	OPENBLAS_CORETYPE: 'Haswell'
};

const python = process.env['UNDERSTUDY_PYTHON'] ?? '/usr/bin/python3';
const hasTorch = spawnSync(python, ['-c', 'import torch, numpy']).status === 0;
const scratch = mkdtempSync(join(tmpdir(), 'understudy-pipeline-'));
const [one, two] = [join(scratch, 'one'), join(scratch, 'two')];

test.describe.configure({ mode: 'serial', retries: 0 });
test.skip(!hasTorch, `${python} has no PyTorch (apt install python3-torch libopenblas0-pthread)`);
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Run {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** `npm run models -- …`, its files under `build`. */
function models(build: string, argv: string[], env: Record<string, string> = {}): Promise<Run> {
	return new Promise((done, fail) => {
		const child = spawn(process.execPath, ['models/cli.ts', ...argv, '--recipe', 'tiny'], {
			env: { ...process.env, UNDERSTUDY_BUILD: build, ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const run = { stdout: '', stderr: '' };
		child.stdout.setEncoding('utf8').on('data', (text: string) => (run.stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (run.stderr += text));
		child.on('error', fail).on('close', (code) => done({ code, ...run }));
	});
}

/** Runs, and fails with what was said when it did not go well. */
async function succeed(...run: Parameters<typeof models>): Promise<Run> {
	const ended = await models(...run);
	expect(ended.code, `${run[1].join(' ')}:\n${ended.stderr.slice(-3000)}`).toBe(0);
	return ended;
}

const file = (build: string, name: string): Buffer => readFileSync(join(build, 'tiny', name));
const same = (name: string): boolean => Buffer.compare(file(one, name), file(two, name)) === 0;

test('every step runs from nothing, and says how long it took and on what', async () => {
	test.setTimeout(30 * MINUTE);
	const { stderr } = await succeed(one, ['all']);
	const said = stderr.trim().split('\n');
	expect(said.at(-1)).toMatch(/made in \d.* of work, on \d+ CPU cores \(.*GB of memory/);
	expect(said.at(-1)).toContain('npm run models -- publish');
	for (const { name } of STEPS) {
		expect(stderr, name).toMatch(new RegExp(`all: \\d+/${STEPS.length} ${name}`));
		expect(stderr, name).toMatch(new RegExp(`all: ${name} +\\d`));
	}
	test.info().annotations.push({ type: 'took', description: said.at(-1) ?? '' });
});

test('a second run keeps every step', async () => {
	test.setTimeout(5 * MINUTE);
	const { stderr } = await succeed(one, ['all']);
	expect(stderr.match(/done before, kept/g)).toHaveLength(STEPS.length);
});

test('vocabulary, shards, classifiers, router and export are the same, byte for byte', async () => {
	test.setTimeout(15 * MINUTE);
	for (const step of ['tokenizer', 'domain-head', 'dissatisfaction']) await succeed(two, [step]);
	for (const shard of ['0', '1']) await succeed(two, ['corpus', '--shard', shard]);
	expect(same('vocabulary.json')).toBe(true);
	for (const shard of ['00000', '00001']) expect(same(`shards/${shard}.bin`), shard).toBe(true);
	for (const kind of ['domain', 'dissatisfaction'])
		expect(same(`classifiers/${kind}.bin`), kind).toBe(true);

	cpSync(join(one, 'tiny', 'weights.safetensors'), join(two, 'tiny', 'weights.safetensors'));
	await succeed(two, ['export']);
	expect(same('export/base.gguf')).toBe(true);
	const { stderr } = await succeed(two, ['router']);
	if (!stderr.includes('nothing to fit on')) expect(same('export/router.json')).toBe(true);
	rmSync(join(two, 'tiny', 'weights.safetensors'));
});

test('two trainings on different instructions agree within the stated interval', async () => {
	test.setTimeout(15 * MINUTE);
	await succeed(two, ['train-base'], OTHER_PROCESSOR);
	const last = (build: string) => {
		const lines = file(build, 'train.log.jsonl').toString().trim().split('\n');
		return JSON.parse(lines.at(-1)!) as { loss: number; seen: number; step: number };
	};
	const [a, b] = [last(one), last(two)];
	test.info().annotations.push({ type: 'losses', description: `${a.loss} and ${b.loss}` });
	expect(b.seen).toBe(a.seen);
	expect(b.step).toBe(a.step);
	expect(Math.abs(a.loss - b.loss)).toBeLessThanOrEqual(INTERVAL.loss);
});

test('the result is published into an empty place, and again over itself', async () => {
	test.setTimeout(5 * MINUTE);
	const out = join(scratch, 'starter');
	mkdirSync(scratch, { recursive: true });
	await succeed(one, ['publish', '--out', out]);
	const { stderr } = await succeed(one, ['publish', '--out', out]);
	expect(stderr).toContain('same');
	expect(readFileSync(join(out, 'base.gguf'))).toEqual(file(one, 'export/base.gguf'));
});

test('an unknown step is named, with those there are', async () => {
	const { code, stderr } = await models(one, ['bake']);
	expect(code).toBe(2);
	expect(stderr).toContain('There is no step “bake”. Steps: all, tokenizer, train-base');
});
