import { expect, test } from 'vitest';
import { evaluate } from './evaluations.ts';

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
