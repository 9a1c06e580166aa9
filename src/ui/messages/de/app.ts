// Die App um ihre Seiten herum auf Deutsch: ihr Rahmen, die Liste der Unterhaltungen, Tastenkürzel und was jeder Teil sagt.

import type { Messages } from '../i18n.svelte.ts';
import { anzahl } from './count.ts';

export const app: Messages['app'] = {
	name: 'Understudy',
	description:
		'Ein Chat, der mit einem kleinen Sprachmodell in Ihrem Browser antwortet. Er funktioniert ohne Netz, und nichts verlässt Ihr Gerät.',
	skip: 'Zum Inhalt springen',
	loading: 'Wird geladen …',
	startFailed: 'Die App konnte nicht starten',
	reload: 'Neu laden',
	newVersion: 'Eine neue Version ist bereit.',
	notFetched:
		'Ein Teil der App war nicht zu laden. Prüfen Sie die Verbindung und laden Sie dann die Seite neu.'
};

export const common: Messages['common'] = {
	languageAuto: (name) => `Wie der Browser (${name})`,
	used: (used, quota) => `${used} von ${quota} belegt`,
	usedLabel: 'Belegter Speicherplatz',
	cancel: 'Abbrechen',
	close: 'Schließen',
	save: 'Speichern',
	delete: 'Löschen',
	undo: 'Rückgängig',
	retry: 'Erneut versuchen',
	copy: 'Kopieren',
	copied: 'Kopiert',
	copyFailed:
		'Der Browser verweigert den Zugriff auf die Zwischenablage. Markieren Sie den Text und kopieren Sie ihn.',
	dismiss: 'Ausblenden',
	more: 'Mehr',
	notifications: 'Mitteilungen',
	listOf: (items) => new Intl.ListFormat('de').format(items)
};

export const sidebar: Messages['sidebar'] = {
	label: 'Unterhaltungen',
	show: 'Unterhaltungen einblenden',
	hide: 'Unterhaltungen ausblenden',
	newChat: 'Neuer Chat',
	search: 'Unterhaltungen durchsuchen',
	clearSearch: 'Suche leeren',
	results: (n) => anzahl(n, '# Unterhaltung gefunden', '# Unterhaltungen gefunden'),
	noResults: (query) =>
		`Nichts enthält „${query}“. Versuchen Sie es mit weniger oder kürzeren Wörtern.`,
	empty: 'Hier erscheinen Ihre Unterhaltungen. Sie bleiben auf diesem Gerät.',
	pinned: 'Angeheftet',
	today: 'Heute',
	yesterday: 'Gestern',
	week: 'Letzte 7 Tage',
	month: 'Letzte 30 Tage',
	older: 'Älter',
	untitled: 'Neue Unterhaltung',
	actions: (title) => `Aktionen für „${title}“`,
	rename: 'Umbenennen',
	renameLabel: 'Name der Unterhaltung',
	pin: 'Anheften',
	unpin: 'Lösen',
	exportJson: 'Als JSON exportieren',
	exportMarkdown: 'Als Markdown exportieren',
	deleted: (title) => `„${title}“ gelöscht`,
	restored: (title) => `„${title}“ ist wieder da`,
	models: 'Modelle',
	insights: 'Einblicke',
	settings: 'Einstellungen',
	help: 'Hilfe',
	links: 'App'
};

export const compare: Messages['compare'] = {
	title: 'Vergleichen',
	intro: 'Eine Frage an mehrere Modelle oder Spezialisten, die Antworten nebeneinander.',
	link: 'Modelle nebeneinander vergleichen'
};

export const operator: Messages['operator'] = {
	title: 'Ein Chat auf Ihrer Website',
	intro: 'Für alle, die diesen Chat auf eine Website stellen: einrichten, ansehen, prüfen.'
};

export const shortcuts: Messages['shortcuts'] = {
	title: 'Tastenkürzel',
	open: 'Tastenkürzel',
	groupGeneral: 'Überall',
	groupChat: 'In einer Unterhaltung',
	newChat: 'Neuer Chat',
	search: 'Unterhaltungen durchsuchen',
	sidebar: 'Unterhaltungen ein- oder ausblenden',
	help: 'Diese Liste',
	focusComposer: 'Zum Nachrichtenfeld',
	stop: 'Antwort anhalten',
	editLast: 'Letzte eigene Nachricht bearbeiten (bei leerem Nachrichtenfeld)',
	copyLast: 'Letzte Antwort kopieren',
	send: 'Nachricht senden',
	newLine: 'Neue Zeile',
	keys: { ctrl: 'Strg', shift: 'Umschalt', enter: 'Eingabe' },
	or: 'oder'
};

export const errorPage: Messages['errorPage'] = {
	notFound: 'Diese Seite steht nicht auf dem Programm',
	notFoundBody: (path) =>
		`Unter ${path} gibt es nichts. Der Link ist vielleicht alt oder hat einen Tippfehler.`,
	failed: 'Diese Seite ist stecken geblieben',
	failedBody: (why) =>
		`Die App meldet: ${why}. Ihre Unterhaltungen sind auf diesem Gerät gespeichert. Laden Sie die Seite neu.`,
	back: 'Zurück zum Chat'
};

export const files: Messages['files'] = {
	importing: (name) => `${name} wird importiert …`,
	imported: (conversations, messages) =>
		`${anzahl(conversations, '# Unterhaltung', '# Unterhaltungen')} mit ${anzahl(messages, '# Nachricht', '# Nachrichten')} importiert.`,
	skipped: (n) => anzahl(n, '# Eintrag wurde übersprungen.', '# Einträge wurden übersprungen.'),
	modelAdded: (name) => `${name} ist jetzt unter Ihren Modellen.`
};
