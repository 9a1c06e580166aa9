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
		tight: (needs: string, has: string) =>
			`It needs about ${needs} of memory; about ${has} can be counted on here. It may be slow or stop.`,
		started: (name: string) => `${name} is being downloaded. Its row above shows how far it is.`
	}
};

export type OwnWords = typeof en;
