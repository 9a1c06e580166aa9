import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Draw } from '../generator/grammar.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { Random } from '../generator/random.ts';
import { MODELS } from '../recipe.ts';
import { modifiersOf } from '../auto.ts';
import { manifestFrom } from '../../src/contract/manifest.ts';
import { readFileSync } from 'node:fs';
import { evaluateStarter, itemFrom } from './evaluate-starter.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (lines: readonly object[]): string => {
	const path = join(folder, `${lines.length}.jsonl`);
	writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
	return path;
};

interface Evaluated {
	n: number;
	accuracy: number;
	baseAccuracy: number;
	modifierCalls: number;
	modifiers: Record<string, { asked: number; base: number; right: number }>;
	abilities: Record<string, { n: number; accuracy: number }>;
}

test('what the base knows it answers alone, each form of match is scored, and rows keep their ability', async () => {
	const scored = (await evaluateStarter({
		data: fileOf([
			{
				prompt: 'What is the capital of France?',
				answer: 'Paris',
				match: 'contains',
				ability: 'facts'
			},
			{
				prompt: 'How many letters are in the word garden?',
				answer: 6,
				match: 'numeric',
				ability: 'strings'
			},
			{
				prompt: 'What is the capital of Spain?',
				answer: 'Oslo',
				match: 'contains',
				ability: 'facts'
			},
			{ prompt: 'Who won the cup final in 2031?', match: 'unknown', ability: 'unknown' }
		])
	})) as Evaluated;
	expect(scored).toMatchObject({ n: 4, modifierCalls: 0, modifiers: {} });
	expect(scored.accuracy).toBe(0.75);
	expect(scored.baseAccuracy).toBe(scored.accuracy);
	expect(scored.abilities['facts']).toEqual({ n: 2, accuracy: 0.5 });
});

test('harder questions of a modifier’s domain reach it, and more of them are right than by the base alone', async () => {
	const shipped = `${MODELS}starter`;
	const manifest = manifestFrom(JSON.parse(readFileSync(`${shipped}/manifest.json`, 'utf8')));
	const lines = modifiersOf(manifest, shipped).flatMap(({ id }) => {
		const domain = DOMAINS.find((one) => one.id === id)!;
		return Array.from({ length: 12 }, (_, i) => {
			const draw = new Draw(new Random(`auto:${id}:${i}`), false);
			// Tasks that are judged by their text alone.
			const made = domain.tasks[i % domain.tasks.length]!.make(draw);
			const match = made.check.kind === 'json' ? 'json' : 'exact';
			return made.check.kind === match ? { ...made, match, ability: id } : null;
		}).filter((line) => line !== null);
	});
	const scored = (await evaluateStarter({ data: fileOf(lines) })) as Evaluated;
	const asked = Object.values(scored.modifiers).reduce((sum, one) => sum + one.asked, 0);
	expect(scored.modifierCalls).toBe(asked);
	expect(asked).toBeGreaterThan(lines.length / 4);
	expect(scored.accuracy).toBeGreaterThan(scored.baseAccuracy);
	for (const one of Object.values(scored.modifiers)) expect(one.asked).toBeGreaterThan(0);
	// What hangs is bounded, and a busy machine is not: quiet it takes ten seconds.
}, 120_000);

test('a rubric needs a judge, and says how to name one', async () => {
	const data = fileOf([
		{ prompt: 'A poem?', answer: 'It rhymes.', match: 'rubric', ability: 'poems' }
	]);
	await expect(evaluateStarter({ data })).rejects.toThrow('Set UNDERSTUDY_JUDGE_URL');
});

test('a line that cannot be read is named with its number and field', async () => {
	const data = fileOf([
		{ prompt: 'x', answer: 'y', match: 'exact' },
		{ prompt: 'x', match: 'exact' }
	]);
	await expect(evaluateStarter({ data })).rejects.toThrow(/Line 2 of .*answer: is missing/);
	expect(() => itemFrom({ prompt: 'x', answer: 'y', match: 'like' })).toThrow(
		'match: should be one of'
	);
	expect(itemFrom({ prompt: 'x', answer: { a: 1 }, match: 'json' })).toEqual({
		prompt: 'x',
		answer: '{"a":1}',
		match: 'json',
		ability: 'all'
	});
});

test('an unknown engine is refused before anything is asked', async () => {
	await expect(evaluateStarter({ data: 'nowhere', engine: 'vllm' })).rejects.toThrow(
		'no engine “vllm”'
	);
});
