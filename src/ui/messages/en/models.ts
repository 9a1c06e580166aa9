// The models in English: starting one, what is known of each, and the introduction that offers them.

export const model = {
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
};

export const models = {
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
		creative: 'creative writing',
		general: 'general',
		'out-of-scope': 'anything else'
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
};

export const welcome = {
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
	getting: (name: string) => `${name} is being downloaded. The starter answers until it is ready.`,
	contacts: (host: string) => `The download contacts ${host}, nobody else.`,
	other: 'See all models',
	dismiss: 'Close this introduction'
};
