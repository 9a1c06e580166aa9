// What wllama's engine promises beyond the suite for all engines: which backend it takes, and that it
// lives through crashes, a lost device, too little memory and silence, in a real browser.

import type { Backend, Engine, LoadedModel } from '../../src/engine/engine.ts';
import type { WllamaEngineOptions } from '../../src/engine/wllama.ts';
import { promptTokens, randomLlama, randomLora, SKILL_TOKEN } from '../support/random-gguf.ts';
import { referenceGreedy } from '../support/reference-llama.ts';
import { starterModel } from '../support/starter-model.ts';
import { controlWorkers, type WorkerControl, type WorkerFault } from '../support/worker-control.ts';
import { ask, check, closeTokens, equal, modelRef, refused, user, withModel } from './context.ts';
import type { Conformance, ConformanceTest } from './context.ts';
import { modifierTests } from './modifiers.ts';

const QUESTION = user('hello world');

async function controlled(
	fault: WorkerFault | null,
	run: (control: WorkerControl) => Promise<void>
): Promise<void> {
	const control = controlWorkers(fault);
	try {
		await run(control);
	} finally {
		control.restore();
	}
}

function referenceText(count: number): string {
	const expected = referenceGreedy(randomLlama(), promptTokens(QUESTION), count);
	return expected.map(({ token }) => token).join('');
}

/**
 * What an answer runs on is taken away in the middle of it: that one fails, with one notice, and the next says what
 * it should. Where that one ran.
 */
async function losesAndGoesOn(
	context: Conformance,
	lose: () => void
): Promise<LoadedModel['backend']> {
	const notices: string[] = [];
	return withModel(
		context,
		await modelRef(randomLlama()),
		async (model) => {
			let deltas = 0;
			await refused('device-lost', () =>
				ask(model, QUESTION, {
					sampling: { maxTokens: 200 },
					onEvent: ({ type }) => {
						if (type === 'delta' && ++deltas === 2) lose();
					}
				})
			);
			const { backend } = model;
			equal(notices.length, 1, 'notices');
			equal((await ask(model, QUESTION)).text, referenceText(8), 'the text afterwards');
			return backend;
		},
		{ onNotice: (message) => notices.push(message) }
	);
}

export type WllamaTest = ConformanceTest & {
	/** Where it says something; everywhere when absent. */
	on?: Backend[];
};

