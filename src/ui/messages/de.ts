// Die Oberfläche auf Deutsch. Schlüssel und Typen kommen aus en.ts.
// Lang, weil eine Sprache eine Datei ist.

import { plural } from './format.ts';
import type { Messages } from './i18n.svelte.ts';
import { SAID_DE } from './said/de.ts';
import { sayer } from './said.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

/** 1,234.5 MB → 1.234,5 MB */
const zahl = (text: string) => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

const said = sayer(SAID_DE, zahl);

const de: Messages = {
	said,
	app: {
		name: 'Understudy',
		description:
			'Ein Chat, der mit einem kleinen Sprachmodell in Ihrem Browser antwortet. Er funktioniert ohne Netz, und nichts verlässt Ihr Gerät.',
		skip: 'Zum Inhalt springen',
		loading: 'Wird geladen …',
		startFailed: 'Die App konnte nicht starten',
		reload: 'Neu laden',
		newVersion: 'Eine neue Version ist bereit.'
	},
	common: {
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
		insights: 'Einblicke',
		settings: 'Einstellungen',
		help: 'Hilfe',
		links: 'App'
	},
	header: {
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
		forget: 'Vergessen',
		forgetLabel: 'Vergessen, was diese Unterhaltung gelernt hat',
		forgotten: 'Vergessen. Das kleine Modell darf es wieder versuchen.'
	},
	sources: {
		base: 'das Modell auf diesem Gerät',
		modifier: (name) => `Fachmodell ${name}`,
		native: (name) => `${name} auf diesem Rechner`,
		edge: (name) => `${name}, außerhalb dieses Geräts`,
		stronger: 'etwas Stärkerem',
		bigger: 'ein größeres Modell',
		short: {
			modifier: (name) => name,
			native: (name) => `${name}, dieser Rechner`,
			edge: (name) => `${name}, außerhalb`
		}
	},
	modes: {
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
		always: 'Immer dasselbe Fachmodell',
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
		only: (name) => `Fachmodell ${name}`
	},
	consent: {
		title: (host) => `Das an ${host} senden?`,
		titleLater: (host) => `Sie sind offline. Das an ${host} senden, sobald verbunden?`,
		announce: (host) =>
			`Understudy fragt, ob es diese Unterhaltung an ${host} senden darf. Die Wahl steht über dem Nachrichtenfeld.`,
		size: 'Wie viel',
		cost: 'Kosten',
		costAbout: (money) => `bis zu ${money}`,
		costUnknown: 'vorher nicht bekannt',
		found: (what) => `Persönliche Daten gefunden: ${what}.`,
		kinds: {
			email: (n) => anzahl(n, '# E-Mail-Adresse', '# E-Mail-Adressen'),
			phone: (n) => anzahl(n, '# Telefonnummer', '# Telefonnummern'),
			card: (n) => anzahl(n, '# Kartennummer', '# Kartennummern'),
			key: (n) => anzahl(n, '# Schlüssel oder Passwort', '# Schlüssel oder Passwörter')
		},
		otherKind: (kind, n) => `${kind} (${n})`,
		show: 'Was gesendet würde',
		full: 'So, wie es ist',
		redacted: 'Ohne persönliche Daten',
		once: 'Einmal senden',
		onceLater: 'Senden, sobald verbunden',
		sendRedacted: 'Ohne persönliche Daten senden',
		always: 'In dieser Unterhaltung immer',
		refuse: 'Nicht senden',
		never: 'Hier nie',
		elsewhere: (title) => `„${title}“ fragt, ob etwas gesendet werden darf.`
	},
	money: {
		nothing: 'nichts',
		cents: (n) => `${n} US-Cent`
	},
	ledger: {
		title: 'Was diese Unterhaltung gekostet hat',
		empty: 'Noch keine Antwort, also auch keine Kosten.',
		who: 'Antwort von',
		answers: 'Antworten',
		tokens: 'Token',
		cost: 'Kosten',
		sent: 'Verließ das Gerät',
		total: 'Zusammen',
		saved: (money, model) =>
			`Hätte ${model} zum Listenpreis alles beantwortet, wäre es etwa ${money} teurer gewesen.`
	},
	queue: {
		waiting: (host) => `Geht an ${host}, sobald dieses Gerät verbunden ist.`,
		sending: (host) => `Wird an ${host} gesendet…`,
		takeBack: 'Zurücknehmen',
		takenBack: 'Es wird nicht gesendet.'
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
		editLabel: 'Neue Fassung',
		editSend: 'So fragen',
		details: 'Einzelheiten zu dieser Antwort',
		good: 'Gute Antwort',
		bad: 'Schlechte Antwort',
		badNoted: 'Vermerkt, nur auf diesem Gerät.',
		askAgain: 'Noch einmal fragen',
		readAloud: 'Vorlesen',
		stopReading: 'Vorlesen beenden'
	},
	figures: {
		speed: (tokens) => `${tokens} Token/s`,
		firstToken: (time) => `erstes Wort nach ${time}`,
		confidence: (percent) => `Sicherheit ${percent}`,
		notCalibrated: 'nicht kalibriert',
		guessed: 'vorsichtig geschätzt'
	},
	receipt: {
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
	},
	composer: {
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
	models: {
		facts: {
			parameters: 'Parameter',
			context: 'Kontext',
			size: 'Download',
			licence: 'Lizenz',
			family: 'Architektur',
			sizeUnknown: 'steht beim Start fest',
			tokens: (n) => `${n} Token`
		},
		card: 'Modellkarte',
		cardOf: (name) => `Modellkarte: ${name}`,
		domainNames: {
			code: 'Code',
			reasoning: 'Schlussfolgern',
			automation: 'Automatisierung',
			math: 'Mathematik',
			'hard-math': 'schwere Mathematik',
			science: 'Naturwissenschaft',
			finance: 'Finanzen',
			creative: 'kreatives Schreiben'
		},
		provenance: 'Woher es kommt',
		measured: 'Was es nachweislich kann',
		measuredHint: 'Gemessen an Fragen, mit denen es nicht trainiert wurde.',
		measuredNone: 'Dieses Modell hat in dieser App noch niemand gemessen.',
		ability: 'Fähigkeit',
		accuracy: 'Richtig',
		questions: 'Fragen',
		files: 'Dateien und Prüfsummen',
		sha256: 'SHA-256',
		modifiers: 'Spezialisten',
		noSystemPrompt:
			'Es befolgt keine eigenen Anweisungen (System-Prompt), deshalb bekommt es keine zu sehen.',
		storageUnknown: 'Dieser Browser verrät es nicht'
	},
	welcome: {
		title: 'Bevor der Vorhang aufgeht',
		here: 'Was hier läuft',
		hereBody:
			'Ein kleines Sprachmodell, in diesem Browser. Das mitgelieferte ist winzig und versteht nur Englisch: Es kennt ein paar hundert Fakten, einfache Rechnungen und diese App, und sagt es, wenn es etwas nicht weiß.',
		leaves: 'Was dieses Gerät verlässt',
		leavesBody:
			'Von selbst nichts: kein Konto, kein Tracking, und es geht ohne Netz. Bevor ein stärkeres Modell anderswo gefragt wird, sehen Sie, was gesendet würde, und entscheiden.',
		try: 'Mitgeliefertes Modell ausprobieren',
		better: 'Ein besseres Modell für dieses Gerät',
		betterLooking: 'Wird gesucht …',
		betterNone:
			'Kein größeres Modell der Liste läuft hier sicher gut. Das mitgelieferte läuft immer.',
		betterFits: (name, facts) => `${name} passt: ${facts}.`,
		betterFacts: (size, licence) => `${size} Download, ${licence}`,
		get: (name) => `${name} holen`,
		getting: (name) =>
			`${name} wird heruntergeladen. Bis es so weit ist, antwortet das mitgelieferte Modell.`,
		contacts: (host) => `Der Download kontaktiert ${host}, sonst niemanden.`,
		other: 'Alle Modelle ansehen',
		dismiss: 'Diese Einführung schließen'
	},
	compare: {
		title: 'Vergleichen',
		intro: 'Eine Frage an mehrere Modelle oder Spezialisten, die Antworten nebeneinander.',
		link: 'Modelle nebeneinander vergleichen'
	},
	operator: {
		title: 'Ein Chat auf Ihrer Website',
		intro: 'Für alle, die diesen Chat auf eine Website stellen: einrichten, ansehen, prüfen.'
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
		keys: { ctrl: 'Strg', shift: 'Umschalt', enter: 'Eingabe' },
		or: 'oder'
	},
	widget: {
		greeting: 'Guten Tag! Was möchten Sie wissen?',
		downloads: (size, once) =>
			`Ihre erste Nachricht startet ein kleines Modell in diesem Browser: ein Download von ${size === null ? 'einigen Megabyte' : `bis zu ${size}`}, ${once ? 'einmal' : 'bei jedem Besuch'}.`,
		elsewhere: (host) =>
			`Antworten kommen von ${host}. Sie werden gefragt, bevor etwas gesendet wird.`,
		forgets:
			'Dieser Browser lässt den Chat hier nichts speichern. Was gesagt wird, ist vergessen, wenn Sie die Seite verlassen.',
		person: 'Einen Menschen fragen',
		startOver: 'Neu beginnen',
		clear: 'Alles löschen',
		clearHint: 'Die Unterhaltung und das geladene Modell',
		mail: 'E-Mail schreiben',
		mailHint: (address) =>
			`Damit beginnt in Ihrem E-Mail-Programm eine Nachricht an ${address}, mit der Unterhaltung darin. Sie lesen und senden sie selbst.`,
		sendHint: (site, host) =>
			`Damit geht, was Sie hier sehen, an ${site}, über ${host}. Sonst geht nichts mit.`,
		contact: 'Wie sind Sie zu erreichen?',
		contactHint: 'Eine Mailadresse oder eine Telefonnummer. Ohne sie kann Ihnen niemand antworten.',
		note: 'Was sollte man dort wissen?',
		send: 'Senden',
		sending: 'Wird gesendet …',
		sent: (site) => `An ${site} gesendet.`,
		transcript: 'Die Unterhaltung bisher',
		sources: 'Von dieser Website',
		unread: 'Die Antwort oben wurde geschrieben, ohne diese Stellen zu lesen.',
		notTold: 'Die Seiten dieser Website sagen dazu nichts. Die Antwort ist die des Modells.',
		alone: 'Dieser Chat gehört auf die Seiten einer Website. Öffnen Sie ihn dort.'
	},
	errorPage: {
		notFound: 'Diese Seite steht nicht auf dem Programm',
		notFoundBody: (path) =>
			`Unter ${path} gibt es nichts. Der Link ist vielleicht alt oder hat einen Tippfehler.`,
		failed: 'Diese Seite ist stecken geblieben',
		failedBody: (why) =>
			`Die App meldet: ${why}. Ihre Unterhaltungen sind auf diesem Gerät gespeichert. Laden Sie die Seite neu.`,
		back: 'Zurück zum Chat'
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
