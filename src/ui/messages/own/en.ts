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
