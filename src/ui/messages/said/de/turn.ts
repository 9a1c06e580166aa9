// What src/turn says of a turn and of a comparison.

import type { Templates } from '../../said.ts';

export const TURN: Templates = {
	// ---- a comparison --------------------------------------------------------------------------------
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
	'You chose not to send the question there.': 'Sie wollten die Frage nicht dorthin senden.',
	'Compare again to be asked again.': 'Vergleichen Sie noch einmal, um wieder gefragt zu werden.',
	'The server of your own has another model now, or is gone.':
		'Ihr eigener Server hat jetzt ein anderes Modell, oder er ist fort.',
	'Remove it from the comparison and add what is there.':
		'Nehmen Sie ihn aus dem Vergleich und fügen Sie hinzu, was da ist.',
	'{name} answered in a comparison on this device.':
		'{name} hat in einem Vergleich auf diesem Gerät geantwortet.',
	'{name} with its specialist “{id}” at strength {scale} answered in a comparison on this device.':
		'{name} hat mit seinem Spezialisten „{id}“ in der Stärke {scale} in einem Vergleich auf diesem Gerät geantwortet.',
	'{name} with a mix of adapters ({mix}) answered in a comparison on this device.':
		'{name} hat mit einer Mischung von Adaptern ({mix}) in einem Vergleich auf diesem Gerät geantwortet.',
	'You put this together from {count} answers of a comparison ({names}).':
		'Sie haben das aus {count} Antworten eines Vergleichs zusammengesetzt ({names}).',
	'There is no answer to keep.': 'Es gibt keine Antwort, die übernommen werden könnte.',

	// ---- a turn --------------------------------------------------------------------------------------
	'A part of this app could not be loaded, so nobody else was asked.':
		'Ein Teil der App war nicht zu laden, deshalb wurde niemand sonst gefragt.',
	'A part of this app could not be loaded. Reload the page, then try again.':
		'Ein Teil der App war nicht zu laden. Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
	'The recipe has nobody in its seat “{seat}”.': 'Das Rezept hat niemanden auf dem Platz „{seat}“.',
	'A bigger model wrote it anew.': 'Ein größeres Modell hat sie neu geschrieben.',
	'A plan for the answer.': 'Ein Plan für die Antwort.',
	'The reviewer accepts the answer.': 'Der Prüfer nimmt die Antwort an.',
	'The reviewer corrected it.': 'Der Prüfer hat sie verbessert.',
	'It chose none of the answers.': 'Es wählte keine der Antworten.',
	'It chose among the answers.': 'Es wählte unter den Antworten.',
	'The others agree on something else.': 'Die anderen sind sich über etwas anderes einig.',
	'It agrees.': 'Es stimmt überein.',
	'The vote was decided after {written} of {of} answers, so it took no more.':
		'Die Abstimmung war nach {written} von {of} Antworten entschieden, deshalb brauchte sie keine weiteren.',
	'The bigger model was not asked.': 'Das größere Modell wurde nicht gefragt.',
	'The turn was stopped.': 'Es wurde angehalten.',
	'It said nothing.': 'Es hat nichts gesagt.',
	'{name} does not say how likely its words are, so there is nothing to calibrate.':
		'{name} sagt nicht, wie wahrscheinlich seine Wörter sind, also gibt es nichts zu kalibrieren.',
	'An adapter of yours acts on every answer of {name}, and what is measured would be of both.':
		'Ein Adapter von Ihnen wirkt auf jede Antwort von {name}, und gemessen würde beides zusammen.',
	'Turn the adapter off, then start again.':
		'Schalten Sie den Adapter aus und beginnen Sie noch einmal.',
	'This device saves its power now, so it was not calibrated. Plug it in, then start again.':
		'Dieses Gerät spart gerade Strom, deshalb wurde nicht kalibriert. Schließen Sie es an und beginnen Sie noch einmal.',
	'The turn was stopped before it was done.': 'Es wurde angehalten, bevor sie fertig war.',
	'The model is still loading. The answer follows.': 'Das Modell lädt noch. Die Antwort folgt.',
	'The answer was cut off at {tokens} tokens, the most it may have here.':
		'Die Antwort wurde nach {tokens} Token abgeschnitten, mehr darf sie hier nicht haben.',
	'This conversation was deleted, perhaps in another tab. Start a new one.':
		'Diese Unterhaltung wurde gelöscht, vielleicht in einem anderen Tab. Beginnen Sie eine neue.',
	'This message was deleted, perhaps in another tab. Nothing was changed.':
		'Diese Nachricht wurde gelöscht, vielleicht in einem anderen Tab. Nichts wurde geändert.',
	'The model stopped with an error ({why}).': 'Das Modell brach mit einem Fehler ab ({why}).',
	'This message is {size} long and the model reads at most {limit}. Edit it to a shorter one, send it in parts, or choose a model with a longer context.':
		'Diese Nachricht ist {size} lang, und das Modell liest höchstens {limit}. Kürzen Sie sie, senden Sie sie in Teilen, oder wählen Sie ein Modell mit längerem Kontext.',
	'The model ended its answer before it wrote anything. Ask in other words, or regenerate.':
		'Das Modell beendete seine Antwort, bevor es etwas schrieb. Fragen Sie mit anderen Worten, oder wählen Sie „Neu antworten“.'
};
