// The sentences of the parts below the interface in German; see ../said.ts. Long, as one language's
// sentences are one file.

import type { Templates } from '../said.ts';

export const SAID_DE: Templates = {
	// ---- what to do next, shared by many ---------------------------------------------------------
	'Try again.': 'Versuchen Sie es noch einmal.',

	// ---- the browser's own model, and measuring this device -----------------------------------------
	'{who} answers; that it stays on this device is the browser’s word.':
		'{who} antwortet; dass es auf diesem Gerät bleibt, sagt der Browser.',
	'This conversation stays on this device, and the browser does not promise that for its own model.':
		'Diese Unterhaltung bleibt auf diesem Gerät, und der Browser sagt das für sein eigenes Modell nicht zu.',
	'Choose another model, or let this conversation ask first.':
		'Wählen Sie ein anderes Modell, oder lassen Sie diese Unterhaltung erst fragen.',
	'A model that this browser brings along.': 'Ein Modell, das dieser Browser mitbringt.',
	'Chrome and Edge say that theirs runs on the device; the web’s standard does not promise it, and a page cannot check.':
		'Chrome und Edge sagen, dass ihres auf dem Gerät läuft; der Standard des Webs sichert es nicht zu, und eine Seite kann es nicht prüfen.',
	'It does not tell how sure it is, and takes no modifiers.':
		'Es sagt nicht, wie sicher es ist, und nimmt keine Spezialisten an.',
	'The browser’s maker.': 'Der Hersteller des Browsers.',
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
	'The browser’s own model takes no modifiers, and so not “{id}”.':
		'Das eigene Modell des Browsers nimmt keine Spezialisten an, also auch nicht „{id}“.',
	'Ask without one, or choose another model.':
		'Fragen Sie ohne, oder wählen Sie ein anderes Modell.',
	'Ask without one, or correct the grammar.':
		'Fragen Sie ohne, oder berichtigen Sie die Grammatik.',
	'This app has no engine for {name}.': 'Diese App hat kein Programm für {name}.',
	'Reload the page to update the app, or choose another model.':
		'Laden Sie die Seite neu, um die App zu aktualisieren, oder wählen Sie ein anderes Modell.',
	'It runs on a graphics processor alone, and there is none for it here: {why} Choose another model.':
		'Es läuft nur auf einem Grafikprozessor, und hier ist keiner für es da: {why} Wählen Sie ein anderes Modell.',
	'The model wrote too little to be measured.':
		'Das Modell schrieb zu wenig, um gemessen zu werden.',
	'Try again, or choose another model.':
		'Versuchen Sie es noch einmal, oder wählen Sie ein anderes Modell.',
	'No model of this browser is loaded.': 'Kein Modell dieses Browsers ist geladen.',
	'Choose one first, then measure.': 'Wählen Sie erst eines, dann messen Sie.',
	'This device is being measured already.': 'Dieses Gerät wird schon gemessen.',
	'Wait until that is done.': 'Warten Sie, bis das getan ist.',
	'An answer came first, so the measurement was given up.':
		'Eine Antwort ging vor, daher wurde die Messung abgebrochen.',
	'Measure again when it is done.': 'Messen Sie noch einmal, wenn sie fertig ist.',

	// ---- a site's pages, in its chat -------------------------------------------------------------
	'Make the index again with npm run widget -- index.':
		'Erstellen Sie das Verzeichnis neu mit npm run widget -- index.',
	'The site’s pages could not be searched, so the model answers by itself.':
		'Die Seiten der Website waren nicht zu durchsuchen, deshalb antwortet das Modell allein.',
	// ---- files of a conversation -------------------------------------------------------------------
	'The files could not be searched, so the model answers without them.':
		'Die Dateien waren nicht zu durchsuchen, deshalb antwortet das Modell ohne sie.',
	'The search of the files broke off. Ask again.':
		'Die Suche in den Dateien brach ab. Fragen Sie noch einmal.',
	'The text of {names} is not on this device any more. Attach it again.':
		'Der Text von {names} ist nicht mehr auf diesem Gerät. Hängen Sie ihn wieder an.',
	'The model on this device does not see images.':
		'Das Modell auf diesem Gerät sieht keine Bilder.',
	'The mode of this conversation asks nobody else.':
		'Der Modus dieser Unterhaltung fragt niemanden sonst.',
	'Edit the message without its image, or let a larger model be asked.':
		'Bearbeiten Sie die Nachricht ohne ihr Bild, oder lassen Sie ein größeres Modell fragen.',
	'The question has an image, and the model on this device does not see images.':
		'Die Frage hat ein Bild, und das Modell auf diesem Gerät sieht keine Bilder.',
	'The model on this device is too small to read your files.':
		'Das Modell auf diesem Gerät ist zu klein, um Ihre Dateien zu lesen.',
	'{host} is not known to see images.': 'Von {host} ist nicht bekannt, ob es Bilder sieht.',
	'The index of its pages could not be fetched.': 'Das Verzeichnis der Seiten war nicht zu laden.',
	'Look whether the device is connected.': 'Sehen Sie nach, ob das Gerät verbunden ist.',
	'The index of its pages was not given out ({status}).':
		'Das Verzeichnis der Seiten wurde nicht herausgegeben ({status}).',
	'The site’s operator can look into it.': 'Der Betreiber der Website kann dem nachgehen.',
	'The index of its pages is not the one that was declared.':
		'Das Verzeichnis der Seiten ist nicht das angegebene.',
	'The site’s operator can index it again.': 'Der Betreiber der Website kann es neu erstellen.',
	'The model here has no embedder to search them with.':
		'Das Modell hier hat nichts, um sie zu durchsuchen.',
	'Reload the page.': 'Laden Sie die Seite neu.',
	'It took too long.': 'Es hat zu lange gedauert.',
	'Ask again in a moment.': 'Fragen Sie gleich noch einmal.',
	'The search of the site’s pages broke off. Ask again.':
		'Die Suche in den Seiten brach ab. Fragen Sie noch einmal.',
	'Download it again.': 'Laden Sie sie noch einmal herunter.',
	'Download it again, or choose another file.':
		'Laden Sie sie noch einmal herunter, oder wählen Sie eine andere Datei.',
	'Choose another one.': 'Wählen Sie ein anderes.',
	'Send the message again.': 'Senden Sie die Nachricht noch einmal.',
	'Try again later, or reach the site another way.':
		'Versuchen Sie es später noch einmal, oder erreichen Sie die Website auf anderem Weg.',
	'Reload the page, or reach the site another way.':
		'Laden Sie die Seite neu, oder erreichen Sie die Website auf anderem Weg.',
	'The site’s address for messages did not take it, so nothing was delivered.':
		'Die Adresse der Website für Nachrichten hat es nicht angenommen, es wurde nichts zugestellt.',
	'The site takes no messages here any more.':
		'Die Website nimmt hier keine Nachrichten mehr entgegen.',
	'Choose Regenerate to try again.': 'Wählen Sie „Neu antworten“, um es noch einmal zu versuchen.',

	// ---- a comparison ----------------------------------------------------------------------------
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
	'Check the address, then look again.': 'Prüfen Sie die Adresse, und sehen Sie noch einmal nach.',
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
	'The weights of {name} could not be removed.':
		'Die Gewichte von {name} ließen sich nicht entfernen.',
	'Close other tabs of Understudy, then remove it again.':
		'Schließen Sie andere Tabs von Understudy, und entfernen Sie es noch einmal.',
	'The parts of this model do not fit each other: it sees pictures in another form than it reads them.':
		'Die Teile dieses Modells passen nicht zueinander: Es sieht Bilder in einer anderen Form, als es sie liest.',
	'The picture “{name}” cannot be read.': 'Das Bild „{name}“ ist nicht zu lesen.',
	'Attach it again as PNG or JPEG.': 'Fügen Sie es noch einmal als PNG oder JPEG an.',
	'should be the address of {part} for a model that sees.':
		'sollte für ein Modell, das sieht, die Adresse von {part} sein.',
	'{host} answered in a comparison; what left this device is counted here.':
		'{host} hat in einem Vergleich geantwortet; was dieses Gerät verlassen hat, ist hier gezählt.',
	'{host} answered in a comparison, on this machine; nothing left it.':
		'{host} hat in einem Vergleich geantwortet, auf diesem Rechner; nichts hat ihn verlassen.',
	'{name} answered in a comparison; that it stayed on this device is the browser’s word.':
		'{name} hat in einem Vergleich geantwortet; dass es auf diesem Gerät blieb, sagt der Browser.',
	'The settings let nothing leave this device, so nobody outside it takes part.':
		'Die Einstellungen lassen nichts von diesem Gerät, deshalb nimmt niemand außerhalb teil.',
	'Change what may be sent under Settings, or compare models on this device.':
		'Ändern Sie in den Einstellungen, was gesendet werden darf, oder vergleichen Sie Modelle auf diesem Gerät.',
	'The settings let nothing leave this device, and the browser does not promise that for its own model.':
		'Die Einstellungen lassen nichts von diesem Gerät, und der Browser sagt das für sein eigenes Modell nicht zu.',
	'Change what may be sent under Settings, or compare other models.':
		'Ändern Sie in den Einstellungen, was gesendet werden darf, oder vergleichen Sie andere Modelle.',
	'You chose not to send the question there.': 'Sie wollten die Frage nicht dorthin senden.',
	'Compare again to be asked again.': 'Vergleichen Sie noch einmal, um wieder gefragt zu werden.',
	'The server of your own has another model now, or is gone.':
		'Ihr eigener Server hat jetzt ein anderes Modell, oder er ist fort.',
	'Remove it from the comparison and add what is there.':
		'Nehmen Sie ihn aus dem Vergleich und fügen Sie hinzu, was da ist.',
	'{name} answered in a comparison on this device.':
		'{name} hat in einem Vergleich auf diesem Gerät geantwortet.',
	'{name} with its modifier “{id}” at strength {scale} answered in a comparison on this device.':
		'{name} hat mit seinem Modifikator „{id}“ in der Stärke {scale} in einem Vergleich auf diesem Gerät geantwortet.',
	'{name} with a mix of modifiers ({mix}) answered in a comparison on this device.':
		'{name} hat mit einer Mischung von Modifikatoren ({mix}) in einem Vergleich auf diesem Gerät geantwortet.',
	'You put this together from {count} answers of a comparison ({names}).':
		'Sie haben das aus {count} Antworten eines Vergleichs zusammengesetzt ({names}).',
	'There is no answer to keep.': 'Es gibt keine Antwort, die übernommen werden könnte.',

	// ---- a turn ----------------------------------------------------------------------------------
	'{name} answers on this device; nothing leaves it.':
		'{name} antwortet auf diesem Gerät; nichts verlässt es.',
	'It does not say how sure it is.': 'Es sagt nicht, wie sicher es ist.',
	'The earlier try was interrupted, so this is a new one.':
		'Der erste Versuch wurde unterbrochen, dies ist ein neuer.',
	'{name} answered on this device.': '{name} hat auf diesem Gerät geantwortet.',
	'{name} with its modifier “{id}” answers on this device; nothing leaves it.':
		'{name} antwortet mit seinem Modifikator „{id}“ auf diesem Gerät; nichts verlässt es.',
	'You turned the modifier “{id}” off, so it was not asked.':
		'Sie haben den Modifikator „{id}“ ausgeschaltet, darum wurde er nicht gefragt.',
	'The modifier “{id}” acted at strength {scale}, as you set it; its confidence was fitted at full strength, so here it is not calibrated.':
		'Der Modifikator „{id}“ wirkte in der Stärke {scale}, wie Sie sie eingestellt haben; seine Sicherheit wurde bei voller Stärke angepasst und ist hier deshalb nicht kalibriert.',
	'{name} with its modifier “{id}” answered on this device.':
		'{name} hat mit seinem Modifikator „{id}“ auf diesem Gerät geantwortet.',
	'You seem unhappy with the last answer, so this one starts a level higher.':
		'Die letzte Antwort war Ihnen wohl nicht recht, deshalb beginnt diese eine Stufe höher.',
	'A part of this app could not be loaded, so nobody else was asked.':
		'Ein Teil der App war nicht zu laden, deshalb wurde niemand sonst gefragt.',
	'Reload the page, then try again.':
		'Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
	'A part of this app could not be loaded. Reload the page, then try again.':
		'Ein Teil der App war nicht zu laden. Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
	'Of {of} answers {votes} agreed on another one.':
		'Von {of} Antworten stimmten {votes} in einer anderen überein.',
	'Of {of} answers {votes} agreed with this one.':
		'Von {of} Antworten stimmten {votes} mit dieser überein.',
	'No vote came about.': 'Eine Abstimmung kam nicht zustande.',
	'The critic gave {before} of 10 points, and {after} to another answer.':
		'Der Kritiker gab {before} von 10 Punkten und {after} einer anderen Antwort.',
	'The critic found no better answer.': 'Der Kritiker fand keine bessere Antwort.',
	'A second look, which found nothing better.': 'Ein zweiter Blick, der nichts Besseres fand.',
	'What was weak about it: {weak}': 'Schwach daran war: {weak}',
	'It says nothing.': 'Sie sagt nichts.',
	'An equation in it does not hold.': 'Eine Gleichung darin stimmt nicht.',
	'{count} equations in it do not hold.': '{count} Gleichungen darin stimmen nicht.',
	'Its JSON cannot be read.': 'Ihr JSON ist nicht zu lesen.',
	'A “{sign}” in it is not closed.': 'Ein „{sign}“ darin ist nicht geschlossen.',
	'JSON was asked for; it is none.': 'Verlangt war JSON; sie ist keines.',
	'It is unsure about “{words}”.': 'Unsicher ist sie bei „{words}“.',
	'The recipe has nobody in its seat “{seat}”.': 'Das Rezept hat niemanden auf dem Platz „{seat}“.',
	'A bigger model wrote it anew.': 'Ein größeres Modell hat sie neu geschrieben.',
	'With an example before the question the answer is surer.':
		'Mit einem Beispiel vor der Frage ist die Antwort sicherer.',
	'With {count} examples before the question the answer is surer.':
		'Mit {count} Beispielen vor der Frage ist die Antwort sicherer.',
	'Your examples were put before the question as exchanges.':
		'Ihre Beispiele standen als Fragen und Antworten vor der Frage.',
	'Examples before the question gave no surer answer.':
		'Beispiele vor der Frage ergaben keine sicherere Antwort.',
	'A plan for the answer.': 'Ein Plan für die Antwort.',
	'Draft, then enhance': 'Entwerfen, dann verbessern',
	'Architect and reviewer': 'Architekt und Prüfer',
	'Explore, then validate': 'Erkunden, dann wählen',
	'Ensemble vote': 'Abstimmung',
	'“{name}” has nobody who {role}. Choose a model for it.':
		'„{name}“ hat niemanden, der dies tut: {role}. Wählen Sie ein Modell dafür.',
	'It was answered by “{name}”.': 'Beantwortet wurde es mit „{name}“.',
	'“{name}” asks a bigger model to work on this answer.':
		'„{name}“ bittet ein größeres Modell, an dieser Antwort zu arbeiten.',
	'What it cost elsewhere is an estimate, because it ended before its bill came.':
		'Was es anderswo gekostet hat, ist geschätzt, denn es endete, bevor die Rechnung kam.',
	'What it cost elsewhere is not known, because it ended before its bill came.':
		'Was es anderswo gekostet hat, ist nicht bekannt, denn es endete, bevor die Rechnung kam.',
	'It is sent {times} times, for so many answers.':
		'Es wird {times}-mal gesendet, für ebenso viele Antworten.',
	'“{name}” needs a bigger model.': '„{name}“ braucht ein größeres Modell.',
	'“{name}” ran on this device alone.': '„{name}“ lief allein auf diesem Gerät.',
	'Without a bigger model “{name}” runs on this device alone.':
		'Ohne größeres Modell läuft „{name}“ allein auf diesem Gerät.',
	'It takes {requests} requests at a price that is not known.':
		'Das sind {requests} Anfragen zu einem unbekannten Preis.',
	'It takes {requests} requests that cost nothing.': 'Das sind {requests} Anfragen ohne Kosten.',
	'It takes {requests} requests for about {cents} cents.':
		'Das sind {requests} Anfragen für etwa {cents} Cent.',
	'That is about {seconds} s.': 'Das dauert etwa {seconds} s.',
	'Nothing leaves this device.': 'Nichts verlässt dieses Gerät.',
	'About {size} kB leave this device.': 'Etwa {size} kB verlassen dieses Gerät.',
	'How much better the answer will be is not known for these models.':
		'Wie viel besser die Antwort wird, ist für diese Modelle nicht bekannt.',
	'Of 100 such questions it is expected to get {gain} more right.':
		'Von 100 solchen Fragen sind {gain} mehr richtig zu erwarten.',
	'Of 100 such questions it is expected to get {gain} more right, if the bigger model gets {supposed} right.':
		'Von 100 solchen Fragen sind {gain} mehr richtig zu erwarten, falls das größere Modell {supposed} richtig hat.',
	'It is not expected to be right more often.': 'Dass es öfter richtig ist, ist nicht zu erwarten.',
	'The reviewer accepts the answer.': 'Der Prüfer nimmt die Antwort an.',
	'The reviewer corrected it.': 'Der Prüfer hat sie verbessert.',
	'It chose none of the answers.': 'Es wählte keine der Antworten.',
	'It chose among the answers.': 'Es wählte unter den Antworten.',
	'The others agree on something else.': 'Die anderen sind sich über etwas anderes einig.',
	'It agrees.': 'Es stimmt überein.',
	'The turn was stopped.': 'Es wurde angehalten.',
	'It said nothing.': 'Es hat nichts gesagt.',
	'{name} does not say how likely its words are, so there is nothing to calibrate.':
		'{name} sagt nicht, wie wahrscheinlich seine Wörter sind, also gibt es nichts zu kalibrieren.',
	'Fetch the file again.': 'Laden Sie die Datei noch einmal.',
	'Choose another model.': 'Wählen Sie ein anderes Modell.',
	'An adapter of yours acts on every answer of {name}, and what is measured would be of both.':
		'Ein Adapter von Ihnen wirkt auf jede Antwort von {name}, und gemessen würde beides zusammen.',
	'Turn the adapter off, then start again.':
		'Schalten Sie den Adapter aus und beginnen Sie noch einmal.',
	'This device saves its power now, so it was not calibrated. Plug it in, then start again.':
		'Dieses Gerät spart gerade Strom, deshalb wurde nicht kalibriert. Schließen Sie es an und beginnen Sie noch einmal.',
	'It waited until this device was connected again.':
		'Sie hat gewartet, bis dieses Gerät wieder verbunden war.',
	'This device is offline; what you agreed to is sent to {host} when it is connected again.':
		'Dieses Gerät ist offline; was Sie erlaubt haben, geht an {host}, sobald es wieder verbunden ist.',
	'What waited for a connection got no answer, so the one there stands.':
		'Was auf eine Verbindung wartete, bekam keine Antwort, deshalb bleibt die bisherige.',
	'How sure it is is a careful guess: this model was not calibrated on this device.':
		'Wie sicher es ist, ist vorsichtig geschätzt: Dieses Modell wurde auf diesem Gerät nicht kalibriert.',
	'Nobody bigger could be asked, so the answer is written anew.':
		'Ein größeres Modell war nicht zu fragen, deshalb ist die Antwort neu geschrieben.',
	'{name} has no modifier “{id}”, so its base answers.':
		'{name} hat keinen Modifikator „{id}“, deshalb antwortet das Grundmodell.',
	'The base was {base} sure, the modifier {modifier}.':
		'Das Grundmodell war sich zu {base} sicher, der Modifikator zu {modifier}.',
	'The modifier was {modifier} sure, the base {base}.':
		'Der Modifikator war sich zu {modifier} sicher, das Grundmodell zu {base}.',
	'The question looked hard for the base.': 'Die Frage sah für das Grundmodell schwer aus.',
	'The base was surer.': 'Das Grundmodell war sich sicherer.',
	'The question is clearly one for the modifier “{id}”, which answered.':
		'Die Frage ist klar eine für den Modifikator „{id}“, der geantwortet hat.',
	'The base was not sure enough, so the modifier “{id}” answered.':
		'Das Grundmodell war nicht sicher genug, deshalb hat der Modifikator „{id}“ geantwortet.',
	'By the question alone the base had a chance of {percent} to answer it, so the modifier “{id}” began.':
		'Nach der Frage allein hatte das Grundmodell eine Chance von {percent}, sie zu beantworten; also begann der Modifikator „{id}“.',
	'The modifier “{id}” was asked too; the base’s answer is likelier right.':
		'Auch der Modifikator „{id}“ wurde gefragt; die Antwort des Grundmodells ist eher richtig.',
	'It was only {sure} sure, so it was handed over before its end.':
		'Sie war nur zu {sure} sicher, deshalb wurde sie vor ihrem Ende weitergegeben.',
	'The modifier “{id}” could not answer, so the base’s answer stands.':
		'Der Modifikator „{id}“ konnte nicht antworten, deshalb steht die Antwort des Grundmodells.',
	'The turn was stopped before it was done.': 'Es wurde angehalten, bevor sie fertig war.',
	'This device’s answer is {sure} sure; {needed} is asked for.':
		'Die Antwort dieses Geräts ist zu {sure} sicher; verlangt sind {needed}.',
	'By a careful guess, this device’s answer is only {sure} sure.':
		'Die Antwort dieses Geräts ist, vorsichtig geschätzt, nur zu {sure} sicher.',
	'This device does not know the answer.': 'Dieses Gerät kennt die Antwort nicht.',
	'The answer of {host} is {sure} sure; {needed} is asked for.':
		'Die Antwort von {host} ist zu {sure} sicher; verlangt sind {needed}.',
	'{host} does not know the answer.': '{host} kennt die Antwort nicht.',
	'{host} was asked too; the answer before is likelier right.':
		'Auch {host} wurde gefragt; die Antwort davor ist eher richtig.',
	'The question looks hard for this device.': 'Die Frage sieht für dieses Gerät schwer aus.',
	'You seem unhappy with the last answer.': 'Die letzte Antwort war Ihnen wohl nicht recht.',
	'This device failed at such a question before in this conversation.':
		'An einer solchen Frage ist dieses Gerät in dieser Unterhaltung schon gescheitert.',
	'This device could not answer.': 'Dieses Gerät konnte nicht antworten.',
	'This site’s chat is answered elsewhere, and not by this device.':
		'Der Chat dieser Website wird anderswo beantwortet, nicht von diesem Gerät.',
	'This site’s chat is answered elsewhere alone, and no answer came from there.':
		'Der Chat dieser Website wird nur anderswo beantwortet, und von dort kam keine Antwort.',
	'Ask again, and agree when you are asked what may be sent.':
		'Fragen Sie noch einmal, und stimmen Sie zu, wenn Sie gefragt werden, was gesendet werden darf.',
	'So {host} answered; what left this device is counted here.':
		'Deshalb hat {host} geantwortet; was dieses Gerät verließ, ist hier gezählt.',
	'So {host} answered, on this machine; nothing left it.':
		'Deshalb hat {host} geantwortet, auf diesem Rechner; nichts hat ihn verlassen.',
	'{host} answered instead.': 'Stattdessen hat {host} geantwortet.',
	'It was replaced, and came back when the answer that replaced it broke off.':
		'Sie wurde ersetzt und kam zurück, als die Antwort abbrach, die sie ersetzt hatte.',
	'This conversation stays on this device, so nobody else was asked.':
		'Diese Unterhaltung bleibt auf diesem Gerät, deshalb wurde niemand sonst gefragt.',
	'{host} is asked only once you agree, so this device answered first.':
		'{host} wird erst gefragt, wenn Sie zustimmen, deshalb hat dieses Gerät zuerst geantwortet.',
	'You chose not to send it, so nobody else was asked.':
		'Sie wollten sie nicht senden, deshalb wurde niemand sonst gefragt.',
	'No bigger model is set up to be asked. Set one up under Settings, or choose a larger model on the Models page.':
		'Kein größeres Modell ist eingerichtet, das man fragen könnte. Richten Sie unter „Einstellungen“ eines ein, oder wählen Sie auf der Seite „Modelle“ ein größeres.',
	'{count} cents': '{count} Cent',
	'Asking further could cost {cost}, and this mode allows {most}.':
		'Weiterzufragen könnte {cost} kosten, und dieser Modus erlaubt {most}.',
	'Nobody was asked: the price is not known, and this mode has a limit.':
		'Niemand wurde gefragt: Der Preis ist nicht bekannt, und dieser Modus hat eine Grenze.',
	'The budget at {host} has {left} left, too little for this answer, so it was not asked.':
		'Vom Budget bei {host} sind noch {left} übrig, zu wenig für diese Antwort, deshalb wurde dort nicht gefragt.',
	'{host} takes no more requests for now, so it was not asked.':
		'{host} nimmt gerade keine Anfragen mehr an, deshalb wurde dort nicht gefragt.',
	'So it was not asked; regenerate the answer to ask it all the same.':
		'Deshalb wurde dort nicht gefragt; mit „Neu antworten“ wird trotzdem gefragt.',
	'{host} ended its answer before it wrote anything.':
		'{host} beendete die Antwort, bevor etwas geschrieben war.',
	'The connection broke, so the same was asked once more.':
		'Die Verbindung brach ab, deshalb wurde dasselbe noch einmal gefragt.',
	'{name} fits this device too; it is on the Models page.':
		'Auch {name} passt auf dieses Gerät; Sie finden es auf der Seite „Modelle“.',
	'The model is still loading. The answer follows.': 'Das Modell lädt noch. Die Antwort folgt.',
	'The answer was cut off at {tokens} tokens, the most it may have here.':
		'Die Antwort wurde nach {tokens} Token abgeschnitten, mehr darf sie hier nicht haben.',
	'This conversation was deleted, perhaps in another tab. Start a new one.':
		'Diese Unterhaltung wurde gelöscht, vielleicht in einem anderen Tab. Beginnen Sie eine neue.',
	'This message was deleted, perhaps in another tab. Nothing was changed.':
		'Diese Nachricht wurde gelöscht, vielleicht in einem anderen Tab. Nichts wurde geändert.',
	'The model stopped with an error ({why}).': 'Das Modell brach mit einem Fehler ab ({why}).',
	'{count} tokens': '{count} Token',
	'about {count}': 'etwa {count}',
	'This message is {size} long and the model reads at most {limit}. Edit it to a shorter one, send it in parts, or choose a model with a longer context.':
		'Diese Nachricht ist {size} lang, und das Modell liest höchstens {limit}. Kürzen Sie sie, senden Sie sie in Teilen, oder wählen Sie ein Modell mit längerem Kontext.',
	'The model ended its answer before it wrote anything. Ask in other words, or regenerate.':
		'Das Modell beendete seine Antwort, bevor es etwas schrieb. Fragen Sie mit anderen Worten, oder wählen Sie „Neu antworten“.',

	// ---- a model at a server ---------------------------------------------------------------------
	'{host} does not say what calls its adapters.':
		'{host} sagt nicht, womit seine Adapter gerufen werden.',
	'Update it, or wait until the model is in this browser.':
		'Erneuern Sie ihn, oder warten Sie, bis das Modell in diesem Browser ist.',
	'{host} could not be reached. Check that it runs and that this device is connected, then try again.':
		'{host} war nicht zu erreichen. Prüfen Sie, ob es läuft und ob dieses Gerät verbunden ist, und versuchen Sie es noch einmal.',
	'The answer of {host} broke off before its end.':
		'Die Antwort von {host} brach vor ihrem Ende ab.',
	'The answer of {host} broke off before its end{why}':
		'Die Antwort von {host} brach vor ihrem Ende ab{why}',
	'{host} answered with a redirect, which is not followed. Enter the address it leads to.':
		'{host} antwortete mit einer Weiterleitung; ihr wird nicht gefolgt. Geben Sie die Adresse ein, zu der sie führt.',
	'{host} refuses this caller{why} Check the access key.':
		'{host} weist diesen Aufruf ab{why} Prüfen Sie den Zugangsschlüssel.',
	'{host} does not have it{why} Choose another model.':
		'{host} hat es nicht{why} Wählen Sie ein anderes Modell.',
	'{host} is not set up to answer{why}': '{host} ist nicht dafür eingerichtet zu antworten{why}',
	'{host} serves files and answers no questions.':
		'{host} liefert Dateien aus und beantwortet keine Fragen.',
	'{host} failed with HTTP {status}{why} Try again later.':
		'{host} scheiterte mit HTTP {status}{why} Versuchen Sie es später noch einmal.',
	'{host} refused the request with HTTP {status}{why} Change the request, or choose another model.':
		'{host} lehnte die Anfrage mit HTTP {status} ab{why} Ändern Sie die Anfrage, oder wählen Sie ein anderes Modell.',
	'The conversation is longer than this model holds. Shorten the message, or start a new chat.':
		'Die Unterhaltung ist länger, als dieses Modell fasst. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
	'The budget at {host} is spent{why} Wait until it begins anew, or let this device answer.':
		'Das Budget bei {host} ist aufgebraucht{why} Warten Sie, bis es neu beginnt, oder lassen Sie dieses Gerät antworten.',
	'Today’s budget of {limit} at {host} has {left} left, too little for this answer.':
		'Vom heutigen Budget von {limit} bei {host} sind noch {left} übrig, zu wenig für diese Antwort.',
	'This month’s budget of {limit} at {host} has {left} left, too little for this answer.':
		'Vom Budget dieses Monats von {limit} bei {host} sind noch {left} übrig, zu wenig für diese Antwort.',
	'It begins anew on {when}; until then this device answers.':
		'Es beginnt neu am {when}; bis dahin antwortet dieses Gerät.',
	'A model at a server.': 'Ein Modell auf einem Server.',
	'This is no address of a server. Write it like localhost:8792; other machines need https.':
		'Das ist keine Adresse eines Servers. Schreiben Sie sie wie localhost:8792; andere Rechner brauchen https.',
	'{host} went away. The model in this browser answers instead.':
		'{host} ist nicht mehr da. Stattdessen antwortet das Modell in diesem Browser.',
	'{host} is back and answers in the browser’s place again.':
		'{host} ist wieder da und antwortet wieder an Stelle des Browsers.',
	'No server of your own with another model is connected. Connect one under Settings.':
		'Kein eigener Server mit einem anderen Modell ist verbunden. Verbinden Sie einen unter „Einstellungen“.',
	'{host} has answered this already, and the answer is lost. Ask again.':
		'{host} hat dies schon beantwortet, und die Antwort ist verloren. Fragen Sie noch einmal.',
	'{host} serves this app alone and passes no question on. Whoever runs it can start the edge with a provider’s key.':
		'{host} liefert nur diese App aus und reicht keine Frage weiter. Wer es betreibt, kann die Edge mit dem Schlüssel eines Anbieters starten.',
	'{host} wants to see first that a person is asking, which this page cannot show it. Ask whoever runs it for an access key.':
		'{host} will erst sehen, dass ein Mensch fragt; das kann diese Seite nicht zeigen. Bitten Sie den Betreiber um einen Zugangsschlüssel.',
	'No bigger model stands behind {host}. Whoever runs it can set {names} and start it again.':
		'Hinter {host} steht kein größeres Modell. Wer es betreibt, kann {names} setzen und neu starten.',
	'a provider’s key': 'den Schlüssel eines Anbieters',
	'This device is offline, so {host} was not asked. Ask again when it is connected.':
		'Dieses Gerät ist offline, deshalb wurde {host} nicht gefragt. Fragen Sie wieder, wenn es verbunden ist.',
	'{host} takes no more requests for now. Try again in {seconds} seconds.':
		'{host} nimmt gerade keine Anfragen mehr an. Versuchen Sie es in {seconds} Sekunden noch einmal.',
	'{host} takes no more requests for now{why} Try again in a minute.':
		'{host} nimmt gerade keine Anfragen mehr an{why} Versuchen Sie es in einer Minute noch einmal.',
	'{host} answers, but not as a model. Check its address.':
		'{host} antwortet, aber nicht als Modell. Prüfen Sie die Adresse.',
	'{host} answers, but offers no model. Check its address.':
		'{host} antwortet, bietet aber kein Modell an. Prüfen Sie die Adresse.',
	'{host} is an edge: it passes questions on to providers elsewhere, and is no model server. Enter the address of a server that runs a model itself.':
		'{host} ist eine Edge: Sie gibt Fragen an Anbieter anderswo weiter und ist kein Modellserver. Geben Sie die Adresse eines Servers ein, auf dem selbst ein Modell läuft.',
	'{host} sent nothing for {seconds} seconds and was given up.':
		'{host} sandte {seconds} Sekunden lang nichts und wurde aufgegeben.',
	'{host} runs {name} and not this model. Choose that model, or start the server with this one.':
		'Auf {host} läuft {name} und nicht dieses Modell. Wählen Sie jenes, oder starten Sie den Server mit diesem.',
	'This server uses the modifier “{id}” at full strength alone. Set its strength to 1.':
		'Dieser Server wendet den Modifikator „{id}“ nur mit voller Stärke an. Stellen Sie die Stärke auf 1.',
	'This server takes no grammar. Ask without one, or choose another model.':
		'Dieser Server nimmt keine Grammatik an. Fragen Sie ohne eine, oder wählen Sie ein anderes Modell.',

	// ---- which model answers ---------------------------------------------------------------------
	'{name} could not be loaded; {before} answers again.':
		'{name} konnte nicht geladen werden; {before} antwortet wieder.',
	'The model you chose is not complete on this device. The starter answers until you download it again.':
		'Das gewählte Modell ist auf diesem Gerät nicht vollständig. Das mitgelieferte antwortet, bis Sie es noch einmal herunterladen.',
	'The starter answers instead.': 'Stattdessen antwortet das mitgelieferte Modell.',
	'The starter model is not on this device yet and the network cannot be reached. Connect once and reload the page; after that it works offline.':
		'Das mitgelieferte Modell ist noch nicht auf diesem Gerät, und das Netz ist nicht erreichbar. Verbinden Sie sich einmal und laden Sie die Seite neu; danach geht es ohne Netz.',
	'The starter model could not be fetched (HTTP {status}). Reload the page, or choose another model.':
		'Das mitgelieferte Modell konnte nicht geholt werden (HTTP {status}). Laden Sie die Seite neu, oder wählen Sie ein anderes Modell.',
	'This model is not on this device any more. Choose another one.':
		'Dieses Modell ist nicht mehr auf diesem Gerät. Wählen Sie ein anderes.',
	'The tab that ran the model was closed. This tab runs it now.':
		'Der Tab, in dem das Modell lief, wurde geschlossen. Jetzt läuft es in diesem.',
	'The tab that ran the model was closed.': 'Der Tab, in dem das Modell lief, wurde geschlossen.',
	'No model is loaded. Choose one on the Models page, then regenerate the answer.':
		'Kein Modell ist geladen. Wählen Sie eines auf der Seite „Modelle“ und dann „Neu antworten“.',
	'The model was changed in another tab.': 'Das Modell wurde in einem anderen Tab gewechselt.',
	'Another model was chosen meanwhile.': 'Inzwischen wurde ein anderes Modell gewählt.',
	'The answer broke off.': 'Die Antwort brach ab.',

	// ---- the engine ------------------------------------------------------------------------------
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
	'The model was unloaded. Load it again.': 'Das Modell wurde entladen. Laden Sie es wieder.',
	'The model was unloaded.': 'Das Modell wurde entladen.',
	'“{first}” and “{second}” each wait for a word of their own, so they cannot write one answer.':
		'„{first}“ und „{second}“ warten jeder auf ein eigenes Wort, also können sie nicht eine Antwort schreiben.',
	'Leave one of them out.': 'Lassen Sie einen davon weg.',
	'This server does not mix the modifier “{id}” with others.':
		'Dieser Server mischt den Spezialisten „{id}“ nicht mit anderen.',
	'Ask for one modifier alone.': 'Fragen Sie mit einem allein.',
	'This model has no modifier “{id}”. Choose another one, or answer without.':
		'Dieses Modell hat keinen Spezialisten „{id}“. Wählen Sie einen anderen, oder antworten Sie ohne.',
	'The model was started again.': 'Das Modell wurde neu gestartet.',
	'This model computes wrong numbers on this device: {difference}. Remove the model and download it again, or choose another one.':
		'Dieses Modell rechnet auf diesem Gerät falsch: {difference}. Entfernen Sie das Modell und laden Sie es noch einmal herunter, oder wählen Sie ein anderes.',
	'The embedder could not be opened.': 'Der Einbetter konnte nicht geöffnet werden.',
	'Reload the page; if that does not help, remove the model and download it again.':
		'Laden Sie die Seite neu; wenn das nicht hilft, entfernen Sie das Modell und laden es noch einmal herunter.',
	'The embedder gave vectors of {got} numbers where its card says {dimensions}.':
		'Der Einbetter gab Vektoren aus {got} Zahlen, wo seine Karte {dimensions} nennt.',
	'Remove the model and download it again.':
		'Entfernen Sie das Modell und laden Sie es noch einmal herunter.',
	'The file “{path}” of this model is missing. Remove the model and download it again.':
		'Die Datei „{path}“ dieses Modells fehlt. Entfernen Sie das Modell und laden Sie es noch einmal herunter.',
	'The model file is an adapter, which needs a base model. Choose a base model.':
		'Die Modelldatei ist ein Adapter, der ein Basismodell braucht. Wählen Sie ein Basismodell.',
	'The modifier “{id}” was trained for another base model and is not used. Choose the version made for this model.':
		'Der Spezialist „{id}“ wurde für ein anderes Basismodell trainiert und wird nicht benutzt. Wählen Sie die Version für dieses Modell.',
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
	'The conversation is {tokens} tokens long; this model holds {limit}. Shorten the message, or start a new chat.':
		'Die Unterhaltung ist {tokens} Token lang; dieses Modell fasst {limit}. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
	'The conversation leaves too little room for its answer in the {limit} tokens that this model holds. Shorten the message, or start a new chat.':
		'Die Unterhaltung lässt in den {limit} Token, die dieses Modell fasst, zu wenig Platz für die Antwort. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
	'The conversation is at least {tokens} tokens long; this model holds {limit}. Shorten the message, or start a new chat.':
		'Die Unterhaltung ist mindestens {tokens} Token lang; dieses Modell fasst {limit}. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.',
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
	'This browser does not run workers.': 'Dieser Browser führt keine Worker aus.',
	'This browser does not run WebAssembly with 64-bit memory.':
		'Dieser Browser führt WebAssembly nicht mit 64-Bit-Speicher aus.',

	'Update it, or use another one.': 'Aktualisieren Sie ihn, oder nehmen Sie einen anderen.',
	'The engine stopped and was started again.': 'Die Engine brach ab und wurde neu gestartet.',

	// ---- the device ------------------------------------------------------------------------------
	'This browser has no WebGPU.': 'Dieser Browser hat kein WebGPU.',
	'WebGPU found no usable graphics processor.': 'WebGPU fand keinen brauchbaren Grafikprozessor.',
	'WebGPU failed: {why}': 'WebGPU versagte: {why}',
	'The graphics processor can run models.': 'Auf dem Grafikprozessor können Modelle laufen.',
	'The graphics processor has no 16-bit floats in shaders, so models run on the CPU.':
		'Der Grafikprozessor hat keine 16-Bit-Zahlen in Shadern, daher laufen Modelle auf dem Prozessor.',
	'{name} (buffers up to {size})': '{name} (Puffer bis {size})',
	'The largest listed model that should run well here {where}: it needs about {needs} of memory, and {offered}.':
		'Das größte Modell der Liste, das hier gut laufen sollte ({where}): Es braucht etwa {needs} Arbeitsspeicher, und {offered}.',
	'on the graphics processor': 'auf dem Grafikprozessor',
	'by what was measured': 'nach dem, was gemessen wurde',
	'on one CPU thread': 'auf einem Prozessor-Thread',
	'on {count} CPU threads': 'auf {count} Prozessor-Threads',
	'about {size} can be counted on (the browser does not tell)':
		'mit etwa {size} ist zu rechnen (der Browser sagt es nicht)',
	'about {size} of this device’s memory can be used': 'etwa {size} dieses Geräts sind nutzbar',

	// ---- downloads and weights -------------------------------------------------------------------
	'waiting for the network': 'wartet auf das Netz',
	'another tab downloads it': 'ein anderer Tab lädt es herunter',
	'the browser is giving back the room of what was removed':
		'der Browser gibt den Platz des Entfernten wieder frei',
	'{why}; trying again': '{why}; neuer Versuch',
	'the host sent other bytes than asked': 'der Server schickte andere Bytes als verlangt',
	'the host sent nothing': 'der Server schickte nichts',
	'the host fell silent': 'der Server verstummte',
	'the connection ended early': 'die Verbindung endete zu früh',
	'the connection broke': 'die Verbindung brach ab',
	'the file changed': 'die Datei änderte sich',
	'a piece arrived damaged': 'ein Stück kam beschädigt an',
	'the host cannot resume: skipping what is here':
		'der Server kann nicht fortsetzen: Vorhandenes wird übersprungen',
	'{host} answered {status}': '{host} antwortete {status}',
	'it answered {status}': 'er antwortete {status}',
	'no connection': 'keine Verbindung',
	'This app’s server': 'Der Server dieser App',
	'The download is not complete.': 'Der Download ist nicht vollständig.',
	'The browser removed some of it to free space; resuming fetches only that.':
		'Der Browser hat etwas davon entfernt, um Platz zu schaffen; „Fortsetzen“ holt nur das.',
	'The import was stopped in another tab. Import the file again.':
		'Der Import wurde in einem anderen Tab angehalten. Importieren Sie die Datei noch einmal.',
	'The model on this device has no file “{path}” like the one that was asked for. Reload the page; if that does not help, download {name} again.':
		'Das Modell auf diesem Gerät hat keine Datei „{path}“ wie die gesuchte. Laden Sie die Seite neu; hilft das nicht, laden Sie {name} noch einmal herunter.',
	'{name} was paused or removed while its file “{path}” was fetched. Download it, then try again.':
		'{name} wurde angehalten oder entfernt, während seine Datei „{path}“ geholt wurde. Laden Sie es herunter und versuchen Sie es noch einmal.',
	'The weights of {name} are not on this device. Download the model.':
		'Die Gewichte von {name} sind nicht auf diesem Gerät. Laden Sie das Modell herunter.',
	'{missing} of {total} pieces of {name} are gone from this device: the browser may have freed space. Download the model again; only what is missing is fetched.':
		'{missing} von {total} Stücken von {name} sind nicht mehr auf diesem Gerät: Der Browser hat vielleicht Platz geschaffen. Laden Sie das Modell noch einmal herunter; nur was fehlt, wird geholt.',
	'Could not get {file} from {host} in {tries} tries ({why}). What arrived is kept: check the connection and resume.':
		'{file} war von {host} in {tries} Versuchen nicht zu bekommen ({why}). Was ankam, bleibt: Prüfen Sie die Verbindung und setzen Sie fort.',
	'Piece {piece} of {total} of {file} from {host} arrived twice with a wrong hash ({found}… instead of {expected}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.':
		'Stück {piece} von {total} von {file} kam von {host} zweimal mit falscher Prüfsumme an ({found}… statt {expected}…) und wurde nicht behalten. Die Datei wurde dort geändert oder beschädigt: Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{file} changed on {host} while it was being downloaded, so what had arrived was thrown away. Start the download again.':
		'{file} änderte sich auf {host} während des Downloads, daher wurde das Angekommene verworfen. Starten Sie den Download noch einmal.',
	'Its size ({bytes} bytes) and sha256 ({sha256}) were learnt from {source} and are pinned from now on.':
		'Größe ({bytes} Bytes) und sha256 ({sha256}) stammen von {source} und gelten von jetzt an.',
	'{host} no longer has {file} ({status}). Choose another model, or import the file if you have it.':
		'{host} hat {file} nicht mehr ({status}). Wählen Sie ein anderes Modell, oder importieren Sie die Datei, wenn Sie sie haben.',
	'this model': 'dieses Modell',
	'{host} does not give {file} without an account ({status}). Download it there yourself and import the file, or choose another model.':
		'{host} gibt {file} nicht ohne Konto heraus ({status}). Laden Sie es dort selbst herunter und importieren Sie die Datei, oder wählen Sie ein anderes Modell.',
	'{host} answered {status} to a request for {file}. Try again later, or choose another model.':
		'{host} antwortete {status} auf die Anfrage nach {file}. Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{file} on {host} {now}, not the {size} ({bytes} bytes) it is listed with. Remove the download and start it again; if that fails too, choose another model.':
		'{file} auf {host} {now}, nicht {size} ({bytes} Bytes), wie gelistet. Entfernen Sie den Download und starten Sie ihn noch einmal; hilft auch das nicht, wählen Sie ein anderes Modell.',
	'is shorter now': 'ist jetzt kürzer',
	'has {size} now ({bytes} bytes)': 'hat jetzt {size} ({bytes} Bytes)',
	'{host} does not publish a hash of {file} (status {status}), so a download could not be checked. Download the file yourself and import it, or choose another model.':
		'{host} veröffentlicht keine Prüfsumme von {file} (Status {status}), daher könnte ein Download nicht geprüft werden. Laden Sie die Datei selbst herunter und importieren Sie sie, oder wählen Sie ein anderes Modell.',
	'Could not ask {host} for the file’s size and hash ({why}). Check the connection and try again.':
		'{host} war nicht nach Größe und Prüfsumme der Datei zu fragen ({why}). Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
	'{name} needs {needed} more on this device; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, free disk space, or choose a smaller model.':
		'{name} braucht noch {needed} auf diesem Gerät; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, schaffen Sie Platz, oder wählen Sie ein kleineres Modell.',
	'The disk is full: {what} could not be stored{numbers}. What arrived before is kept. Remove a model or free disk space, then resume.':
		'Der Speicher ist voll: {what} konnte nicht gespeichert werden{numbers}. Was vorher ankam, bleibt. Entfernen Sie ein Modell oder schaffen Sie Platz, und setzen Sie dann fort.',
	'The browser could not store {what}{numbers}: {why} What arrived before is kept. Check the free disk space, reload the page, and resume.':
		'Der Browser konnte {what} nicht speichern{numbers}: {why} Was vorher ankam, bleibt. Prüfen Sie den freien Platz, laden Sie die Seite neu, und setzen Sie fort.',
	' ({used} of {quota} in use)': ' ({used} von {quota} belegt)',
	'piece {piece} of {total} of {file}': 'Stück {piece} von {total} von {file}',
	'The browser does not let this app store models: in a private window, or with storage blocked, none can be kept. Open the app in a normal window, or allow storage for it.':
		'Der Browser lässt diese App keine Modelle speichern: In einem privaten Fenster oder bei gesperrtem Speicher geht das nicht. Öffnen Sie die App in einem normalen Fenster, oder erlauben Sie ihr Speicher.',
	'Pieces of {file} are gone from this device, and it came from a file here, not from the network. Import the file again.':
		'Stücke von {file} sind nicht mehr auf diesem Gerät, und die Datei kam von hier, nicht aus dem Netz. Importieren Sie sie noch einmal.',
	'The file changed on disk while it was being copied. Import it again.':
		'Die Datei änderte sich, während sie kopiert wurde. Importieren Sie sie noch einmal.',
	'{file} from {host} does not have the hash it is listed with ({found}… instead of {expected}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.':
		'{file} von {host} hat nicht die Prüfsumme, mit der die Datei gelistet ist ({found}… statt {expected}…), und wurde nicht behalten. Die Datei wurde dort geändert oder beschädigt: Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',

	// ---- a model from a file ---------------------------------------------------------------------
	'This model needs at least {needs} GB of memory, and the engine that runs it in a browser can have {most} GB at most. Choose a smaller quantisation or a smaller model, or run this one on a server of your own.':
		'Dieses Modell braucht mindestens {needs} GB Arbeitsspeicher, und was es im Browser rechnet, kann höchstens {most} GB haben. Wählen Sie eine kleinere Quantisierung oder ein kleineres Modell, oder betreiben Sie dieses auf einem eigenen Server.',
	'This model leaves little of the memory that an engine in a browser can have. It keeps {tokens} tokens of a conversation in mind instead of {wanted}.':
		'Dieses Modell lässt wenig von dem Arbeitsspeicher übrig, den ein Browser zum Rechnen geben kann. Es behält {tokens} Token eines Gesprächs im Kopf statt {wanted}.',
	'These files are not all parts of one split model. Choose every part of one model, each once.':
		'Diese Dateien sind nicht alle Teile eines geteilten Modells. Wählen Sie alle Teile eines Modells, jeden einmal.',
	'This file is part {part} of {count} of a split model, and its name does not say where the others are. Use the address of a file whose name ends like model-00001-of-00002.gguf, or download all parts yourself and import them together.':
		'Diese Datei ist Teil {part} von {count} eines geteilten Modells, und ihr Name sagt nicht, wo die anderen sind. Nehmen Sie die Adresse einer Datei, deren Name wie model-00001-of-00002.gguf endet, oder laden Sie alle Teile selbst herunter und importieren Sie sie zusammen.',
	'This is no address of a model. Paste the https address of a .gguf file, or of a model’s page on Hugging Face.':
		'Das ist keine Adresse eines Modells. Fügen Sie die https-Adresse einer .gguf-Datei ein oder die der Seite eines Modells auf Hugging Face.',
	'{host} would be asked without encryption. Use its https address, or download the file yourself and import it.':
		'{host} würde unverschlüsselt gefragt. Nehmen Sie die https-Adresse, oder laden Sie die Datei selbst herunter und importieren Sie sie.',
	'This page of Hugging Face is no model. Paste the address of a model’s page, or of one of its .gguf files.':
		'Diese Seite von Hugging Face ist kein Modell. Fügen Sie die Adresse der Seite eines Modells ein oder die einer seiner .gguf-Dateien.',
	'{host} did not say which files {name} has (status {status}). Paste the address of a .gguf file instead.':
		'{host} sagte nicht, welche Dateien {name} hat (Status {status}). Fügen Sie stattdessen die Adresse einer .gguf-Datei ein.',

	// ---- an adapter in PEFT's form -----------------------------------------------------------------
	'{name} has a LoRA adapter as a PyTorch file (a pickle) alone: reading one can run any program that is in it, so this app does not. Look for one with an adapter_model.safetensors.':
		'{name} hat einen LoRA-Adapter nur als PyTorch-Datei (Pickle): Beim Lesen kann jedes Programm laufen, das darin steckt, deshalb liest diese App sie nicht. Suchen Sie einen mit einer adapter_model.safetensors.',
	'This is a PyTorch file (a pickle): reading one can run any program that is in it, so this app does not. Save the adapter as adapter_model.safetensors with a newer PEFT, or choose a .gguf file.':
		'Das ist eine PyTorch-Datei (Pickle): Beim Lesen kann jedes Programm laufen, das darin steckt, deshalb liest diese App sie nicht. Speichern Sie den Adapter mit einem neueren PEFT als adapter_model.safetensors, oder wählen Sie eine .gguf-Datei.',
	'These are the files of several adapters in PEFT’s form. Add one adapter at a time: its weights and its adapter_config.json.':
		'Das sind die Dateien mehrerer Adapter in der Form von PEFT. Fügen Sie einen nach dem anderen hinzu: seine Gewichte und seine adapter_config.json.',
	'{host} has {file} of a LoRA adapter in PEFT’s form, and no {other} beside it, which belongs to it. Look for another address, or download both files yourself and add them together.':
		'{host} hat {file} eines LoRA-Adapters in der Form von PEFT und daneben keine {other}, die dazugehört. Suchen Sie eine andere Adresse, oder laden Sie beide Dateien selbst herunter und fügen Sie sie zusammen hinzu.',
	'Merge it into its base with PEFT’s merge_and_unload, convert the merged model to GGUF, and add that as a model.':
		'Verschmelzen Sie ihn mit merge_and_unload von PEFT mit seiner Basis, wandeln Sie das Ergebnis in GGUF um, und fügen Sie das als Modell hinzu.',
	'Save it again with PEFT, or choose another file.':
		'Speichern Sie ihn noch einmal mit PEFT, oder wählen Sie eine andere Datei.',
	'This app applies LoRA adapters alone, and this is of the type “{type}”. Choose a LoRA.':
		'Diese App wendet nur LoRA-Adapter an, und dieser ist von der Art „{type}“. Wählen Sie eine LoRA.',
	'This adapter is a DoRA, which scales the base’s weights too, and llama.cpp applies a plain LoRA alone.':
		'Dieser Adapter ist eine DoRA, die auch die Gewichte der Basis skaliert; llama.cpp wendet nur eine einfache LoRA an.',
	'This adapter has trained whole parts of its base beside the LoRA, and llama.cpp applies the LoRA alone.':
		'Dieser Adapter hat neben der LoRA ganze Teile seiner Basis trainiert; llama.cpp wendet nur die LoRA an.',
	'This adapter is more than a plain LoRA, which is what llama.cpp applies.':
		'Dieser Adapter ist mehr als eine einfache LoRA, und nur die wendet llama.cpp an.',
	'This adapter was trained on a base whose own weights were changed first ({how}), so it is wrong on the published one.':
		'Dieser Adapter wurde auf einer Basis trainiert, deren eigene Gewichte erst geändert wurden ({how}); auf der veröffentlichten ist er falsch.',
	'This adapter changes the embeddings, which this app does not convert.':
		'Dieser Adapter ändert die Einbettungen, die diese App nicht umwandelt.',
	'This adapter waits for words, and says them as text instead of tokens. Save it with a newer PEFT, then add it again.':
		'Dieser Adapter wartet auf Wörter und nennt sie als Text statt als Token. Speichern Sie ihn mit einem neueren PEFT, und fügen Sie ihn dann wieder hinzu.',
	'is 0: this adapter changes nothing. Choose another one.':
		'ist 0: Dieser Adapter ändert nichts. Wählen Sie einen anderen.',
	'has more patterns than a model has parts.': 'hat mehr Muster, als ein Modell Teile hat.',
	'has the pattern “{pattern}”, which this app cannot read.':
		'hat das Muster „{pattern}“, das diese App nicht lesen kann.',
	'should be a short list. Choose another file.':
		'sollte eine kurze Liste sein. Wählen Sie eine andere Datei.',
	'has {bytes} bytes, and no adapter’s has more than {most}. Choose another file.':
		'hat {bytes} Bytes, und keine eines Adapters hat mehr als {most}. Wählen Sie eine andere Datei.',
	'is a trained bias beside the LoRA, and llama.cpp applies the LoRA alone.':
		'ist ein trainierter Bias neben der LoRA; llama.cpp wendet nur die LoRA an.',
	'is a trained part of the base beside the LoRA, and llama.cpp applies the LoRA alone.':
		'ist ein trainierter Teil der Basis neben der LoRA; llama.cpp wendet nur die LoRA an.',
	'is there twice, for two adapters in one file.':
		'kommt zweimal vor, für zwei Adapter in einer Datei.',
	'is there twice, by two names.': 'kommt zweimal vor, unter zwei Namen.',
	'This is a LoRA for a model that makes pictures, and this app applies those of language models. Choose a LoRA for a model that is here.':
		'Das ist eine LoRA für ein Modell, das Bilder erzeugt; diese App wendet die von Sprachmodellen an. Wählen Sie eine LoRA für ein Modell, das hier ist.',
	'This safetensors file has no tensors of a LoRA adapter in PEFT’s form; its first is “{tensor}”. Choose an adapter_model.safetensors, or the model as a .gguf file.':
		'Diese safetensors-Datei hat keine Tensoren eines LoRA-Adapters in der Form von PEFT; ihr erster ist „{tensor}“. Wählen Sie eine adapter_model.safetensors, oder das Modell als .gguf-Datei.',
	'This adapter has {tensors} tensors, and this app converts at most {most}.':
		'Dieser Adapter hat {tensors} Tensoren, und diese App wandelt höchstens {most} um.',
	'This adapter has {size}, and needs {needed} while it is converted; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, or free disk space.':
		'Dieser Adapter hat {size} und braucht {needed}, während er umgewandelt wird; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, oder schaffen Sie Platz auf der Festplatte.',
	'{name} has an adapter_model.safetensors, and no adapter_config.json beside it, which belongs to it. Look for another repository, or add both files from this device.':
		'{name} hat eine adapter_model.safetensors und daneben keine adapter_config.json, die dazugehört. Suchen Sie ein anderes Verzeichnis, oder fügen Sie beide Dateien von diesem Gerät hinzu.',
	'This file has no tensors of a LoRA adapter in PEFT’s form.':
		'Diese Datei hat keine Tensoren eines LoRA-Adapters in der Form von PEFT.',
	'has one half of its LoRA and not the other.':
		'hat eine Hälfte seiner LoRA und die andere nicht.',
	'is stored as {type}, and this app converts F32, F16 and BF16.':
		'ist als {type} gespeichert, und diese App wandelt F32, F16 und BF16 um.',
	'has a LoRA with the dimensions ({dimensions}), and this app converts matrices alone.':
		'hat eine LoRA mit den Dimensionen ({dimensions}), und diese App wandelt nur Matrizen um.',
	'has matrices of rank {a} and {b}, where its adapter_config.json says {rank}. Choose the configuration that was saved with this file.':
		'hat Matrizen vom Rang {a} und {b}, wo seine adapter_config.json {rank} sagt. Wählen Sie die Konfiguration, die mit dieser Datei gespeichert wurde.',
	'This app does not know what the layers of “{architecture}” are called in PEFT. Convert the adapter with llama.cpp’s convert_lora_to_gguf.py, then add the .gguf file that it writes.':
		'Diese App weiß nicht, wie die Schichten von „{architecture}“ in PEFT heißen. Wandeln Sie den Adapter mit convert_lora_to_gguf.py von llama.cpp um, und fügen Sie dann die .gguf-Datei hinzu, die dabei entsteht.',
	'The adapter changes {module}, and models of this base’s architecture have no such layer.':
		'Der Adapter ändert {module}, und Modelle von der Architektur dieser Basis haben keine solche Schicht.',
	'The adapter changes {module}, and this base has no {tensor}.':
		'Der Adapter ändert {module}, und diese Basis hat keine {tensor}.',
	'The adapter changes {module} as {rows} × {columns}, and it is {baseRows} × {baseColumns} in this base.':
		'Der Adapter ändert {module} als {rows} × {columns}, und in dieser Basis ist es {baseRows} × {baseColumns}.',
	'makes the adapter nothing, or boundless.': 'macht den Adapter wirkungslos oder maßlos.',
	'The rows of {module} cannot be put in order, since this base does not say how large a head is.':
		'Die Zeilen von {module} lassen sich nicht ordnen, weil diese Basis nicht sagt, wie groß ein Kopf ist.',
	'could not be read: the file changed meanwhile. Add it again from where it is now.':
		'war nicht zu lesen: Die Datei änderte sich inzwischen. Fügen Sie sie von dort, wo sie jetzt ist, noch einmal hinzu.',
	'has numbers that are infinite, undefined, or too large for half precision, so the adapter is broken. Choose another one.':
		'hat Zahlen, die unendlich, unbestimmt oder zu groß für halbe Genauigkeit sind; der Adapter ist kaputt. Wählen Sie einen anderen.',
	'The model this adapter was to be attached to is not on this device any more. Add that model first, then the adapter.':
		'Das Modell, an das dieser Adapter angefügt werden sollte, ist nicht mehr auf diesem Gerät. Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'This adapter does not say what it was made for, and no model on this device has the layers it changes. Add its base model first, then the adapter.':
		'Dieser Adapter sagt nicht, wofür er gemacht wurde, und kein Modell auf diesem Gerät hat die Schichten, die er ändert. Fügen Sie erst sein Basismodell hinzu, dann den Adapter.',
	'This adapter was made for “{base}”, and no model on this device has the layers it changes. Add that model first, then the adapter.':
		'Dieser Adapter wurde für „{base}“ gemacht, und kein Modell auf diesem Gerät hat die Schichten, die er ändert. Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'The closest is {name}.': 'Am nächsten kommt {name}.',
	'A safetensors file has more than {bytes} bytes.':
		'Eine safetensors-Datei hat mehr als {bytes} Bytes.',
	'The safetensors header claims {bytes} bytes; no adapter’s has more than {most} MiB.':
		'Der safetensors-Kopf beansprucht {bytes} Bytes; keiner eines Adapters hat mehr als {most} MiB.',
	'The safetensors header is not valid JSON.': 'Der safetensors-Kopf ist kein gültiges JSON.',
	'The safetensors header lists no tensors.': 'Der safetensors-Kopf führt keine Tensoren auf.',
	'begins at {start}, where {end} was next: tensors overlap, or leave a hole.':
		'beginnt bei {start}, wo {end} an der Reihe war: Tensoren überlappen sich oder lassen eine Lücke.',
	'The file has {bytes} bytes behind its last tensor, which belong to none.':
		'Die Datei hat hinter ihrem letzten Tensor {bytes} Bytes, die zu keinem gehören.',
	'has a name that is too long.': 'hat einen zu langen Namen.',
	'is stored in a type this app does not know.':
		'ist in einer Art gespeichert, die diese App nicht kennt.',
	'does not say where it is, or how large.': 'sagt nicht, wo er ist oder wie groß.',
	'has dimensions ({dimensions}) that are not those of its data.':
		'hat Dimensionen ({dimensions}), die nicht die seiner Daten sind.',

	// ---- a model from a file, further --------------------------------------------------------------
	'{name} has no .gguf files. Look for a repository whose name ends in GGUF, which has the same model for llama.cpp.':
		'{name} hat keine .gguf-Dateien. Suchen Sie ein Verzeichnis, dessen Name auf GGUF endet: dort liegt dasselbe Modell für llama.cpp.',
	'{host} sent nothing more of {file} than its first {bytes} bytes. Try again later, or download the file yourself and import it.':
		'{host} sandte von {file} nicht mehr als die ersten {bytes} Bytes. Versuchen Sie es später noch einmal, oder laden Sie die Datei selbst herunter und importieren Sie sie.',
	'{host} does not say how large {file} is, so it cannot be resumed or checked. Download the file yourself and import it.':
		'{host} sagt nicht, wie groß {file} ist; fortsetzen und prüfen ließe sich der Download nicht. Laden Sie die Datei selbst herunter und importieren Sie sie.',
	'This model needs about {needs} of memory, and this device says it has about {has}. Choose a smaller model or a smaller quantisation.':
		'Dieses Modell braucht etwa {needs} Arbeitsspeicher, und dieses Gerät gibt etwa {has} an. Wählen Sie ein kleineres Modell oder eine kleinere Quantisierung.',
	'This file has {size}; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, free disk space, or choose a smaller model.':
		'Diese Datei hat {size}; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, schaffen Sie Platz, oder wählen Sie ein kleineres Modell.',
	'This app applies LoRA adapters alone, and this is none. Choose a LoRA in GGUF form.':
		'Diese App wendet nur LoRA-Adapter an, und das ist keiner. Wählen Sie eine LoRA als GGUF.',
	'This adapter was made for a base that is not on this device, or not whole (sha256 {hash}…). Add that model first, then the adapter.':
		'Dieser Adapter wurde für eine Basis gemacht, die nicht oder nicht ganz auf diesem Gerät ist (sha256 {hash}…). Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'This adapter was made for “{name}”, and no model on this device has its shape. Add that model first, then the adapter.':
		'Dieser Adapter wurde für „{name}“ gemacht, und kein Modell auf diesem Gerät hat dessen Form. Fügen Sie erst das Modell hinzu, dann den Adapter.',
	'No model on this device has the shape this adapter was made for ({architecture}). Add its base model first, then the adapter.':
		'Kein Modell auf diesem Gerät hat die Form, für die dieser Adapter gemacht wurde ({architecture}). Fügen Sie erst sein Basismodell hinzu, dann den Adapter.',
	'The adapter “{id}” waits for tokens that this model does not have. Turn it off, or choose the version made for this model.':
		'Der Adapter „{id}“ wartet auf Token, die dieses Modell nicht hat. Schalten Sie ihn aus, oder wählen Sie die für dieses Modell gemachte Fassung.',
	'Your adapter “{name}” does not fit this model. Turn it off on the Models page.':
		'Ihr Adapter „{name}“ passt nicht zu diesem Modell. Schalten Sie ihn auf der Seite Modelle aus.',
	'Added from {host}.': 'Von {host} hinzugefügt.',
	'{host} publishes no hash of this file: the one it arrived with is pinned from then on.':
		'{host} veröffentlicht keine Prüfsumme dieser Datei: Die, mit der sie ankam, gilt von da an.',
	'Imported from {file} on this device.': 'Auf diesem Gerät aus {file} importiert.',
	'The GGUF header goes on after {bytes} bytes.':
		'Der GGUF-Kopf geht nach {bytes} Bytes noch weiter.',
	'The GGUF header is longer than {size} MiB, so this is no usable model file.':
		'Der GGUF-Kopf ist länger als {size} MiB; das ist keine brauchbare Modelldatei.',
	'This file is a LoRA adapter, not a model. Import the model it was made for; adapters cannot run alone.':
		'Diese Datei ist ein LoRA-Adapter, kein Modell. Importieren Sie das Modell, für das er gemacht wurde; Adapter laufen nicht allein.',
	'This file is part {part} of {count} of a split model. Choose all parts together, or merge them with llama-gguf-split.':
		'Diese Datei ist Teil {part} von {count} eines geteilten Modells. Wählen Sie alle Teile zusammen, oder fügen Sie sie mit llama-gguf-split zusammen.',
	'This app cannot chat with models of the architecture “{architecture}”. Choose a text model such as Llama, Qwen, Gemma or Phi.':
		'Mit Modellen der Architektur „{architecture}“ kann diese App nicht chatten. Wählen Sie ein Textmodell wie Llama, Qwen, Gemma oder Phi.',
	'{what} claims {bytes} bytes where {left} are left.':
		'{what} beansprucht {bytes} Bytes, wo {left} übrig sind.',
	'The file is cut short: it has {bytes} bytes and needs at least {needed}.':
		'Die Datei ist abgeschnitten: Sie hat {bytes} Bytes und braucht mindestens {needed}.',
	'A GGUF file has more than {bytes} bytes.': 'Eine GGUF-Datei hat mehr als {bytes} Bytes.',
	'This is no GGUF file: it does not begin with “GGUF”.':
		'Das ist keine GGUF-Datei: Sie beginnt nicht mit „GGUF“.',
	'The file holds a value of type {type}, which is not read here.':
		'Die Datei enthält einen Wert der Art {type}, die hier nicht gelesen wird.',
	'GGUF version {version}; version 3 is read here.':
		'GGUF-Version {version}; gelesen wird hier Version 3.',
	'This GGUF file is big-endian. Choose a little-endian one.':
		'Diese GGUF-Datei ist „big-endian“. Wählen Sie eine „little-endian“-Datei.',
	'This GGUF file is version {version}; this app reads versions 2 and 3. Choose a newer conversion of the model.':
		'Diese GGUF-Datei hat Version {version}; diese App liest die Versionen 2 und 3. Wählen Sie eine neuere Umwandlung des Modells.',
	'The header claims {count} {what}; no model has more than {most}. The file is damaged.':
		'Der Kopf nennt {count} {what}; kein Modell hat mehr als {most}. Die Datei ist beschädigt.',
	'Entry {entry} of the header has no usable name.':
		'Eintrag {entry} des Kopfs hat keinen brauchbaren Namen.',
	'Tensor {tensor} has a name that is too long or taken.':
		'Der Name von Tensor {tensor} ist zu lang oder vergeben.',
	'is stored in a format this app does not know. Choose another quantisation, such as Q4_K_M or Q8_0.':
		'ist in einem Format gespeichert, das diese App nicht kennt. Wählen Sie eine andere Quantisierung, etwa Q4_K_M oder Q8_0.',
	'is missing, so nothing can run this file.': 'fehlt, damit ist diese Datei nicht lauffähig.',
	"This model's manifest is version {version}; this app reads version {known}. Reload the page to update the app, then try again.":
		'Das Manifest dieses Modells hat Version {version}; diese App liest Version {known}. Laden Sie die Seite neu, um die App zu aktualisieren, und versuchen Sie es dann noch einmal.',

	// ---- models of several files, and other engines ----------------------------------------------
	'The sizes and hashes of its files were learnt from {host} at revision {revision} and are pinned from now on.':
		'Größen und Prüfsummen der Dateien nannte {host} zur Revision {revision}; sie gelten von jetzt an.',
	'{host} does not say what the files of this model are, so a download could not be checked (status {status}).':
		'{host} sagt nicht, was die Dateien dieses Modells sind; ein Download ließe sich nicht prüfen (Status {status}).',
	'Try again later, or choose another model.':
		'Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{path} from {host} is not what its host says it is, so it was not kept.':
		'{path} von {host} ist nicht, was der Host angibt, und wurde nicht behalten.',
	'{host} publishes no hash of {path}, so a download could not be checked.':
		'{host} veröffentlicht keine Prüfsumme von {path}; ein Download ließe sich nicht prüfen.',
	'This model’s files cannot be opened: they are damaged, incomplete, or of a kind this app does not run.':
		'Die Dateien dieses Modells lassen sich nicht öffnen: Sie sind beschädigt, unvollständig oder von einer Art, die diese App nicht ausführt.',
	'Remove the model and download it again, or choose another one.':
		'Entfernen Sie das Modell und laden Sie es neu, oder wählen Sie ein anderes.',
	'This device computes {name} wrongly: {difference}.':
		'Dieses Gerät rechnet bei {name} falsch: {difference}.',
	'Choose another model, or update the browser.':
		'Wählen Sie ein anderes Modell, oder aktualisieren Sie den Browser.',
	'Models of this engine take no modifiers.': 'Modelle dieser Maschine nehmen keine Modifikatoren.',
	'Answer without one, or choose another model.':
		'Antworten Sie ohne, oder wählen Sie ein anderes Modell.',
	'Models of this engine take no grammar.': 'Modelle dieser Maschine nehmen keine Grammatik.',
	'The conversation has {count} tokens, and this model reads {most} at most.':
		'Die Unterhaltung hat {count} Token, und dieses Modell liest höchstens {most}.',
	'Start a new one, or shorten the message.':
		'Beginnen Sie eine neue, oder kürzen Sie die Nachricht.',
	'This model’s chat template cannot write this conversation.':
		'Die Chat-Vorlage dieses Modells kann diese Unterhaltung nicht schreiben.',
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
	'Close other tabs, or choose a smaller model.':
		'Schließen Sie andere Tabs, oder wählen Sie ein kleineres Modell.',
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

	// ---- a classifier that hears complaints --------------------------------------------------------
	'This model does not classify texts: it is “{kind}”.':
		'Dieses Modell klassifiziert keine Texte: Es ist „{kind}“.',
	'Choose one for text classification or zero-shot classification.':
		'Wählen Sie eines für Textklassifikation oder Zero-Shot-Klassifikation.',
	'This classifier gives several labels at once, so none of them excludes another.':
		'Dieser Klassifikator vergibt mehrere Merkmale zugleich, sodass keines ein anderes ausschließt.',
	'Choose one that gives a single label.': 'Wählen Sie einen, der ein einziges vergibt.',
	'This classifier tells {labels}, not whether one text follows from another.':
		'Dieser Klassifikator unterscheidet {labels}, nicht, ob ein Text aus einem anderen folgt.',
	'Choose one for natural language inference (NLI) or zero-shot classification.':
		'Wählen Sie einen für Textinferenz (NLI) oder Zero-Shot-Klassifikation.',
	'should name at least two labels, each once.':
		'sollte mindestens zwei Merkmale nennen, jedes einmal.',
	'Choose another classifier.': 'Wählen Sie einen anderen Klassifikator.',
	'{host} cannot be reached.': '{host} ist nicht zu erreichen.',
	'{host} answered {status} for this address.': '{host} antwortete {status} auf diese Adresse.',
	'{host} answered this address with something else than it should.':
		'{host} antwortete auf diese Adresse mit etwas anderem, als es sollte.',
	'This is no address of a classifier.': 'Das ist keine Adresse eines Klassifikators.',
	'Paste the address of its page on Hugging Face, or its name there, owner/repository.':
		'Fügen Sie die Adresse seiner Seite bei Hugging Face ein, oder seinen Namen dort, owner/repository.',
	'A classifier is several files.': 'Ein Klassifikator besteht aus mehreren Dateien.',
	'Paste the address of its page on Hugging Face, or of the repository alone.':
		'Fügen Sie die Adresse seiner Seite bei Hugging Face ein, oder die des Repositorys allein.',
	'{name} has no {file}.': '{name} hat kein {file}.',
	'Look for the same model in ONNX form, with 8-bit weights: such repositories are often named Xenova or onnx-community.':
		'Suchen Sie dasselbe Modell in ONNX-Form mit 8-Bit-Gewichten: Solche Repositorys heißen oft Xenova oder onnx-community.',
	'A classifier is four files, {names} and one that ends in .onnx.':
		'Ein Klassifikator besteht aus vier Dateien, {names} und einer, die auf .onnx endet.',
	'Choose them together.': 'Wählen Sie sie zusammen aus.',
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
	'This device computes the classifier wrongly: its scores are no numbers.':
		'Dieses Gerät rechnet den Klassifikator falsch: Seine Werte sind keine Zahlen.',
	'Choose another one, or update the browser.':
		'Wählen Sie einen anderen, oder aktualisieren Sie den Browser.',

	// ---- what this device remembers --------------------------------------------------------------
	'This message has {parts} parts; {most} are the most. Send some of them in another message.':
		'Diese Nachricht hat {parts} Teile; mehr als {most} gehen nicht. Senden Sie einige in einer weiteren Nachricht.',
	'This message is longer than {length} characters. Shorten it or split it.':
		'Diese Nachricht ist länger als {length} Zeichen. Kürzen oder teilen Sie sie.',
	'Your conversations are larger than one backup file may be (200 MB, {count} messages). Export the large ones by themselves and remove them, then try again.':
		'Ihre Unterhaltungen sind größer, als eine Sicherung sein darf (200 MB, {count} Nachrichten). Exportieren Sie die großen einzeln und entfernen Sie sie, und versuchen Sie es dann noch einmal.',
	'A newer version of Understudy was opened in another tab. Reload this page to go on.':
		'Eine neuere Version von Understudy wurde in einem anderen Tab geöffnet. Laden Sie diese Seite neu, um weiterzumachen.',
	'The storage was closed. Reload the page.':
		'Der Speicher wurde geschlossen. Laden Sie die Seite neu.',
	'Another tab with an older version of Understudy is in the way of an update. Close or reload it.':
		'Ein anderer Tab mit einer älteren Version von Understudy steht einer Aktualisierung im Weg. Schließen Sie ihn oder laden Sie ihn neu.',
	'There is no message to store.': 'Es gibt keine Nachricht zu speichern.',
	'A stored message cannot move under another one.':
		'Eine gespeicherte Nachricht kann nicht unter eine andere wandern.',
	'This conversation was removed. Start a new chat.':
		'Diese Unterhaltung wurde entfernt. Beginnen Sie einen neuen Chat.',
	'This message was removed, so it was not saved.':
		'Diese Nachricht wurde entfernt und daher nicht gespeichert.',
	'A message does not belong to this conversation, so nothing was saved. Reload the page, then try again.':
		'Eine Nachricht gehört nicht zu dieser Unterhaltung, daher wurde nichts gespeichert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'Not everything could be erased. Close other tabs of Understudy, then erase again, or remove this site’s data in the browser’s settings.':
		'Nicht alles konnte gelöscht werden. Schließen Sie andere Tabs von Understudy und löschen Sie noch einmal, oder entfernen Sie die Daten dieser Seite in den Einstellungen des Browsers.',
	'Another tab of Understudy is still using what should be erased. Close the other tabs, then erase again.':
		'Ein anderer Tab von Understudy benutzt noch, was gelöscht werden soll. Schließen Sie die anderen Tabs und löschen Sie noch einmal.',
	'The storage of this device is full, so nothing of this was saved. Remove a model or some conversations, then try again.':
		'Der Speicher dieses Geräts ist voll, daher wurde nichts davon gespeichert. Entfernen Sie ein Modell oder einige Unterhaltungen, und versuchen Sie es noch einmal.',
	'This holds something that cannot be stored.':
		'Das enthält etwas, das nicht gespeichert werden kann.',
	'Something with this id is stored already.': 'Etwas mit dieser Kennung ist schon gespeichert.',
	'The storage of this device refused, so nothing of this was saved. Reload the page, then try again.':
		'Der Speicher dieses Geräts hat abgelehnt, daher wurde nichts davon gespeichert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'Your conversations were saved by a newer version of Understudy. Reload the page to update the app.':
		'Ihre Unterhaltungen wurden von einer neueren Version von Understudy gespeichert. Laden Sie die Seite neu, um die App zu aktualisieren.',
	'The storage of this device is full, so your conversations cannot be opened. Free some space, then reload the page.':
		'Der Speicher dieses Geräts ist voll, daher können Ihre Unterhaltungen nicht geöffnet werden. Schaffen Sie Platz und laden Sie die Seite neu.',
	'This browser lets Understudy store nothing here. Leave private browsing or allow site data, then reload the page.':
		'Dieser Browser lässt Understudy hier nichts speichern. Verlassen Sie das private Fenster oder erlauben Sie Websitedaten, und laden Sie die Seite neu.',
	'Your conversations could not be opened. Close other tabs of Understudy and reload the page; if it stays so, restart the browser.':
		'Ihre Unterhaltungen konnten nicht geöffnet werden. Schließen Sie andere Tabs von Understudy und laden Sie die Seite neu; hilft das nicht, starten Sie den Browser neu.',
	'This conversation was removed; there is nothing to export.':
		'Diese Unterhaltung wurde entfernt; es gibt nichts zu exportieren.',

	// ---- a file of conversations -----------------------------------------------------------------
	'This file is damaged or was changed, so nothing was imported ({why}) Export it again from where it was made.':
		'Diese Datei ist beschädigt oder wurde geändert, daher wurde nichts importiert ({why}) Exportieren Sie sie noch einmal dort, wo sie entstand.',
	'This file is version {version}; this app reads version {known}. Reload the page to update the app, then try again.':
		'Diese Datei hat Version {version}; diese App liest Version {known}. Laden Sie die Seite neu, um die App zu aktualisieren, und versuchen Sie es dann noch einmal.',
	'the setting “{key}”': 'die Einstellung „{key}“',
	'This version of the app does not know it, or not with this value.':
		'Diese Version der App kennt sie nicht, oder nicht mit diesem Wert.',
	'It holds no text.': 'Sie enthält keinen Text.',
	'This file is empty. Choose another one.': 'Diese Datei ist leer. Wählen Sie eine andere.',
	'This file has {size} MB; 200 MB are the most. Split it, or export fewer conversations.':
		'Diese Datei hat {size} MB; mehr als 200 MB gehen nicht. Teilen Sie sie, oder exportieren Sie weniger Unterhaltungen.',
	'{file} is not valid JSON; it may have been cut off. Download or export it again.':
		'{file} ist kein gültiges JSON; vielleicht wurde etwas abgeschnitten. Laden oder exportieren Sie es noch einmal.',
	'This file': 'Diese Datei',
	'This is a model, not conversations. Add it on the Models page.':
		'Das ist ein Modell, keine Unterhaltungen. Fügen Sie es auf der Seite „Modelle“ hinzu.',
	'This is a web page. Choose conversations.json beside it.':
		'Das ist eine Webseite. Wählen Sie conversations.json daneben.',
	'This file holds no conversations the app knows. Choose an export of Understudy, ChatGPT (conversations.json) or Open WebUI.':
		'Diese Datei enthält keine Unterhaltungen, die die App kennt. Wählen Sie einen Export von Understudy, ChatGPT (conversations.json) oder Open WebUI.',
	'The file holds it twice.': 'Die Datei enthält sie zweimal.',
	'This file has more than {count} messages. Split it, or export fewer conversations.':
		'Diese Datei hat mehr als {count} Nachrichten. Teilen Sie sie, oder exportieren Sie weniger Unterhaltungen.',
	'entry {number} of the file': 'Eintrag {number} der Datei',
	'It is not a conversation.': 'Das ist keine Unterhaltung.',
	'The answer failed.': 'Die Antwort schlug fehl.',
	'For like reasons.': 'Aus ähnlichen Gründen.',
	'{count} more': '{count} weitere',
	'Left out: {what}.': 'Weggelassen: {what}.',
	'{what} ({count}), {more}': '{what} ({count}), {more}',
	'{what} ({count})': '{what} ({count})',
	images: 'Bilder',
	reasoning: 'Gedankengänge',
	recordings: 'Aufnahmen',
	'attached files and images': 'angehängte Dateien und Bilder',
	'calls of tools': 'Aufrufe von Werkzeugen',
	'results of tools': 'Ergebnisse von Werkzeugen',
	'messages of nobody known': 'Nachrichten von Unbekannten',
	'parts that are not text': 'Teile, die kein Text sind',
	'texts that are too long': 'zu lange Texte',
	'a system prompt that is too long': 'eine zu lange Anweisung',
	'messages that follow each other in a circle': 'Nachrichten, die im Kreis aufeinander folgen',
	'a conversation without a title': 'eine Unterhaltung ohne Titel',
	'{count} of the conversations': '{count} der Unterhaltungen',
	'They are on this device already, as new or newer.':
		'Sie sind schon auf diesem Gerät, gleich neu oder neuer.',
	'A message of this file has the id of a message in another conversation on this device. Nothing was imported; get the file again from where it was made.':
		'Eine Nachricht dieser Datei hat die Kennung einer Nachricht in einer anderen Unterhaltung auf diesem Gerät. Nichts wurde importiert; holen Sie die Datei noch einmal dort, wo sie entstand.',
	'This is not a backup of Understudy. To bring in chats of another program, use Import.':
		'Das ist keine Sicherung von Understudy. Um Chats eines anderen Programms zu holen, nehmen Sie „Import“.',
	'Unzip it and choose conversations.json in it.':
		'Entpacken Sie sie und wählen Sie conversations.json darin.',
	'This ZIP file holds no conversations.json. Choose another file.':
		'Diese ZIP-Datei enthält kein conversations.json. Wählen Sie eine andere Datei.',
	'This ZIP file is larger than the app can open.':
		'Diese ZIP-Datei ist größer, als die App öffnen kann.',
	'This ZIP file is locked with a password.': 'Diese ZIP-Datei ist mit einem Passwort geschützt.',
	'This ZIP file is packed in a way the app cannot read.':
		'Diese ZIP-Datei ist auf eine Weise gepackt, die die App nicht lesen kann.',
	'The conversations in this ZIP file have more than 200 MB. Export fewer conversations.':
		'Die Unterhaltungen in dieser ZIP-Datei haben mehr als 200 MB. Exportieren Sie weniger Unterhaltungen.',
	'This ZIP file is damaged. Download it again.':
		'Diese ZIP-Datei ist beschädigt. Laden Sie sie noch einmal herunter.'
};
