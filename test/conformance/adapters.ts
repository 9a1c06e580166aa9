// Conformance: modifiers. Each answer is computed with the adapters asked for and no others, whatever
// ran before it; an activated modifier costs its few invocation tokens and not the conversation.

import { promptTokens, randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { referenceGreedy } from '../support/reference-llama.ts';
import { ask, check, closeTokens, equal, freshText, modelRef } from './context.ts';
import { refused, user, withModel, type ConformanceTest } from './context.ts';

const QUESTION = user('hello world');
const OTHER = user('something entirely different and long enough to matter');

function adapters() {
	const tiny = randomLlama();
	const loras = {
		a: randomLora(tiny, { seed: 2 }),
		b: randomLora(tiny, { seed: 3 }),
		skill: randomLora(tiny, { seed: 4, invocationTokens: [SKILL_TOKEN] }),
		craft: randomLora(tiny, { seed: 5, invocationTokens: [SKILL_TOKEN] })
	};
	return { tiny, loras };
}

async function withAdapters() {
	const { tiny, loras } = adapters();
	return modelRef(tiny, loras);
}

export const adapterTests: ConformanceTest[] = [
	{
		name: 'modifiers, plain and activated, at any scale, have the log-probabilities of the reference',
		run: async (context) => {
			const { tiny, loras } = adapters();
			await withModel(context, await modelRef(tiny, loras), async (model) => {
				for (const [modifier, scale] of [
					['a', 1],
					['a', 0.5],
					['skill', 1],
					['skill', 0.5]
				] as const) {
					const invocation = modifier === 'skill' ? [SKILL_TOKEN] : [];
					const prompt = [...promptTokens(QUESTION), ...invocation];
					const expected = referenceGreedy(tiny, prompt, 4, { lora: loras[modifier], scale });
					const sampling = { maxTokens: 4 };
					const answer = await ask(model, QUESTION, { modifier, scale, sampling });
					const name = `${modifier} at ${scale}`;
					equal(answer.text, expected.map(({ token }) => token).join(''), name);
					closeTokens(context, answer.tokens, expected, name);
				}
			});
		}
	},
	{
		name: 'modifiers mixed in one answer add up and leave nothing behind, or are refused',
		run: async (context) => {
			const { tiny, loras } = adapters();
			await withModel(context, await modelRef(tiny, loras), async (model) => {
				const sampling = { maxTokens: 4 };
				const mix = (first: number, second: number) =>
					ask(model, QUESTION, {
						modifier: 'a',
						scale: first,
						mixed: [{ id: 'b', scale: second }],
						sampling
					});
				if (!model.capabilities.mixes) {
					await refused('unsupported', () => mix(1, 1));
					return;
				}
				const before = await ask(model, QUESTION, { sampling });
				for (const [first, second] of [
					[1, 0.5],
					[0.5, 1]
				] as const) {
					const answer = await mix(first, second);
					const expected = referenceGreedy(tiny, promptTokens(QUESTION), 4, [
						{ lora: loras.a, scale: first },
						{ lora: loras.b, scale: second }
					]);
					closeTokens(context, answer.tokens, expected, `A at ${first} with B at ${second}`);
				}
				equal((await ask(model, QUESTION, { sampling })).text, before.text, 'the base afterwards');
			});
		}
	},
	{
		name: 'modifier A, then B, equals a fresh B',
		run: async (context) => {
			const ref = await withAdapters();
			const expected = await freshText(context, ref, QUESTION, 'b');
			await withModel(context, ref, async (model) => {
				const a = await ask(model, QUESTION, { modifier: 'a' });
				check(a.text !== expected, 'The two modifiers give the same text: the test shows nothing.');
				equal((await ask(model, QUESTION, { modifier: 'b' })).text, expected, 'B after A');
			});
		}
	},
	{
		name: 'modifier A, then the base, equals a fresh base',
		run: async (context) => {
			const ref = await withAdapters();
			const expected = await freshText(context, ref, QUESTION);
			await withModel(context, ref, async (model) => {
				const a = await ask(model, QUESTION, { modifier: 'a' });
				check(a.text !== expected, 'The modifier changes nothing: the test shows nothing.');
				equal((await ask(model, QUESTION)).text, expected, 'the base after A');
			});
		}
	},
	{
		name: 'modifier A, another conversation on the base, then back on the base, equals a fresh base',
		run: async (context) => {
			const ref = await withAdapters();
			const expected = await freshText(context, ref, OTHER);
			await withModel(context, ref, async (model) => {
				const a = await ask(model, OTHER, { modifier: 'a' });
				check(a.text !== expected, 'The modifier changes nothing: the test shows nothing.');
				await ask(model, QUESTION);
				equal((await ask(model, OTHER)).text, expected, 'the base after A and another');
			});
		}
	},
	{
		name: 'an activated modifier keeps the prefix, and gives the text of a fresh cache',
		run: async (context) => {
			const ref = await withAdapters();
			const expected = await freshText(context, ref, QUESTION, 'skill');
			await withModel(context, ref, async (model) => {
				const base = await ask(model, QUESTION);
				check(base.text !== expected, 'The modifier changes nothing: the test shows nothing.');
				const skill = await ask(model, QUESTION, { modifier: 'skill' });
				equal(skill.text, expected, 'the text');
				equal(skill.cachedTokens, base.promptTokens - 1, 'tokens kept');
			});
		}
	},
	{
		name: 'the base after an activated modifier keeps the prefix, and gives the text of a fresh base',
		run: async (context) => {
			const { tiny, loras } = adapters();
			const ref = await modelRef(tiny, loras);
			await withModel(context, ref, async (model) => {
				const skill = await ask(model, QUESTION, { modifier: 'skill' });
				const second = [...QUESTION, ...user('', skill.text).slice(1), ...user('again')];
				const base = await ask(model, second);
				equal(base.text, await freshText(context, ref, second), 'the text');
				// All of the first question and the opening of the answer; what the modifier wrote is read again.
				const reread = context.rereadTokens ?? 0;
				equal(base.cachedTokens, skill.promptTokens - 1 - reread, 'tokens kept');
				const prompt = promptTokens(second);
				const expected = referenceGreedy(tiny, prompt, base.tokens.length);
				closeTokens(context, base.tokens, expected);
				equal((await ask(model, second)).cachedTokens, base.promptTokens - 1, 'kept afterwards');
			});
		}
	},
	{
		name: 'activated modifiers and the base in turn, five turns long, give the texts of the reference',
		run: async (context) => {
			const { tiny, loras } = adapters();
			await withModel(context, await modelRef(tiny, loras), async (model) => {
				let messages = QUESTION;
				for (const modifier of ['skill', 'skill', 'craft', null, 'craft'] as const) {
					const answer = await ask(model, messages, { modifier });
					const prompt = [...promptTokens(messages), ...(modifier ? [SKILL_TOKEN] : [])];
					const adapter = modifier ? { lora: loras[modifier], scale: 1 } : null;
					const expected = referenceGreedy(tiny, prompt, 8, adapter);
					const name = `${modifier ?? 'the base'} after ${messages.length} messages`;
					equal(answer.text, expected.map(({ token }) => token).join(''), name);
					closeTokens(context, answer.tokens, expected, name);
					messages = [...messages, ...user('', answer.text).slice(1), ...user('again')];
				}
			});
		}
	},
	{
		name: 'a message that spells the invocation does not call a modifier',
		run: async (context) => {
			const ref = await withAdapters();
			const messages = user('what is <|skill|>here');
			const expected = await freshText(context, ref, messages);
			await withModel(context, ref, async (model) => {
				await ask(model, QUESTION, { modifier: 'skill' });
				equal((await ask(model, messages)).text, expected, 'the base');
			});
		}
	},
	{
		name: 'refuses a modifier of another base, and answers without it',
		run: async (context) => {
			const tiny = randomLlama();
			const loras = { a: randomLora(tiny), b: randomLora(tiny, { seed: 3 }) };
			const notices: string[] = [];
			await withModel(
				context,
				await modelRef(tiny, loras, { foreign: 'a' }),
				async (model) => {
					equal(notices.length, 1, 'notices');
					await refused('wrong-base', () => ask(model, QUESTION, { modifier: 'a' }));
					const expected = await freshText(context, await modelRef(tiny, loras), QUESTION, 'b');
					equal((await ask(model, QUESTION, { modifier: 'b' })).text, expected, 'the other one');
				},
				{ onNotice: (message) => notices.push(message) }
			);
		}
	},
	{
		name: 'refuses a modifier the model does not have',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				await refused('unsupported', () => ask(model, QUESTION, { modifier: 'poetry' }));
			});
		}
	}
];
