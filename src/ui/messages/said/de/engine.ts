// What src/engine says of a model that runs, by the engine.

import type { Templates } from '../../said.ts';

export const ENGINE: Templates = {
	// ---- any engine ----------------------------------------------------------------------------------
	'Try again.': 'Versuchen Sie es noch einmal.',
	'Ask without one, or choose another model.':
		'Fragen Sie ohne, oder wählen Sie ein anderes Modell.',
	'Try again, or choose another model.':
		'Versuchen Sie es noch einmal, oder wählen Sie ein anderes Modell.',
	'Send the message again.': 'Senden Sie die Nachricht noch einmal.',
	'{name} could not be loaded; {before} answers again.':
		'{name} konnte nicht geladen werden; {before} antwortet wieder.',
	'The model you chose is not complete on this device. The starter answers until you download it again.':
		'Das gewählte Modell ist auf diesem Gerät nicht vollständig. Das mitgelieferte antwortet, bis Sie es noch einmal herunterladen.',
	'The starter answers instead.': 'Stattdessen antwortet das mitgelieferte Modell.',
	'The tab that ran the model was closed.': 'Der Tab, in dem das Modell lief, wurde geschlossen.',
	'Another model was chosen meanwhile.': 'Inzwischen wurde ein anderes Modell gewählt.',
	'The answer broke off.': 'Die Antwort brach ab.',
	'The model was unloaded. Load it again.': 'Das Modell wurde entladen. Laden Sie es wieder.',
	'The model was unloaded.': 'Das Modell wurde entladen.',
	'This model has no specialist “{id}”. Choose another one, or answer without.':
		'Dieses Modell hat keinen Spezialisten „{id}“. Wählen Sie einen anderen, oder antworten Sie ohne.',
	'Remove the model and download it again.':
		'Entfernen Sie das Modell und laden Sie es noch einmal herunter.',
	'The specialist “{id}” was trained for another base model and is not used. Choose the version made for this model.':
		'Der Spezialist „{id}“ wurde für ein anderes Basismodell trainiert und wird nicht benutzt. Wählen Sie die Version für dieses Modell.',
	'The conversation is {tokens} tokens long; this model holds {limit}. Shorten the message, or start a new chat.':
		'Die Unterhaltung ist {tokens} Token lang; dieses Modell fasst {limit}. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
	'The conversation is at least {tokens} tokens long; this model holds {limit}. Shorten the message, or start a new chat.':
		'Die Unterhaltung ist mindestens {tokens} Token lang; dieses Modell fasst {limit}. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
	'This browser does not run workers.': 'Dieser Browser führt keine Worker aus.',
	'Update it, or use another one.': 'Aktualisieren Sie ihn, oder nehmen Sie einen anderen.',
	'The engine stopped and was started again.': 'Die Engine brach ab und wurde neu gestartet.',
	'Remove the model and download it again, or choose another one.':
		'Entfernen Sie das Modell und laden Sie es neu, oder wählen Sie ein anderes.',
	'Models of this engine take no specialists.':
		'Modelle dieser Maschine nehmen keine Spezialisten.',
	'Answer without one, or choose another model.':
		'Antworten Sie ohne, oder wählen Sie ein anderes Modell.',
	'Models of this engine take no grammar.': 'Modelle dieser Maschine nehmen keine Grammatik.',
	'The conversation has {count} tokens, and this model reads {most} at most.':
		'Die Unterhaltung hat {count} Token, und dieses Modell liest höchstens {most}.',
	'Start a new one, or shorten the message.':
		'Beginnen Sie eine neue, oder kürzen Sie die Nachricht.',
	'Close other tabs, or choose a smaller model.':
		'Schließen Sie andere Tabs, oder wählen Sie ein kleineres Modell.',
	'This device computes the classifier wrongly: its scores are no numbers.':
		'Dieses Gerät rechnet den Klassifikator falsch: Seine Werte sind keine Zahlen.',

	// ---- llama.cpp in the browser --------------------------------------------------------------------
	'Ask without one, or correct the grammar.':
		'Fragen Sie ohne, oder berichtigen Sie die Grammatik.',
	'The model wrote bytes that are no text. Send the message again, or choose another model.':
		'Das Modell schrieb Bytes, die kein Text sind. Senden Sie die Nachricht noch einmal, oder wählen Sie ein anderes Modell.',
	'The browser lacks JavaScript promise integration, which llama.cpp needs for WebGPU.':
		'Dem Browser fehlt „JavaScript Promise Integration“, die llama.cpp für WebGPU braucht.',
	'The browser offers no graphics adapter.': 'Der Browser bietet keinen Grafikprozessor an.',
	'The graphics adapter has no shader-f16, which llama.cpp needs.':
		'Der Grafikprozessor hat kein shader-f16, das llama.cpp braucht.',
	'The graphics adapter failed: {why}': 'Der Grafikprozessor versagte: {why}',
	'The model’s worker could not start. Reload the page and try again.':
		'Der Worker des Modells konnte nicht starten. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'The connection to the graphics card was lost.': 'Die Verbindung zur Grafikkarte ging verloren.',
	'There is not enough memory for this model. Close other tabs, or choose a smaller model.':
		'Für dieses Modell reicht der Arbeitsspeicher nicht. Schließen Sie andere Tabs, oder wählen Sie ein kleineres Modell.',
	'An adapter file cannot be used with this model: {why}. Remove the model and download it again.':
		'Eine Adapterdatei passt nicht zu diesem Modell: {why}. Entfernen Sie das Modell und laden Sie es noch einmal herunter.',
	'The model file cannot be read: {why}. Remove the model and download it again, or choose another file.':
		'Die Modelldatei kann nicht gelesen werden: {why}. Entfernen Sie das Modell und laden Sie es noch einmal herunter, oder wählen Sie eine andere Datei.',
	'The model stopped unexpectedly ({why}).': 'Das Modell brach unerwartet ab ({why}).',
	'The model could not answer: {why}. Try again, or choose another model.':
		'Das Modell konnte nicht antworten: {why}. Versuchen Sie es noch einmal, oder wählen Sie ein anderes Modell.',
	'The model runs on the processor.': 'Das Modell läuft auf dem Prozessor.',
	'“{first}” and “{second}” each wait for a word of their own, so they cannot write one answer.':
		'„{first}“ und „{second}“ warten jeder auf ein eigenes Wort, also können sie nicht eine Antwort schreiben.',
	'Leave one of them out.': 'Lassen Sie einen davon weg.',
	'The model was started again.': 'Das Modell wurde neu gestartet.',
	'This model computes wrong numbers on this device: {difference}. Remove the model and download it again, or choose another one.':
		'Dieses Modell rechnet auf diesem Gerät falsch: {difference}. Entfernen Sie das Modell und laden Sie es noch einmal herunter, oder wählen Sie ein anderes.',
	'The file “{path}” of this model is missing. Remove the model and download it again.':
		'Die Datei „{path}“ dieses Modells fehlt. Entfernen Sie das Modell und laden Sie es noch einmal herunter.',
	'The model file is an adapter, which needs a base model. Choose a base model.':
		'Die Modelldatei ist ein Adapter, der ein Basismodell braucht. Wählen Sie ein Basismodell.',
	'There was not enough memory. The model now keeps {tokens} tokens of a conversation in mind instead of {before}.':
		'Der Arbeitsspeicher reichte nicht. Das Modell behält jetzt {tokens} Token einer Unterhaltung im Kopf statt {before}.',
	'The graphics card has too little memory. The model now runs on the processor.':
		'Die Grafikkarte hat zu wenig Speicher. Das Modell läuft jetzt auf dem Prozessor.',
	'The graphics driver computes wrong numbers for this model. It now runs on the processor, slower but right.':
		'Der Grafiktreiber rechnet für dieses Modell falsch. Es läuft jetzt auf dem Prozessor: langsamer, aber richtig.',
	'The connection to the graphics card was lost. The model now runs on the processor; reload the page to try the card again.':
		'Die Verbindung zur Grafikkarte ging verloren. Das Modell läuft jetzt auf dem Prozessor; laden Sie die Seite neu, um es wieder mit der Karte zu versuchen.',
	'The model stopped unexpectedly and was started again.':
		'Das Modell brach unerwartet ab und wurde neu gestartet.',
	'The model does not run on the graphics card. It now runs on the processor.':
		'Das Modell läuft nicht auf der Grafikkarte. Es läuft jetzt auf dem Prozessor.',
	'The loading was stopped.': 'Das Laden wurde angehalten.',
	'The model did not load: nothing happened for {seconds} seconds.':
		'Das Modell hat nicht geladen: {seconds} Sekunden lang geschah nichts.',
	'The model stopped answering for {seconds} seconds.':
		'Das Modell schwieg {seconds} Sekunden lang.',
	'A token is part of a character.': 'Ein Token ist nur ein Teil eines Zeichens.',
	'Token {id} is not in the vocabulary of {count}.':
		'Token {id} ist nicht im Vokabular von {count}.',
	'Update the browser, or use a recent Chrome, Edge or Firefox.':
		'Aktualisieren Sie den Browser, oder nehmen Sie ein neues Chrome, Edge oder Firefox.',
	'This browser does not run WebAssembly.': 'Dieser Browser führt kein WebAssembly aus.',
	'This browser does not run WebAssembly with 64-bit memory.':
		'Dieser Browser führt WebAssembly nicht mit 64-Bit-Speicher aus.',
	'This model leaves little of the memory that an engine in a browser can have. It keeps {tokens} tokens of a conversation in mind instead of {wanted}.':
		'Dieses Modell lässt wenig von dem Arbeitsspeicher übrig, den ein Browser zum Rechnen geben kann. Es behält {tokens} Token eines Gesprächs im Kopf statt {wanted}.',
	'The adapter “{id}” waits for tokens that this model does not have. Turn it off, or choose the version made for this model.':
		'Der Adapter „{id}“ wartet auf Token, die dieses Modell nicht hat. Schalten Sie ihn aus, oder wählen Sie die für dieses Modell gemachte Fassung.',
	'Your adapter “{name}” does not fit this model. Turn it off on the Models page.':
		'Ihr Adapter „{name}“ passt nicht zu diesem Modell. Schalten Sie ihn auf der Seite Modelle aus.',

	// ---- a classifier --------------------------------------------------------------------------------
	'The classifier stopped by itself.': 'Der Klassifikator hat von selbst aufgehört.',
	'It is opened anew when it is needed again.':
		'Er wird neu geöffnet, wenn er wieder gebraucht wird.',
	'The classifier did not answer for three minutes, so it was stopped.':
		'Der Klassifikator antwortete drei Minuten lang nicht und wurde deshalb beendet.',
	'Close other tabs and try again, or choose a smaller one.':
		'Schließen Sie andere Tabs und versuchen Sie es noch einmal, oder wählen Sie einen kleineren.',
	'What runs a classifier could not be fetched or started, so this one was not opened.':
		'Was einen Klassifikator ausführt, ließ sich nicht holen oder starten, deshalb wurde dieser nicht geöffnet.',
	'Check the connection, then try again.':
		'Prüfen Sie die Verbindung und versuchen Sie es dann noch einmal.',
	'This device has too little memory free to open this classifier.':
		'Dieses Gerät hat zu wenig Arbeitsspeicher frei, um diesen Klassifikator zu öffnen.',
	'This classifier lacks its file “{path}”.': 'Diesem Klassifikator fehlt seine Datei „{path}“.',
	'Remove it and download it again.': 'Entfernen Sie ihn und laden Sie ihn erneut.',
	'This classifier’s files cannot be opened: they are damaged, incomplete, or of a kind this app does not run.':
		'Die Dateien dieses Klassifikators lassen sich nicht öffnen: Sie sind beschädigt, unvollständig oder von einer Art, die diese App nicht ausführt.',
	'Remove it and download it again, or choose another one.':
		'Entfernen Sie ihn und laden Sie ihn erneut, oder wählen Sie einen anderen.',
	'This text has {tokens} tokens, and the classifier reads {most}.':
		'Dieser Text hat {tokens} Tokens, und der Klassifikator liest {most}.',
	'Give it less.': 'Geben Sie ihm weniger.',
	'This classifier’s weights do not tell the {count} labels that its configuration names.':
		'Die Gewichte dieses Klassifikators unterscheiden nicht die {count} Merkmale, die seine Konfiguration nennt.',
	'Choose another one, or update the browser.':
		'Wählen Sie einen anderen, oder aktualisieren Sie den Browser.',

	// ---- models in ONNX form -------------------------------------------------------------------------
	'The parts of this model do not fit each other: it sees pictures in another form than it reads them.':
		'Die Teile dieses Modells passen nicht zueinander: Es sieht Bilder in einer anderen Form, als es sie liest.',
	'The picture “{name}” cannot be read.': 'Das Bild „{name}“ ist nicht zu lesen.',
	'Attach it again as PNG or JPEG.': 'Fügen Sie es noch einmal als PNG oder JPEG an.',
	'The embedder could not be opened.': 'Der Einbetter konnte nicht geöffnet werden.',
	'Reload the page; if that does not help, remove the model and download it again.':
		'Laden Sie die Seite neu; wenn das nicht hilft, entfernen Sie das Modell und laden es noch einmal herunter.',
	'The embedder gave vectors of {got} numbers where its card says {dimensions}.':
		'Der Einbetter gab Vektoren aus {got} Zahlen, wo seine Karte {dimensions} nennt.',
	'This model’s files cannot be opened: they are damaged, incomplete, or of a kind this app does not run.':
		'Die Dateien dieses Modells lassen sich nicht öffnen: Sie sind beschädigt, unvollständig oder von einer Art, die diese App nicht ausführt.',
	'This device computes {name} wrongly: {difference}.':
		'Dieses Gerät rechnet bei {name} falsch: {difference}.',
	'Choose another model, or update the browser.':
		'Wählen Sie ein anderes Modell, oder aktualisieren Sie den Browser.',
	'This model’s chat template cannot write this conversation.':
		'Die Chat-Vorlage dieses Modells kann diese Unterhaltung nicht schreiben.',

	// ---- models in MLC’s form ------------------------------------------------------------------------
	'The weights of {name} could not be removed.':
		'Die Gewichte von {name} ließen sich nicht entfernen.',
	'Close other tabs of Understudy, then remove it again.':
		'Schließen Sie andere Tabs von Understudy, und entfernen Sie es noch einmal.',
	'The record of this model cannot be read.': 'Der Eintrag dieses Modells ist nicht zu lesen.',
	'This model has no record of where its weights are.':
		'Dieses Modell hat keinen Eintrag, wo seine Gewichte sind.',
	'Remove the model and add it again.': 'Entfernen Sie das Modell und fügen Sie es neu hinzu.',
	'This model runs on WebGPU alone, which this browser does not offer here.':
		'Dieses Modell läuft nur auf WebGPU, das dieser Browser hier nicht bietet.',
	'WebGPU is not there: this browser does not offer it, or found no graphics processor for it.':
		'WebGPU fehlt: Dieser Browser bietet es nicht, oder er fand keinen Grafikprozessor dafür.',
	'Choose another model, or turn on WebGPU in the browser’s settings.':
		'Wählen Sie ein anderes Modell, oder schalten Sie WebGPU in den Einstellungen des Browsers ein.',
	'This model needs 16-bit shaders, which the graphics processor or its driver does not offer.':
		'Dieses Modell braucht 16-Bit-Shader, die der Grafikprozessor oder sein Treiber nicht bietet.',
	'This model needs a feature that the graphics processor or its driver does not offer.':
		'Dieses Modell braucht etwas, das der Grafikprozessor oder sein Treiber nicht bietet.',
	'The graphics processor gave up while the model was loaded, most likely for want of memory.':
		'Der Grafikprozessor gab auf, als das Modell geladen wurde, wohl weil ihm Speicher fehlte.',
	'A file of this model is not the one its record names by hash, so it is not used.':
		'Eine Datei dieses Modells ist nicht die, die sein Eintrag mit Prüfsumme nennt; sie wird nicht benutzt.',
	'This model names no compiled library, without which it cannot run.':
		'Dieses Modell nennt keine übersetzte Bibliothek; ohne sie läuft es nicht.',
	'The files of this model’s tokenizer cannot be read.':
		'Die Dateien des Tokenizers dieses Modells sind nicht zu lesen.',
	'The conversation is longer than this model can read.':
		'Die Unterhaltung ist länger, als dieses Modell lesen kann.',
	'A file of this model could not be fetched from its host.':
		'Eine Datei dieses Modells war von ihrem Host nicht zu holen.',
	'Connect to the network and load it again; what arrived is kept.':
		'Stellen Sie eine Verbindung her und laden Sie es noch einmal; was ankam, bleibt.',
	'The compiled library of this model cannot run here: it is damaged, or was made for another version of WebLLM.':
		'Die übersetzte Bibliothek dieses Modells läuft hier nicht: Sie ist beschädigt oder für eine andere Version von WebLLM gemacht.',
	'WebLLM could not do that.': 'WebLLM konnte das nicht.',
	'Load the model again; if that does not help, choose another one.':
		'Laden Sie das Modell noch einmal; wenn das nicht hilft, wählen Sie ein anderes.',

	// ---- the browser’s own model ---------------------------------------------------------------------
	'This browser has no model of its own for this device.':
		'Dieser Browser hat für dieses Gerät kein eigenes Modell.',
	'Choose another model, or use a recent Chrome or Edge on a computer with room for one.':
		'Wählen Sie ein anderes Modell, oder nehmen Sie ein neues Chrome oder Edge auf einem Computer mit Platz dafür.',
	'The browser fetches its model only after a click in this very tab.':
		'Der Browser holt sein Modell nur nach einem Klick in genau diesem Tab.',
	'Choose it once more on the Models page.': 'Wählen Sie es auf der Seite „Modelle“ noch einmal.',
	'The browser’s model does not take this: {why} Ask in another way, or choose another model.':
		'Das Modell des Browsers nimmt das nicht an: {why} Fragen Sie anders, oder wählen Sie ein anderes Modell.',
	'The browser ended its session with the model, and a new one was begun.':
		'Der Browser beendete seine Sitzung mit dem Modell, und eine neue wurde begonnen.',
	'The browser’s model failed: {why} Try again, or choose another model.':
		'Das Modell des Browsers versagte: {why} Versuchen Sie es noch einmal, oder wählen Sie ein anderes Modell.',
	'The conversation is longer than the browser’s model can read.':
		'Die Unterhaltung ist länger, als das Modell des Browsers lesen kann.',
	'The conversation has {size} tokens, and the browser’s model reads {most}.':
		'Die Unterhaltung hat {size} Token, und das Modell des Browsers liest {most}.',
	'Shorten the message, or begin a new conversation.':
		'Kürzen Sie die Nachricht, oder beginnen Sie eine neue Unterhaltung.',
	'The browser’s own model takes no specialists, and so not “{id}”.':
		'Das eigene Modell des Browsers nimmt keine Spezialisten an, also auch nicht „{id}“.'
};
