// Die Modelle auf Deutsch: wie eines startet, was von jedem bekannt ist und die Einführung, die sie anbietet.

import type { Messages } from '../i18n.svelte.ts';

export const model: Messages['model'] = {
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
};

export const models: Messages['models'] = {
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
		creative: 'kreatives Schreiben',
		general: 'Allgemeines',
		'out-of-scope': 'alles andere'
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
};

export const welcome: Messages['welcome'] = {
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
};
