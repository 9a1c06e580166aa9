// A conversation in English: its header, its messages, and the box for the next one.

import { count } from './count.ts';

export const header = {
	model: 'Model:',
	modelLoading: (percent: string) => `Loading ${percent}`,
	modelDownloading: (percent: string) => `Downloading ${percent}`,
	modelIdle: 'No model',
	modelFailed: 'Model failed',
	starter: 'a tiny model of our own',
	shared: 'runs in another tab',
	backends: {
		webgpu: 'GPU',
		'wasm-threads': 'CPU',
		'wasm-single': 'CPU, one thread',
		'built-in': 'in the browser'
	} as Record<string, string>,
	actions: 'Conversation actions',
	instructions: 'Instructions',
	ledger: 'What it took',
	egress: {
		label: (name: string) => `What may leave this device: ${name}`,
		title: 'What may leave this device',
		'local-only': 'Local only',
		'local-only-hint': 'Nothing is ever sent. Answers come from this device alone.',
		ask: 'Ask first',
		'ask-hint': 'You see what would be sent, and decide, each time.',
		allow: 'Allow',
		'allow-hint': 'A stronger model may be asked without a question.',
		note: 'For this conversation, whatever its mode.'
	}
};

export const instructions = {
	title: 'Instructions for this conversation',
	label: 'Instructions',
	hint: 'Read by the model before every message, for example “Answer in one sentence.”',
	notFollowed: (model: string) =>
		`${model} was not trained to follow instructions, so it is not shown them. They take effect when you choose a model that does.`,
	saved: 'Instructions saved'
};

export const chat = {
	log: 'Conversation',
	heading: 'What shall we rehearse?',
	intro:
		'A small model, running here in your browser. It works offline, and what you write stays on this device.',
	suggestionsLabel: 'Suggestions',
	suggestionsHint: '',
	suggestions: [
		'What can you do?',
		'What is the capital of Norway?',
		'What is 17 + 25?',
		'Reverse the word stone.',
		'Convert 5 km to meters.',
		'Python one-liner for the sum of values'
	],
	you: 'You',
	understudy: 'Understudy',
	star: 'Star',
	jump: 'Jump to latest',
	thinking: 'Thinking…',
	waitingForModel: 'Answers as soon as the model is ready…',
	stopped: 'Stopped',
	errorTitle: 'No answer',
	missing: 'This conversation is not on this device. It may have been deleted.',
	startNew: 'Start a new one.',
	loadingConversation: 'Opening the conversation…',
	otherTab: 'Being answered in another tab',
	busy: 'Another answer is being written in this conversation. Wait for it or stop it first.',
	announceStart: 'Understudy is answering.',
	announceDone: 'Answer complete.',
	announceStopped: 'Answer stopped.',
	announceFailed: (why: string) => `No answer. ${why}`,
	sure: (percent: string) => `${percent} sure`,
	doesNotKnow: 'does not know',
	unsure: (percent: string) => `unsure, ${percent}`,
	notSure: (percent: string) => `Not sure enough (${percent}).`,
	asking: (who: string) => `Asking ${who}…`,
	drafts: (n: number) => count(n, 'A dropped draft', '# dropped drafts'),
	draftBy: (who: string) => `By ${who}`,
	startsWith: (domain: string, who: string, turns: number) =>
		`${domain}: starts with ${who} for ${count(turns, '# more turn', '# more turns')}`,
	startsBecause: {
		complaint: (who: string) => `You said that an answer of ${who} was wrong.`,
		'thumbs-down': (who: string) => `You marked an answer of ${who} as bad.`,
		retry: (who: string) => `You asked for another answer than that of ${who}.`,
		doubt: (who: string) => `An answer of ${who} was too unsure.`
	},
	forget: 'Forget',
	forgetLabel: 'Forget what this conversation has learned',
	forgotten: 'Forgotten. The small model gets another chance.'
};

export const composer = {
	label: 'Message',
	placeholder: 'Ask something',
	placeholderWaiting: 'Write while it gets ready',
	send: 'Send',
	stop: 'Stop',
	attach: 'Add files',
	dictate: 'Dictate',
	dictateEnd: 'End dictating',
	remove: (name: string) => `Remove ${name}`,
	files: 'Files in this message',
	drop: 'Drop files to add them to your message',
	tooLong: (size: string, limit: string) =>
		`This message is ${size}; a message may be ${limit} at most. Shorten it or split it into several.`,
	disclaimer: 'Small models make mistakes. Check what matters.',
	disclaimerStarter: 'The starter is tiny and knows little. Check what matters.'
};

export const markdown = {
	copy: 'Copy',
	copied: 'Copied',
	copyFailed: 'The browser refuses access to the clipboard. Select the code and copy it.',
	code: 'Code',
	table: 'Table',
	image: 'Image',
	imageHost: (host: string) => `(not loaded: opening it contacts ${host})`,
	imageHidden: '(an image that cannot be shown here)',
	taskDone: 'done:',
	taskOpen: 'to do:'
};
