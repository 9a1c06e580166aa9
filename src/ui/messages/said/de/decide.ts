// What src/decide says of who answers, and why.

import type { Templates } from '../../said.ts';

export const DECIDE: Templates = {
	// ---- several models together ---------------------------------------------------------------------
	'It says nothing.': 'Sie sagt nichts.',
	'An equation in it does not hold.': 'Eine Gleichung darin stimmt nicht.',
	'{count} equations in it do not hold.': '{count} Gleichungen darin stimmen nicht.',
	'Its JSON cannot be read.': 'Ihr JSON ist nicht zu lesen.',
	'A “{sign}” in it is not closed.': 'Ein „{sign}“ darin ist nicht geschlossen.',
	'JSON was asked for; it is none.': 'Verlangt war JSON; sie ist keines.',
	'It is unsure about “{words}”.': 'Unsicher ist sie bei „{words}“.',
	'Draft, then enhance': 'Entwerfen, dann verbessern',
	'Architect and reviewer': 'Architekt und Prüfer',
	'Explore, then validate': 'Erkunden, dann wählen',
	'Ensemble vote': 'Abstimmung',
	'“{name}” has nobody who {role}. Choose a model for it.':
		'„{name}“ hat niemanden, der dies tut: {role}. Wählen Sie ein Modell dafür.',
	'It was answered by “{name}”.': 'Beantwortet wurde es mit „{name}“.',
	'“{name}” asks a bigger model to work on this answer.':
		'„{name}“ bittet ein größeres Modell, an dieser Antwort zu arbeiten.',
	'It is sent up to {times} times, for as many answers.':
		'Es wird bis zu {times}-mal gesendet, für ebenso viele Antworten.',
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

	// ---- who answers ---------------------------------------------------------------------------------
	'{who} answers; that it stays on this device is the browser’s word.':
		'{who} antwortet; dass es auf diesem Gerät bleibt, sagt der Browser.',
	'This conversation stays on this device, and the browser does not promise that for its own model.':
		'Diese Unterhaltung bleibt auf diesem Gerät, und der Browser sagt das für sein eigenes Modell nicht zu.',
	'Choose another model, or let this conversation ask first.':
		'Wählen Sie ein anderes Modell, oder lassen Sie diese Unterhaltung erst fragen.',
	'The site’s pages could not be searched, so the model answers by itself.':
		'Die Seiten der Website waren nicht zu durchsuchen, deshalb antwortet das Modell allein.',
	'The files could not be searched, so the model answers without them.':
		'Die Dateien waren nicht zu durchsuchen, deshalb antwortet das Modell ohne sie.',
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
	'The settings let nothing leave this device, and the browser does not promise that for its own model.':
		'Die Einstellungen lassen nichts von diesem Gerät, und der Browser sagt das für sein eigenes Modell nicht zu.',
	'Change what may be sent under Settings, or compare other models.':
		'Ändern Sie in den Einstellungen, was gesendet werden darf, oder vergleichen Sie andere Modelle.',
	'{name} answers on this device; nothing leaves it.':
		'{name} antwortet auf diesem Gerät; nichts verlässt es.',
	'It does not say how sure it is.': 'Es sagt nicht, wie sicher es ist.',
	'The earlier try was interrupted, so this is a new one.':
		'Der erste Versuch wurde unterbrochen, dies ist ein neuer.',
	'{name} answered on this device.': '{name} hat auf diesem Gerät geantwortet.',
	'{name} with its specialist “{id}” answers on this device; nothing leaves it.':
		'{name} antwortet mit seinem Spezialisten „{id}“ auf diesem Gerät; nichts verlässt es.',
	'You turned the specialist “{id}” off, so it was not asked.':
		'Sie haben den Spezialisten „{id}“ ausgeschaltet, darum wurde er nicht gefragt.',
	'The specialist “{id}” acted at strength {scale}, as you set it; its confidence was fitted at full strength, so here it is not calibrated.':
		'Der Spezialist „{id}“ wirkte in der Stärke {scale}, wie Sie sie eingestellt haben; seine Sicherheit wurde bei voller Stärke angepasst und ist hier deshalb nicht kalibriert.',
	'{name} with its specialist “{id}” answered on this device.':
		'{name} hat mit seinem Spezialisten „{id}“ auf diesem Gerät geantwortet.',
	'You seem unhappy with the last answer, so this one starts a level higher.':
		'Die letzte Antwort war Ihnen wohl nicht recht, deshalb beginnt diese eine Stufe höher.',
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
	'With an example before the question the answer is surer.':
		'Mit einem Beispiel vor der Frage ist die Antwort sicherer.',
	'With {count} examples before the question the answer is surer.':
		'Mit {count} Beispielen vor der Frage ist die Antwort sicherer.',
	'Your examples were put before the question as exchanges.':
		'Ihre Beispiele standen als Fragen und Antworten vor der Frage.',
	'Examples before the question gave no surer answer.':
		'Beispiele vor der Frage ergaben keine sicherere Antwort.',
	'What it cost elsewhere is an estimate, because it ended before its bill came.':
		'Was es anderswo gekostet hat, ist geschätzt, denn es endete, bevor die Rechnung kam.',
	'What it cost elsewhere is not known, because it ended before its bill came.':
		'Was es anderswo gekostet hat, ist nicht bekannt, denn es endete, bevor die Rechnung kam.',
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
	'{name} has no specialist “{id}”, so its base answers.':
		'{name} hat keinen Spezialisten „{id}“, deshalb antwortet das Grundmodell.',
	'The base was {base} sure, the specialist {modifier}.':
		'Das Grundmodell war sich zu {base} sicher, der Spezialist zu {modifier}.',
	'The specialist was {modifier} sure, the base {base}.':
		'Der Spezialist war sich zu {modifier} sicher, das Grundmodell zu {base}.',
	'The question looked hard for the base.': 'Die Frage sah für das Grundmodell schwer aus.',
	'The base was surer.': 'Das Grundmodell war sich sicherer.',
	'The question is clearly one for the specialist “{id}”, which answered.':
		'Die Frage ist klar eine für den Spezialisten „{id}“, der geantwortet hat.',
	'The base was not sure enough, so the specialist “{id}” answered.':
		'Das Grundmodell war nicht sicher genug, deshalb hat der Spezialist „{id}“ geantwortet.',
	'By the question alone the base had a chance of {percent} to answer it, so the specialist “{id}” began.':
		'Nach der Frage allein hatte das Grundmodell eine Chance von {percent}, sie zu beantworten; also begann der Spezialist „{id}“.',
	'The specialist “{id}” was asked too; the base’s answer is likelier right.':
		'Auch der Spezialist „{id}“ wurde gefragt; die Antwort des Grundmodells ist eher richtig.',
	'It was only {sure} sure, so it was handed over before its end.':
		'Sie war nur zu {sure} sicher, deshalb wurde sie vor ihrem Ende weitergegeben.',
	'The specialist “{id}” could not answer, so the base’s answer stands.':
		'Der Spezialist „{id}“ konnte nicht antworten, deshalb steht die Antwort des Grundmodells.',
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
		'Auch {name} passt auf dieses Gerät; Sie finden es auf der Seite „Modelle“.'
};
