// Die Sätze der Seite für Betreiber auf Deutsch. Schlüssel und Typen kommen aus en.ts.

import { plural } from '../format.ts';
import { sayer } from '../said.ts';
import type { OperatorWords } from './en.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

/** Was der Parser von einem Feld sagt. */
const SAID = {
	'should be an object, is {kind}.': 'sollte ein Objekt sein, ist {kind}.',
	'should be a list, is {kind}.': 'sollte eine Liste sein, ist {kind}.',
	'should be text, is {kind}.': 'sollte Text sein, ist {kind}.',
	'should be a finite number, is {kind}.': 'sollte eine Zahl sein, ist {kind}.',
	'should be a whole number from {min} to {max}, is {number}.':
		'sollte eine ganze Zahl von {min} bis {max} sein, ist {number}.',
	'should be one of {allowed}; is {value}.': 'sollte eines von {allowed} sein; ist {value}.',
	'is not known. Known are {names}.': 'ist nicht bekannt. Bekannt sind {names}.',
	'“{key}” is there twice.': '„{key}“ kommt zweimal vor.',
	'should be 3 to 64 letters, digits, - or _, and not “{reserved}”; is “{key}”.':
		'sollte 3 bis 64 Buchstaben, Ziffern, - oder _ haben und nicht „{reserved}“ sein; ist „{key}“.',
	'should list at least one origin.': 'sollte mindestens einen Ursprung nennen.',
	'should be an origin such as https://example.org, without a path; is “{text}”.':
		'sollte ein Ursprung sein wie https://example.org, ohne Pfad; ist „{text}“.',
	'should be written as {origin}; is “{text}”.':
		'sollte als {origin} geschrieben sein; ist „{text}“.',
	'should begin with https:// (http is for this machine alone).':
		'sollte mit https:// beginnen (http gilt nur für diesen Rechner).',
	'may have {most} characters at most, has {length}.':
		'darf höchstens {most} Zeichen haben, hat {length}.',
	'may have {most} at most, has {length}.': 'darf höchstens {most} haben, hat {length}.',
	'should name “local”, “edge” or both.': 'sollte „local“, „edge“ oder beide nennen.',
	'needs “local” among the engines: it is searched by what comes with the model of the visitor’s device.':
		'braucht „local“ unter „engines“: Durchsucht wird mit dem, was mit dem Modell auf dem Gerät der Besucher kommt.',
	'should be auto, fast, balanced, accurate, or only: and a modifier.':
		'sollte auto, fast, balanced, accurate oder only: und ein Spezialist sein.',
	'should be a mail address, such as help@example.org.':
		'sollte eine Mailadresse sein, etwa help@example.org.',
	'should be a name of letters, digits, - or _ with .bin.':
		'sollte ein Name aus Buchstaben, Ziffern, - oder _ mit .bin sein.',
	'should be 64 hexadecimal digits, as the index step prints.':
		'sollte 64 hexadezimale Ziffern haben, wie der Schritt index sie ausgibt.',
	'should be an address that begins with https:// (http is for this machine alone), without a user or password in it.':
		'sollte eine Adresse sein, die mit https:// beginnt (http gilt nur für diesen Rechner), ohne Benutzer und Passwort.',
	missing: 'nicht da',
	null: 'null',
	'a list': 'eine Liste',
	'a string': 'Text',
	'a boolean': 'ein Wahrheitswert',
	'a object': 'ein Objekt'
};

