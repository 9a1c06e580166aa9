// The sentences about files of a conversation, in English. Fetched when the first file is there, so that no
// first load carries them.

import type { FileRefusal } from '../../../contract/files.ts';
import { plural } from '../format.ts';

export const en = {
	refused: {
		empty: (name) => `“${name}” is empty.`,
		'too-large': (name, is, most) =>
			`“${name}” is ${is}; such a file may be ${most} at most. Add the part that matters.`,
		'not-text': (name) =>
			`“${name}” is neither text nor a PDF nor an image. Save it as a PDF or as text, then add that.`,
		password: (name) => `“${name}” is protected by a password. Save it without one, then add that.`,
		damaged: (name) => `“${name}” could not be read: it is damaged. Get it again, then add it.`,
		'no-text': (name) =>
			`“${name}” has no text, only pictures of pages. Run text recognition (OCR) over it, then add that.`,
		'too-many-pages': (name, is, most) =>
			`“${name}” has ${is} pages; ${most} are the most. Add the part that matters.`,
		'too-long': (name, _is, most) =>
			`“${name}” has more than ${most} characters of text. Add the part that matters.`,
		'not-an-image': (name) =>
			`“${name}” is no image this browser can open. Save it as PNG or JPEG, then add that.`,
		'reader-missing': (name) =>
			`“${name}” was not read, since that part of the app is not on this device. Connect once, then add it again.`,
		'not-kept': (name) =>
			`“${name}” could not be kept on this device. Free some space, then add it again.`
	} as Record<FileRefusal, (name: string, is: string, most: string) => string>,
	tooMany: (limit: number) => `A message takes ${limit} files at most.`,
	stillReading: 'A file is still being read. Send when it is done, or remove it.',
	interrupted: (names: string) =>
		`The page was left while ${names} was being read. Attach it again.`,
	reading: (name: string) => `Reading ${name}`,
	pages: (count: number) => plural('en', count, { one: '# page', other: '# pages' }),
	unseen:
		'The model on this device does not see images. One that does is on the Models page (filter “Reads pictures”); or a larger model elsewhere can be asked, and before anything is sent you see what.',
	sources: {
		used: 'Passages of your files that were read for this',
		found: 'Passages of your files that fit your question',
		beginnings: 'Nothing in your files fits the words of your question; this is how they begin',
		unread:
			'The model on this device is too small to read them, so it did not: it answered by itself.',
		whole: 'Files read whole',
		page: (number: string) => `page ${number}`,
		line: (number: string) => `line ${number}`,
		lines: (from: string, to: string) => `lines ${from}–${to}`
	},
	images: (count: number) =>
		plural('en', count, {
			one: 'This image goes along as it is: nothing can be taken out of a picture.',
			other: 'These # images go along as they are: nothing can be taken out of a picture.'
		})
};

export type FileWords = typeof en;
