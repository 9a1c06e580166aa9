// npm run models -- evaluate starter --data FILE.jsonl [--engine wllama]
//
// Scores any JSONL of {prompt, answer, match, ability} with what ships, answered greedily by the real
// engine in Auto without the edge: the domain head names a modifier, the base answers, and an answer
// under the threshold goes to base + modifier; the surer of both is kept (src/decide/auto.ts).
// llama.cpp runs in Node, or with `--engine wllama` as WebAssembly in Chromium, as in the app.
// Reads   FILE, models/starter/{base.gguf, manifest.json, domain.bin, the modifiers' files}

import { readFileSync } from 'node:fs';
import { ParseError } from '../../src/contract/errors.ts';
import { manifestFrom } from '../../src/contract/manifest.ts';
import { asArray, asObject, asOneOf, asString, type Fields } from '../../src/contract/parse.ts';
import { answerInAuto, modifiersOf, domainRecogniser, thresholdOf } from '../auto.ts';
import { judgeFromEnvironment, type Judge } from '../judge.ts';
import { MATCHES, isRight, score, type Answered, type Item } from '../measure.ts';
import { MODELS } from '../recipe.ts';
import { openRuntime, runtimeEngine } from '../runtime/runtime.ts';
import { readLines } from './evaluate-classifiers.ts';
import type { EvaluateOptions } from './evaluations.ts';

const SHIPPED = `${MODELS}starter`;

export async function evaluateStarter(
	{ data, engine }: EvaluateOptions,
	folder = SHIPPED
): Promise<object> {
	const using = runtimeEngine(engine);
	const items = readLines(data, itemFrom);
	const judge = judgeFor(items);
	const began = Date.now();
	const manifest = manifestFrom(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
	const modifiers = modifiersOf(manifest, folder);
	const runtime = await openRuntime(`${folder}/base.gguf`, modifiers, using);
	try {
		const { answers, sure, base, asked } = await answerInAuto(runtime, items, manifest, {
			modifiers: modifiers.map(({ id }) => id),
			domainOf: domainRecogniser(`${folder}/domain.bin`)
		});
		const threshold = thresholdOf(manifest);
		const right = await rightOf(items, answers, judge);
		const baseRight = await rightOf(items, base.answers, judge);
		const of = (list: Answered[], how: number[], known: boolean[]) =>
			score(
				items,
				list,
				threshold,
				(_, at) => how[at]!,
				(at) => known[at]!
			);
		return {
			...of(answers, sure, right),
			baseAccuracy: of(base.answers, base.sure, baseRight).accuracy,
			modifierCalls: asked.filter((id) => id !== null).length,
			modifiers: countsOf(asked, right, baseRight),
			seconds: Math.round((Date.now() - began) / 1000)
		};
	} finally {
		await runtime.close();
	}
}

/** The mark from which an answer under a rubric is right: what is asked, with a fault or two. */
const GOOD_MARK = 6;

/** Null when no question needs one. Throws when one does and none is configured. */
function judgeFor(items: readonly Item[]): Judge | null {
	const judge = judgeFromEnvironment();
	if (judge === null && items.some(({ match }) => match === 'rubric'))
		throw new Error(
			'A question of this file has a rubric, which a model judges. Set UNDERSTUDY_JUDGE_URL and UNDERSTUDY_JUDGE_MODEL.'
		);
	return judge;
}

async function rightOf(
	items: readonly Item[],
	answers: readonly Answered[],
	judge: Judge | null
): Promise<boolean[]> {
	const right: boolean[] = [];
	for (const [i, item] of items.entries()) {
		const { text } = answers[i]!;
		right.push(
			item.match === 'rubric'
				? (await judge!({ prompt: item.prompt, answer: text, rubric: item.answer })) >= GOOD_MARK
				: isRight(item, text)
		);
	}
	return right;
}

/** How often each modifier was asked, and how many of those questions base and Auto answered right. */
function countsOf(
	asked: readonly (string | null)[],
	right: readonly boolean[],
	baseRight: readonly boolean[]
) {
	const counts: Record<string, { asked: number; base: number; right: number }> = {};
	asked.forEach((id, at) => {
		if (id === null) return;
		const count = (counts[id] ??= { asked: 0, base: 0, right: 0 });
		count.asked++;
		if (baseRight[at]) count.base++;
		if (right[at]) count.right++;
	});
	return counts;
}

/** A question of the file. Throws a ParseError; a number or JSON as `answer` is taken as its text. */
export function itemFrom(fields: Fields): Item {
	const exchanges = fields.history === undefined ? [] : asArray(fields.history, 'history');
	return {
		prompt: asString(fields.prompt, 'prompt'),
		answer: fields.match === 'unknown' ? '' : textOf(fields.answer),
		match: asOneOf(fields.match, 'match', MATCHES),
		ability: fields.ability === undefined ? 'all' : asString(fields.ability, 'ability'),
		...(fields.alternatives === undefined
			? {}
			: {
					alternatives: asArray(fields.alternatives, 'alternatives').map((text, i) =>
						asString(text, `alternatives[${i}]`)
					)
				}),
		...(exchanges.length === 0
			? {}
			: {
					history: exchanges.map((exchange, i) => {
						const { prompt, answer } = asObject(exchange, `history[${i}]`);
						return {
							prompt: asString(prompt, `history[${i}].prompt`),
							answer: asString(answer, `history[${i}].answer`)
						};
					})
				})
	};
}

function textOf(answer: unknown): string {
	if (typeof answer === 'string') return answer;
	if (answer === undefined || answer === null)
		throw new ParseError('answer', 'is missing. Say what is right.');
	return JSON.stringify(answer);
}
