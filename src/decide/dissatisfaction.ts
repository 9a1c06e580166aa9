// Whether a message complains about the answer before it: a correction, a request to try again, a
// dismissal, frustration, or the same question put once more. Pure; page, Worker and Node alike.
// Not what is done about it: that is the turn's.

import type { LinearClassifier } from '../contract/classifier.ts';
import { classProbabilities } from './linear.ts';
import { TONE_NAMES, TONES } from './tone-words.ts';
import { featureCollector, wordsOf, type SparseFeatures } from './text-features.ts';

/** A message and the exchange before it. */
export type Exchange = { previousUser: string; previousAssistant: string; message: string };

export type Dissatisfaction = {
	/** 0–1. */
	probability: number;
	/** Whether it reaches the classifier's threshold. */
	dissatisfied: boolean;
};

/** Lengths of the groups: the message's words, its runs of letters, how it relates, both together. */
const GROUP_WEIGHTS = [1, 0.7, 1, 0.7];
const WORDS_GROUP = 0;
const RELATION_GROUP = 2;
const CROSSED_GROUP = 3;

/** Words that carry no topic; sharing them is no sign of a question put again. */
const COMMON = new Set(
	(
		'a an the of to in on at for and or is are was were be been am do does did i you he she it we they me my your ' +
		'this that these those what who how why when where which with from by as can could would will please not no ' +
		'so if but have has had there their its tell give'
	).split(' ')
);

const ADMISSIONS =
	/don.?t know|do not know|not sure|unsure|can.?t (see|say|help|do|tell)|cannot|unable|no idea|sorry|not able|don.?t have/i;

/** Computes features for weights of 2^bits rows; keeps scratch memory, so make one and reuse it. */
export function dissatisfactionFeatures(bits: number): (exchange: Exchange) => SparseFeatures {
	const collector = featureCollector(bits);
	return ({ previousUser, previousAssistant, message }) => {
		const words = wordsOf(message);
		const asked = wordsOf(previousUser);
		const answered = wordsOf(previousAssistant);
		collector.addText(WORDS_GROUP, 'm', words);
		const relate = (name: string, value: string | number): void =>
			collector.add(RELATION_GROUP, `${name} ${value}`);

		const alike = sixths(alikeness(message, previousUser));
		const repeated = sixths(shareOf(words, asked));
		const taken = sixths(shareOf(asked, words));
		const fromAnswer = sixths(shareOf(words, answered));
		const length = Math.min(6, Math.ceil(Math.log2(words.length + 1)));
		const admitted = ADMISSIONS.test(previousAssistant) ? 1 : 0;
		const asking = /\?\s*$/.test(message) ? 1 : 0;
		const answerAsks = /\?\s*$/.test(previousAssistant) ? 1 : 0;
		const newNumber = words.some((w) => w.startsWith('#'))
			? numbersNew(message, previousUser, previousAssistant)
			: 0;
		const changed = sixths(shareOf(words, asked, 1));
		relate('alike', alike);
		relate('repeated', repeated);
		relate('taken', taken);
		relate('from answer', fromAnswer);
		relate('length', length);
		relate('admitted', admitted);
		relate('asking', asking);
		relate('answer asks', answerAsks);
		relate('new number', newNumber);
		relate('marks', `${/[!?]{2,}/.test(message) ? 1 : 0}${/\.{3}|…/.test(message) ? 1 : 0}`);
		relate('shouting', shouting(message));
		relate('answer length', Math.min(8, Math.ceil(Math.log2(answered.length + 1))));
		relate('same start', words[0] === asked[0] ? 1 : 0);

		// How many words of each tone, up to two; and which came first.
		const tones = TONE_NAMES.map((tone) => words.filter((word) => TONES[tone].has(word)).length);
		TONE_NAMES.forEach((tone, i) => relate(tone, Math.min(2, tones[i] ?? 0)));
		const toned = words.flatMap((word) => TONE_NAMES.filter((tone) => TONES[tone].has(word)));
		relate('first tone', toned[0] ?? 'none');
		relate('two tones', toned.slice(0, 2).join(' '));
		relate('begins with', TONE_NAMES.filter((tone) => TONES[tone].has(words[0] ?? '')).join(' '));

		const cross = (...parts: (string | number)[]): void =>
			collector.add(CROSSED_GROUP, parts.join(' '));
		cross('alike asking', alike, asking);
		cross('alike admitted', alike, admitted);
		cross('repeated taken length', repeated, taken, length);
		cross('repeated taken number', repeated, taken, newNumber);
		cross('repeated changed', repeated, changed, asking);
		cross('from answer repeated', fromAnswer, repeated, asking);
		cross('length asking asks', length, asking, answerAsks);
		cross('first admitted', words[0] ?? '', admitted);
		cross('first answer asks', words[0] ?? '', answerAsks);
		cross('first last', words[0] ?? '', words.at(-1) ?? '');
		const shown = tones.map((count) => Math.min(1, count)).join('');
		cross('tones', shown);
		cross('tones length', shown, length);
		cross('tones asking alike', shown, asking, alike > 2 ? 1 : 0);
		cross('length alike', length, alike, repeated > 2 ? 1 : 0);
		cross('first three', words.slice(0, 3).join(' '));
		return collector.finish(GROUP_WEIGHTS);
	};
}

