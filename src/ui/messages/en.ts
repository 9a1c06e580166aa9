// Every sentence of the interface in English: the source of keys and types for the other languages.
// A value is text, or a function where a number or a name is part of the sentence. To add a
// language, copy this file to `<tag>.ts`, translate it, and end it with `export default <name>`; so too
// the en.ts of each folder beside it, whose pages and menus are fetched when opened. `said` puts into the language
// what parts below the interface say in English: said.ts, and a file of its own in `said/`.
// Longer than most files because one language is one file.

import { plural } from './format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	said: (english: string) => english,
	app: {
		name: 'Understudy',
		description:
			'A chat that answers from a small language model running in your browser. It works offline, and nothing leaves your device.',
		skip: 'Skip to content',
		loading: 'Loading…',
		startFailed: 'The app could not start',
		reload: 'Reload',
		newVersion: 'A new version is ready.'
	},
	common: {
		languageAuto: (name: string) => `Like the browser (${name})`,
		used: (used: string, quota: string) => `${used} of ${quota} used`,
		usedLabel: 'Storage used',
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
		insights: 'Insights',
		settings: 'Settings',
		help: 'Help',
		links: 'App'
	},
	header: {
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
		forget: 'Forget',
		forgetLabel: 'Forget what this conversation has learned',
		forgotten: 'Forgotten. The small model gets another chance.'
	},
	sources: {
		base: 'the model on this device',
		modifier: (name: string) => `the ${name} specialist`,
		native: (name: string) => `${name} on this machine`,
		edge: (name: string) => `${name}, outside this device`,
		stronger: 'something stronger',
		/** Before it is known who answers at the edge. */
		bigger: 'a bigger model',
		short: {
			modifier: (name: string) => name,
			native: (name: string) => `${name}, this machine`,
			edge: (name: string) => `${name}, outside`
		}
	},
	modes: {
		title: 'How answers are made',
		button: (name: string) => `How answers are made: ${name}`,
		next: (name: string) => `Next: ${name}`,
		nextButton: (name: string) => `How answers are made, next: ${name} (that message only)`,
		nextClear: 'Answer the next message as all others',
		again: 'Ask again with…',
		scope: 'For',
		all: 'All messages here',
		note: 'For this conversation. The settings decide how new ones start.',
		noteNext: 'For the message you send next. The ones after it are answered as before.',
		usual: 'Modes',
		always: 'Always the same specialist',
		together: 'Several answers together',
		nextOnly: 'The next message only',
		names: {
			auto: 'Auto',
			fast: 'Fast',
			balanced: 'Balanced',
			accurate: 'Accurate',
			adaptive: 'Adaptive',
			custom: 'Custom',
			'recipe:draft-enhance': 'Draft, then enhance',
			'recipe:architect-reviewer': 'Architect and reviewer',
			'recipe:explore-validate': 'Explore, then validate',
			'recipe:ensemble-vote': 'Ensemble vote'
		},
		only: (name: string) => `${name} specialist`
	},
	consent: {
		title: (host: string) => `Send this to ${host}?`,
		titleLater: (host: string) => `You are offline. Send this to ${host} once connected?`,
		announce: (host: string) =>
			`Understudy asks whether it may send this conversation to ${host}. The choice is above the message box.`,
		size: 'How much',
		cost: 'Cost',
		costAbout: (money: string) => `up to ${money}`,
		costUnknown: 'not known beforehand',
		found: (what: string) => `Personal data found: ${what}.`,
		kinds: {
			email: (n: number) => count(n, '# e-mail address', '# e-mail addresses'),
			phone: (n: number) => count(n, '# phone number', '# phone numbers'),
			card: (n: number) => count(n, '# card number', '# card numbers'),
			key: (n: number) => count(n, '# key or password', '# keys or passwords')
		} as Record<string, (n: number) => string>,
		otherKind: (kind: string, n: number) => `${kind} (${n})`,
		show: 'What would be sent',
		full: 'As it is',
		redacted: 'Without personal data',
		once: 'Send once',
		onceLater: 'Send once connected',
		sendRedacted: 'Send without personal data',
		always: 'Always in this conversation',
		refuse: 'Don’t send',
		never: 'Never here',
		elsewhere: (title: string) => `“${title}” asks whether it may send something.`
	},
	money: {
		nothing: 'nothing',
		cents: (n: string) => `${n} US cents`
	},
	ledger: {
		title: 'What this conversation took',
		empty: 'No answer yet, so nothing was spent.',
		who: 'Answered by',
		answers: 'Answers',
		tokens: 'Tokens',
		cost: 'Cost',
		sent: 'Left this device',
		total: 'Together',
		saved: (money: string, model: string) =>
			`Had ${model} answered everything at its list price, it would have cost about ${money} more.`
	},
	queue: {
		waiting: (host: string) => `Will be sent to ${host} when this device is connected.`,
		sending: (host: string) => `Being sent to ${host}…`,
		takeBack: 'Take back',
		takenBack: 'It will not be sent.'
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
		editLabel: 'New wording',
		editSend: 'Ask this instead',
		details: 'Details of this answer',
		good: 'Good answer',
		bad: 'Bad answer',
		badNoted: 'Noted, on this device alone.',
		askAgain: 'Ask again',
		readAloud: 'Read aloud',
		stopReading: 'Stop reading'
	},
	figures: {
		speed: (tokens: string) => `${tokens} tokens/s`,
		firstToken: (time: string) => `first word after ${time}`,
		confidence: (percent: string) => `confidence ${percent}`,
		notCalibrated: 'not calibrated',
		guessed: 'a careful guess'
	},
	receipt: {
		title: 'Who answered, and how',
		source: 'Answered by',
		model: 'Model',
		mode: 'Mode',
		domain: 'Subject',
		domainValue: (name: string, percent: string) => `${name} (${percent})`,
		confidence: 'Confidence',
		confidenceUnknown: 'unknown: this model reports no probabilities',
		confidenceRaw: (value: string) =>
			`${value}, not calibrated: the probability of the least likely word piece, not a chance of being right`,
		confidenceCalibrated: (value: string) => `${value}, calibrated`,
		confidenceGuess: (value: string) =>
			`${value}, a careful guess: nobody has calibrated this model; a guess decides only where it is very low or high`,
		confidenceDevice: (value: string, questions: string, date: string) =>
			`${value}, calibrated on this device, ${questions} questions, ${date}`,
		threshold: 'Needed',
		beforehand: 'The question alone',
		beforehandValue: (percent: string) => `${percent} likely that the base can answer it`,
		complaint: 'Your message',
		complaintValue: (percent: string, by: string | undefined) =>
			by === undefined
				? `taken for a complaint about the answer before it (${percent})`
				: `heard by ${by} as a complaint about the answer before it (${percent})`,
		stages: 'Time',
		stageNames: {
			wait: 'waiting for its turn',
			store: 'storing your message',
			model: 'waiting for the model',
			context: 'fitting the conversation',
			route: 'choosing who answers',
			judge: 'reading your message',
			retrieve: 'looking for examples',
			prompt: 'reading',
			decode: 'writing',
			consent: 'waiting for your consent',
			vote: 'voting',
			critique: 'critique'
		} as Record<string, string>,
		firstToken: 'Time to first token',
		total: 'Total time',
		speed: 'Speed',
		tokens: 'Tokens',
		tokensValue: (prompt: string, cached: string, completion: string) =>
			`${prompt} read (${cached} of them kept from before), ${completion} written`,
		examples: 'Examples used',
		experience: 'Past answers used',
		sent: 'Left this device',
		nothingSent: 'nothing',
		cost: 'Cost',
		when: 'When',
		attempts: 'What was tried',
		outcomes: { kept: 'kept', dropped: 'dropped', failed: 'failed' },
		votes: (yes: string, of: string) => `${yes} of ${of} tries agreed`,
		grade: (grade: string) => `graded ${grade} of 10`
	},
	composer: {
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
	models: {
		facts: {
			parameters: 'Parameters',
			context: 'Context',
			size: 'Download',
			licence: 'Licence',
			family: 'Architecture',
			sizeUnknown: 'known when it starts',
			tokens: (n: string) => `${n} tokens`
		},
		card: 'Model card',
		cardOf: (name: string) => `Model card: ${name}`,
		domainNames: {
			code: 'code',
			reasoning: 'reasoning',
			automation: 'automation',
			math: 'maths',
			'hard-math': 'hard maths',
			science: 'science',
			finance: 'finance',
			creative: 'creative writing'
		} as Record<string, string>,
		provenance: 'Where it came from',
		measured: 'What it was measured to do',
		measuredHint: 'Measured on prompts it was not trained on.',
		measuredNone: 'Nobody has measured this model in this app.',
		ability: 'Ability',
		accuracy: 'Right',
		questions: 'Questions',
		files: 'Files and hashes',
		sha256: 'SHA-256',
		modifiers: 'Specialists',
		noSystemPrompt:
			'It does not follow instructions of yours (a system prompt), so none is sent to it.',
		storageUnknown: 'This browser does not say'
	},
	welcome: {
		title: 'Before the curtain rises',
		here: 'What runs here',
		hereBody:
			'A small language model, inside this browser. The starter is tiny: a few hundred facts, simple sums and how this app works. It says so when it does not know.',
		leaves: 'What leaves this device',
		leavesBody:
			'Nothing by itself: no account, no tracking, and it works offline. Before a stronger model elsewhere is asked, you see what would be sent, and decide.',
		try: 'Try the starter',
		better: 'A better model for this device',
		betterLooking: 'Looking for one…',
		betterNone: 'No larger model of the list is sure to run well here. The starter always does.',
		betterFits: (name: string, facts: string) => `${name} fits: ${facts}.`,
		betterFacts: (size: string, licence: string) => `${size} to download, ${licence}`,
		get: (name: string) => `Get ${name}`,
		getting: (name: string) =>
			`${name} is being downloaded. The starter answers until it is ready.`,
		contacts: (host: string) => `The download contacts ${host}, nobody else.`,
		other: 'See all models',
		dismiss: 'Close this introduction'
	},
	compare: {
		title: 'Compare',
		intro: 'One question to several models or specialists, their answers side by side.',
		link: 'Compare models side by side'
	},
	operator: {
		title: 'A chat on your site',
		intro: 'For whoever puts this chat on a website: set it up, see it, check it.'
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
		keys: { ctrl: 'Ctrl', shift: 'Shift', enter: 'Enter' },
		or: 'or'
	},
	widget: {
		greeting: 'Hello! What would you like to know?',
		downloads: (size: string | null, once: boolean) =>
			`Your first message starts a small model in this browser: a download of ${size === null ? 'several megabytes' : `up to ${size}`}, ${once ? 'once' : 'on every visit'}.`,
		elsewhere: (host: string) =>
			`Answers come from ${host}. You are asked before anything is sent.`,
		forgets:
			'This browser lets the chat store nothing here. What is said is forgotten when you leave the page.',
		person: 'Ask a person',
		startOver: 'Start over',
		clear: 'Clear everything',
		clearHint: 'The conversation and the downloaded model',
		mail: 'Write the mail',
		mailHint: (address: string) =>
			`This begins a mail to ${address} in your mail program, with the conversation in it. You read it and send it yourself.`,
		sendHint: (site: string, host: string) =>
			`This sends what you see here to ${site}, by way of ${host}. Nothing else goes along.`,
		contact: 'How can you be reached?',
		contactHint: 'A mail address or a phone number. Without one nobody can answer you.',
		note: 'What should they know?',
		send: 'Send',
		sending: 'Sending…',
		sent: (site: string) => `Sent to ${site}.`,
		transcript: 'The conversation so far',
		sources: 'From this site',
		unread: 'The answer above was written without reading these passages.',
		notTold: 'The pages of this site do not tell. The answer is the model’s own.',
		alone: 'This chat belongs on the pages of a site. Open it there.'
	},
	errorPage: {
		notFound: 'This page is not on the programme',
		notFoundBody: (path: string) =>
			`There is nothing at ${path}. The link may be old or have a typing error.`,
		failed: 'This page got stuck',
		failedBody: (why: string) =>
			`The app says: ${why}. Your conversations are stored on this device. Reload the page.`,
		back: 'Back to the chat'
	},
	files: {
		importing: (name: string) => `Importing ${name}…`,
		imported: (conversations: number, messages: number) =>
			`Imported ${count(conversations, '# conversation', '# conversations')} with ${count(messages, '# message', '# messages')}.`,
		skipped: (n: number) => count(n, '# entry was skipped.', '# entries were skipped.'),
		modelAdded: (name: string) => `Added ${name} to your models.`
	}
};
