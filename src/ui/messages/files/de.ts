// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { FileWords } from './en.ts';

const de: FileWords = {
	refused: {
		empty: (name) => `„${name}“ ist leer.`,
		'too-large': (name, is, most) =>
			`„${name}“ hat ${is}; eine solche Datei darf höchstens ${most} haben. Fügen Sie den Teil hinzu, auf den es ankommt.`,
		'not-text': (name) =>
			`„${name}“ ist weder Text noch PDF noch Bild. Speichern Sie es als PDF oder Text, und fügen Sie das hinzu.`,
		password: (name) =>
			`„${name}“ ist mit einem Passwort geschützt. Speichern Sie es ohne, und fügen Sie das hinzu.`,
		damaged: (name) =>
			`„${name}“ war nicht zu lesen: Die Datei ist beschädigt. Besorgen Sie sie neu, und fügen Sie sie hinzu.`,
		'no-text': (name) =>
			`„${name}“ hat keinen Text, nur Bilder von Seiten. Lassen Sie eine Texterkennung (OCR) darüberlaufen, und fügen Sie das hinzu.`,
		'too-many-pages': (name, is, most) =>
			`„${name}“ hat ${is} Seiten; höchstens ${most} werden gelesen. Fügen Sie den Teil hinzu, auf den es ankommt.`,
		'too-long': (name, _is, most) =>
			`„${name}“ hat mehr als ${most} Zeichen Text. Fügen Sie den Teil hinzu, auf den es ankommt.`,
		'not-an-image': (name) =>
			`„${name}“ ist kein Bild, das dieser Browser öffnen kann. Speichern Sie es als PNG oder JPEG, und fügen Sie das hinzu.`,
		'reader-missing': (name) =>
			`„${name}“ wurde nicht gelesen, weil dieser Teil der App nicht auf diesem Gerät ist. Verbinden Sie sich einmal, und fügen Sie die Datei wieder hinzu.`,
		'not-kept': (name) =>
			`„${name}“ konnte auf diesem Gerät nicht behalten werden. Schaffen Sie Platz, und fügen Sie die Datei wieder hinzu.`
	},
	tooMany: (limit) => `Eine Nachricht fasst höchstens ${limit} Dateien.`,
	stillReading:
		'Eine Datei wird noch gelesen. Senden Sie, wenn das fertig ist, oder entfernen Sie sie.',
	interrupted: (names) =>
		`Die Seite wurde verlassen, während ${names} gelesen wurde. Hängen Sie es wieder an.`,
	reading: (name) => `${name} wird gelesen`,
	pages: (count) => plural('de', count, { one: '# Seite', other: '# Seiten' }),
	unseen:
		'Das Modell auf diesem Gerät sieht keine Bilder. Eines, das sie sieht, steht auf der Seite „Modelle“ (Filter „Liest Bilder“); oder ein größeres Modell anderswo lässt sich fragen, und bevor etwas gesendet wird, sehen Sie es.',
	sources: {
		used: 'Stellen Ihrer Dateien, die dafür gelesen wurden',
		found: 'Stellen Ihrer Dateien, die zu Ihrer Frage passen',
		beginnings: 'Nichts in Ihren Dateien passt zu den Wörtern Ihrer Frage; so beginnen sie',
		unread:
			'Das Modell auf diesem Gerät ist zu klein, um sie zu lesen, und hat es nicht getan: Es hat allein geantwortet.',
		whole: 'Ganz gelesene Dateien',
		page: (number) => `Seite ${number}`,
		line: (number) => `Zeile ${number}`,
		lines: (from, to) => `Zeilen ${from}–${to}`
	},
	images: (count) =>
		plural('de', count, {
			one: 'Dieses Bild geht mit, wie es ist: Aus einem Bild lässt sich nichts herausnehmen.',
			other:
				'Diese # Bilder gehen mit, wie sie sind: Aus einem Bild lässt sich nichts herausnehmen.'
		})
};

export default de;
