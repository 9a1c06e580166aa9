import { expect, test } from 'vitest';
import { sayingModel, type Saying, type SayingModel } from '../../test/support/saying-model.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import type { RecipeId } from '../contract/modes.ts';
import { recipeFor } from '../decide/recipes.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import { turnAttempts } from './attempts.ts';
import type { RecipeSeat } from './recipe-asking.ts';
import { runRecipe, type RecipeInput } from './recipes.ts';

type Says = (number: number, asked: string) => Saying | string;

const seat = (source: Source, says: Says): RecipeSeat & { model: SayingModel } => ({
	model: sayingModel((number, { messages }) => says(number, messages.at(-1)!.content)),
	source,
	modifier: null,
	calibrated: null,
	messages: [{ role: 'user', content: 'What is 12 + 30?' }],
	sampling: { temperature: 0, topP: 1, topK: 40, seed: 1, maxTokens: 50 }
});

async function run(
	id: RecipeId,
	seats: RecipeInput['seats'],
	fields: Partial<RecipeInput> = {},
	signal = new AbortController().signal
) {
	let now = 0;
	const events = runRecipe(
		{
			recipe: recipeFor(id),
			seats,
			begin: turnAttempts().begin,
			elapsed: () => now++,
			newId: () => `id-${now++}`,
			...fields
		},
		signal
	);
	const shown = shownAnswer();
	const screens: string[] = [];
	const said: TurnEvent[] = [];
	for (;;) {
		const next = await events.next();
		if (next.done) return { end: next.value, said, screens, shown };
		said.push(next.value);
		shown.apply(next.value);
		if (screens.at(-1) !== shown.text) screens.push(shown.text);
	}
}

