// Die Oberfläche auf Deutsch. Schlüssel und Typen kommen aus en.ts.

import { plural } from './format.ts';
import type { Messages } from './i18n.svelte.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

const de: Messages = {
	app: {
		name: 'Understudy',
		description:
			'Ein Chat, der mit einem kleinen Sprachmodell in Ihrem Browser antwortet. Er funktioniert ohne Netz, und nichts verlässt Ihr Gerät.',
		skip: 'Zum Nachrichtenfeld springen',
		loading: 'Wird geladen …',
		storageFailed: 'Dieser Browser lässt die App nichts speichern',
		storageFailedBody: (why) =>
			`${why} Erlauben Sie Websitedaten für diese Adresse oder verlassen Sie das private Fenster und laden Sie dann neu.`,
		startFailed: 'Die App konnte nicht starten',
		reload: 'Neu laden',
		newVersion: 'Eine neue Version ist bereit.',
		noScript:
			'Understudy führt ein Sprachmodell in Ihrem Browser aus und braucht deshalb JavaScript.'
	},
	common: {
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
	},
	sidebar: {
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
		settings: 'Einstellungen',
		help: 'Hilfe',
		links: 'App'
	},
	header: {
		model: (name) => `Modell: ${name}. Modelle öffnen`,
		modelLoading: (percent) => `Startet, ${percent}`,
		modelDownloading: (percent) => `Lädt, ${percent}`,
		modelIdle: 'Kein Modell',
		modelFailed: 'Modell gescheitert',
		starter: 'ein winziges eigenes Modell',
		shared: 'läuft in einem anderen Tab',
		backends: {
			webgpu: 'GPU',
			'wasm-threads': 'CPU',
			'wasm-single': 'CPU, ein Thread'
		},
		actions: 'Aktionen für die Unterhaltung',
		instructions: 'Anweisungen',
		egress: {
			label: (name) => `Was dieses Gerät verlassen darf: ${name}`,
			title: 'Was dieses Gerät verlassen darf',
			'local-only': 'Nur lokal',
			'local-only-hint': 'Nie wird etwas gesendet. Nur dieses Gerät antwortet.',
			ask: 'Erst fragen',
			'ask-hint': 'Sie sehen jedes Mal, was gesendet würde, und entscheiden.',
			allow: 'Erlauben',
			'allow-hint': 'Ein stärkeres Modell darf ohne Rückfrage helfen.',
			today: 'Diese Version sendet nie etwas. Ihre Wahl gilt, sobald sie es kann.'
		}
	},
	instructions: {
		title: 'Anweisungen für diese Unterhaltung',
		label: 'Anweisungen',
		hint: 'Das Modell liest sie vor jeder Nachricht, zum Beispiel „Antworte in einem Satz.“',
		notFollowed: (model) =>
			`${model} wurde nicht darauf trainiert, Anweisungen zu befolgen, und bekommt sie deshalb nicht zu sehen. Sie wirken, sobald Sie ein Modell wählen, das es kann.`,
		saved: 'Anweisungen gespeichert'
	},
	chat: {
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
			'Reverse the word “lantern”.',
			'Convert 5 km to miles.',
			'Write a Python one-liner that sums a list.'
		],
		you: 'Sie',
		understudy: 'Understudy',
		star: 'Star',
		jump: 'Zum Neuesten',
		thinking: 'Denkt nach …',
		answering: 'Antwortet',
		stopped: 'Angehalten',
		errorTitle: 'Keine Antwort',
		missing: 'Diese Unterhaltung ist nicht auf diesem Gerät. Vielleicht wurde sie gelöscht.',
		loadingConversation: 'Die Unterhaltung wird geöffnet …',
		otherTab: 'Wird in einem anderen Tab beantwortet',
		busy: 'In dieser Unterhaltung wird gerade eine andere Antwort geschrieben. Warten Sie sie ab oder halten Sie sie an.',
		emptyAnswer:
			'Das Modell hat ohne ein Wort aufgehört. Versuchen Sie es noch einmal oder fragen Sie anders.',
		announceStart: 'Understudy antwortet.',
		announceDone: 'Antwort vollständig.',
		announceStopped: 'Antwort angehalten.',
		announceFailed: (why) => `Keine Antwort. ${why}`
	},
	actions: {
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
		editLabel: 'Ihre Nachricht bearbeiten',
		editSend: 'Geändert senden',
		details: 'Einzelheiten zu dieser Antwort'
	},
	figures: {
		speed: (tokens) => `${tokens} Tokens/s`,
		firstToken: (time) => `erstes Wort nach ${time}`,
		confidence: (percent) => `${percent} sicher`,
		notCalibrated: 'nicht kalibriert'
	},
	receipt: {
		title: 'Wer geantwortet hat, und wie',
		source: 'Antwort von',
		model: 'Modell',
		reason: 'Grund',
		confidence: 'Sicherheit',
		confidenceUnknown: 'unbekannt: dieses Modell nennt keine Wahrscheinlichkeiten',
		confidenceRaw: (value) =>
			`${value}, nicht kalibriert: die Wahrscheinlichkeit des unwahrscheinlichsten Wortstücks, nicht die Aussicht, dass die Antwort stimmt`,
		confidenceCalibrated: (value) => `${value}, kalibriert`,
		firstToken: 'Zeit bis zum ersten Token',
		total: 'Gesamtzeit',
		speed: 'Tempo',
		tokens: 'Tokens',
		tokensValue: (prompt, cached, completion) =>
			`${prompt} gelesen (${cached} davon von vorher behalten), ${completion} geschrieben`,
		sent: 'Verließ das Gerät',
		nothingSent: 'nichts',
		cost: 'Kosten',
		free: 'nichts',
		when: 'Wann',
		attempts: 'Versuche',
		kept: 'behalten',
		dropped: 'verworfen',
		failed: 'gescheitert',
		sources: {
			base: 'das Modell auf diesem Gerät',
			modifier: (name) => `das Modell auf diesem Gerät mit seinem Spezialisten ${name}`,
			native: (name) => `${name} auf diesem Rechner`,
			edge: (name) => `${name}, außerhalb dieses Geräts`
		}
	},
	composer: {
		label: 'Nachricht',
		placeholder: 'Fragen Sie etwas',
		placeholderWaiting: 'Schreiben Sie schon, während das Modell startet',
		send: 'Senden',
		stop: 'Anhalten',
		attach: 'Textdateien hinzufügen',
		remove: (name) => `${name} entfernen`,
		files: 'Dateien in dieser Nachricht',
		drop: 'Textdateien hier ablegen, um sie der Nachricht hinzuzufügen',
		tooLong: (size, limit) =>
			`Diese Nachricht hat ${size}; eine Nachricht darf höchstens ${limit} haben. Kürzen Sie sie oder teilen Sie sie auf.`,
		fileTooLarge: (name, size, limit) =>
			`„${name}“ hat ${size}; eine Datei darf höchstens ${limit} haben. Fügen Sie den Teil ein, auf den es ankommt.`,
		fileNotText: (name) =>
			`„${name}“ ist keine Textdatei. Nur Text (Notizen, Code, CSV, Markdown …) kann hinzugefügt werden.`,
		tooManyFiles: (limit) => `Eine Nachricht fasst höchstens ${limit} Dateien.`,
		fileEmpty: (name) => `„${name}“ ist leer.`,
		hintEnter: 'Enter sendet, Umschalt+Enter beginnt eine neue Zeile',
		hintModifier: (key) => `${key}+Enter sendet`,
		disclaimer: 'Kleine Modelle irren sich. Prüfen Sie, worauf es ankommt.',
		disclaimerStarter:
			'Der Starter ist winzig und weiß wenig. Prüfen Sie, worauf es ankommt, oder wählen Sie ein größeres Modell.'
	},
	model: {
		starting: 'Wird vorbereitet …',
		downloading: (name) => `${name} wird heruntergeladen`,
		loading: (name) => `${name} startet`,
		progress: (received, total) => `${received} von ${total}`,
		pause: 'Download anhalten',
		resume: 'Fortsetzen',
		paused: (name) => `Der Download von ${name} ist angehalten`,
		failed: (name) => `${name} konnte nicht starten`,
		idle: 'Noch ist kein Modell gewählt',
		choose: 'Modell wählen',
		useStarter: 'Starter verwenden',
		ready: (name) => `${name} ist bereit`
	},
	markdown: {
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
	},
	shortcuts: {
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
		or: 'oder'
	},
	files: {
		importing: (name) => `${name} wird importiert …`,
		imported: (conversations, messages) =>
			`${anzahl(conversations, '# Unterhaltung', '# Unterhaltungen')} mit ${anzahl(messages, '# Nachricht', '# Nachrichten')} importiert.`,
		skipped: (n) => anzahl(n, '# Eintrag wurde übersprungen.', '# Einträge wurden übersprungen.'),
		modelAdded: (name) => `${name} ist jetzt unter Ihren Modellen.`
	}
};

export default de;
