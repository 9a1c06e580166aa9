// Eine Unterhaltung auf Deutsch: ihr Kopf, ihre Nachrichten und das Feld für die nächste.

import type { Messages } from '../i18n.svelte.ts';
import { anzahl } from './count.ts';
import { said } from './said.ts';

export const header: Messages['header'] = {
	model: 'Modell:',
	modelLoading: (percent) => `Startet, ${percent}`,
	modelDownloading: (percent) => `Lädt, ${percent}`,
	modelIdle: 'Kein Modell',
	modelFailed: 'Modell gescheitert',
	starter: 'ein winziges eigenes Modell',
	shared: 'läuft in einem anderen Tab',
	backends: {
		webgpu: 'GPU',
		'wasm-threads': 'CPU',
		'wasm-single': 'CPU, ein Thread',
		'built-in': 'im Browser'
	},
	actions: 'Aktionen für die Unterhaltung',
	instructions: 'Anweisungen',
	ledger: 'Was sie gekostet hat',
	egress: {
		label: (name) => `Was dieses Gerät verlassen darf: ${name}`,
		title: 'Was dieses Gerät verlassen darf',
		'local-only': 'Nur lokal',
		'local-only-hint': 'Nie wird etwas gesendet. Nur dieses Gerät antwortet.',
		ask: 'Erst fragen',
		'ask-hint': 'Sie sehen jedes Mal, was gesendet würde, und entscheiden.',
		allow: 'Erlauben',
		'allow-hint': 'Ein stärkeres Modell darf ohne Rückfrage helfen.',
		note: 'Für diese Unterhaltung, in jedem Modus.'
	}
};

export const instructions: Messages['instructions'] = {
	title: 'Anweisungen für diese Unterhaltung',
	label: 'Anweisungen',
	hint: 'Das Modell liest sie vor jeder Nachricht, zum Beispiel „Antworte in einem Satz.“',
	notFollowed: (model) =>
		`${model} wurde nicht darauf trainiert, Anweisungen zu befolgen, und bekommt sie deshalb nicht zu sehen. Sie wirken, sobald Sie ein Modell wählen, das es kann.`,
	saved: 'Anweisungen gespeichert'
};

export const chat: Messages['chat'] = {
	log: 'Unterhaltung',
	heading: 'Was wollen wir proben?',
	intro:
		'Ein kleines Modell, das hier in Ihrem Browser läuft. Es funktioniert ohne Netz, und was Sie schreiben, bleibt auf diesem Gerät.',
	suggestionsLabel: 'Vorschläge',
	suggestionsHint: 'Das mitgelieferte Modell versteht nur Englisch.',
	suggestions: [
		'What can you do?',
		'What is the capital of Norway?',
		'What is 17 + 25?',
		'Reverse the word stone.',
		'Convert 5 km to meters.',
		'Python one-liner for the sum of values'
	],
	you: 'Sie',
	understudy: 'Understudy',
	star: 'Star',
	jump: 'Zum Neuesten',
	thinking: 'Denkt nach …',
	waitingForModel: 'Antwortet, sobald das Modell bereit ist …',
	stopped: 'Angehalten',
	errorTitle: 'Keine Antwort',
	missing: 'Diese Unterhaltung ist nicht auf diesem Gerät. Vielleicht wurde sie gelöscht.',
	startNew: 'Beginnen Sie eine neue.',
	loadingConversation: 'Die Unterhaltung wird geöffnet …',
	otherTab: 'Wird in einem anderen Tab beantwortet',
	busy: 'In dieser Unterhaltung wird gerade eine andere Antwort geschrieben. Warten Sie sie ab oder halten Sie sie an.',
	announceStart: 'Understudy antwortet.',
	announceDone: 'Antwort vollständig.',
	announceStopped: 'Antwort angehalten.',
	announceFailed: (why) => `Keine Antwort. ${said(why)}`,
	sure: (percent) => `zu ${percent} sicher`,
	doesNotKnow: 'weiß es nicht',
	unsure: (percent) => `unsicher, ${percent}`,
	notSure: (percent) => `Nicht sicher genug (${percent}).`,
	asking: (who) => `Fragt ${who} …`,
	drafts: (n) => anzahl(n, 'Ein verworfener Entwurf', '# verworfene Entwürfe'),
	draftBy: (who) => `Von: ${who}`,
	startsWith: (domain, who, turns) =>
		`${domain}: beginnt mit ${who}, noch ${anzahl(turns, '# Zug', '# Züge')} lang`,
	startsBecause: {
		complaint: (who) => `Eine Antwort nannten Sie falsch. Sie war von: ${who}.`,
		'thumbs-down': (who) => `Eine Antwort nannten Sie schlecht. Sie war von: ${who}.`,
		retry: (who) => `Sie wollten eine andere Antwort. Die erste war von: ${who}.`,
		doubt: (who) => `Eine Antwort war zu unsicher. Sie war von: ${who}.`
	},
	forget: 'Vergessen',
	forgetLabel: 'Vergessen, was diese Unterhaltung gelernt hat',
	forgotten: 'Vergessen. Das kleine Modell darf es wieder versuchen.'
};

export const composer: Messages['composer'] = {
	label: 'Nachricht',
	placeholder: 'Fragen Sie etwas',
	placeholderWaiting: 'Schreiben Sie ruhig schon',
	send: 'Senden',
	stop: 'Anhalten',
	attach: 'Dateien hinzufügen',
	dictate: 'Diktieren',
	dictateEnd: 'Diktat beenden',
	remove: (name) => `${name} entfernen`,
	files: 'Dateien in dieser Nachricht',
	drop: 'Dateien hier ablegen, um sie der Nachricht hinzuzufügen',
	tooLong: (size, limit) =>
		`Diese Nachricht hat ${size}; eine Nachricht darf höchstens ${limit} haben. Kürzen Sie sie oder teilen Sie sie auf.`,
	disclaimer: 'Kleine Modelle irren sich. Prüfen Sie, worauf es ankommt.',
	disclaimerStarter: 'Der Starter ist winzig und weiß wenig. Prüfen Sie Wichtiges nach.'
};

export const markdown: Messages['markdown'] = {
	copy: 'Kopieren',
	copied: 'Kopiert',
	copyFailed:
		'Der Browser verweigert den Zugriff auf die Zwischenablage. Markieren Sie den Code und kopieren Sie ihn.',
	code: 'Code',
	table: 'Tabelle',
	image: 'Bild',
	imageHost: (host) => `(nicht geladen: Öffnen kontaktiert ${host})`,
	imageHidden: '(ein Bild, das hier nicht gezeigt werden kann)',
	taskDone: 'erledigt:',
	taskOpen: 'offen:'
};
