// What the parsers of src/contract say of one place in the data; the place stands in front of it, so it begins in lower
// case.

import type { Templates } from '../../said.ts';

export const CONTRACT_REFUSALS: Templates = {
	// ---- any data --------------------------------------------------------------------------------
	'should be an object, is {kind}.': 'sollte ein Objekt sein, ist aber: {kind}.',
	'should be a list, is {kind}.': 'sollte eine Liste sein, ist aber: {kind}.',
	'should be text, is {kind}.': 'sollte Text sein, ist aber: {kind}.',
	'should be true or false, is {kind}.': 'sollte „true“ oder „false“ sein, ist aber: {kind}.',
	'should be a finite number, is {kind}.': 'sollte eine endliche Zahl sein, ist aber: {kind}.',
	'should be a whole number from {least} to {most}, is {number}.':
		'sollte eine ganze Zahl von {least} bis {most} sein, ist aber {number}.',
	'should be one of {names}; is {value}.': 'sollte eines von {names} sein, ist aber: {value}.',
	'{what} is not valid JSON.': '{what} ist kein gültiges JSON.',
	'The classifier’s configuration': 'Die Konfiguration des Klassifikators',
	'Reload the page to update the app.': 'Laden Sie die Seite neu, um die App zu aktualisieren.',
	missing: 'nicht da',
	'a list': 'eine Liste',
	'a text': 'ein Text',
	'an object': 'ein Objekt',
	'something else': 'etwas anderes',
	'is of a newer app.': 'stammt von einer neueren Version der App.',
	'should be text.': 'sollte Text sein.',
	'should be {count} numbers.': 'sollte {count} Zahlen enthalten.',
	'should be above zero.': 'sollte größer als null sein.',

	// ---- what this device learnt -----------------------------------------------------------------
	'Calibrate again.': 'Kalibrieren Sie noch einmal.',
	'What was learnt is set back; reload the page to update.':
		'Das Gelernte wird zurückgesetzt; laden Sie die Seite neu, um die App zu aktualisieren.',

	// ---- messages --------------------------------------------------------------------------------
	'should be a mode, as in “auto”.': 'sollte ein Modus sein, wie „auto“.',
	'should be 1: a newer app wrote this.':
		'sollte 1 sein: Eine neuere Version der App hat das geschrieben.',
	'should say who answered, as in “base”.': 'sollte sagen, wer geantwortet hat, wie „base“.',
	'should be an id: up to 200 letters, digits, dots, colons, dashes.':
		'sollte eine Kennung sein: bis zu 200 Buchstaben, Ziffern, Punkte, Doppelpunkte, Striche.',
	'should be a time in milliseconds since 1970.':
		'sollte eine Zeit in Millisekunden seit 1970 sein.',
	'has {count} parts; {most} are the most.': 'hat {count} Teile; mehr als {most} gehen nicht.',
	'should be PNG, JPEG, WebP or GIF.': 'sollte PNG, JPEG, WebP oder GIF sein.',
	'should be base64.': 'sollte Base64 sein.',
	'should be letters, digits and dashes.': 'sollte aus Buchstaben, Ziffern und Strichen bestehen.',
	'has {count} characters; {most} are the most a message may have.':
		'hat {count} Zeichen; mehr als {most} darf eine Nachricht nicht haben.',
	'should not come before the first line.': 'sollte nicht vor der ersten Zeile stehen.',

	// ---- a model's file --------------------------------------------------------------------------
	'has a value of the unknown type {type}.': 'hat einen Wert der unbekannten Art {type}.',
	'is a list of the unsupported type {type}.':
		'ist eine Liste der Art {type}, die hier nicht gelesen wird.',
	'claims {count} items where {bytes} bytes are left.':
		'gibt {count} Einträge an, wo nur {bytes} Bytes übrig sind.',
	'makes {count} texts in lists; no model has more than {most}.':
		'ergibt {count} Texte in Listen; kein Modell hat mehr als {most}.',
	'has type {type}; F32, F16 and Q8_0 are read here.':
		'hat den Typ {type}; hier werden F32, F16 und Q8_0 gelesen.',
	'should be a power of two from 8 to 65536.': 'sollte eine Zweierpotenz von 8 bis 65536 sein.',
	'is listed twice.': 'ist zweimal aufgeführt.',
	'has {count} dimensions; 4 is the most.': 'hat {count} Dimensionen; mehr als 4 gehen nicht.',
	'has impossible dimensions ({sizes}).': 'hat unmögliche Dimensionen ({sizes}).',
	'begins at {offset}, out of alignment.':
		'beginnt bei {offset} und damit nicht auf der vorgesehenen Grenze.',
	'is a trained {part} beside the LoRA, and llama.cpp applies the LoRA alone.':
		'ist neben der LoRA trainiert ({part}), und llama.cpp wendet nur die LoRA an.',
	'part of the base': 'Teil der Basis',

	// ---- a site's chat and its pages -------------------------------------------------------------
	'should be an http or https address.': 'sollte eine Adresse mit http oder https sein.',
	'should be an http or https address; is “{address}”.':
		'sollte eine Adresse mit http oder https sein, ist aber „{address}“.',
	'is {version}; this app reads {known}.': 'ist {version}; diese App liest {known}.',
	'is “{embedder}”, and questions are embedded by “{other}”.':
		'ist „{embedder}“, und Fragen werden mit „{other}“ eingebettet.',
	'is on {origin}, which is none of the site’s origins ({origins}).':
		'liegt auf {origin}, was nicht zu den Adressen der Website gehört ({origins}).',
	'is no {name}: it should begin with “{magic}”.':
		'ist keine Datei dieser Art ({name}): Sie sollte mit „{magic}“ beginnen.',
	'ends within its header.': 'endet innerhalb ihres Kopfes.',
	'holds {bytes} bytes of vectors where {due} are due.':
		'enthält {bytes} Bytes an Vektoren, wo es {due} sein müssten.',
	'is not known.': 'ist nicht bekannt.',
	'Known are {names}.': 'Bekannt sind {names}.',
	'needs “local” among the engines: it is searched by what comes with the model of the visitor’s device.':
		'braucht „local“ unter „engines“: Gesucht wird mit dem, was zum Modell auf dem Gerät des Besuchers gehört.',
	'may have {most} at most, has {count}.': 'darf höchstens {most} haben, hat aber {count}.',
	'should name “local”, “edge” or both.': 'sollte „local“, „edge“ oder beides nennen.',
	'should be auto, fast, balanced, accurate, or only: and a modifier.':
		'sollte auto, fast, balanced, accurate oder only: mit einem Spezialisten sein.',
	'should be a mail address, such as help@example.org.':
		'sollte eine Mailadresse sein, wie hilfe@example.org.',
	'should be a name of letters, digits, - or _ with .bin.':
		'sollte ein Name aus Buchstaben, Ziffern, - oder _ mit .bin sein.',
	'should be 64 hexadecimal digits, as the index step prints.':
		'sollten 64 hexadezimale Ziffern sein, wie sie das Erstellen des Verzeichnisses ausgibt.',
	'may have {most} characters at most, has {count}.':
		'darf höchstens {most} Zeichen haben, hat aber {count}.'
};
