// Eine Antwort auf Deutsch: wie sie entsteht, von wem sie ist und was sich mit ihr tun lässt.

import type { Messages } from '../i18n.svelte.ts';
import { anzahl } from './count.ts';

export const sources: Messages['sources'] = {
	base: 'das Modell auf diesem Gerät',
	modifier: (name) => `Spezialist für ${name}`,
	native: (name) => `${name} auf diesem Rechner`,
	edge: (name) => `${name}, außerhalb dieses Geräts`,
	stronger: 'einem größeren Modell, wo eines gefragt werden kann',
	bigger: 'ein größeres Modell',
	short: {
		modifier: (name) => name,
		native: (name) => `${name}, dieser Rechner`,
		edge: (name) => `${name}, außerhalb`
	}
};

export const modes: Messages['modes'] = {
	title: 'Wie Antworten entstehen',
	button: (name) => `Wie Antworten entstehen: ${name}`,
	next: (name) => `Nächste: ${name}`,
	nextButton: (name) => `Wie Antworten entstehen, nächste: ${name} (nur für diese Nachricht)`,
	nextClear: 'Die nächste Nachricht wie alle anderen beantworten',
	again: 'Noch einmal fragen mit …',
	scope: 'Für',
	all: 'Alle Nachrichten hier',
	note: 'Für diese Unterhaltung. Wie neue beginnen, sagen die Einstellungen.',
	noteNext:
		'Für die Nachricht, die Sie als Nächstes senden. Danach wird wieder wie vorher geantwortet.',
	usual: 'Modi',
	always: 'Immer derselbe Spezialist',
	together: 'Mehrere Antworten zusammen',
	nextOnly: 'Nur die nächste Nachricht',
	names: {
		auto: 'Auto',
		fast: 'Schnell',
		balanced: 'Ausgewogen',
		accurate: 'Genau',
		adaptive: 'Lernend',
		custom: 'Eigener',
		'recipe:draft-enhance': 'Entwerfen, dann verbessern',
		'recipe:architect-reviewer': 'Architekt und Prüfer',
		'recipe:explore-validate': 'Erkunden, dann wählen',
		'recipe:ensemble-vote': 'Abstimmung'
	},
	only: (name) => `Spezialist für ${name}`
};

export const actions: Messages['actions'] = {
	label: 'Aktionen für diese Nachricht',
	copy: 'Kopieren',
	copyQuestion: 'Ihre Nachricht kopieren',
	copyAnswer: 'Antwort kopieren',
	regenerate: 'Neu antworten',
	edit: 'Bearbeiten',
	delete: 'Löschen',
	deleteQuestion: 'Ihre Nachricht löschen',
	deleteAnswer: 'Antwort löschen',
	deleted: (n) => anzahl(n, 'Nachricht gelöscht', '# Nachrichten gelöscht'),
	previous: 'Vorige Fassung',
	next: 'Nächste Fassung',
	version: (at, of) => `${at} / ${of}`,
	versionLabel: (at, of) => `Fassung ${at} von ${of}`,
	editLabel: 'Neue Fassung',
	editSend: 'So fragen',
	details: 'Einzelheiten zu dieser Antwort',
	good: 'Gute Antwort',
	bad: 'Schlechte Antwort',
	badNoted: 'Vermerkt, nur auf diesem Gerät.',
	askAgain: 'Noch einmal fragen',
	readAloud: 'Vorlesen',
	stopReading: 'Vorlesen beenden'
};

export const figures: Messages['figures'] = {
	speed: (tokens) => `${tokens} Token/s`,
	firstToken: (time) => `erstes Wort nach ${time}`,
	confidence: (percent) => `Sicherheit ${percent}`,
	notCalibrated: 'nicht kalibriert',
	guessed: 'vorsichtig geschätzt'
};

export const receipt: Messages['receipt'] = {
	title: 'Wer geantwortet hat, und wie',
	source: 'Antwort von',
	model: 'Modell',
	mode: 'Modus',
	domain: 'Gebiet',
	domainValue: (name, percent) => `${name} (${percent})`,
	confidence: 'Sicherheit',
	confidenceUnknown: 'unbekannt: dieses Modell nennt keine Wahrscheinlichkeiten',
	confidenceRaw: (value) =>
		`${value}, nicht kalibriert: die Wahrscheinlichkeit des unwahrscheinlichsten Wortstücks, nicht die Aussicht, dass die Antwort stimmt`,
	confidenceCalibrated: (value) => `${value}, kalibriert`,
	confidenceGuess: (value) =>
		`${value}, vorsichtig geschätzt: Niemand hat dieses Modell kalibriert; eine Schätzung entscheidet nur, wo sie sehr niedrig oder hoch ist`,
	confidenceDevice: (value, questions, date) =>
		`${value}, auf diesem Gerät kalibriert, ${questions} Fragen, ${date}`,
	threshold: 'Nötig',
	beforehand: 'Die Frage allein',
	beforehandValue: (percent) =>
		`zu ${percent} wahrscheinlich, dass das Grundmodell sie beantwortet`,
	complaint: 'Ihre Nachricht',
	complaintValue: (percent, by) =>
		by === undefined
			? `als Beschwerde über die Antwort davor verstanden (${percent})`
			: `von ${by} als Beschwerde über die Antwort davor gehört (${percent})`,
	stages: 'Zeit',
	stageNames: {
		wait: 'Warten, bis sie dran war',
		store: 'Ihre Nachricht speichern',
		model: 'Warten auf das Modell',
		context: 'Unterhaltung einpassen',
		route: 'wählen, wer antwortet',
		judge: 'Ihre Nachricht einordnen',
		retrieve: 'Beispiele suchen',
		prompt: 'Lesen',
		decode: 'Schreiben',
		consent: 'Warten auf Ihre Zustimmung',
		vote: 'Abstimmung',
		critique: 'Kritik'
	},
	firstToken: 'Zeit bis zum ersten Token',
	total: 'Gesamtzeit',
	speed: 'Tempo',
	tokens: 'Token',
	tokensValue: (prompt, cached, completion) =>
		`${prompt} gelesen (${cached} davon von vorher behalten), ${completion} geschrieben`,
	examples: 'Benutzte Beispiele',
	experience: 'Benutzte frühere Antworten',
	sent: 'Verließ das Gerät',
	nothingSent: 'nichts',
	cost: 'Kosten',
	when: 'Wann',
	attempts: 'Was versucht wurde',
	outcomes: { kept: 'behalten', dropped: 'verworfen', failed: 'gescheitert' },
	votes: (yes, of) => `${yes} von ${of} Versuchen stimmten überein`,
	grade: (grade) => `benotet mit ${grade} von 10`
};
