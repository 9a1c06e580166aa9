// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { InsightsWords } from './en.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

const de: InsightsWords = {
	title: 'Einblicke',
	intro:
		'Wie sich das kleine Modell macht, auf diesem Gerät aus den hier gespeicherten Antworten gezählt. Nichts davon wird gesendet.',
	reading: 'Ihre Unterhaltungen werden gelesen …',
	failed: 'Die Unterhaltungen waren nicht zu lesen',
	empty: 'Noch nichts zu zählen',
	emptyBody:
		'Fragen Sie erst etwas. Dann zeigt diese Seite, wie viel auf diesem Gerät beantwortet wurde, was das gespart hat und wie weit der genannten Sicherheit zu trauen ist.',
	emptyAsk: 'Etwas fragen',
	local: 'Auf diesem Gerät beantwortet',
	localHint: (answers, of) => `${answers} von ${of} Antworten`,
	spent: 'Ausgegeben',
	spentHint: (bytes) => `${bytes} verließen dieses Gerät`,
	spentNothing: 'nichts verließ dieses Gerät',
	saved: 'Gespart',
	savedHint: (model, date) =>
		`gegenüber ${model} für jede Antwort, zum Listenpreis vom ${date}; geschätzt mit vier Zeichen je Token`,
	unhappy: 'Nicht, was Sie wollten',
	unhappyHint: (complaints, down) =>
		`${complaints} mit einer Beschwerde danach, ${down} mit Daumen runter`,
	tokens: 'Token je Tag',
	tokensHint: 'Gelesen und geschrieben, in den letzten zwei Wochen, mit verworfenen Entwürfen.',
	device: 'Auf diesem Gerät',
	edge: 'Außerhalb',
	day: 'Tag',
	reliability: 'Ist seiner Sicherheit zu trauen?',
	reliabilityHint:
		'Jeder Punkt: Antworten, die etwa so viel behaupteten, und wie viele davon Sie gut nannten. Auf der Linie stimmt die Behauptung; darüber ist sie zu bescheiden, darunter zu sicher.',
	reliabilityEmpty:
		'Noch nichts zu vergleichen. Geben Sie Antworten einen Daumen hoch oder runter; Antworten, über die Sie sich beschwert haben, zählen als schlecht.',
	reliabilityFew: (n) =>
		anzahl(
			n,
			'Das beruht auf # beurteilten Antwort: zu wenig, um viel zu sagen.',
			'Das beruht auf # beurteilten Antworten: zu wenige, um viel zu sagen.'
		),
	reliabilityError: (error, judged) =>
		`Behauptung und Ergebnis liegen im Mittel ${error} auseinander, bei ${judged} beurteilten Antworten.`,
	claimed: 'Behauptet',
	good: 'Gut genannt',
	judged: 'Beurteilt',
	range: (from, to) => `${from} bis ${to}`,
	interval: (low, high) => `${low} bis ${high}`,
	intervalLabel: '95-%-Intervall',
	weeks: 'Woche für Woche',
	weeksHint:
		'Behauptete Sicherheit neben dem, was Sie gut nannten, und wie oft Sie sich beschwerten.',
	week: 'Woche ab',
	answers: 'Antworten',
	complaints: 'Beschwerden',
	domains: 'Nach Gebiet',
	domain: 'Gebiet',
	domainUnknown: 'anderes',
	confidence: 'Sicherheit',
	modifiers: 'Nach Spezialist',
	modifiersEmpty: 'Noch wurde kein Spezialist gefragt.',
	modifier: 'Spezialist',
	asked: 'Gefragt',
	kept: 'Behalten',
	surer: 'Sicherer um',
	points: (n) => `${n} Punkte`,
	none: 'keine',
	asTable: 'Als Tabelle',
	share: (percent, of) => `${percent} von ${of}`,
	learning: {
		title: 'Was dieses Gerät von Ihnen gelernt hat',
		off: 'Das Lernen ist aus, außer im Modus „Lernend“.',
		turnOn: 'Es lässt sich in den Einstellungen einschalten.',
		plain: 'Ob eine Antwort genügt, wird entschieden, wie das Modell es mitbrachte.',
		inUse: (judged) =>
			`Ob eine Antwort genügt, wird nach dem entschieden, was aus ${judged} beurteilten Antworten gelernt wurde.`,
		waiting: (judged, of) =>
			`${judged} von ${of} Antworten sind beurteilt, bis etwas ausprobiert wird.`,
		running: (since, share, turns, gain) =>
			`Auf Probe seit ${since}: Etwas Gelerntes entscheidet ${share} der Fragen. Anders entschieden: ${turns}; Gewinn: ${gain}.`,
		trials: 'Beendete Proben',
		trialsHint:
			'Gelerntes wird nur behalten, wenn Fragen, die es anders entschied, besser ausgingen. Gewinn: wie viele gute Antworten mehr auf hundert solche Fragen.',
		ended: 'Beendet',
		end: 'Ergebnis',
		ends: { promoted: 'übernommen', 'rolled-back': 'verworfen' },
		seen: 'Anders entschieden',
		gain: 'Gewinn',
		points: (n) => `${n} von 100`,
		forget: 'Gelerntes vergessen',
		forgotten: 'Was gelernt wurde, ist vergessen.'
	}
};

export default de;
