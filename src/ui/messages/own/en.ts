// The sentences about models and adapters of a person's own, in English. Fetched with the part of the
// models page that says them, so that no first load carries them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	address: {
		title: 'From an address',
		body: 'The address of a .gguf file, or of a model’s page on Hugging Face. Looking contacts that host and reads only the beginning of the file; nothing is kept until you download it.',
		label: 'Address',
		placeholder: 'https://huggingface.co/…/model.gguf',
		look: 'Look at it',
		looking: 'Asking the host…',
		cancel: 'Cancel',
		failed: 'Nothing could be added from there',
		files: (n: number) => count(n, 'One file to choose:', '# files to choose from:'),
		file: 'File',
		choose: (name: string) => `Look at ${name}`,
		offer: 'What it is',
		architecture: 'Architecture',
		quantisation: 'Precision',
		template: 'Chat template',
		templateYes: 'in the file',
		templateNo: 'none in the file: a common form is used',
		licenceNone: 'not stated in the file',
		download: 'Download',
		refused: 'It cannot run here',
		parts: (weights: string, context: string, tokens: string, engine: string) =>
			`Of the memory ${weights} are weights, ${context} a conversation of ${tokens} tokens, ${engine} the engine.`,
		tight: (needs: string, has: string) =>
			`It needs about ${needs} of memory; about ${has} can be counted on here. It may be slow or stop.`,
		started: (name: string) => `${name} is being downloaded. Its row above shows how far it is.`
	},
	filters: {
		title: 'Filter',
		size: 'Download at most',
		anySize: 'any size',
		licence: 'Licence',
		anyLicence: 'any licence',
		language: 'Language',
		anyLanguage: 'any language',
		tools: 'Trained to call tools',
		vision: 'Reads pictures',
		context: 'Longest conversation',
		contextHint:
			'In tokens, three quarters of a word each. Longer ones take more memory. A model that was made for less keeps its own.',
		contextTokens: (n: string) => `${n} tokens`,
		unstated: (n: number) =>
			count(
				n,
				'# more model is left out because nobody states this of it.',
				'# more models are left out because nobody states this of them.'
			),
		loosen: 'No model has all of this. Without one of the wishes there would be:',
		without: (wish: string, n: number) => `without “${wish}”: ${count(n, '# model', '# models')}`,
		loosenNone: 'No model has all of this, and giving up one wish is not enough.',
		clear: 'Clear all filters',
		wishes: {
			query: 'search',
			fits: 'fits this device',
			mostBytes: 'size',
			licence: 'licence',
			language: 'language',
			tools: 'tools',
			vision: 'pictures'
		}
	},
	room: {
		title: 'Room for models',
		body: 'What is on this device, in the order in which it would go if a download did not fit: the longest unused first. Nothing goes without a question, unless you allow it here.',
		model: 'Model',
		size: 'Frees',
		used: 'Last used',
		never: 'never',
		keep: 'Keep',
		keepNamed: (name: string) => `Always keep ${name}`,
		fixed: 'always kept',
		leaves: (free: string) => `That leaves ${free} free.`,
		short: (names: string) =>
			`There is too little room: ${names} would have to go, and you are asked first.`,
		shortAllowed: (names: string) => `There is too little room: ${names} would go, as you allowed.`,
		none: 'There is too little room, and nothing that may go would be enough.',
		automatic: 'Make room without asking',
		automaticHint:
			'Models that were not used for longest are then removed for a download that does not fit. Never one that is kept, in use, or comes with the app.',
		ask: 'Ask the browser to keep it',
		agreed: 'The browser keeps this app’s data from now on.',
		refused:
			'The browser did not agree. Installing the app or bookmarking it usually changes that.',
		makeTitle: 'Make room first?',
		makeBody: (name: string, size: string) =>
			`${name} needs ${size} more than is free. These would be removed, the longest unused first. Conversations stay.`,
		makeOne: (name: string, size: string, used: string) =>
			`${name}: frees ${size}, last used ${used}`,
		make: 'Remove and download',
		made: (names: string) => `Removed to make room: ${names}`
	},
	adapters: {
		title: 'Your adapters',
		body: 'An adapter (LoRA) changes how its base answers. One that is on acts on everything the base says; meanwhile the base’s own specialists rest, and how sure it is is a careful guess. Several that are on are mixed.',
		rank: 'Rank',
		belongs: (base: string) => `For ${base}`,
		orphan: 'The model it belongs to is not on this device',
		byHash: 'named by the adapter’s own file',
		byShape: 'chosen by you',
		activated: 'It waits for its own words: choose it in the chat as a specialist.',
		on: (name: string) => `Use ${name}`,
		strength: (name: string) => `Strength of ${name}`,
		strengthHint: '1 is as it was trained, 0 is nothing.',
		isAdapter: 'This file is an adapter (LoRA): it changes a base model and cannot run alone.',
		unnamed:
			'It does not say which base it was made for. By its layers it fits what is listed here; on another model of the same shape it makes answers worse, not better.',
		base: 'Base',
		attach: (base: string) => `Attach to ${base}`,
		cancel: 'Cancel'
	}
};

export type OwnWords = typeof en;