/** The tests over an engine made with options. Their names can be read without a browser. */
export function wllamaTests(makeWllama: (options: WllamaEngineOptions) => Engine): WllamaTest[] {
	const engine = (context: Conformance, options: WllamaEngineOptions): Conformance => ({
		...context,
		makeEngine: () => makeWllama(options)
	});
	return [
		...modifierTests,
		{
			name: 'two adapters of a person’s own are mixed in one answer, each at its strength, as the reference mixes them',
			run: async (context) => {
				const tiny = randomLlama();
				const loras = { a: randomLora(tiny, { seed: 2 }), b: randomLora(tiny, { seed: 3 }) };
				const texts = new Set<string>();
				for (const [first, second] of [
					[1, 0],
					[0, 1],
					[0.75, 0.5],
					[0.5, 1.5]
				] as const) {
					const ref = await modelRef(tiny, loras, {
						standing: [
							{ file: 'a.gguf', name: 'A', scale: first },
							{ file: 'b.gguf', name: 'B', scale: second }
						]
					});
					const mixed = { ...ref, manifest: { ...ref.manifest, modifiers: [] } };
					await withModel(context, mixed, async (model) => {
						const name = `A at ${first} with B at ${second}`;
						const expected = referenceGreedy(tiny, promptTokens(QUESTION), 6, [
							{ lora: loras.a, scale: first },
							{ lora: loras.b, scale: second }
						]);
						const answer = await ask(model, QUESTION, { sampling: { maxTokens: 6 } });
						// llama.cpp writes a text's first space as nothing.
						const text = expected.map(({ token }) => token).join('');
						equal(answer.text, text.trimStart(), name);
						closeTokens(context, answer.tokens, expected, name);
						texts.add(answer.text + answer.tokens.map(({ logprob }) => logprob.toFixed(3)).join());
					});
				}
				equal(texts.size, 4, 'different answers');
			}
		},
		{
			name: 'an activated modifier in a mix acts on the whole prompt, as the plain one beside it; two are refused',
			run: async (context) => {
				const tiny = randomLlama();
				const loras = {
					a: randomLora(tiny, { seed: 2 }),
					skill: randomLora(tiny, { seed: 4, invocationTokens: [SKILL_TOKEN] }),
					craft: randomLora(tiny, { seed: 5, invocationTokens: [SKILL_TOKEN] })
				};
				await withModel(context, await modelRef(tiny, loras), async (model) => {
					const sampling = { maxTokens: 4 };
					const mixed = [{ id: 'a', scale: 0.5 }];
					const options = { modifier: 'skill', scale: 0.75, sampling };
					const answer = await ask(model, QUESTION, { ...options, mixed });
					const prompt = [...promptTokens(QUESTION), SKILL_TOKEN];
					const expected = referenceGreedy(tiny, prompt, 4, [
						{ lora: { ...loras.skill, invocationTokens: [] }, scale: 0.75 },
						{ lora: loras.a, scale: 0.5 }
					]);
					closeTokens(context, answer.tokens, expected, 'the specialist with A');
					const alone = await ask(model, QUESTION, options);
					closeTokens(
						context,
						alone.tokens,
						referenceGreedy(tiny, prompt, 4, { lora: loras.skill, scale: 0.75 }),
						'the specialist alone afterwards'
					);
					await refused('unsupported', () =>
						ask(model, QUESTION, { ...options, mixed: [{ id: 'craft', scale: 1 }] })
					);
				});
			}
		},
		{
			name: 'runs on the backend it was given',
			run: async (context) => {
				await withModel(context, await modelRef(randomLlama()), async (model) => {
					equal(model.backend, context.backend, 'the backend');
				});
			}
		},
		{
			name: 'takes the best backend there is when told nothing',
			run: async (context) => {
				await withModel(
					{ ...context, backend: 'auto' },
					await modelRef(randomLlama()),
					async (model) => {
						equal(model.backend, context.backend, 'the backend');
					}
				);
			}
		},
		{
			name: 'computes the same on two threads',
			on: ['wasm-threads'],
			run: async (context) => {
				const two = engine(context, { threads: 2 });
				const expected = referenceGreedy(randomLlama(), promptTokens(QUESTION), 8);
				await withModel(two, await modelRef(randomLlama()), async (model) => {
					const { tokens } = await ask(model, QUESTION);
					closeTokens(context, tokens, expected);
				});
			}
		},
		{
			name: 'runs on the processor and says so where WebGPU is asked for and missing',
			on: ['wasm-threads', 'wasm-single'],
			run: async (context) => {
				const notices: string[] = [];
				const asked = { ...context, backend: 'webgpu' as const };
				await withModel(
					asked,
					await modelRef(randomLlama()),
					async (model) => {
						equal(model.backend, context.backend, 'the backend');
						equal(notices.length, 1, 'notices');
						equal((await ask(model, QUESTION)).text, referenceText(8), 'the text');
					},
					{ onNotice: (message) => notices.push(message) }
				);
			}
		},
		{
			name: 'after the worker dies the answer can be asked again, with the same text',
			run: async (context) => {
				await controlled(null, async (control) => {
					await losesAndGoesOn(engine(context, { silenceMs: 4000 }), control.kill);
					equal(control.alive(), 0, 'workers alive after dispose');
				});
			}
		},
		{
			name: 'takes a smaller context when memory is short, and says so',
			on: ['wasm-threads'],
			run: async (context) => {
				// 256 bytes of cache a token: 256 MiB for the whole context, which does not fit in 192 MiB
				// beside the program; a quarter does.
				const contextTokens = 1_048_576;
				await controlled({ memoryBytes: 192 * 1024 * 1024 }, async () => {
					const notices: string[] = [];
					const ref = await modelRef(
						randomLlama({ contextTokens }),
						{},
						{ template: { kind: 'gguf', systemPrompt: true, contextTokens } }
					);
					const two = engine(context, { threads: 2 });
					await withModel(
						two,
						ref,
						async (model) => {
							check(model.contextTokens < contextTokens, `${model.contextTokens} tokens fit.`);
							check(notices.length >= 1, 'Nothing was said.');
							check(
								notices.at(-1)?.includes(`${model.contextTokens} tokens`) ?? false,
								`“${notices.at(-1)}”`
							);
							equal((await ask(model, QUESTION)).text, referenceText(8), 'the text');
						},
						{ onNotice: (message) => notices.push(message) }
					);
				});
			}
		},
		{
			name: 'a worker that never answers is given up, with a sentence',
			on: ['wasm-threads', 'wasm-single'],
			run: async (context) => {
				await controlled('mute', async (control) => {
					const quick = engine(context, { silenceMs: 500 });
					const ref = await modelRef(randomLlama());
					const error = await refused('failed', () => withModel(quick, ref, async () => {}));
					check(error.message.includes('did not load'), `“${error.message}”`);
					equal(control.alive(), 0, 'workers alive');
				});
			}
		},
		{
			name: 'goes on on the processor when the graphics device is lost, and says so',
			on: ['webgpu'],
			run: async (context) => {
				await controlled(null, async (control) => {
					const backend = await losesAndGoesOn(
						engine(context, { silenceMs: 20_000 }),
						control.destroyDevices
					);
					equal(backend, 'wasm-threads', 'the backend afterwards');
				});
			}
		},
		{
			name: 'the starter passes its self-test, answers, and is not read twice',
			run: async (context) => {
				const ref = await starterModel();
				check(ref.manifest.selfTest !== null, 'The starter has no self-test.');
				const notices: string[] = [];
				await withModel(
					context,
					ref,
					async (model) => {
						const question = user('What is the capital of France?');
						const sampling = { maxTokens: 24 };
						const answer = await ask(model, question, { sampling });
						check(answer.text.trim().length > 0, 'The starter said nothing.');
						check(
							answer.tokens.every(({ logprob }) => logprob <= 0 && Number.isFinite(logprob)),
							'A log-probability is none.'
						);
						const counted = await model.countTokens('What is the capital of France?');
						check(
							counted >= answer.promptTokens - 6 && counted <= answer.promptTokens,
							`${counted} tokens were counted, ${answer.promptTokens} read.`
						);
						const second = [
							...question,
							...user('', answer.text).slice(1),
							...user('And of Spain?')
						];
						const next = await ask(model, second, { sampling });
						// The words of an answer may be cut otherwise when read than when written: the question at least.
						check(
							next.cachedTokens >= answer.promptTokens - 1,
							`${next.cachedTokens} of ${next.promptTokens} tokens were kept.`
						);
						equal(notices, [], 'notices');
					},
					{ onNotice: (message) => notices.push(message) }
				);
			}
		},
		{
			name: 'an engine that has left many conversations starts afresh and answers the same',
			run: async (context) => {
				await controlled(null, async (control) => {
					const frugal = engine(context, { copiesBytes: 1 });
					await withModel(frugal, await modelRef(randomLlama()), async (model) => {
						const first = await ask(model, QUESTION);
						for (const other of ['another question', 'and one more of them', 'the last of all'])
							await ask(model, user(other));
						const again = await ask(model, QUESTION);
						equal(again.text, first.text, 'the text');
						equal(control.alive(), 1, 'workers alive');
					});
					equal(control.alive(), 0, 'workers alive after dispose');
				});
			}
		},
		{
			name: 'disposing ends the worker, also in the middle of an answer and with adapters loaded',
			run: async (context) => {
				await controlled(null, async (control) => {
					const tiny = randomLlama();
					const ref = await modelRef(tiny, { a: randomLora(tiny) });
					await withModel(context, ref, async (model) => {
						equal(control.alive(), 1, 'workers alive');
						await ask(model, QUESTION, {
							modifier: 'a',
							sampling: { maxTokens: 400 },
							onEvent: ({ type }) => {
								if (type === 'delta') void model.dispose();
							}
						});
					});
					equal(control.alive(), 0, 'workers alive after dispose');
				});
			}
		}
	];
}
