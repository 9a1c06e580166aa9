// What src/site says of searching a site’s pages.

import type { Templates } from '../../said.ts';

export const SITE: Templates = {
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
	'It took too long.': 'Es hat zu lange gedauert.',
	'Ask again in a moment.': 'Fragen Sie gleich noch einmal.',
	'The search of the site’s pages broke off. Ask again.':
		'Die Suche in den Seiten brach ab. Fragen Sie noch einmal.'
};
