// What a complaint about the last answer leaves to be answered: the question before it, where it says
// nothing of its own (“that’s wrong, try again”), else the message itself. A small model that reads a
// bare complaint answers the complaint. Pure; whether it is one is dissatisfaction.ts's to say.

import { TONE_NAMES, TONES, type Tone } from './tone-words.ts';
import { wordsOf } from './text-features.ts';

/** Words of a complaint that name nothing to be answered. */
const EMPTY = new Set(
	(
		'a an the of to in on at for and or is are was were be been am do does did done doing i you he she it we they ' +
		'me my your this that these those what who how why when where which with from by as can could would will shall ' +
		'should please so if but have has had there their its thats whats im youre ive id ill youve yours ' +
		'answer answers answered question questions time once all just very better best check look mean meant ' +
		'say said says told tell asked asking ask want wanted need know read reply response result get got give gave ' +
		'given make made let lets oh hey'
	).split(' ')
);

const COMPLAINING: readonly Tone[] = ['blame', 'denial', 'again', 'doubt'];
const hasTone = (word: string, tones: readonly Tone[]): boolean =>
	tones.some((tone) => TONES[tone].has(word));
const spokenWords = (message: string): string[] =>
	wordsOf(message).filter((word) => /[\p{L}\d]/u.test(word));

/**
 * Whether a message says nothing beyond its complaint. One of empty words alone, such as “What can you do?”, names
 * nothing either, but asks.
 */
export function isBareComplaint(message: string): boolean {
	const words = spokenWords(message);
	if (!words.every((word) => EMPTY.has(word) || hasTone(word, TONE_NAMES))) return false;
	return words.length < 3 || words.some((word) => hasTone(word, COMPLAINING));
}

/** Characters, beyond which nothing is a sum; the pattern is slow on long texts. */
const SHORT = 60;
// A sum alone; a number alone may be a correction.
const SUM = /^[\s\d.,()]*\d\s*(?:[-+*×÷/^x]\s*\(?\s*\d[\s\d.,()]*)+=?\s*\??\s*$/i;

/** Whether a message is a sum that was not asked before, which nobody takes for a word about the last answer. */
export function isNewSum(message: string, previousUser: string): boolean {
	if (message.length > SHORT || !SUM.test(message)) return false;
	const plain = (text: string) => text.toLowerCase().replace(/[\s?=.]+/g, '');
	return !plain(previousUser).includes(plain(message));
}
