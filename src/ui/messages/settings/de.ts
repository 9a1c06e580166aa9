// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { SettingsWords } from './en.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

const de: SettingsWords = {
	title: 'Einstellungen',
	intro: 'Bleiben auf diesem Gerät und gelten für jede Unterhaltung.',
	saved: 'Gespeichert',
	appearance: 'Darstellung',
	theme: 'Farbschema',
	themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
	language: 'Sprache',
	writing: 'Schreiben und Lesen',
	sendOnEnter: 'Eingabetaste sendet die Nachricht',
	sendOnEnterHint: (key) =>
		`Umschalt+Eingabe beginnt eine neue Zeile. Ist dies aus, beginnt die Eingabetaste eine neue Zeile und ${key}+Eingabe sendet.`,
	singleKeys: 'Tastenkürzel aus einer einzelnen Taste',
	singleKeysHint: (key) =>
		`? öffnet die Liste der Tastenkürzel. Schalten Sie das aus, wenn eine Spracheingabe sie auslöst; ${key}+/ geht immer.`,
	showFigures: 'Messwerte unter Antworten zeigen',
	showFiguresHint: 'Token pro Sekunde und Zeit bis zum ersten Wort.',
	personalise: 'Aus meinem Umgang mit Antworten lernen',
	personaliseHint:
		'Aus Daumen, Kopien, zweiten Versuchen und Beschwerden lernt dieses Gerät, wann Ihnen eine Antwort genügt. Es braucht fünfzig davon, probiert das Gelernte zuerst an wenigen Fragen und behält es nur, wenn es hilft. Nichts davon verlässt das Gerät.',
	answers: 'Antworten',
	systemPrompt: 'Anweisungen für neue Unterhaltungen',
	systemPromptHint:
		'Das Modell liest sie vor jeder Nachricht, zum Beispiel „Antworte kurz.“ Eine Unterhaltung kann eigene haben.',
	systemPromptIgnored: (model) =>
		`${model} wurde nicht darauf trainiert, Anweisungen zu befolgen, und bekommt sie deshalb nicht zu sehen.`,
	temperature: 'Temperatur',
	temperatureHint:
		'0 gibt jedes Mal die wahrscheinlichste Antwort; höhere Werte sind abwechslungsreicher und irren öfter.',
	topP: 'Top-p',
	topPHint:
		'Nur die wahrscheinlichsten Wörter, die zusammen diesen Anteil erreichen, kommen in Frage.',
	maxTokens: 'Längste Antwort',
	maxTokensHint: 'In Token; ein Token ist ein kurzes Wort oder ein Teil davon.',
	maxTokensError: 'Schreiben Sie eine ganze Zahl von 16 bis 8.192.',
	reset: 'Auf Standard zurücksetzen',
	resetDone: 'Die Vorgaben gelten wieder',
	backend: 'Wo das Modell läuft',
	backends: {
		auto: 'Automatisch',
		webgpu: 'Grafikprozessor (WebGPU)',
		'wasm-threads': 'Prozessor, mehrere Threads',
		'wasm-single': 'Prozessor, ein Thread'
	},
	backendHint: 'Für Modelle, die auf llama.cpp laufen. Eine Änderung startet das Modell neu.',
	modes: 'Wer antwortet',
	mode: 'Modus',
	modeHint: 'Jede Unterhaltung kann unter ihrem Nachrichtenfeld einen anderen wählen.',
	byDomain: 'Nach Gebiet',
	byDomainHint: 'Geht dem Modus oben vor, wo eine Unterhaltung selbst nichts gewählt hat.',
	asAbove: 'Wie oben',
	byFile: 'Nach Dateiart',
	byFileHint: 'Für Fragen, in die eine Datei gelegt wird. Geht dem Gebiet vor.',
	addFile: 'Noch eine Art',
	addFileHint: 'Wie der Dateiname endet, etwa .py',
	addFileError: 'Schreiben Sie eine Endung wie .py.',
	custom: 'Ihr eigener Modus',
	customHint: 'Was „Eigener“ tut.',
	customModifier: 'Bei Zweifeln einen Spezialisten fragen',
	customEdge: 'Bei weiteren Zweifeln anderswo fragen',
	customEdgeHint: 'Nur wo die Unterhaltung es erlaubt.',
	customThreshold: 'Eine eigene Schwelle',
	customThresholdHint: 'Sonst gilt die für das Modell gemessene.',
	customThresholdValue: 'Sicher genug ab',
	customThresholdValueHint: 'Eine Antwort darunter wird bezweifelt. 0 bezweifelt keine, 1 alle.',
	customPaths: 'Versuche, die abstimmen',
	customPathsHint: '1 heißt keine Abstimmung. Jeder Versuch dauert so lange wie eine Antwort.',
	customRounds: 'Runden der Kritik',
	customRoundsHint: 'Der Kritiker benotet und verlangt eine bessere Antwort, höchstens so oft.',
	customExamples: 'Beispiele vor der Frage',
	customExamplesValues: {
		never: 'Nie',
		measured: 'Wo sie dem Modell helfen',
		novel: 'Bei ungewöhnlichen Fragen',
		always: 'Immer'
	},
	customCost: 'Höchstens je Antwort, in US-Cent',
	customCostHint: 'Leer: Nur das Budget entscheidet.',
	customCostError: 'Schreiben Sie einen Betrag wie 0.5, oder lassen Sie das Feld leer.',
	privacy: 'Privatsphäre',
	egress: 'Was neue Unterhaltungen senden dürfen',
	egressHint:
		'Ein Modell anderswo zu fragen heißt, ihm zu senden, was es von der Unterhaltung braucht. Jede kann für sich wählen.',
	data: 'Ihre Daten',
	dataHint:
		'Unterhaltungen, Entwürfe, Einstellungen und Modelle liegen in diesem Browser und sonst nirgends.',
	backup: 'Sicherung',
	backupBody:
		'Alle Unterhaltungen, Entwürfe und Einstellungen in einer Datei. Modelle sind nicht dabei.',
	backupButton: 'Alles sichern',
	backupDone: (name) => `Als ${name} in Ihren Downloads gespeichert.`,
	backupName: (date) => `understudy-sicherung-${date}.json`,
	restore: 'Wiederherstellen',
	restoreBody:
		'Fügt hinzu, was eine Sicherung enthält. Wo beide denselben Eintrag haben, bleibt der neuere.',
	restoreButton: 'Sicherung einspielen',
	import: 'Import',
	importBody:
		'Unterhaltungen, die hier, aus ChatGPT (conversations.json oder das ZIP darum) oder aus Open WebUI exportiert wurden.',
	importButton: 'Datei wählen',
	importDrop: 'oder hier ablegen',
	reading: (name) => `${name} wird gelesen …`,
	reportTitle: (name) => `Aus ${name}`,
	reportNothing: 'Die Datei enthielt nichts Neues.',
	reportSkipped: (n) => anzahl(n, '# Eintrag wurde übersprungen', '# Einträge wurden übersprungen'),
	reportMore: (n) => anzahl(n, 'und # weiterer', 'und # weitere'),
	importFailed: (name) => `${name} konnte nicht gelesen werden`,
	importFailedKept: 'Nichts wurde geändert.',
	erase: 'Löschen',
	eraseBody:
		'Entfernt Unterhaltungen, Entwürfe, Einstellungen und Modelle aus diesem Browser. Die App selbst bleibt.',
	eraseButton: 'Alles löschen',
	eraseTitle: 'Alles löschen?',
	eraseList:
		'Alle Unterhaltungen, Entwürfe, Einstellungen und Modelle werden von diesem Gerät entfernt. Eine andere Kopie gibt es nicht, außer Sie haben eine Sicherung gemacht.',
	eraseBackup: 'Erst sichern',
	eraseConfirm: 'Alles löschen',
	erasing: 'Wird gelöscht …',
	edge: {
		title: 'Große Modelle',
		intro:
			'Eine Frage, die das kleine Modell nicht trägt, kann an ein größeres gehen, über die Edge, von der diese Seite kommt. Die Edge wird nach ihrem Zustand gefragt, wenn Sie nachsehen, und nicht vorher.',
		look: 'Bei der Edge nachsehen',
		again: 'Noch einmal nachsehen',
		looking: 'Die Edge wird gefragt …',
		localOnly: (privacy) =>
			`Neue Unterhaltungen sind nur lokal, darum wurde die Edge nicht gefragt. Wählen Sie unter ${privacy} etwas anderes, um nachzusehen.`,
		offline:
			'Dieses Gerät hat kein Netz, darum kann die Edge nicht gefragt werden. Die Modelle auf diesem Gerät antworten wie zuvor.',
		absent:
			'Wo diese Seite liegt, gibt es keine Edge. Starten Sie die App mit npm start, oder bringen Sie den Worker zu Cloudflare: Die README sagt unter „The edge“, wie.',
		unreachable:
			'Die Edge hat nicht geantwortet. Versuchen Sie es gleich noch einmal; die Modelle auf diesem Gerät antworten wie zuvor.',
		misconfigured: 'Die Edge antwortet nicht, bis ihr Betreiber eine Variable berichtigt.',
		notConfigured: 'Die Edge läuft, aber niemand hat ihr ein großes Modell gegeben.',
		operator: 'Wer sie betreibt, setzt eine dieser Variablen und startet sie neu:',
		example: 'Zum Beispiel:',
		readme:
			'Die ganze Tabelle steht in der README unter „The edge“. UNDERSTUDY_PROVIDERS nennt eigene Server.',
		instead: 'Oder bleiben Sie auf diesem Gerät und',
		localModel: 'nehmen Sie ein größeres lokales Modell',
		problems: 'Ihre Konfiguration sagt:',
		ready: 'Die Edge kann gefragt werden.',
		providers: 'Anbieter',
		aliases: 'Namen, die unter ihnen wählen',
		needsSession:
			'Ihre Modelle und Ihre Ausgaben erfahren Sie, sobald eine Frage dorthin gegangen ist.',
		today: 'Heute ausgegeben',
		month: 'Diesen Monat ausgegeben',
		ofLimit: (value, limit) => `${value} von ${limit}`,
		turns: (n) => anzahl(n, '# Frage', '# Fragen')
	},
	server: {
		title: 'Ein eigener Server',
		intro:
			'Ein Modellserver auf diesem Rechner kann an Stelle des Browsers antworten: der von Understudy, llama.cpp, vLLM oder Ollama. So startet man einen:',
		address: 'Adresse',
		token: 'Zugangsschlüssel, falls er einen will',
		tokenHint: 'Bleibt in diesem Browser und kommt in keine Sicherung.',
		connect: 'Verbinden',
		find: 'Auf diesem Rechner suchen',
		disconnect: 'Trennen',
		looking: 'Suche auf diesem Rechner…',
		nothingFound:
			'Auf diesem Rechner antwortet kein Modellserver. Starten Sie einen, und suchen Sie noch einmal:',
		connecting: (host) => `Frage ${host}…`,
		barred:
			'Diese Seite kam über das Netz; Browser halten solche Seiten oft von diesem Rechner fern oder fragen Sie vorher. Der Server von Understudy hat die App auch auf seiner eigenen Adresse:',
		returns:
			'Bis er zurück ist, antwortet der Browser; die App verbindet sich dann von selbst wieder.',
		connected: (host) => `Verbunden mit ${host}.`,
		uses: {
			answers:
				'Er hat das hier gewählte Modell und antwortet an Stelle des Browsers. Verschwindet er, macht der Browser allein weiter.',
			slower:
				'Er hat das hier gewählte Modell, doch der Browser ist schneller: Der Browser antwortet.',
			further:
				'Er hat ein anderes Modell als das hier gewählte. Er wird gefragt, wo die Antwort dieses Geräts nicht sicher genug ist.',
			unlike:
				'Er nennt den Namen des hier gewählten Modells, antwortet aber nicht wie dieses, oder ihm fehlen Spezialisten von diesem. Er gilt als anderes Modell: Er wird gefragt, wo die Antwort dieses Geräts nicht sicher genug ist.'
		},
		model: 'Modell',
		there: 'Der Server',
		here: 'Dieser Browser',
		tokensPerSecond: (number) => `${number} Token/s`,
		stays: 'Was er gefragt wird, bleibt auf diesem Rechner.',
		leaves:
			'Was er gefragt wird, verlässt dieses Gerät; darüber entscheidet jede Unterhaltung, wie bei der Edge.'
	}
};

export default de;
