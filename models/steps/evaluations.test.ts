import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { evaluate, type EvaluateOptions } from './evaluations.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-evaluations-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What evaluating this text as a file prints, and what it says meanwhile. */
async function printed(what: string, text: string, options: Partial<EvaluateOptions> = {}) {
	const out = vi.spyOn(console, 'log').mockImplementation(() => undefined);
	const progress = vi
		.spyOn(console, 'error')
		.mockClear()
		.mockImplementation(() => undefined);
	const data = join(folder, what);
	writeFileSync(data, text);
	await evaluate(what, { data, ...options });
	return {
		figures: JSON.parse(String(out.mock.lastCall?.[0])) as Record<string, unknown>,
		said: progress.mock.calls.join('\n')
	};
}

test('without a subject, or with an unknown one, every form is listed', async () => {
	await expect(evaluate(undefined, {})).rejects.toThrow(
		/evaluate starter --data FILE\.jsonl; .*evaluate router --data FILE\.csv --weak/
	);
	await expect(evaluate('weather', {})).rejects.toThrow('Say what to evaluate');
});

test('a missing file is asked for by the form, and one that is not there is named', async () => {
	await expect(evaluate('router', {})).rejects.toThrow('--weak COLUMN --strong COLUMN');
	await expect(evaluate('router', { data: '/nowhere/at-all.csv' })).rejects.toThrow(
		'There is no file /nowhere/at-all.csv'
	);
});

test('a router’s columns are asked for', async () => {
	await expect(evaluate('router', { data: import.meta.filename })).rejects.toThrow(
		'Name the two boolean columns'
	);
});

test('a folder is no file, and is told from one', async () => {
	await expect(evaluate('domain', { data: folder })).rejects.toThrow(
		`${folder} is a folder. Give --data a file: evaluate domain --data FILE.jsonl.`
	);
});

test('a byte-order mark before the first line is no part of it', async () => {
	const domain = JSON.stringify({ text: 'What is 3 plus 4?', domain: 'math' });
	expect((await printed('domain', `\uFEFF${domain}`)).figures).toMatchObject({ n: 1, accuracy: 1 });
	const message = { previousUser: 'Hi', previousAssistant: 'Hello.', message: 'Thanks!' };
	const complaint = JSON.stringify({ ...message, dissatisfied: false });
	expect((await printed('dissatisfaction', `\uFEFF${complaint}\n`)).figures).toMatchObject({
		n: 1
	});
});

const TABLE = ['prompt,small,large', 'What is 2 plus 2?,1,0', '"Prove it, in full",0,1'].join('\n');
const COLUMNS = { weak: 'small', strong: 'large' };

test('where both columns are right equally often, what needs no gap is scored, and the rest is null', async () => {
	const { figures, said } = await printed('router', TABLE, COLUMNS);
	expect(figures).toEqual({
		n: 2,
		auc: expect.any(Number) as number,
		apgr: null,
		cpt50: null,
		cpt80: null
	});
	expect(said).toContain('small and large are right equally often');
});

test('where the strong column is right less often, it is scored and said', async () => {
	const worse = `${TABLE}\nWhat is the capital of France?,True,False\nSay hello.,True,False`;
	const { figures, said } = await printed('router', worse, COLUMNS);
	expect(figures['apgr']).toEqual(expect.any(Number));
	expect(said).toContain('large is right on 2 prompts fewer than small');
	expect((await printed('router', `${TABLE}\nAnd then?,False,True`, COLUMNS)).said).not.toContain(
		'fewer'
	);
});

test('a column that the file lacks is missed, also by a name that every object has', async () => {
	await expect(printed('router', TABLE, { weak: 'constructor', strong: 'large' })).rejects.toThrow(
		'no column “constructor”'
	);
});
