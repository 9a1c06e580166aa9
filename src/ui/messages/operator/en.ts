// The sentences of the operator's page in English. Fetched with that page, so that no first load carries
// them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	setUp: {
		title: 'Set it up',
		intro: 'What you type stays in this browser. Copy the results to your site and to the edge.',
		key: 'Site key',
		keyHint: '3 to 64 letters, digits, - or _. It is public.',
		origin: 'Your site’s address',
		originHint: 'Only pages of this origin may show the chat.',
		name: 'Title',
		greeting: 'Greeting',
		suggestions: 'Suggested questions',
		suggestionsHint: 'One a line, six at most.',
		mode: 'Where it stands',
		modes: { launcher: 'Behind a button', inline: 'In the page' },
		position: 'Button at the',
		positions: { end: 'end of the lower edge', start: 'start of the lower edge' },
		theme: 'Light or dark',
		themes: { auto: 'As the visitor’s system', light: 'Always light', dark: 'Always dark' },
		comes: 'Its script is fetched',
		comings: { after: 'once the page is on screen', with: 'while the page loads' },
		colours: 'Colours',
		coloursHint: 'Any CSS colour. Left empty, the chat’s own is used.',
		colourNames: {
			accent: 'Buttons',
			'accent-ink': 'Text on buttons',
			paper: 'Ground',
			ink: 'Text'
		},
		snippet: 'For your pages',
		policy: 'For your Content-Security-Policy',
		policyHint:
			'Where your pages have one, it has to allow these and nothing else. A style element above then belongs in a stylesheet of yours.',
		nonceHint:
			'The script in the snippet is one in the page: it needs the nonce, or the hash, of your policy.',
		sites: 'For sites.json of the edge',
		copySnippet: 'Copy the snippet',
		copySites: 'Copy the entry',
		checkThis: 'Check this entry'
	},
	preview: {
		title: 'Preview',
		intro:
			'The real chat on two pages, a light and a dark one. It starts nothing before you write; what you say to it is a conversation of your own on this device.',
		show: 'Show the preview',
		light: 'On a light page',
		dark: 'On a dark page',
		host: 'A page of your site',
		hostText: 'Some words of your page, in its own type and colours.'
	},
	check: {
		/** What the parser says of a field. */
		said: (message: string) => message,
		title: 'Check sites.json',
		intro: 'Paste the document. It is read here by the code that the edge reads it with.',
		label: 'sites.json',
		run: 'Check it',
		right: (n: number) =>
			count(n, 'It is right, and lists one site.', 'It is right, and lists # sites.'),
		wrong: 'It is not right yet',
		at: (line: string, column: string) => `Line ${line}, column ${column}`,
		noJson:
			'This is no JSON here. Often a comma or a quotation mark is missing, or is one too many.',
		show: 'Show the place',
		failed: 'The check could not be loaded. Reload the page.'
	},
	usage: {
		title: 'What your sites use',
		intro:
			'From the edge’s ledger, for all visitors of a site together. The edge tells holders of one of its access keys (UNDERSTUDY_ACCESS_KEYS). The key is sent to this edge alone and kept nowhere.',
		key: 'Access key',
		ask: 'Show the usage',
		asking: 'Asking…',
		none: 'No sites are listed at this edge.',
		unreachable:
			'The edge could not be reached, or is none. Look whether this page comes from your edge.',
		caption: 'Usage of each site',
		columns: {
			site: 'Site',
			turnsDay: 'Turns today',
			tokensDay: 'Tokens today',
			costDay: 'Cost today',
			turnsMonth: 'Turns this month',
			costMonth: 'Cost this month'
		},
		of: (used: string, limit: string) => `${used} of ${limit}`
	},
	pages: {
		title: 'Let it know your pages',
		command: 'The command',
		body: 'The chat can search your site’s pages in the visitor’s browser and cite them. This makes the index, and prints what goes into sites.json:',
		more: 'The README says how pages are read and what the policy of your site has to allow.'
	}
};

export type OperatorWords = typeof en;
