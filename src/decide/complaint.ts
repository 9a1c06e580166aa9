// What a complaint about the last answer leaves to be answered: the question before it, where it says
// nothing of its own (“that’s wrong, try again”), else the message itself. A small model that reads a
// bare complaint answers the complaint. Pure; whether it is one is dissatisfaction.ts's to say.

import { TONE_NAMES, TONES } from './tone-words.ts';
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

/** Whether a message says nothing beyond its complaint. */
export function isBareComplaint(message: string): boolean {
	return wordsOf(message).every(
		(word) =>
			!/[\p{L}\d]/u.test(word) ||
			EMPTY.has(word) ||
			TONE_NAMES.some((tone) => TONES[tone].has(word))
	);
}
