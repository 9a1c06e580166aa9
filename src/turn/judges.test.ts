// The judges of the model that ships, read from its own files.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseManifest } from '../contract/manifest.ts';
import { createJudges, NO_JUDGES } from './judges.ts';

const FOLDER = new URL('../../models/starter/', import.meta.url);
const manifest = parseManifest(readFileSync(new URL('manifest.json', FOLDER), 'utf8'));
const file = (path: string) => new Blob([readFileSync(new URL(path, FOLDER))]);

test('every judge that ships is read, once, and says what it is for', async () => {
	const opened: string[] = [];
	const judges = createJudges({
		openFile: async (_manifest, path) => {
			opened.push(path);
			return file(path);
		}
	});
	expect(judges.current(manifest)).toEqual(NO_JUDGES);
	const [loaded] = await Promise.all([judges.ready(manifest), judges.ready(manifest)]);
	expect(judges.current(manifest)).toBe(loaded);
	expect(opened.toSorted()).toEqual([
		'critic.json',
		'dissatisfaction.bin',
		'domain.bin',
		'router.json'
	]);
	expect(loaded.domain?.('What is 17 times 23?').domain).toBe('math');
	const exchange = { previousUser: 'What is 2 + 2?', previousAssistant: '2 + 2 = 5.' };
	expect(loaded.dissatisfaction?.({ ...exchange, message: 'That is wrong.' }).dissatisfied).toBe(
		true
	);
	expect(loaded.dissatisfaction?.({ ...exchange, message: 'Thanks!' }).dissatisfied).toBe(false);
	expect(Number.isFinite(loaded.router?.('What is 2 + 2?').wrong)).toBe(true);
	expect(loaded.critic).not.toBeNull();
});

test('a judge that cannot be fetched is missing alone, and is asked for again', async () => {
	let offline = true;
	const judges = createJudges({
		openFile: async (_manifest, path) => {
			if (offline && path === 'router.json') throw new Error('No network.');
			return file(path);
		}
	});
	const without = await judges.ready(manifest);
	expect(without.router).toBeNull();
	expect(without.domain).not.toBeNull();
	offline = false;
	expect((await judges.ready(manifest)).router).not.toBeNull();
});

test('what the question alone says is told by a manifest’s own figures, over the domain head’s', async () => {
	const beforehand = {
		inputs: ['domainMath'],
		mean: [-3],
		deviation: [1],
		weights: [1],
		bias: 0,
		specialist: 0.9,
		further: null
	};
	const thresholds = { ...(manifest.thresholds ?? { answer: 0.8 }), beforehand };
	const judges = createJudges({ openFile: async (_manifest, path) => file(path) });
	const { domain, foretold } = await judges.ready({ ...manifest, thresholds });
	const told = (prompt: string) => foretold?.(prompt, domain!(prompt).probabilities);
	expect(told('What is 17 times 23?')).toBeGreaterThan(0.9);
	expect(told('hello')).toBeLessThan(0.5);
	// Other figures of the same model, which an update brings, are read anew.
	const other = { ...thresholds, beforehand: { ...beforehand, bias: -9 } };
	const updated = await judges.ready({ ...manifest, thresholds: other });
	expect(updated.foretold?.('', domain!('What is 17 times 23?').probabilities)).toBeLessThan(0.1);
});

test('a model without the files has no judges, and another model’s do not judge it', async () => {
	const judges = createJudges({ openFile: async (_manifest, path) => file(path) });
	await judges.ready(manifest);
	const other = { ...manifest, id: 'other', files: manifest.files.slice(0, 1) };
	expect(judges.current(other)).toEqual(NO_JUDGES);
	expect(await judges.ready(other)).toEqual(NO_JUDGES);
});

test('a model without judges borrows those of the starter that read texts alone', async () => {
	const judges = createJudges({
		openFile: async (_manifest, path) => file(path),
		shared: async () => manifest
	});
	const other = { ...manifest, id: 'other', files: manifest.files.slice(0, 1) };
	const borrowed = await judges.ready(other);
	expect(borrowed.domain?.('What is 17 times 23?').domain).toBe('math');
	expect(borrowed.dissatisfaction).not.toBeNull();
	expect(borrowed.critic).toBeNull();
});
