// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { VoiceWords } from './en.ts';

const de: VoiceWords = {
	help: {
		title: 'Stimme',
		body: [
			'Das Mikrofon im Eingabefeld schreibt auf, was Sie sagen: drücken und noch einmal drücken, oder halten. Den Text können Sie ändern; nichts wird von selbst gesendet. Escape verwirft ihn.',
			'Wo Ihr Browser das auf diesem Gerät kann, tut er es. Sonst wird ein Sprachmodell von 43 MB angeboten, das ohne Netz arbeitet. Der Dienst Ihres Browsers anderswo wird nur genommen, wenn Sie zugestimmt haben, bis die Seite geschlossen wird, und nie in einer Unterhaltung, die auf dem Gerät bleibt.',
			'Antworten kann eine Stimme dieses Geräts vorlesen. Wo nur eine Stimme anderswo die Sprache spricht, werden Sie zuerst gefragt, denn der Text würde dorthin gesendet.'
		]
	},
	bar: {
		label: 'Diktat',
		starting: 'Das Mikrofon wird geöffnet …',
		listening: 'Hört zu',
		writing: 'Wird aufgeschrieben …',
		elapsed: (time) => `bisher ${time}`,
		level: 'Lautstärke',
		done: 'Fertig',
		cancel: 'Abbrechen',
		change: 'Wer mitschreibt und in welcher Sprache',
		hint: 'Nichts wird von selbst gesendet: Der Text kommt in das Eingabefeld.',
		where: {
			'browser-local': 'Ihr Browser schreibt auf diesem Gerät mit.',
			'own-model': 'Ein Sprachmodell schreibt auf diesem Gerät mit.',
			'browser-remote': 'Der Ton wird an den Hersteller Ihres Browsers gesendet.'
		}
	},
	written: 'Was Sie gesagt haben, steht im Eingabefeld.',
	failures: {
		title: 'Nichts wurde aufgeschrieben',
		'no-microphone':
			'Kein Mikrofon gefunden. Schließen Sie eines an, und versuchen Sie es noch einmal.',
		'microphone-denied':
			'Der Browser hat das Mikrofon nicht erlaubt. Erlauben Sie es neben der Adresse, und versuchen Sie es noch einmal.',
		'microphone-busy':
			'Ein anderes Programm benutzt das Mikrofon. Schließen Sie es, und versuchen Sie es noch einmal.',
		'no-speech':
			'Es war nichts zu hören. Prüfen Sie, ob das richtige Mikrofon gewählt und nicht stumm ist, und versuchen Sie es noch einmal.',
		language:
			'Diese Erkennung kennt die Sprache nicht. Wählen Sie eine andere Sprache oder einen anderen Weg.',
		network:
			'Die Erkennung Ihres Browsers hat seinen Hersteller nicht erreicht. Wählen Sie einen Weg auf diesem Gerät.',
		unsupported: 'Das kann dieser Browser nicht. Wählen Sie einen anderen Weg.',
		'not-installed': 'Was es dazu braucht, ist nicht auf diesem Gerät. Laden Sie es zuerst.',
		cancelled: 'Es wurde abgebrochen.',
		failed:
			'Die Erkennung brach ab. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.'
	},
	setUp: {
		title: 'Diktat',
		intro:
			'Wer soll aufschreiben, was Sie sagen? Der Text kommt in das Eingabefeld, wo Sie ihn ändern können.',
		language: 'Ihre gesprochene Sprache',
		use: 'Diesen Weg nehmen',
		chosen: 'In Gebrauch',
		start: 'Jetzt diktieren',
		checking: 'Es wird nachgesehen, was dieses Gerät kann …',
		browserLocal: 'Ihr Browser, auf diesem Gerät',
		browserLocalStates: {
			available: 'Nichts verlässt dieses Gerät.',
			downloadable:
				'Ihr Browser kann es hier, wenn er ein Sprachpaket von seinem Hersteller geladen hat. Wie groß es ist, sagt er nicht.',
			downloading: 'Ihr Browser lädt sein Sprachpaket.',
			unavailable: 'Dieser Browser kann es für diese Sprache nicht auf diesem Gerät.'
		},
		getPack: 'Das Paket laden lassen',
		packFailed:
			'Ihr Browser hat das Paket nicht bekommen. Versuchen Sie es später, oder nehmen Sie ein Sprachmodell.',
		ownModel: 'Ein Sprachmodell, auf diesem Gerät',
		ownModelBody:
			'Es läuft in diesem Browser, ohne Netz, sobald es hier ist. Nichts verlässt dieses Gerät als die Anfrage nach dem Modell.',
		about: (size) => `Etwa ${size}`,
		sizeUnknown: 'Wie groß, sagt der Host, wenn das Laden beginnt',
		licence: (name) => `Lizenz: ${name}`,
		notDownloaded: (name) => `${name} wurde nicht heruntergeladen`,
		download: (name) => `${name} herunterladen`,
		pause: 'Anhalten',
		resume: 'Fortsetzen',
		remove: 'Entfernen',
		ready: 'Auf diesem Gerät',
		progress: (received, total) => `${received} von ${total}`,
		remote: 'Der Dienst Ihres Browsers, anderswo',
		remoteBody:
			'Der Klang Ihrer Stimme verlässt dieses Gerät: Ihr Browser sendet ihn an seinen Hersteller, dessen Bedingungen gelten. Diese App sieht und steuert das nicht.',
		remoteConsent: 'Meine Stimme dorthin senden',
		remoteVisit: 'Bis diese Seite geschlossen wird; danach werden Sie wieder gefragt.',
		remoteRefused:
			'Diese Unterhaltung bleibt auf dem Gerät, deshalb gibt es den Dienst hier nicht. Ändern Sie zuerst, was das Gerät verlassen darf.',
		remoteNone: 'Dieser Browser hat keinen solchen Dienst.',
		noMicrophone: 'Dieser Browser gibt Seiten kein Mikrofon, deshalb kann nichts diktiert werden.'
	},
	read: {
		label: 'Vorlesen',
		stop: 'Vorlesen beenden',
		nothing: 'In dieser Nachricht gibt es nichts vorzulesen.',
		noVoice: (language) =>
			`Dieses Gerät hat keine Stimme für ${language}. Fügen Sie eine in den Einstellungen des Systems hinzu, und versuchen Sie es noch einmal.`,
		remoteTitle: 'Nur eine Stimme anderswo',
		remote: (language, voice) =>
			`Für ${language} gibt es nur „${voice}“, und die ist nicht auf diesem Gerät: Der Text würde zum Sprechen an den Hersteller Ihres Browsers gesendet.`,
		remoteYes: 'Text senden und vorlesen',
		remoteNo: 'Nicht senden',
		remoteRefused: (language) =>
			`Für ${language} gibt es nur Stimmen anderswo, und diese Unterhaltung bleibt auf dem Gerät: Sie wird nicht vorgelesen. Fügen Sie eine Stimme in den Einstellungen des Systems hinzu.`,
		failed: 'Die Stimme brach ab. Versuchen Sie es noch einmal.',
		code: (language, lines) =>
			`${language === '' ? 'Code' : `${language}-Code`}, ${plural('de', lines, { one: '# Zeile', other: '# Zeilen' })}.`,
		formula: 'eine Formel',
		image: (alt) => (alt === '' ? 'Ein Bild.' : `Ein Bild: ${alt}.`),
		link: 'ein Link'
	}
};

export default de;
