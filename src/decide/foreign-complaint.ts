// Complaints in languages that the detector which comes with a model does not know (dissatisfaction.ts was taught
// English alone): which messages are asked about, as what, and what counts. A classifier that tells whether one
// text follows from another judges them (contract/text-classifier.ts). Pure; not running it (engine/).
//
// No published classifier could be run where this was made, so nothing here is fitted: the rules are plain and
// careful, and a complaint that is missed is answered as it was before there was such a classifier.

import type { TextToClassify } from '../contract/text-classifier.ts';
import type { Exchange } from './dissatisfaction.ts';
import { textLanguage } from './text-language.ts';

/**
 * From here on it is a complaint: nine times as likely as everything else together. A complaint that is none costs
 * an answer written anew; one that is missed costs what it does without a classifier.
 */
export const COMPLAINT_FROM = 0.9;

/**
 * The most a turn is held up by it, in milliseconds; beside the time to a model's first token that is hardly felt. A
 * model of the smallest one's shape, with random weights, took 110 to 400 ms for 30 to 120 tokens on one thread of a
 * machine with six times more to do than it has processors; others measured 32 ms for the real one on an idle desktop.
 */
export const HEARING_MS = 300;

/** In English, which every such model was taught, whatever the message is in. */
const HYPOTHESIS = 'The reply says that the answer is wrong or unhelpful.';

// Characters. A token is at least one of them, so the pair stays under the 512 tokens of such models, and one is
// judged in the time of a short text.
const MOST = { question: 80, answer: 100, reply: 160 };

const LANGUAGE_OF_DETECTOR = 'en';
/** Letters that English does not have. */
const OTHER_LETTER = /(?![a-z])\p{L}/iu;

/**
 * Whether a message is in a language that the detector does not know: by its own small words, by a letter that
 * English does not have, by the words of the question before it, and at last by `language` of the interface.
 */
export function isForeign(
	{ message, previousUser }: Pick<Exchange, 'message' | 'previousUser'>,
	language: string
): boolean {
	if (!/\p{L}/u.test(message)) return false;
	const own = textLanguage(message, '');
	if (own !== '') return own !== LANGUAGE_OF_DETECTOR;
	if (OTHER_LETTER.test(message)) return true;
	const between = textLanguage(`${previousUser}\n${message}`, '');
	const found = between === '' ? language : between;
	return found.split('-')[0]?.toLowerCase() !== LANGUAGE_OF_DETECTOR;
}

/** What a classifier is asked: does it follow from the exchange that the reply complains? */
export function complaintPair({
	previousUser,
	previousAssistant,
	message
}: Exchange): TextToClassify {
	return {
		text: [
			`Question: ${cut(previousUser, MOST.question)}`,
			`Answer: ${cut(previousAssistant, MOST.answer)}`,
			`Reply: ${cut(message, MOST.reply)}`
		].join('\n'),
		pair: HYPOTHESIS
	};
}

/** As long as one that is asked can be: what a device has to judge in time. */
export function longestPair(): TextToClassify {
	const words = 'und so weiter '.repeat(20);
	return complaintPair({ previousUser: words, previousAssistant: words, message: words });
}

const cut = (text: string, most: number): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > most ? `${line.slice(0, most)}…` : line;
};

const FEW_WORDS = 6;
/** Nouns of a German complaint, which are written like names. */
const COMPLAINING_NOUNS = /^(Antwort|Ergebnis|Lösung|Frage|Fehler|Unsinn|Quatsch|Blödsinn)$/;

/**
 * Whether a complaint that was heard so says nothing of its own, so that the question before it is answered anew: a
 * few words with no number, no name and no question. Scripts without capitals do not say what is a name, so a
 * message in one is answered itself.
 */
export function isBareForeignComplaint(message: string): boolean {
	const words = message.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	if (words.length === 0 || words.length > FEW_WORDS || /[?¿\p{N}]/u.test(message)) return false;
	return words.every(
		(word, i) =>
			!/\p{Lo}/u.test(word) && (i === 0 || !/^\p{Lu}/u.test(word) || COMPLAINING_NOUNS.test(word))
	);
}
