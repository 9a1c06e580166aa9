// Why examples that a person gives are put to the model as exchanges (src/turn/own-examples.ts): the starter, asked the
// same in the notations in which people write them, follows those and is confused by the message as it was written.

import { expect, test } from 'vitest';
import { userExamples } from '../src/decide/user-examples.ts';
import type { Item } from './measure.ts';
import { MODELS } from './recipe.ts';
import { openRuntime } from './runtime/runtime.ts';

type Pair = readonly [asked: string, right: string];
const pairs = (list: string): Pair[] =>
	list.split(' ').map((pair) => pair.split('/') as [string, string]);

/** The first two of each are the examples. */
const TASKS: [string, Pair[]][] = [
	['Give the plural', pairs('cat/cats dog/dogs box/boxes city/cities house/houses bus/buses')],
	['Write it in capital letters', pairs('tree/TREE house/HOUSE water/WATER green/GREEN lamp/LAMP')],
	['Name the opposite', pairs('hot/cold big/small up/down fast/slow old/young rich/poor')],
	['Name the capital', pairs('France/Paris Italy/Rome Spain/Madrid Norway/Oslo Japan/Tokyo')],
	['Give the past tense', pairs('walk/walked play/played go/went see/saw jump/jumped')],
	['Add ten', pairs('5/15 20/30 7/17 33/43 12/22 48/58')]
];
const NOTATIONS: ((task: string, one: Pair, two: Pair, open: string) => string)[] = [
	(task, one, two, open) =>
		`${task}.\nInput: ${one[0]}\nOutput: ${one[1]}\nInput: ${two[0]}\nOutput: ${two[1]}\nInput: ${open}\nOutput:`,
	(task, one, two, open) => `${task}: ${one.join(' -> ')}; ${two.join(' -> ')}; ${open} -> ?`,
	(task, one, two, open) => `${task}, like: ${one.join(' → ')}, ${two.join(' → ')}. ${open}`
];

type Asked = Pick<Item, 'prompt' | 'history'>;

test('the starter follows a person’s examples as exchanges, and hardly as they were written', async () => {
	const written: Asked[] = [];
	const exchanged: Asked[] = [];
	const wanted: string[] = [];
	for (const notation of NOTATIONS)
		for (const [task, [one, two, ...rest]] of TASKS)
			for (const [open, right] of rest) {
				const prompt = notation(task, one!, two!, open);
				const own = userExamples(prompt);
				if (own === null) throw new Error(`No examples were read in “${prompt}”.`);
				const begin = own.task === '' ? '' : `${own.task}\n`;
				written.push({ prompt });
				exchanged.push({
					prompt: `${begin}${own.open}`,
					history: own.pairs.map(({ question, answer }) => ({
						prompt: `${begin}${question}`,
						answer
					}))
				});
				wanted.push(right);
			}
	const runtime = await openRuntime(`${MODELS}starter/base.gguf`, []);
	try {
		const right = async (items: Asked[]): Promise<number> => {
			const answers = await runtime.answer(items, () => undefined, {});
			return answers.filter(({ text }, i) => text.split(/[^\w]+/).includes(wanted[i]!)).length;
		};
		const [before, after] = [await right(written), await right(exchanged)];
		expect(after).toBeGreaterThan(wanted.length / 2);
		expect(after).toBeGreaterThan(2 * before);
	} finally {
		await runtime.close();
	}
});
