// What a turn says of itself, in sentences: for the receipt, and for notices. Short and true: nothing is
// said to have stayed on the device when it did not. Pure.

import type { ModifierId } from '../contract/ids.ts';

const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** Who answers here, and whether nothing leaves the device; `browsers`: a model of the browser's own. */
export function hereWords(
	name: string,
	modifier: ModifierId | null,
	{ logprobs, sent, browsers = false }: { logprobs: boolean; sent: boolean; browsers?: boolean }
): string {
	const who = modifier === null ? name : `${name} with its specialist “${modifier}”`;
	const where = browsers
		? `${who} answers; that it stays on this device is the browser’s word.`
		: sent
			? `${who} answered on this device.`
			: `${who} answers on this device; nothing leaves it.`;
	return logprobs ? where : `${where} It does not say how sure it is.`;
}

export const INTERRUPTED = 'The earlier try was interrupted, so this is a new one.';

export const GUESSED =
	'How sure it is is a careful guess: this model was not calibrated on this device.';

export const COMPLAINT =
	'You seem unhappy with the last answer, so this one starts a level higher.';
export const COMPLAINT_HERE = 'Nobody bigger could be asked, so the answer is written anew.';

/** Before why. */
export const SITE_UNSEARCHED =
	'The site’s pages could not be searched, so the model answers by itself.';

/** Before why. */
export const FILES_UNSEARCHED =
	'The files could not be searched, so the model answers without them.';

export const filesMissingWords = (names: readonly string[]): string =>
	`The text of ${names.join(', ')} is not on this device any more. Attach it again.`;

/** Instead of an answer, where a question has an image and nobody who sees was asked. `why` is a sentence. */
export const unseenWords = (why: string): string =>
	[
		'The model on this device does not see images.',
		why,
		'Edit the message without its image, or let a larger model be asked.'
	].join(' ');

export const IMAGES_NOT_ALLOWED = 'The mode of this conversation asks nobody else.';

/** Of a server of one's own. */
export const imagesNotTakenWords = (host: string): string => `${host} is not known to see images.`;

/** Instead of an answer, where a site wants none of this device and nobody else gave one. */
export const ELSEWHERE_ALONE =
	'This site’s chat is answered elsewhere alone, and no answer came from there. Ask again, and agree when you are asked what may be sent.';

/** A page cannot check where the browser runs its own model. */
export const BROWSERS_MODEL_LOCAL_ONLY =
	'This conversation stays on this device, and the browser does not promise that for its own model. Choose another model, or let this conversation ask first.';

/** The same in a comparison, which is no conversation. */
export const BROWSERS_MODEL_COMPARED =
	'The settings let nothing leave this device, and the browser does not promise that for its own model. Change what may be sent under Settings, or compare other models.';

export const noModifierWords = (id: ModifierId, name: string): string =>
	`${name} has no specialist “${id}”, so its base answers.`;

// ---- base and modifier -----------------------------------------------------------------------------

/** Of the base's answer, when the modifier's was kept. */
export const baseDroppedWords = (
	because: 'confidence' | 'prompt' | 'domain',
	{ base, modifier }: { base: number | null; modifier: number | null }
): string => {
	if (base !== null && modifier !== null && because !== 'prompt')
		return `The base was ${percent(base)} sure, the specialist ${percent(modifier)}.`;
	return 'The question looked hard for the base.';
};

/** Of the base's answer that was given up before its end. */
export const givenUpWords = (confidence: number): string =>
	`It was only ${percent(confidence)} sure, so it was handed over before its end.`;

/** Of the modifier's answer, when the base's was kept. */
export const modifierDroppedWords = (base: number | null, modifier: number | null): string =>
	base !== null && modifier !== null
		? `The specialist was ${percent(modifier)} sure, the base ${percent(base)}.`
		: 'The base was surer.';

/** For the receipt, when the modifier's answer was kept. */
export const modifierKeptWords = (
	because: 'confidence' | 'prompt' | 'domain',
	id: ModifierId
): string =>
	because === 'domain'
		? `The question is clearly one for the specialist “${id}”, which answered.`
		: `The base was not sure enough, so the specialist “${id}” answered.`;

/** For the receipt, where the question alone said so before the first token. */
export const foretoldWords = (id: ModifierId, doubt: number): string =>
	`By the question alone the base had a chance of ${percent(1 - doubt)} to answer it, so the specialist “${id}” began.`;

export const baseKeptWords = (id: ModifierId): string =>
	`The specialist “${id}” was asked too; the base’s answer is likelier right.`;

export const modifierFailedWords = (id: ModifierId): string =>
	`The specialist “${id}” could not answer, so the base’s answer stands.`;

// ---- a second look --------------------------------------------------------------------------------

export const outvotedWords = (votes: number, of: number): string =>
	`Of ${of} answers ${votes} agreed on another one.`;
export const confirmedWords = (votes: number, of: number): string =>
	`Of ${of} answers ${votes} agreed with this one.`;
export const NO_VOTE = 'No vote came about.';
export const betterWords = (before: number, after: number): string =>
	`The critic gave ${before} of 10 points, and ${after} to another answer.`;
export const NO_BETTER = 'The critic found no better answer.';
export const examplesKeptWords = (count: number): string =>
	count === 1
		? 'With an example before the question the answer is surer.'
		: `With ${count} examples before the question the answer is surer.`;
