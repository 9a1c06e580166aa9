// An answer in English: how it is made, who gave it, and what can be done with it.

import { count } from './count.ts';

export const sources = {
	base: 'the model on this device',
	modifier: (name: string) => `the ${name} specialist`,
	native: (name: string) => `${name} on this machine`,
	edge: (name: string) => `${name}, outside this device`,
	stronger: 'a bigger model, where one can be asked,',
	/** Before it is known who answers at the edge. */
	bigger: 'a bigger model',
	short: {
		modifier: (name: string) => name,
		native: (name: string) => `${name}, this machine`,
		edge: (name: string) => `${name}, outside`
	}
};

export const modes = {
	title: 'How answers are made',
	button: (name: string) => `How answers are made: ${name}`,
	next: (name: string) => `Next: ${name}`,
	nextButton: (name: string) => `How answers are made, next: ${name} (that message only)`,
	nextClear: 'Answer the next message as all others',
	again: 'Ask again with…',
	scope: 'For',
	all: 'All messages here',
	note: 'For this conversation. The settings decide how new ones start.',
	noteNext: 'For the message you send next. The ones after it are answered as before.',
	usual: 'Modes',
	always: 'Always the same specialist',
	together: 'Several answers together',
	nextOnly: 'The next message only',
	names: {
		auto: 'Auto',
		fast: 'Fast',
		balanced: 'Balanced',
		accurate: 'Accurate',
		adaptive: 'Adaptive',
		custom: 'Custom',
		'recipe:draft-enhance': 'Draft, then enhance',
		'recipe:architect-reviewer': 'Architect and reviewer',
		'recipe:explore-validate': 'Explore, then validate',
		'recipe:ensemble-vote': 'Ensemble vote'
	},
	only: (name: string) => `${name} specialist`
};

export const actions = {
	label: 'Actions for this message',
	copy: 'Copy',
	copyQuestion: 'Copy your message',
	copyAnswer: 'Copy the answer',
	regenerate: 'Regenerate',
	edit: 'Edit',
	delete: 'Delete',
	deleteQuestion: 'Delete your message',
	deleteAnswer: 'Delete the answer',
	deleted: (n: number) => count(n, 'Message deleted', '# messages deleted'),
	previous: 'Previous version',
	next: 'Next version',
	version: (at: number, of: number) => `${at} / ${of}`,
	versionLabel: (at: number, of: number) => `Version ${at} of ${of}`,
	editLabel: 'New wording',
	editSend: 'Ask this instead',
	details: 'Details of this answer',
	good: 'Good answer',
	bad: 'Bad answer',
	badNoted: 'Noted, on this device alone.',
	askAgain: 'Ask again',
	readAloud: 'Read aloud',
	stopReading: 'Stop reading'
};

export const figures = {
	speed: (tokens: string) => `${tokens} tokens/s`,
	firstToken: (time: string) => `first word after ${time}`,
	confidence: (percent: string) => `confidence ${percent}`,
	notCalibrated: 'not calibrated',
	guessed: 'a careful guess'
};

export const receipt = {
	title: 'Who answered, and how',
	source: 'Answered by',
	model: 'Model',
	mode: 'Mode',
	domain: 'Subject',
	domainValue: (name: string, percent: string) => `${name} (${percent})`,
	confidence: 'Confidence',
	confidenceUnknown: 'unknown: this model reports no probabilities',
	confidenceRaw: (value: string) =>
		`${value}, not calibrated: the probability of the least likely word piece, not a chance of being right`,
	confidenceCalibrated: (value: string) => `${value}, calibrated`,
	confidenceGuess: (value: string) =>
		`${value}, a careful guess: nobody has calibrated this model; a guess decides only where it is very low or high`,
	confidenceDevice: (value: string, questions: string, date: string) =>
		`${value}, calibrated on this device, ${questions} questions, ${date}`,
	threshold: 'Needed',
	beforehand: 'The question alone',
	beforehandValue: (percent: string) => `${percent} likely that the base can answer it`,
	complaint: 'Your message',
	complaintValue: (percent: string, by: string | undefined) =>
		by === undefined
			? `taken for a complaint about the answer before it (${percent})`
			: `heard by ${by} as a complaint about the answer before it (${percent})`,
	stages: 'Time',
	stageNames: {
		wait: 'waiting for its turn',
		store: 'storing your message',
		model: 'waiting for the model',
		context: 'fitting the conversation',
		route: 'choosing who answers',
		judge: 'reading your message',
		retrieve: 'looking for examples',
		prompt: 'reading',
		decode: 'writing',
		consent: 'waiting for your consent',
		vote: 'voting',
		critique: 'critique'
	} as Record<string, string>,
	firstToken: 'Time to first token',
	total: 'Total time',
	speed: 'Speed',
	tokens: 'Tokens',
	tokensValue: (prompt: string, cached: string, completion: string) =>
		`${prompt} read (${cached} of them kept from before), ${completion} written`,
	examples: 'Examples used',
	experience: 'Past answers used',
	sent: 'Left this device',
	nothingSent: 'nothing',
	cost: 'Cost',
	when: 'When',
	attempts: 'What was tried',
	outcomes: { kept: 'kept', dropped: 'dropped', failed: 'failed' },
	votes: (yes: string, of: string) => `${yes} of ${of} tries agreed`,
	grade: (grade: string) => `graded ${grade} of 10`
};