test('the draft streams at once, and the better answer takes its place in one step', async () => {
	const draft = seat('base', () => 'It is 41.');
	const enhancer = seat('edge:openai', () => 'It is 42, for 12 + 30 = 42.');
	const { end, screens } = await run('draft-enhance', { draft: [draft], enhancer: [enhancer] });
	expect(screens).toEqual(['', 'It', 'It is', 'It is 41.', 'It is 42, for 12 + 30 = 42.']);
	expect(end).toMatchObject({ end: 'stop', kept: { source: 'edge:openai', attempt: 2 } });
	expect(end.records[0]).toMatchObject({ text: 'It is 41.', dropped: { outcome: 'dropped' } });
	const asked = enhancer.model.requests[0]!;
	expect(asked.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
	expect(asked.messages[1]!.content).toBe('It is 41.');
	expect(asked.idempotencyKey).toMatch(/^id-/);
});

test.each<[string, Says]>([
	['fails', () => ({ text: 'It', end: 'fail' })],
	['says nothing', () => '']
])('an enhancer that %s leaves the draft', async (_, says) => {
	const { end, shown } = await run('draft-enhance', {
		draft: [seat('base', () => 'It is 41.')],
		enhancer: [seat('edge:openai', says)]
	});
	expect(end).toMatchObject({ end: 'stop', kept: { text: 'It is 41.', dropped: null } });
	expect(end.records[1]?.dropped?.outcome).toBe('failed');
	expect(shown.text).toBe('It is 41.');
});

test('a draft that fails fails the recipe: nobody is asked to improve nothing', async () => {
	const enhancer = seat('edge:openai', () => 'never');
	const { end } = await run('draft-enhance', {
		draft: [seat('base', () => ({ text: '', end: 'fail' }))],
		enhancer: [enhancer]
	});
	expect(end).toMatchObject({ end: 'failed', error: { code: 'device-lost' }, kept: null });
	expect(enhancer.model.requests).toEqual([]);
});

test('the architect plans and accepts, the builder answers by the plan', async () => {
	const architect = seat('edge:openai', (number) => (number === 0 ? '1. Add.' : 'OK.'));
	const builder = seat('base', (_, asked) => (asked.includes('1. Add.') ? 'It is 42.' : 'What?'));
	const { end, screens } = await run('architect-reviewer', {
		architect: [architect],
		builder: [builder]
	});
	expect(end).toMatchObject({ end: 'stop', kept: { source: 'base', text: 'It is 42.' } });
	expect(screens.at(-1)).toBe('It is 42.');
	expect(screens).not.toContain('1. Add.');
	expect(end.records.map(({ dropped }) => dropped?.outcome)).toEqual([
		'dropped',
		undefined,
		'dropped'
	]);
});

test('the reviewer’s correction takes the place of the answer', async () => {
	const architect = seat('edge:openai', (number) => (number === 0 ? '1. Add.' : 'It is 42.'));
	const { end, screens } = await run('architect-reviewer', {
		architect: [architect],
		builder: [seat('base', () => '41')]
	});
	expect(end.kept).toMatchObject({ source: 'edge:openai', text: 'It is 42.' });
	expect(screens).toEqual(['', '41', 'It is 42.']);
});

test('a validator chooses among explored answers by number', async () => {
	const explorer = seat('base', (number) => ['40', '41', '42', '43', '44'][number]!);
	const validator = seat('edge:openai', () => 'Answer 3 is right.');
	const { end, screens } = await run('explore-validate', {
		explorer: [explorer],
		validator: [validator]
	});
	expect(end.kept).toMatchObject({ source: 'base', text: '42' });
	expect(screens).toEqual(['', '42']);
	expect(validator.model.requests[0]!.messages.at(-1)!.content).toContain('Answer 3:\n42');
});

test('a critic chooses where there is no validator, or none was chosen, and without either the first stands', async () => {
	const explorer = () => seat('base', (number) => ['40', '41', '42', '43', '44'][number]!);
	const validator = seat('edge:openai', () => 'none of them');
	const critic = async ({ text }: { text: string }) => ({
		grade: text === '43' ? 9 : 1,
		weak: null
	});
	const graded = await run('explore-validate', { explorer: [explorer()] }, { critic });
	expect(graded.end.kept).toMatchObject({ text: '43', grade: 9 });
	const after = { explorer: [explorer()], validator: [validator] };
	expect((await run('explore-validate', after, { critic })).end.kept?.text).toBe('43');
	const without = await run('explore-validate', { explorer: [explorer()], validator: [validator] });
	expect(without.end.kept?.text).toBe('40');
});

test('what most of several models say wins, and is told by the one that said it best', async () => {
	const one = seat('base', () => '41');
	const two = seat('native:llama', () => ({ text: 'It is 42.', logprob: -0.01 }));
	const three = seat('edge:openai', (number) => (number === 0 ? '42' : '43'));
	const { end, screens } = await run('ensemble-vote', { voter: [one, two, three] });
	expect(end.kept).toMatchObject({ source: 'native:llama', text: 'It is 42.' });
	expect(screens).toEqual(['', 'It is 42.']);
	expect(end.records.map(({ dropped }) => dropped?.reason)).toEqual([
		'The others agree on something else.',
		undefined,
		'It agrees.'
	]);
});

test('a voter that fails does not stop the vote', async () => {
	const { end } = await run('ensemble-vote', {
		voter: [seat('base', () => ({ text: '', end: 'fail' })), seat('native:llama', () => '42')]
	});
	// Only what was written is counted, and the third of its three could not outvote two.
	expect(end.kept).toMatchObject({ text: '42', votes: { for: 2, of: 2 } });
	expect(end.records[0]?.dropped).toMatchObject({ outcome: 'failed' });
	expect(end.also).toEqual(['The vote was decided after 2 of 3 answers, so it took no more.']);
});

test('an abort ends the step and asks no further seat; what was shown stays', async () => {
	const stop = new AbortController();
	const draft = seat('base', () => 'It is 41.');
	const enhancer = seat('edge:openai', () => ({ text: 'Well', end: 'hang' }));
	const running = run('draft-enhance', { draft: [draft], enhancer: [enhancer] }, {}, stop.signal);
	await expect.poll(enhancer.model.spoken).toBe(1);
	stop.abort();
	const { end, shown } = await running;
	expect(end).toMatchObject({ end: 'aborted', kept: { text: 'It is 41.' } });
	expect(shown.text).toBe('It is 41.');
	await expect.poll(enhancer.model.running).toBe(0);
});