/** 0 for nothing, then six steps up to all. */
const sixths = (share: number): number => (share === 0 ? 0 : Math.ceil(share * 6));

/** The share of `words` that carry a topic and occur in `others`; words of `least` letters or more. */
function shareOf(words: readonly string[], others: readonly string[], least = 2): number {
	const known = new Set(others);
	let count = 0;
	let shared = 0;
	for (const word of words) {
		if (word.length < least || COMMON.has(word) || !/[\p{L}#\d]/u.test(word)) continue;
		count++;
		if (known.has(word)) shared++;
	}
	return count === 0 ? 0 : shared / count;
}

/** Dice's coefficient of the runs of three letters: the same question in other words, or misspelt. */
function alikeness(a: string, b: string): number {
	const runsA = runsOf(a);
	const runsB = runsOf(b);
	if (runsA.size === 0 || runsB.size === 0) return 0;
	let shared = 0;
	for (const run of runsA) if (runsB.has(run)) shared++;
	return (2 * shared) / (runsA.size + runsB.size);
}

const COMPARED_CHARACTERS = 400;

function runsOf(text: string): Set<string> {
	const lower = text.slice(0, COMPARED_CHARACTERS).toLowerCase();
	const runs = new Set<string>();
	for (let i = 0; i + 3 <= lower.length; i++) runs.add(lower.slice(i, i + 3));
	return runs;
}

/** 1: a number that neither the question nor the answer had; 2: all its numbers were there. */
function numbersNew(message: string, ...before: string[]): 1 | 2 {
	const known = new Set(before.flatMap((text) => text.slice(0, 2000).match(/\d+/g) ?? []));
	return (message.match(/\d+/g) ?? []).some((number) => !known.has(number)) ? 1 : 2;
}

/** 2: all capitals; 1: one word of three letters or more is; 0: none. */
function shouting(message: string): 0 | 1 | 2 {
	if (/\p{Lu}{2}/u.test(message) && !/\p{Ll}/u.test(message)) return 2;
	return /(^|\s)\p{Lu}{3,}(\s|[.!?]|$)/u.test(message) ? 1 : 0;
}

/** The detector, ready to be asked. Throws when the classifier has no class `dissatisfied`. */
export function dissatisfactionDetector(
	classifier: LinearClassifier
): (exchange: Exchange) => Dissatisfaction {
	const features = dissatisfactionFeatures(classifier.bits);
	const marks = classifier.classes.map((name) => name.split('/')[0] === 'dissatisfied');
	if (!marks.includes(true)) throw new Error('The classifier has no class “dissatisfied”.');
	return (exchange) => {
		let probability = 0;
		classProbabilities(classifier, features(exchange)).forEach((p, i) => {
			if (marks[i]) probability += p;
		});
		return { probability, dissatisfied: probability >= classifier.threshold };
	};
}