export const OWN_EXAMPLES = 'Your examples were put before the question as exchanges.';
export const EXAMPLES_NO_BETTER = 'Examples before the question gave no surer answer.';
export const SECOND_LOOK = 'A second look, which found nothing better.';
/** `weak`: in the critic's words. */
export const weakWords = (weak: string): string => `What was weak about it: ${weak}`;

// ---- further -----------------------------------------------------------------------------------------

/** Of an answer, with the figure that says so. */
export type NotEnough =
	| { because: 'confidence'; confidence: number; threshold: number }
	| { because: 'guess'; guess: number }
	| { because: 'abstains' | 'prompt' };

export type FurtherReason =
	| NotEnough
	| {
			because: 'complaint' | 'remembered' | 'failed' | 'queued' | 'site' | 'image' | 'unread';
	  }
	/** Of somebody bigger's answer, when somebody bigger still is to be asked. */
	| { because: 'other-unsure'; host: string; confidence: number; threshold: number }
	| { because: 'other-abstains'; host: string };

/** Why this device's answer is not enough: in the consent that is asked for, and in the receipt. */
export function furtherWords(reason: FurtherReason): string {
	switch (reason.because) {
		case 'confidence':
			return `This device’s answer is ${percent(reason.confidence)} sure; ${percent(reason.threshold)} is asked for.`;
		case 'guess':
			return `By a careful guess, this device’s answer is only ${percent(reason.guess)} sure.`;
		case 'other-unsure':
			return `The answer of ${reason.host} is ${percent(reason.confidence)} sure; ${percent(reason.threshold)} is asked for.`;
		case 'other-abstains':
			return `${reason.host} does not know the answer.`;
		case 'abstains':
			return 'This device does not know the answer.';
		case 'prompt':
			return 'The question looks hard for this device.';
		case 'complaint':
			return 'You seem unhappy with the last answer.';
		case 'remembered':
			return 'This device failed at such a question before in this conversation.';
		case 'failed':
			return 'This device could not answer.';
		case 'unread':
			return 'The model on this device is too small to read your files.';
		case 'image':
			return 'The question has an image, and the model on this device does not see images.';
		case 'site':
			return 'This site’s chat is answered elsewhere, and not by this device.';
		case 'queued':
			return 'It waited until this device was connected again.';
		default:
			return reason satisfies never;
	}
}

/** For the receipt: who answered instead. */
export const furtherKeptWords = (host: string, leaves: boolean): string =>
	leaves
		? `So ${host} answered; what left this device is counted here.`
		: `So ${host} answered, on this machine; nothing left it.`;

/** For the receipt, of an answer elsewhere that was stopped or broke off. */
export const COST_ESTIMATED =
	'What it cost elsewhere is an estimate, because it ended before its bill came.';
/** The same, where nobody said what they ask for. */
export const COST_UNKNOWN =
	'What it cost elsewhere is not known, because it ended before its bill came.';

/** While the device is offline: what the person agreed to waits. */
export const queuedWords = (host: string): string =>
	`This device is offline; what you agreed to is sent to ${host} when it is connected again.`;

/** To the person: what waited was given up. `why` is a sentence. */
export const notSentWords = (why: string): string =>
	`What waited for a connection got no answer, so the one there stands. ${why}`;

/** Of the answer of a server of one's own, when the one before it was kept. */
export const otherDroppedWords = (host: string): string =>
	`${host} was asked too; the answer before is likelier right.`;

/** Of the draft of this device. */
export const draftDroppedWords = (host: string): string => `${host} answered instead.`;
export const draftRestoredWords =
	'It was replaced, and came back when the answer that replaced it broke off.';

export const notAskedWords = {
	localOnly: 'This conversation stays on this device, so nobody else was asked.',
	/** Of who may be asked once there is something to read. */
	first: (host: string): string =>
		`${host} is asked only once you agree, so this device answered first.`,
	refused: 'You chose not to send it, so nobody else was asked.',
	nobody:
		'No bigger model is set up to be asked. Set one up under Settings, or choose a larger model on the Models page.',
	tooDear: (cost: number, most: number): string =>
		`Asking further could cost ${cents(cost)}, and this mode allows ${cents(most)}.`,
	noPrice: 'Nobody was asked: the price is not known, and this mode has a limit.',
	spent: (host: string, left: number): string =>
		`The budget at ${host} has ${cents(left)} left, too little for this answer, so it was not asked.`,
	busy: (host: string): string => `${host} takes no more requests for now, so it was not asked.`,
	/** After what was said when it refused. */
	notAgain: 'So it was not asked; regenerate the answer to ask it all the same.',
	empty: (host: string): string => `${host} ended its answer before it wrote anything.`
};

const cents = (microUsd: number): string =>
	`${(microUsd / 10_000).toLocaleString('en', { maximumFractionDigits: 4 })} cents`;

export const AGAIN_UNDER_KEY = 'The connection broke, so the same was asked once more.';

/** No bigger model is set up; `why` says what to do. */
export const nobodyWords = (why: string, recommended: string | null): string =>
	recommended === null ? why : [why, fitsWords(recommended)].join(' ');

const fitsWords = (name: string): string =>
	`${name} fits this device too; it is on the Models page.`;
