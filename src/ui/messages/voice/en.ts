// The sentences about dictation and reading aloud in English. To add a language, translate this file
// beside it, as ../en.ts says.

import type { BrowserSpeech, DictationWay, VoiceErrorCode } from '../../../contract/voice.ts';
import { plural } from '../format.ts';

export const en = {
	help: {
		title: 'Voice',
		body: [
			'The microphone in the message box writes down what you say: press it and press again, or hold it. The text is yours to edit; nothing is sent by itself. Escape throws it away.',
			'Where your browser can do it on this device, it does. Otherwise a speech model of 43 MB is offered, which works offline. Your browser’s service elsewhere is used only after you agreed, until the page is closed, and never in a conversation that is local only.',
			'Answers can be read aloud by a voice of this device. Where only a voice elsewhere speaks the language you are asked first, since the text would be sent there.'
		]
	},
	bar: {
		label: 'Dictation',
		starting: 'Waiting for the microphone…',
		listening: 'Listening',
		writing: 'Writing it down…',
		elapsed: (time: string) => `${time} so far`,
		level: 'Loudness',
		done: 'Done',
		cancel: 'Cancel',
		change: 'Who writes it down, and in which language',
		hint: 'Nothing is sent by itself: the text comes into the message box.',
		where: {
			'browser-local': 'Your browser writes it down on this device.',
			'own-model': 'A speech model writes it down on this device.',
			'browser-remote': 'The sound is being sent to your browser’s maker.'
		} as Record<DictationWay, string>
	},
	written: 'What you said is in the message box.',
	failures: {
		title: 'Nothing was written down',
		'no-microphone': 'No microphone was found. Connect one, then try again.',
		'microphone-denied':
			'The browser did not allow the microphone. Allow it beside the address, then try again.',
		'microphone-busy': 'Another program uses the microphone. Close that program, then try again.',
		'no-speech':
			'No speech was heard. Check that the right microphone is chosen and not muted, then try again.',
		language:
			'That recogniser does not know this language. Choose another language, or another way.',
		network: 'Your browser’s recogniser could not reach its maker. Choose a way on this device.',
		unsupported: 'This browser cannot do that. Choose another way.',
		'not-installed': 'What it needs is not on this device. Install it first.',
		cancelled: 'It was cancelled.',
		failed: 'The recogniser stopped. Try again, or choose another way.'
	} as Record<VoiceErrorCode | 'title', string>,
	setUp: {
		title: 'Dictation',
		intro: 'Who should write down what you say? The text comes into the message box, to be edited.',
		language: 'Language you speak',
		use: 'Use this',
		chosen: 'In use',
		start: 'Dictate now',
		checking: 'Looking what this device can do…',
		browserLocal: 'Your browser, on this device',
		browserLocalStates: {
			available: 'Nothing leaves this device.',
			downloadable:
				'Your browser can do it here after downloading a language pack from its maker. It does not say how large.',
			downloading: 'Your browser is downloading its language pack.',
			unavailable: 'This browser cannot do it on this device for this language.'
		} as Record<BrowserSpeech, string>,
		getPack: 'Have it download the pack',
		packFailed: 'Your browser did not get the pack. Try again later, or use a speech model.',
		ownModel: 'A speech model, on this device',
		ownModelBody:
			'It runs in this browser, offline once it is here. Nothing leaves this device but the download’s request.',
		about: (size: string) => `About ${size}`,
		sizeUnknown: 'Its host says the size when the download begins',
		licence: (name: string) => `Licence: ${name}`,
		notDownloaded: (name: string) => `${name} was not downloaded`,
		download: (name: string) => `Download ${name}`,
		pause: 'Pause',
		resume: 'Resume',
		remove: 'Remove',
		ready: 'On this device',
		progress: (received: string, total: string) => `${received} of ${total}`,
		remote: 'Your browser’s service, elsewhere',
		remoteBody:
			'The sound of your voice leaves this device: your browser sends it to its maker, whose terms apply. This app neither sees nor controls that.',
		remoteConsent: 'Send my voice there',
		remoteVisit: 'Until this page is closed; you are asked again after that.',
		remoteRefused:
			'This conversation is local only, so it is not offered here. Change what may leave the device first.',
		remoteNone: 'This browser has no such service.',
		noMicrophone: 'This browser gives pages no microphone, so nothing can be dictated.'
	},
	read: {
		label: 'Reading aloud',
		stop: 'Stop reading',
		nothing: 'There is nothing in this message to read aloud.',
		noVoice: (language: string) =>
			`This device has no voice for ${language}. Add one in the system’s settings, then try again.`,
		remoteTitle: 'Only a voice elsewhere',
		remote: (language: string, voice: string) =>
			`For ${language} there is only “${voice}”, which is not on this device: the text would be sent to your browser’s maker to be spoken.`,
		remoteYes: 'Send the text and read it',
		remoteNo: 'Don’t',
		remoteRefused: (language: string) =>
			`For ${language} there are only voices elsewhere, and this conversation is local only: it is not read aloud. Add a voice in the system’s settings.`,
		failed: 'The voice broke off. Try again.',
		code: (language: string, lines: number) =>
			`${language === '' ? 'Code' : `${language} code`}, ${plural('en', lines, { one: '# line', other: '# lines' })}.`,
		formula: 'a formula',
		image: (alt: string) => (alt === '' ? 'An image.' : `An image: ${alt}.`),
		link: 'a link'
	}
};

export type VoiceWords = typeof en;
