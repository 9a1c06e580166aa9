// Every sentence of the interface in English: the source of keys and types for the other languages.
// A value is text, or a function where a number or a name is part of the sentence. To add a
// language, copy this file to `<tag>.ts`, translate it, and end it with `export default <name>`.
// Longer than most files because one language is one file.

import { plural } from './format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	app: {
		name: 'Understudy',
		description:
			'A chat that answers from a small language model running in your browser. It works offline, and nothing leaves your device.',
		skip: 'Skip to the message box',
		loading: 'Loading…',
		storageFailed: 'This browser does not let the app store anything',
		storageFailedBody: (why: string) =>
			`${why} Allow site data for this address or leave the private window, then reload.`,
		startFailed: 'The app could not start',
		reload: 'Reload',
		newVersion: 'A new version is ready.',
		noScript: 'Understudy runs a language model in your browser, so it needs JavaScript.'
	},
	common: {
		cancel: 'Cancel',
		close: 'Close',
		save: 'Save',
		delete: 'Delete',
		undo: 'Undo',
		retry: 'Retry',
		copy: 'Copy',
		copied: 'Copied',
		copyFailed: 'The browser refused access to the clipboard. Select the text and copy it.',
		dismiss: 'Dismiss',
		more: 'More',
		notifications: 'Notifications',
		listOf: (items: string[]) => new Intl.ListFormat('en').format(items)
	},
	sidebar: {
		label: 'Conversations',
		show: 'Show conversations',
		hide: 'Hide conversations',
		newChat: 'New chat',
		search: 'Search conversations',
		clearSearch: 'Clear the search',
		results: (n: number) => count(n, '# conversation found', '# conversations found'),
		noResults: (query: string) => `Nothing contains “${query}”. Try fewer or shorter words.`,
		empty: 'Your conversations will be listed here. They stay on this device.',
		pinned: 'Pinned',
		today: 'Today',
		yesterday: 'Yesterday',
		week: 'Last 7 days',
		month: 'Last 30 days',
		older: 'Older',
		untitled: 'New conversation',
		actions: (title: string) => `Actions for “${title}”`,
		rename: 'Rename',
		renameLabel: 'Name of the conversation',
		pin: 'Pin',
		unpin: 'Unpin',
		exportJson: 'Export as JSON',
		exportMarkdown: 'Export as Markdown',
		deleted: (title: string) => `Deleted “${title}”`,
		restored: (title: string) => `“${title}” is back`,
		models: 'Models',
		settings: 'Settings',
		help: 'Help',
		links: 'App'
	},
	header: {
		model: (name: string) => `Model: ${name}. Open models`,
		modelLoading: (percent: string) => `Loading ${percent}`,
		modelDownloading: (percent: string) => `Downloading ${percent}`,
		modelIdle: 'No model',
		modelFailed: 'Model failed',
		starter: 'a tiny model of our own',
		shared: 'runs in another tab',
		backends: {
			webgpu: 'GPU',
			'wasm-threads': 'CPU',
			'wasm-single': 'CPU, one thread'
		} as Record<string, string>,
		actions: 'Conversation actions',
		instructions: 'Instructions',
		egress: {
			label: (name: string) => `What may leave this device: ${name}`,
			title: 'What may leave this device',
			'local-only': 'Local only',
			'local-only-hint': 'Nothing is ever sent. Answers come from this device alone.',
			ask: 'Ask first',
			'ask-hint': 'You see what would be sent, and decide, each time.',
			allow: 'Allow',
			'allow-hint': 'A stronger model may be asked without a question.',
			today: 'This version never sends anything. Your choice counts once it can.'
		}
	},
	instructions: {
		title: 'Instructions for this conversation',
		label: 'Instructions',
		hint: 'Read by the model before every message, for example “Answer in one sentence.”',
		notFollowed: (model: string) =>
			`${model} was not trained to follow instructions, so it is not shown them. They take effect when you choose a model that does.`,
		saved: 'Instructions saved'
	},
	chat: {
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
			'Reverse the word “lantern”.',
			'Convert 5 km to miles.',
			'Write a Python one-liner that sums a list.'
		],
		you: 'You',
		understudy: 'Understudy',
		star: 'Star',
		jump: 'Jump to latest',
		thinking: 'Thinking…',
		answering: 'Answering',
		stopped: 'Stopped',
		errorTitle: 'No answer',
		missing: 'This conversation is not on this device. It may have been deleted.',
		loadingConversation: 'Opening the conversation…',
		otherTab: 'Being answered in another tab',
		busy: 'Another answer is being written in this conversation. Wait for it or stop it first.',
		emptyAnswer: 'The model ended without a word. Try again or ask in another way.',
		announceStart: 'Understudy is answering.',
		announceDone: 'Answer complete.',
		announceStopped: 'Answer stopped.',
		announceFailed: (why: string) => `No answer. ${why}`
	},
	actions: {
		label: 'Actions for this message',
		copy: 'Copy',
		copyQuestion: 'Copy your message',
		copyAnswer: 'Copy the answer',
		regenerate: 'Regenerate',
		edit: 'Edit',
		delete: 'Delete',
		deleteQuestion: 'Delete your message',
		deleteAnswer: 'Delete the answer',
		deleted: (n: number) => count(n, 'Message deleted', '# messages deleted'),
		previous: 'Previous version',
		next: 'Next version',
		version: (at: number, of: number) => `${at} / ${of}`,
		versionLabel: (at: number, of: number) => `Version ${at} of ${of}`,
		editLabel: 'Edit your message',
		editSend: 'Send edit',
		details: 'Details of this answer'
	},
	figures: {
		speed: (tokens: string) => `${tokens} tokens/s`,
		firstToken: (time: string) => `first word after ${time}`,
		confidence: (percent: string) => `${percent} sure`,
		notCalibrated: 'not calibrated'
	},
	receipt: {
		title: 'Who answered, and how',
		source: 'Answered by',
		model: 'Model',
		reason: 'Why',
		confidence: 'Confidence',
		confidenceUnknown: 'unknown: this model reports no probabilities',
		confidenceRaw: (value: string) =>
			`${value}, not calibrated: the probability of the least likely word piece, not a chance of being right`,
		confidenceCalibrated: (value: string) => `${value}, calibrated`,
		firstToken: 'Time to first token',
		total: 'Total time',
		speed: 'Speed',
		tokens: 'Tokens',
		tokensValue: (prompt: string, cached: string, completion: string) =>
			`${prompt} read (${cached} of them kept from before), ${completion} written`,
		sent: 'Left this device',
		nothingSent: 'nothing',
		cost: 'Cost',
		free: 'nothing',
		when: 'When',
		attempts: 'Attempts',
		kept: 'kept',
		dropped: 'dropped',
		failed: 'failed',
		sources: {
			base: 'the model on this device',
			modifier: (name: string) => `the model on this device with its ${name} specialist`,
			native: (name: string) => `${name} on this machine`,
			edge: (name: string) => `${name}, outside this device`
		}
	},
	composer: {
		label: 'Message',
		placeholder: 'Ask something',
		placeholderWaiting: 'Write while the model gets ready',
		send: 'Send',
		stop: 'Stop',
		attach: 'Add text files',
		remove: (name: string) => `Remove ${name}`,
		files: 'Files in this message',
		drop: 'Drop text files to add them to your message',
		tooLong: (size: string, limit: string) =>
			`This message is ${size}; a message may be ${limit} at most. Shorten it or split it into several.`,
		fileTooLarge: (name: string, size: string, limit: string) =>
			`“${name}” is ${size}; a file may be ${limit} at most. Paste the part that matters.`,
		fileNotText: (name: string) =>
			`“${name}” is not a text file. Only text (notes, code, CSV, Markdown …) can be added.`,
		tooManyFiles: (limit: number) => `A message takes ${limit} files at most.`,
		fileEmpty: (name: string) => `“${name}” is empty.`,
		hintEnter: 'Enter sends, Shift+Enter starts a new line',
		hintModifier: (key: string) => `${key}+Enter sends`,
		disclaimer: 'Small models make mistakes. Check what matters.',
		disclaimerStarter:
			'The starter is tiny and knows little. Check what matters, or choose a larger model.'
	},
	model: {
		starting: 'Getting ready…',
		downloading: (name: string) => `Downloading ${name}`,
		loading: (name: string) => `Starting ${name}`,
		progress: (received: string, total: string) => `${received} of ${total}`,
		pause: 'Pause download',
		resume: 'Resume',
		paused: (name: string) => `The download of ${name} is paused`,
		failed: (name: string) => `${name} could not start`,
		idle: 'No model is chosen yet',
		choose: 'Choose a model',
		useStarter: 'Use the starter',
		ready: (name: string) => `${name} is ready`
	},
	markdown: {
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
	},
	shortcuts: {
		title: 'Keyboard shortcuts',
		open: 'Keyboard shortcuts',
		groupGeneral: 'Everywhere',
		groupChat: 'In a conversation',
		newChat: 'New chat',
		search: 'Search conversations',
		sidebar: 'Show or hide the conversations',
		help: 'This list',
		focusComposer: 'Go to the message box',
		stop: 'Stop the answer',
		editLast: 'Edit your last message (in an empty message box)',
		copyLast: 'Copy the last answer',
		send: 'Send the message',
		newLine: 'New line',
		or: 'or'
	},
	files: {
		importing: (name: string) => `Importing ${name}…`,
		imported: (conversations: number, messages: number) =>
			`Imported ${count(conversations, '# conversation', '# conversations')} with ${count(messages, '# message', '# messages')}.`,
		skipped: (n: number) => count(n, '# entry was skipped.', '# entries were skipped.'),
		modelAdded: (name: string) => `Added ${name} to your models.`
	}
};
