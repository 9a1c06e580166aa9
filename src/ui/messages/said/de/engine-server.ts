// What src/engine says of a model at a server: one’s own, the edge, the machine’s.

import type { Templates } from '../../said.ts';

export const ENGINE_SERVER: Templates = {
	'Try again later, or reach the site another way.':
		'Versuchen Sie es später noch einmal, oder erreichen Sie die Website auf anderem Weg.',
	'Reload the page, or reach the site another way.':
		'Laden Sie die Seite neu, oder erreichen Sie die Website auf anderem Weg.',
	'The site’s address for messages did not take it, so nothing was delivered.':
		'Die Adresse der Website für Nachrichten hat es nicht angenommen, es wurde nichts zugestellt.',
	'The site takes no messages here any more.':
		'Die Website nimmt hier keine Nachrichten mehr entgegen.',
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
	'This server uses the specialist “{id}” at full strength alone. Set its strength to 1.':
		'Dieser Server wendet den Spezialisten „{id}“ nur mit voller Stärke an. Stellen Sie die Stärke auf 1.',
	'This server takes no grammar. Ask without one, or choose another model.':
		'Dieser Server nimmt keine Grammatik an. Fragen Sie ohne eine, oder wählen Sie ein anderes Modell.',
	'The model was changed in another tab.': 'Das Modell wurde in einem anderen Tab gewechselt.',
	'This server does not mix the specialist “{id}” with others.':
		'Dieser Server mischt den Spezialisten „{id}“ nicht mit anderen.',
	'Ask for one modifier alone.': 'Fragen Sie mit einem allein.',
	'The conversation leaves too little room for its answer in the {limit} tokens that this model holds. Shorten the message, or start a new chat.':
		'Die Unterhaltung lässt in den {limit} Token, die dieses Modell fasst, zu wenig Platz für die Antwort. Kürzen Sie die Nachricht, oder beginnen Sie einen neuen Chat.'
};