const de: OperatorWords = {
	setUp: {
		title: 'Einrichten',
		intro:
			'Was Sie eingeben, bleibt in diesem Browser. Kopieren Sie die Ergebnisse auf Ihre Website und in das Edge.',
		key: 'Schlüssel der Website',
		keyHint: '3 bis 64 Buchstaben, Ziffern, - oder _. Er ist öffentlich.',
		origin: 'Adresse Ihrer Website',
		originHint: 'Nur Seiten dieses Ursprungs dürfen den Chat zeigen.',
		name: 'Titel',
		greeting: 'Begrüßung',
		suggestions: 'Vorgeschlagene Fragen',
		suggestionsHint: 'Eine je Zeile, höchstens sechs.',
		mode: 'Wo er steht',
		modes: { launcher: 'Hinter einem Knopf', inline: 'In der Seite' },
		position: 'Knopf am',
		positions: { end: 'Ende des unteren Rands', start: 'Anfang des unteren Rands' },
		theme: 'Hell oder dunkel',
		themes: { auto: 'Wie das System der Besucher', light: 'Immer hell', dark: 'Immer dunkel' },
		comes: 'Sein Skript wird geholt',
		comings: { after: 'wenn die Seite zu sehen ist', with: 'während die Seite lädt' },
		colours: 'Farben',
		coloursHint: 'Jede CSS-Farbe. Leer gelassen gilt die des Chats.',
		colourNames: {
			accent: 'Knöpfe',
			'accent-ink': 'Text auf Knöpfen',
			paper: 'Grund',
			ink: 'Text'
		},
		snippet: 'Für Ihre Seiten',
		policy: 'Für Ihre Content-Security-Policy',
		policyHint:
			'Wo Ihre Seiten eine haben, muss sie dies erlauben und sonst nichts. Ein style-Element von oben gehört dann in ein Stylesheet von Ihnen.',
		nonceHint:
			'Das Skript im Schnipsel steht in der Seite selbst: Es braucht die Nonce oder den Hash Ihrer Richtlinie.',
		sites: 'Für sites.json des Edge',
		copySnippet: 'Schnipsel kopieren',
		copySites: 'Eintrag kopieren',
		checkThis: 'Diesen Eintrag prüfen'
	},
	preview: {
		title: 'Vorschau',
		intro:
			'Der echte Chat auf zwei Seiten, einer hellen und einer dunklen. Er startet nichts, bevor Sie schreiben; was Sie ihm sagen, ist eine eigene Unterhaltung auf diesem Gerät.',
		show: 'Vorschau zeigen',
		light: 'Auf einer hellen Seite',
		dark: 'Auf einer dunklen Seite',
		host: 'Eine Seite Ihrer Website',
		hostText: 'Einige Worte Ihrer Seite, in ihrer Schrift und ihren Farben.'
	},
	check: {
		said: sayer(SAID, (text) => text),
		title: 'sites.json prüfen',
		intro: 'Fügen Sie das Dokument ein. Hier liest es der Code, mit dem auch das Edge es liest.',
		label: 'sites.json',
		run: 'Prüfen',
		right: (n) => anzahl(n, 'Es stimmt und nennt eine Website.', 'Es stimmt und nennt # Websites.'),
		wrong: 'Es stimmt noch nicht',
		at: (line, column) => `Zeile ${line}, Spalte ${column}`,
		noJson:
			'Hier ist das kein JSON. Oft fehlt ein Komma oder ein Anführungszeichen, oder eines ist zu viel.',
		show: 'Stelle zeigen',
		failed: 'Die Prüfung war nicht zu laden. Laden Sie die Seite neu.'
	},
	usage: {
		title: 'Was Ihre Websites verbrauchen',
		intro:
			'Aus dem Kontobuch des Edge, für alle Besucher einer Website zusammen. Das Edge sagt es, wer einen seiner Zugangsschlüssel hat (UNDERSTUDY_ACCESS_KEYS). Der Schlüssel geht allein an dieses Edge und wird nirgends aufgehoben.',
		key: 'Zugangsschlüssel',
		ask: 'Verbrauch zeigen',
		asking: 'Wird gefragt …',
		none: 'An diesem Edge sind keine Websites angemeldet.',
		unreachable:
			'Das Edge war nicht zu erreichen, oder es ist keines. Sehen Sie nach, ob diese Seite von Ihrem Edge kommt.',
		caption: 'Verbrauch jeder Website',
		columns: {
			site: 'Website',
			turnsDay: 'Fragen heute',
			tokensDay: 'Token heute',
			costDay: 'Kosten heute',
			turnsMonth: 'Fragen im Monat',
			costMonth: 'Kosten im Monat'
		},
		of: (used, limit) => `${used} von ${limit}`
	},
	pages: {
		title: 'Ihre Seiten durchsuchen lassen',
		command: 'Der Befehl',
		body: 'Der Chat kann die Seiten Ihrer Website im Browser der Besucher durchsuchen und nennt dann die Stellen. Dies erstellt das Verzeichnis und gibt aus, was in sites.json gehört:',
		more: 'Die README sagt, wie Seiten gelesen werden und was die Richtlinie Ihrer Website erlauben muss.'
	}
};

export default de;
