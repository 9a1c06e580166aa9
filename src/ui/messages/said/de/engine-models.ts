// What src/engine says of which model runs, and of models of one’s own.

import type { Templates } from '../../said.ts';

export const ENGINE_MODELS: Templates = {
	'A model that this browser brings along.': 'Ein Modell, das dieser Browser mitbringt.',
	'Chrome and Edge say that theirs runs on the device; the web’s standard does not promise it, and a page cannot check.':
		'Chrome und Edge sagen, dass ihres auf dem Gerät läuft; der Standard des Webs sichert es nicht zu, und eine Seite kann es nicht prüfen.',
	'It does not tell how sure it is, and takes no specialists.':
		'Es sagt nicht, wie sicher es ist, und nimmt keine Spezialisten an.',
	'The browser’s maker.': 'Der Hersteller des Browsers.',
	'This app has no engine for {name}.': 'Diese App hat kein Programm für {name}.',
	'Reload the page to update the app, or choose another model.':
		'Laden Sie die Seite neu, um die App zu aktualisieren, oder wählen Sie ein anderes Modell.',
	'It runs on a graphics processor alone, and there is none for it here: {why} Choose another model.':
		'Es läuft nur auf einem Grafikprozessor, und hier ist keiner für es da: {why} Wählen Sie ein anderes Modell.',
	'The model wrote too little to be measured.':
		'Das Modell schrieb zu wenig, um gemessen zu werden.',
	'No model of this browser is loaded.': 'Kein Modell dieses Browsers ist geladen.',
	'Choose one first, then measure.': 'Wählen Sie erst eines, dann messen Sie.',
	'This device is being measured already.': 'Dieses Gerät wird schon gemessen.',
	'Wait until that is done.': 'Warten Sie, bis das getan ist.',
	'An answer came first, so the measurement was given up.':
		'Eine Antwort ging vor, daher wurde die Messung abgebrochen.',
	'Measure again when it is done.': 'Messen Sie noch einmal, wenn sie fertig ist.',
	'This model is not on this device any more. Download it again on the Models page.':
		'Dieses Modell ist nicht mehr auf diesem Gerät. Laden Sie es auf der Seite „Modelle“ neu herunter.',
	'{name} needs about {needs} of memory beside the model that answers ({taken}); this device has {most} at most.':
		'{name} braucht etwa {needs} Arbeitsspeicher neben dem Modell, das antwortet ({taken}); dieses Gerät hat höchstens {most}.',
	'Use {name} on the Models page and compare its adapters, or compare smaller models.':
		'Verwenden Sie {name} auf der Seite „Modelle“ und vergleichen Sie seine Adapter, oder vergleichen Sie kleinere Modelle.',
	'{host} cannot be reached for {name}, or does not let pages read it.':
		'{host} ist für {name} nicht zu erreichen oder lässt Seiten es nicht lesen.',
	'Check the address and the connection, then look again.':
		'Prüfen Sie die Adresse und die Verbindung, und sehen Sie noch einmal nach.',
	'{host} answered {status} for {name}.': '{host} antwortete {status} auf {name}.',
	'{name} is too large to be what it should be.':
		'{name} ist zu groß, um zu sein, was es sein sollte.',
	'Check the address.': 'Prüfen Sie die Adresse.',
	'This is no address of a model in MLC’s form.':
		'Das ist keine Adresse eines Modells in der Form von MLC.',
	'Paste the address of its page on Hugging Face, or of its files at a commit.':
		'Fügen Sie die Adresse seiner Seite auf Hugging Face ein, oder die seiner Dateien bei einem Commit.',
	'This model has no tokenizer that the engine can read.':
		'Dieses Modell hat keinen Tokenizer, den das Programm lesen kann.',
	'The second address is no compiled library (WebAssembly).':
		'Die zweite Adresse ist keine übersetzte Bibliothek (WebAssembly).',
	'Paste the address of the .wasm file made for this model.':
		'Fügen Sie die Adresse der .wasm-Datei ein, die für dieses Modell gemacht ist.',
	'A model in MLC’s form needs a library compiled for it.':
		'Ein Modell in der Form von MLC braucht eine Bibliothek, die dafür übersetzt ist.',
	'Paste the https address of its .wasm file.':
		'Fügen Sie die https-Adresse ihrer .wasm-Datei ein.',
	'Hashes taken from {host} and {other} when it was added.':
		'Hashes von {host} und {other}, als es hinzugefügt wurde.',
	'Added from {model}, run by {library}.': 'Hinzugefügt von {model}, ausgeführt von {library}.',
	'The starter model is not on this device yet and the network cannot be reached. Connect once and reload the page; after that it works offline.':
		'Das mitgelieferte Modell ist noch nicht auf diesem Gerät, und das Netz ist nicht erreichbar. Verbinden Sie sich einmal und laden Sie die Seite neu; danach geht es ohne Netz.',
	'The starter model could not be fetched (HTTP {status}). Reload the page, or choose another model.':
		'Das mitgelieferte Modell konnte nicht geholt werden (HTTP {status}). Laden Sie die Seite neu, oder wählen Sie ein anderes Modell.',
	'This model is not on this device any more. Choose another one.':
		'Dieses Modell ist nicht mehr auf diesem Gerät. Wählen Sie ein anderes.',
	'The tab that ran the model was closed. This tab runs it now.':
		'Der Tab, in dem das Modell lief, wurde geschlossen. Jetzt läuft es in diesem.',
	'No model is loaded. Choose one on the Models page, then regenerate the answer.':
		'Kein Modell ist geladen. Wählen Sie eines auf der Seite „Modelle“ und dann „Neu antworten“.',
	'This adapter has {size}, and needs {needed} while it is converted; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, or free disk space.':
		'Dieser Adapter hat {size} und braucht {needed}, während er umgewandelt wird; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, oder schaffen Sie Platz auf der Festplatte.',
	'This adapter does not say what it was made for, and no model on this device has the layers it changes. Add its base model first, then the adapter.':
		'Dieser Adapter sagt nicht, wofür er gemacht wurde, und kein Modell auf diesem Gerät hat die Schichten, die er ändert. Fügen Sie erst sein Basismodell hinzu, dann den Adapter.',
	'This adapter was made for “{base}”, and no model on this device has the layers it changes. Add that model first, then the adapter.':
		'Dieser Adapter wurde für „{base}“ gemacht, und kein Modell auf diesem Gerät hat die Schichten, die er ändert. Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'The closest is {name}.': 'Am nächsten kommt {name}.',
	'This model needs about {needs} of memory, and this device says it has about {has}. Choose a smaller model or a smaller quantisation.':
		'Dieses Modell braucht etwa {needs} Arbeitsspeicher, und dieses Gerät gibt etwa {has} an. Wählen Sie ein kleineres Modell oder eine kleinere Quantisierung.',
	'This file has {size}; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, free disk space, or choose a smaller model.':
		'Diese Datei hat {size}; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, schaffen Sie Platz, oder wählen Sie ein kleineres Modell.',
	'This adapter was made for a base that is not on this device, or not whole (sha256 {hash}…). Add that model first, then the adapter.':
		'Dieser Adapter wurde für eine Basis gemacht, die nicht oder nicht ganz auf diesem Gerät ist (sha256 {hash}…). Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'This adapter was made for “{name}”, and no model on this device has its shape. Add that model first, then the adapter.':
		'Dieser Adapter wurde für „{name}“ gemacht, und kein Modell auf diesem Gerät hat dessen Form. Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'No model on this device has the shape this adapter was made for ({architecture}). Add its base model first, then the adapter.':
		'Kein Modell auf diesem Gerät hat die Form, für die dieser Adapter gemacht wurde ({architecture}). Fügen Sie erst sein Basismodell hinzu, dann den Adapter.',
	'A classifier is four files, {names} and one that ends in .onnx.':
		'Ein Klassifikator besteht aus vier Dateien, {names} und einer, die auf .onnx endet.',
	'Choose them together.': 'Wählen Sie sie zusammen aus.',
	'should be the https address of a repository at a commit, ending in /resolve/<commit>/.':
		'sollte die https-Adresse eines Repositorys bei einem Commit sein, die auf /resolve/<commit>/ endet.',
	'should be the https address of a model library.':
		'sollte die https-Adresse der Bibliothek eines Modells sein.',
	'should have the hash of a file.': 'sollte den Hash einer Datei haben.',
	'should be sha256-, sha384- or sha512- and a hash in Base64.':
		'sollte sha256-, sha384- oder sha512- und ein Hash in Base64 sein.',
	'The model’s configuration': 'Die Konfiguration des Modells',
	'The list of the model’s weights': 'Die Liste der Gewichte des Modells'
};
