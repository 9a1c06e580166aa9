// The sentences of the comparison page in English. Fetched with the page, so that no first load carries
// them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	who: 'Who answers',
	whoHint:
		'Models on this device, each alone, with one of its specialists or your adapters, or with a mix, also at several strengths; and models elsewhere: a server you connected under Settings, and what stands behind this app’s own host.',
	/** Of the edge: what it is asked for. */
	roles: {
		smart: 'A large model',
		fast: 'A quick model',
		cheap: 'A cheap model'
	} as Record<string, string>,
	edge: (role: string, host: string) => `${role} at ${host}`,
	server: (name: string, host: string) => `${name} at ${host}`,
	notAsked: 'Not to be asked now',
	noEdge: 'Models behind this app’s host:',
	noServer: 'Your server:',
	consentAsked: (host: string) =>
		`Understudy asks whether it may send the question to ${host}. The choice is below the question.`,
	costAtMost: (money: string) => `Those elsewhere cost up to ${money} together.`,
	costNothing: 'Those elsewhere cost nothing.',
	costUnknown: 'What those elsewhere cost is not known beforehand.',
	where: {
		here: 'On this device',
		browsersWord: 'By the browser’s own model; that it runs here is the browser’s word',
		machine: (host: string) => `By ${host}, on this machine`,
		outside: (host: string) => `By ${host}, outside this device`,
		outsideBy: (provider: string, host: string) =>
			`By ${provider} through ${host}, outside this device`
	},
	sent: 'Left this device',
	cost: 'Cost',
	model: 'Model',
	adapter: 'With',
	alone: 'alone',
	scaled: (name: string, scale: string) => `${name} at ${scale}`,
	named: (model: string, as: string) => `${model}, ${as}`,
	mixedWith: 'Mixed with',
	mixIn: 'Mix in another adapter',
	unmix: (name: string) => `Take ${name} out of the mix`,
	mixHint:
		'They act on one answer together, each at its strength. Nobody measured how sure a mix is: its confidence is not calibrated.',
	mixWaiting:
		'Alone, a specialist acts from a word of its own on. In a mix it acts on the whole question too, which it was not trained for.',
	mixNothing:
		'Specialists each wait for a word of their own, so two cannot write one answer. An adapter that acts on everything, added on the Models page, can be mixed in.',
	strength: 'Strength',
	strengthOf: (name: string) => `Strength of ${name}`,
	strengthHint: '1 is as it was trained, 0 is nothing.',
	add: 'Add to the comparison',
	remove: (who: string) => `Remove ${who}`,
	full: (most: string) => `${most} at most: remove one to add another.`,
	twice: 'It takes part already.',
	few: 'Add a second one: the same model with another adapter or strength, or another model.',
	onlyOne:
		'There is one model on this device and it has no specialists. Download another on the Models page to compare.',
	none: 'No model is on this device yet. Choose one on the Models page first.',
	toModels: 'Go to Models',
	question: 'Question',
	placeholder: 'Ask all of them',
	run: 'Compare',
	stopAll: 'Stop all',
	inTurn:
		'The answers come one after another, those of one model together. Models on this device send nothing; before a question leaves for another machine you see what would be sent, unless you allowed that for all new conversations.',
	answers: 'Answers',
	swipe: 'Swipe or scroll sideways for the others.',
	place: (at: string, of: string) => `${at} of ${of}`,
	waiting: 'Waits for its turn',
	loading: 'Its model is being loaded…',
	loadingAt: (percent: string) => `Its model is being loaded, ${percent}`,
	writing: 'Writing…',
	stop: 'Stop',
	stopNamed: (who: string) => `Stop ${who}`,
	skipped: 'Not answered: it was stopped.',
	stopped: 'Stopped before its end.',
	cutOff: 'Cut off at the longest an answer may be.',
	failed: 'No answer',
	confidence: 'Confidence',
	confidenceNone: 'not known',
	confidenceRaw: (percent: string) => `${percent}, not calibrated`,
	time: 'Time',
	timeValue: (total: string, first: string) => `${total}, first word after ${first}`,
	tokens: 'Tokens',
	tokensValue: (n: number) => count(n, '# written', '# written'),
	speed: (n: string) => `${n} per second`,
	finished: (who: string) => `${who} has answered.`,
	allFinished: 'All have answered.',
	best: 'Best',
	bestNamed: (who: string) => `The best is ${who}`,
	noneGood: 'None of them is good',
	voteTitle: 'Which is best?',
	voteHint:
		'Kept on this device alone. For an answer of a model alone it counts as a thumb, where this device learns from you.',
	votes: 'Your votes so far',
	who2: 'Who',
	won: 'Called best',
	of: 'Comparisons',
	forgetVotes: 'Forget the votes',
	keepTitle: 'Keep in a conversation',
	keepHint:
		'Keep one answer as it is, or choose parts of several below each answer: they are put together in the order you choose them, and you can change the text before it is kept.',
	into: 'Where to',
	newConversation: 'A new conversation',
	keep: 'Keep this answer',
	keepNamed: (who: string) => `Keep this answer: ${who}`,
	parts: 'Choose parts',
	partsNamed: (who: string) => `Parts of the answer of ${who}`,
	merged: 'Put together',
	mergedHint: (n: number) =>
		count(n, 'From # part. Change it as you like.', 'From # parts. Change it as you like.'),
	mergedEmpty: 'Nothing is chosen yet.',
	keepMerged: 'Keep what was put together',
	kept: 'Kept in a conversation.',
	open: 'Open it'
};

export type CompareWords = typeof en;
