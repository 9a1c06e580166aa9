// What src/files says of searching a conversation’s files.

import type { Templates } from '../../said.ts';

export const FILES: Templates = {
	'The search of the files broke off. Ask again.':
		'Die Suche in den Dateien brach ab. Fragen Sie noch einmal.'
};
