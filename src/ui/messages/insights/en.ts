// The sentences of the insights page in English. Fetched with the page, so that no first load carries them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	title: 'Insights',
	intro:
		'How the small model does, counted on this device from the answers stored here. Nothing of it is sent anywhere.',
	reading: 'Reading your conversations…',
	failed: 'The conversations could not be read',
	empty: 'Nothing to count yet',
	emptyBody:
		'Ask something first. Then this page shows how much was answered on this device, what that saved, and how far the stated confidence can be trusted.',
	emptyAsk: 'Ask something',
	local: 'Answered on this device',
	localHint: (answers: string, of: string) => `${answers} of ${of} answers`,
	spent: 'Spent',
	spentHint: (bytes: string) => `${bytes} left this device`,
	spentNothing: 'nothing left this device',
	saved: 'Saved',
	savedHint: (model: string, date: string) =>
		`against ${model} for every answer, at its list price of ${date}; estimated at four characters a token`,
	unhappy: 'Not what you wanted',
	unhappyHint: (complaints: string, down: string) =>
		`${complaints} followed by a complaint, ${down} with a thumb down`,
	tokens: 'Tokens per day',
	tokensHint: 'Read and written, over the last two weeks, dropped drafts included.',
	device: 'On this device',
	edge: 'Outside',
	day: 'Day',
	reliability: 'Can its confidence be trusted?',
	reliabilityHint:
		'Each point: answers that claimed about so much, and how many of them you called good. On the line the claim is right; above it, too modest; below it, too sure.',
	reliabilityEmpty:
		'Nothing to compare yet. Give answers a thumb up or down; answers you complained about count as bad.',
	reliabilityFew: (n: number) =>
		count(
			n,
			'It rests on # judged answer: too few to say much.',
			'It rests on # judged answers: too few to say much.'
		),
	reliabilityError: (error: string, judged: string) =>
		`Claim and outcome differ by ${error} on average, over ${judged} judged answers.`,
	claimed: 'Claimed',
	good: 'Called good',
	judged: 'Judged',
	range: (from: string, to: string) => `${from} to ${to}`,
	interval: (low: string, high: string) => `${low} to ${high}`,
	intervalLabel: '95 % interval',
	weeks: 'Week by week',
	weeksHint: 'Claimed confidence beside what you called good, and how often you complained.',
	week: 'Week from',
	answers: 'Answers',
	complaints: 'Complaints',
	domains: 'By subject',
	domain: 'Subject',
	domainUnknown: 'other',
	confidence: 'Confidence',
	modifiers: 'By specialist',
	modifiersEmpty: 'No specialist was asked yet.',
	modifier: 'Specialist',
	asked: 'Asked',
	kept: 'Kept',
	surer: 'Surer by',
	points: (n: string) => `${n} points`,
	none: 'none',
	asTable: 'As a table',
	share: (percent: string, of: string) => `${percent} of ${of}`,
	learning: {
		title: 'What this device learned from you',
		off: 'Learning is off, but for turns in the mode Adaptive.',
		turnOn: 'It can be turned on in the settings.',
		plain: 'When an answer will do is decided as the model came.',
		inUse: (judged: string) =>
			`When an answer will do is decided by what was learned from ${judged} judged answers.`,
		waiting: (judged: string, of: string) =>
			`${judged} of ${of} answers are judged until something is tried.`,
		running: (since: string, share: string, turns: string, gain: string) =>
			`On trial since ${since}: something learned decides ${share} of the turns. Turns it decided otherwise: ${turns}; gain: ${gain}.`,
		trials: 'Trials that are over',
		trialsHint:
			'Something learned is kept only if turns that it decided otherwise went better. Gain: how many more good answers in a hundred such turns.',
		ended: 'Ended',
		end: 'Result',
		ends: { promoted: 'taken', 'rolled-back': 'rolled back' },
		seen: 'Turns decided otherwise',
		gain: 'Gain',
		points: (n: string) => `${n} in 100`,
		forget: 'Forget what was learned',
		forgotten: 'What was learned is forgotten.'
	}
};

export type InsightsWords = typeof en;
