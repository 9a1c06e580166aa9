// What the engine of the browser's own model promises beyond the suite for all engines: what a conversation
// has read is kept in sessions and copied, an abort reaches the platform, a session that the browser ended is
// begun anew, and a browser without a model, or before a click, is said in words. `LanguageModel` is the
// test's (support/language-model/platform.ts), its model and engine are real.

import type { LoadedModel, ModelRef } from '../../src/engine/engine.ts';
import { createPromptApiEngine } from '../../src/engine/prompt-api.ts';
import type { Platform, PlatformOptions } from '../support/language-model/platform.ts';
import { randomLlama, scriptedLlama } from '../support/random-gguf.ts';
import { ask, check, equal, freshText, modelRef, refused, stopsAtAbort, user } from './context.ts';
import type { Conformance, ConformanceTest } from './context.ts';

const QUESTION = user('hello world');
/** Says “abc” and ends, whatever it is asked. */
const ending = () => modelRef(scriptedLlama('abc', { ends: true }));

export type BrowserWith = (ref: ModelRef, options?: Omit<PlatformOptions, 'load'>) => Platform;

export function promptApiTests(browserWith: BrowserWith): ConformanceTest[] {
	async function inBrowser(
		ref: ModelRef,
		run: (model: LoadedModel, platform: Platform) => Promise<void>,
		options: Omit<PlatformOptions, 'load'> = {}
	): Promise<void> {
		const platform = browserWith(ref, options);
		const model = await load(ref);
		try {
			await run(model, platform);
		} finally {
			await model.dispose();
		}
	}

	const load = (ref: ModelRef, language = 'en-GB') =>
		createPromptApiEngine({ language: () => language }).load(ref, {
			backend: 'auto',
			contextTokens: ref.manifest.template.contextTokens,
			parallel: 1
		});

	const fresh = (ref: ModelRef, context: Conformance, messages = QUESTION) =>
		freshText(context, ref, messages);

	return [
		{
			name: 'gives text without probabilities, and says that it has none',
			run: async () =>
				inBrowser(await ending(), async (model) => {
					const { text, tokens, reason } = await ask(model, QUESTION, { topLogprobs: 3 });
					equal([text, reason], ['abc', 'stop'], 'the answer');
					equal(tokens.length, 0, 'tokens with log-probabilities');
					equal(model.backend, 'built-in', 'where it runs');
					const { logprobs, modifiers, embeddings } = model.capabilities;
					equal([logprobs, modifiers, embeddings], [false, false, false], 'what it can do');
				})
		},
		{
			name: 'delivers a character of several tokens whole, and ends soon after its limit',
			run: async () => {
				const script = 'aé🎉ж漢';
				await inBrowser(await modelRef(scriptedLlama(script)), async (model) => {
					const { text, reason } = await ask(model, QUESTION, { sampling: { maxTokens: 10 } });
					check(text.startsWith(script.repeat(2)), `“${text}” is not what the model said.`);
					check(!text.includes('\uFFFD'), `“${text}” holds a broken character.`);
					equal([reason, [...text].length], ['length', 10], 'the end, counted in pieces');
				});
			}
		},
		{
			name: 'the next turn goes on from the session of the last, and reads its question alone',
			run: async () =>
				inBrowser(await ending(), async (model) => {
					let messages = QUESTION;
					let known = 0;
					for (let turn = 1; turn <= 3; turn++) {
						const answer = await ask(model, messages);
						equal(answer.cachedTokens, known, `tokens that were read before turn ${turn}`);
						known = answer.promptTokens + answer.completionTokens;
						messages = [...messages, ...user('', answer.text).slice(1), ...user('more')];
					}
				})
		},
		{
			name: 'another answer, and another question, go on from a copy of what came before them',
			run: async () =>
				inBrowser(await ending(), async (model, platform) => {
					const history = [...QUESTION, ...user('', 'some answer').slice(1)];
					const first = await ask(model, [...history, ...user('more')]);
					equal(first.cachedTokens, 0, 'tokens read before the first');
					const again = await ask(model, [...history, ...user('more')]);
					const other = await ask(model, [...history, ...user('something else')]);
					check(again.cachedTokens > 0, 'Another answer read all of the conversation.');
					equal(other.cachedTokens, again.cachedTokens, 'tokens kept for another question');
					for (let branch = 0; branch < 6; branch++)
						await ask(model, [...history, ...user(`branch ${'a'.repeat(branch)}`)]);
					// The first, and the four that are kept.
					check(platform.sessions <= 5, `${platform.sessions} sessions are alive.`);
				})
		},
		{
			name: 'an answer that was cut off is forgotten, and the text after it is a fresh one’s',
			run: async (context) => {
				const ref = await modelRef(randomLlama());
				await inBrowser(ref, async (model) => {
					const cut = await ask(model, QUESTION);
					equal(cut.reason, 'length', 'the reason');
					const next = [...QUESTION, ...user('', cut.text).slice(1), ...user('again')];
					const answer = await ask(model, next);
					equal(answer.text, await fresh(ref, context, next), 'the text');
					equal((await ask(model, QUESTION)).text, cut.text, 'the first question again');
				});
			}
		},
		{
			name: 'an abort, and a reader that leaves, stop what the browser computes',
			run: async () =>
				inBrowser(await modelRef(randomLlama()), async (model, platform) => {
					await stopsAtAbort(model, QUESTION, () => platform.computed);
					const { computed } = platform;
					const request = {
						messages: QUESTION,
						modifier: null,
						sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 300 }
					};
					const events = model.generate(request, new AbortController().signal);
					for await (const event of events) if (event.type === 'delta') break;
					await ask(model, user('again'), { sampling: { maxTokens: 1 } });
					const more = platform.computed - computed;
					check(more <= 30, `${more} tokens were computed for a reader that left.`);
				})
		},
		{
			name: 'a session that the browser ended is said as lost, and begun anew',
			run: async (context) => {
				const ref = await modelRef(randomLlama());
				await inBrowser(ref, async (model, platform) => {
					await refused('device-lost', () =>
						ask(model, QUESTION, {
							sampling: { maxTokens: 200 },
							onEvent: ({ type }) => {
								if (type === 'delta') platform.crash();
							}
						})
					);
					const { text } = await ask(model, QUESTION);
					equal(text, await fresh(ref, context), 'the text afterwards');
				});
			}
		},
		{
			name: 'keeps what warm has read before the question',
			run: async () =>
				inBrowser(await ending(), async (model) => {
					const messages = [...QUESTION, ...user('', 'some answer').slice(1), ...user('more')];
					await model.warm(messages, new AbortController().signal);
					const answer = await ask(model, messages);
					check(answer.cachedTokens > 0, 'Nothing was kept.');
					const own = await ask(model, user('more'));
					check(
						answer.promptTokens - answer.cachedTokens <= own.promptTokens,
						`${answer.promptTokens - answer.cachedTokens} tokens were read for the question.`
					);
				})
		},
		{
			name: 'asks for more variety only where the temperature is high',
			run: async () =>
				inBrowser(await ending(), async (model, platform) => {
					for (const temperature of [0, 0.7, 1, 1.1, 1.5])
						await ask(model, QUESTION, { sampling: { temperature } });
					equal(platform.modes, ['creative', 'most-creative'], 'the modes, one session each');
				})
		},
		{
			name: 'reads the names the platform had before 2026',
			run: async () =>
				inBrowser(
					await ending(),
					async (model) => {
						const { text, promptTokens } = await ask(model, QUESTION);
						equal(text, 'abc', 'the text');
						check(promptTokens > 10, `${promptTokens} tokens of a prompt were counted.`);
						equal(model.contextTokens, 512, 'the context');
						await refused('context-full', () => ask(model, user('a'.repeat(700))));
					},
					{ names: 'old' }
				)
		},
		{
			name: 'asks for English alone where the browser does not speak the page’s language',
			run: async () => {
				const ref = await ending();
				browserWith(ref, { languages: ['en'] });
				const model = await load(ref, 'de-DE');
				equal((await ask(model, QUESTION)).text, 'abc', 'the text');
				await model.dispose();
			}
		},
		{
			name: 'a browser without a model, and one that waits for a click, are refused with the next step',
			run: async () => {
				const ref = await ending();
				const without = await createPromptApiEngine().probe();
				check(!without.ok, 'A browser without the interface has a model.');
				await refused('unsupported', () => load(ref));
				browserWith(ref, { availability: 'unavailable' });
				check(!(await createPromptApiEngine().probe()).ok, 'An unavailable model is there.');
				await refused('unsupported', () => load(ref));
				browserWith(ref, { availability: 'downloadable', clicked: () => false });
				check((await createPromptApiEngine().probe()).ok, 'One to download is not there.');
				const error = await refused('failed', () => load(ref));
				check(/click/.test(error.message), `“${error.message}” asks for no click.`);
			}
		},
		{
			name: 'disposing ends every session',
			run: async () => {
				const ref = await ending();
				const platform = browserWith(ref);
				const model = await load(ref);
				await ask(model, [...QUESTION, ...user('', 'some answer').slice(1), ...user('more')]);
				check(platform.sessions > 0, 'No session was alive.');
				await model.dispose();
				equal(platform.sessions, 0, 'sessions alive');
			}
		}
	];
}
