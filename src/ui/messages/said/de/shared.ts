// What several layers say: next steps above all.

import type { Templates } from '../../said.ts';

export const SHARED: Templates = {
	'Reload the page.': 'Laden Sie die Seite neu.',
	'Download it again.': 'Laden Sie sie noch einmal herunter.',
	'Choose another one.': 'Wählen Sie ein anderes.',
	'Choose Regenerate to try again.': 'Wählen Sie „Neu antworten“, um es noch einmal zu versuchen.',
	'Check the address, then look again.': 'Prüfen Sie die Adresse, und sehen Sie noch einmal nach.',
	'Reload the page, then try again.':
		'Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
	'Choose another model.': 'Wählen Sie ein anderes Modell.',
	'{count} tokens': '{count} Token',
	'about {count}': 'etwa {count}',
	'this model': 'dieses Modell',
	'Added from {host}.': 'Von {host} hinzugefügt.'
};
