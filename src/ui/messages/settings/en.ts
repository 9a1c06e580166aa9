// The sentences of the settings in English. Fetched with the page, so that no first load carries them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	title: 'Settings',
	intro: 'Kept on this device, for every conversation.',
	saved: 'Saved',
	appearance: 'Appearance',
	theme: 'Theme',
	themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
	language: 'Language',
	writing: 'Writing and reading',
	sendOnEnter: 'Enter sends the message',
	sendOnEnterHint: (key: string) =>
		`Shift+Enter starts a new line. When off, Enter starts a new line and ${key}+Enter sends.`,
	singleKeys: 'Shortcuts of a single key',
	singleKeysHint: (key: string) =>
		`? opens the list of shortcuts. Turn this off if speech input presses it; ${key}+/ always works.`,
	showFigures: 'Show figures under answers',
	showFiguresHint: 'Tokens per second and time to the first word.',
	personalise: 'Learn from how I take answers',
	personaliseHint:
		'From thumbs, copies, second tries and complaints this device learns when an answer will do for you. It needs fifty of them, tries what it learnt on a few turns first, and keeps it only if it helps. None of it leaves the device.',
	answers: 'Answers',
	systemPrompt: 'Instructions for new conversations',
	systemPromptHint:
		'The model reads them before every message, for example “Answer briefly.” A conversation can have its own.',
	systemPromptIgnored: (model: string) =>
		`${model} was not trained to follow instructions, so it is not shown them.`,
	temperature: 'Temperature',
	temperatureHint:
		'0 gives the most likely answer every time; higher values vary more and err more.',
	topP: 'Top-p',
	topPHint: 'Only the likeliest words that together reach this share are considered.',
	maxTokens: 'Longest answer',
	maxTokensHint: 'In tokens; a token is a short word or a part of one.',
	maxTokensError: 'Write a whole number from 16 to 8,192.',
	reset: 'Back to the defaults',
	resetDone: 'Sampling is back to its defaults',
	backend: 'Where the model runs',
	backends: {
		auto: 'Automatic',
		webgpu: 'Graphics processor (WebGPU)',
		'wasm-threads': 'Processor, several threads',
		'wasm-single': 'Processor, one thread'
	},
	backendHint: 'For models that run on llama.cpp. A change starts the model again.',
	modes: 'Who answers',
	mode: 'Mode',
	modeHint: 'Each conversation can choose another one under its message box.',
	byDomain: 'By subject',
	byDomainHint: 'Goes before the mode above, where a conversation has no choice of its own.',
	asAbove: 'As above',
	byFile: 'By kind of file',
	byFileHint: 'For questions a file is dropped into. Goes before the subject.',
	addFile: 'Another kind',
	addFileHint: 'How the file’s name ends, such as .py',
	addFileError: 'Write an ending such as .py.',
	custom: 'Your own mode',
	customHint: 'What “Custom” does.',
	customModifier: 'Ask a specialist when unsure',
	customEdge: 'Ask elsewhere when still unsure',
	customEdgeHint: 'Only where the conversation allows it.',
	customThreshold: 'A threshold of your own',
	customThresholdHint: 'Otherwise the one measured for the model.',
	customThresholdValue: 'Sure enough from',
	customThresholdValueHint: 'An answer below it is doubted. 0 doubts none, 1 doubts all.',
	customPaths: 'Tries that vote',
	customPathsHint: '1 for no vote. Each try takes as long as an answer.',
	customRounds: 'Rounds of critique',
	customRoundsHint: 'The critic grades an answer and asks for a better one, so many times at most.',
	customExamples: 'Examples before the question',
	customExamplesValues: {
		never: 'Never',
		measured: 'Where they help the model',
		novel: 'For unusual questions',
		always: 'Always'
	},
	customCost: 'The most an answer may cost, in US cents',
	customCostHint: 'Empty: the budget alone decides.',
	customCostError: 'Write an amount such as 0.5, or leave it empty.',
	privacy: 'Privacy',
	egress: 'What new conversations may send',
	egressHint:
		'Asking a model elsewhere sends it what it needs of the conversation. Each one can choose for itself.',
	data: 'Your data',
	dataHint:
		'Conversations, drafts, settings and models are stored in this browser and nowhere else.',
	backup: 'Backup',
	backupBody: 'All conversations, drafts and settings in one file. Models are not in it.',
	backupButton: 'Back up everything',
	backupDone: (name: string) => `Saved as ${name} in your downloads.`,
	backupName: (date: string) => `understudy-backup-${date}.json`,
	restore: 'Restore',
	restoreBody: 'Adds what a backup holds. Where both have the same entry, the newer one stays.',
	restoreButton: 'Restore a backup',
	import: 'Import',
	importBody:
		'Conversations exported from here, from ChatGPT (conversations.json or the ZIP it is in) or from Open WebUI.',
	importButton: 'Choose a file',
	importDrop: 'or drop it here',
	reading: (name: string) => `Reading ${name}…`,
	reportTitle: (name: string) => `From ${name}`,
	reportNothing: 'Nothing new was found in the file.',
	reportSkipped: (n: number) => count(n, '# entry was skipped', '# entries were skipped'),
	reportMore: (n: number) => count(n, 'and # more', 'and # more'),
	importFailed: (name: string) => `${name} could not be read`,
	importFailedKept: 'Nothing was changed.',
	erase: 'Erase',
	eraseBody:
		'Removes conversations, drafts, settings and models from this browser. The app itself stays.',
	eraseButton: 'Erase everything',
	eraseTitle: 'Erase everything?',
	eraseList:
		'All conversations, drafts, settings and models are removed from this device. There is no copy anywhere else, unless you made a backup.',
	eraseBackup: 'Back up first',
	eraseConfirm: 'Erase everything',
	erasing: 'Erasing…',
	edge: {
		title: 'Frontier models',
		intro:
			'A question the small model cannot carry may go to a larger one, by way of the edge that serves this page. The edge is asked how it is when you look, and not before.',
		look: 'Look at the edge',
		again: 'Look again',
		looking: 'Asking the edge…',
		localOnly: (privacy: string) =>
			`New conversations are local only, so the edge was not asked. Choose otherwise under ${privacy} to look.`,
		offline:
			'This device has no network, so the edge cannot be asked. The models on this device answer as before.',
		absent:
			'The host of this page has no edge. Start the app with npm start, or put the Worker on Cloudflare: the README says how under “The edge”.',
		unreachable:
			'The edge did not answer. Try again in a moment; the models on this device answer as before.',
		misconfigured: 'The edge answers nothing until its operator sets a variable right.',
		notConfigured: 'The edge runs, but nobody gave it a frontier model to ask.',
		operator: 'Whoever runs it sets one of these variables and starts it again:',
		example: 'For example:',
		readme:
			'The README has the whole table under “The edge”. UNDERSTUDY_PROVIDERS names servers of your own.',
		instead: 'Or stay on this device and',
		localModel: 'use a larger local model',
		problems: 'Its configuration says:',
		ready: 'The edge is ready to ask.',
		providers: 'Providers',
		aliases: 'Names that choose among them',
		needsSession: 'Its models and what you spent are told once a question has gone there.',
		today: 'Spent today',
		month: 'Spent this month',
		ofLimit: (value: string, limit: string) => `${value} of ${limit}`,
		turns: (n: number) => count(n, '# question', '# questions')
	},
	server: {
		title: 'A server of your own',
		intro:
			'A model server on this machine can answer in the browser’s place: Understudy’s own, llama.cpp’s, vLLM or Ollama. To start one:',
		address: 'Address',
		token: 'Access key, if it wants one',
		tokenHint: 'Kept in this browser, and never part of a backup.',
		connect: 'Connect',
		find: 'Look on this machine',
		disconnect: 'Disconnect',
		looking: 'Looking on this machine…',
		nothingFound: 'No model server answers on this machine. Start one, then look again:',
		connecting: (host: string) => `Asking ${host}…`,
		barred:
			'This page came over the network, and browsers often keep such a page from this machine, or ask you first. Understudy’s own server has the app on its own address:',
		returns: 'Until it is back the browser answers; the app connects again by itself.',
		connected: (host: string) => `Connected to ${host}.`,
		uses: {
			answers:
				'It has the model chosen here and answers in the browser’s place. If it goes away, the browser goes on by itself.',
			slower: 'It has the model chosen here, and the browser is faster: the browser answers.',
			further:
				'It has another model than the one chosen here. It is asked where this device’s own answer is not sure enough.',
			unlike:
				'It gives the name of the model chosen here, and does not answer as that one does, or lacks some of its specialists. It counts as another model: it is asked where this device’s own answer is not sure enough.'
		},
		model: 'Model',
		there: 'The server',
		here: 'This browser',
		tokensPerSecond: (number: string) => `${number} tokens/s`,
		stays: 'What it is asked stays on this machine.',
		leaves: 'What it is asked leaves this device, so each conversation decides, as for the edge.'
	}
};

export type SettingsWords = typeof en;
