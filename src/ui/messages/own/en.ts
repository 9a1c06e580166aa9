// The sentences of the models page, in English, but for those of a model's card and those that the rest of the app
// says, too. Fetched with that page, so that no first load carries them.

import { plural } from '../format.ts';

const count = (n: number, one: string, other: string) => plural('en', n, { one, other });

export const en = {
	page: {
		title: 'Models',
		intro:
			'What answers you runs in this browser. Choose how capable it should be: larger models know more, take more room and answer more slowly.',
		listFailed: 'The list of models could not be read',
		all: 'All models',
		search: 'Search models',
		onlyFitting: 'Only what fits this device',
		found: (n: number) => count(n, '# model', '# models'),
		hidden: (n: number) =>
			count(n, '# model that is too large is hidden.', '# models that are too large are hidden.'),
		showHidden: 'Show all',
		device: 'This device',
		deviceHint: 'Measured in this browser. It is not sent anywhere.',
		measuring: 'Measuring…'
	},
	now: {
		title: 'Answering now',
		idle: 'No model is running',
		idleBody:
			'Choose one below. The starter comes with the app and needs no download from elsewhere.',
		failed: 'Could not start',
		shared: 'It runs in another tab of this app and answers here too.',
		runs: 'Runs',
		backends: {
			webgpu: 'on the graphics processor (WebGPU)',
			'wasm-threads': 'on the processor, several threads',
			'wasm-single': 'on the processor, one thread',
			'built-in': 'where the browser runs it'
		} as Record<string, string>,
		notForThis: (names: string) =>
			`Not for this model: the specialists for ${names}. They belong to another base.`
	},
	facts: {
		memory: 'Memory',
		memoryFor: (size: string, tokens: string) => `${size} for ${tokens} tokens`,
		memoryLeast: (size: string) => `at least ${size}, for its weights`,
		memoryParts: [
			(size: string) => `${size} weights`,
			(size: string) => `${size} conversation`,
			(size: string) => `${size} adapters`
		],
		languages: 'Languages',
		source: 'Where these figures come from',
		keptByBrowser: 'kept by the browser',
		licenceLink: (licence: string) => `${licence} (licence text, opens in a new tab)`,
		confidence: 'Confidence',
		confidences: {
			own: 'calibrated',
			device: 'calibrated on this device',
			guess: 'a careful guess, not calibrated',
			unknown: 'not known: it does not tell'
		}
	},
	badges: {
		own: 'added by you',
		starter: 'comes with the app',
		builtIn: 'comes with the browser',
		running: 'Answering',
		stored: 'On this device'
	},
	actions: {
		use: 'Use',
		useNamed: (name: string) => `Use ${name}`,
		downloadAndUse: 'Download and use',
		download: 'Download only',
		pause: 'Pause',
		resume: 'Resume',
		discard: 'Discard',
		retry: 'Try again',
		remove: 'Remove'
	},
	status: {
		downloading: 'Downloading',
		starting: 'Starting',
		paused: 'Paused',
		progress: (received: string, total: string) => `${received} of ${total}`,
		speed: (bytes: string) => `${bytes}/s`,
		left: (time: string) => `about ${time} left`,
		failed: 'The download stopped'
	},
	fit: {
		fits: 'Fits this device',
		unknown: 'This browser does not say how much memory there is',
		memory: (needs: string, has: string) =>
			`Needs ${needs} of memory; about ${has} can be used here`,
		storage: (needs: string, free: string) =>
			`Needs ${needs} of storage; ${free} is free for this app`,
		forecast: (used: string, quota: string) => `After the download: ${used} of ${quota} used`,
		contacts: (host: string) => `Downloading contacts ${host}.`
	},
	remove: {
		title: (name: string) => `Remove ${name}?`,
		body: (size: string) =>
			`This frees ${size} on this device. Conversations stay. To use it again it has to be downloaded again.`,
		ownBody:
			'This removes the copy in this browser. The file you added it from is not touched. Conversations stay.',
		done: (name: string) => `Removed ${name}`
	},
	recommended: {
		title: 'Recommended for this device',
		none: 'None of the listed models fits this device with room to spare. The starter always does.',
		why: (needs: string, has: string) =>
			`The largest of the listed models that should run well here. It needs about ${needs} of memory; about ${has} can be used.`,
		here: 'You are using the model we would recommend for this device.'
	},
	file: {
		title: 'Add a model of your own',
		body: 'A GGUF file of a chat model, or all parts of a split one together; or an adapter (LoRA), as a GGUF file or as PEFT’s adapter_model.safetensors and adapter_config.json. It is copied into this browser and stays on this device.',
		button: 'Choose files',
		drop: 'or drop them here',
		reading: (name: string) => `Reading ${name}…`,
		failed: (name: string) => `${name} was not added`,
		added: (name: string) => `${name} was added to your models.`
	},
	address: {
		title: 'From an address',
		body: 'The address of a .gguf file, of a model’s or adapter’s page on Hugging Face, or of an adapter_model.safetensors. Looking contacts that host and reads only the beginning of the file; nothing is kept until you download it.',
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
		none: 'No model matches.',
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
		body: 'What is on this device, in the order in which it would go if a download did not fit: the longest unused first; one that was never used counts from when it came. Nothing goes without a question, unless you allow it here.',
		model: 'Model',
		size: 'Frees',
		used: 'Last used',
		never: 'never',
		neverSince: (date: string) => `never, here since ${date}`,
		keep: 'Keep',
		keepNamed: (name: string) => `Always keep ${name}`,
		fixed: 'always kept',
		fromDisk:
			'Came from a file and cannot be fetched again: it goes only where you choose it yourself.',
		leaves: (free: string) => `That leaves ${free} free.`,
		short: (names: string) =>
			`There is too little room: ${names} would have to go, and you are asked first.`,
		shortAllowed: (names: string) => `There is too little room: ${names} would go, as you allowed.`,
		onlyFromDisk:
			'There is too little room, unless a model goes that cannot be fetched again. You are asked which.',
		none: 'There is too little room, and nothing that may go would be enough.',
		automatic: 'Make room without asking',
		automaticHint:
			'Models that were not used for longest are then removed for a download that does not fit. Never one that is kept, in use, comes with the app, or cannot be fetched again.',
		ask: 'Ask the browser to keep it',
		agreed: 'The browser keeps this app’s data from now on.',
		refused:
			'The browser did not agree. Installing the app or bookmarking it usually changes that.',
		makeTitle: 'Make room for it?',
		makeBody: (name: string, size: string) =>
			`${name} needs ${size} more than is free. Conversations stay.`,
		makeThese:
			'These would be removed, the longest unused first, and each only when the download has come so far that it needs the room:',
		makeMore: 'All that can be fetched again would not be enough.',
		makeOffered:
			'These came from files and cannot be fetched again. None of them goes unless you turn it on:',
		makeOffer: (name: string, size: string) => `Remove ${name} too: frees ${size}`,
		makeOne: (name: string, size: string, used: string) =>
			`${name}: frees ${size}, last used ${used}`,
		make: 'Remove and download',
		made: (name: string) => `Removed to make room: ${name}`,
		gone: (names: string) =>
			`For this download ${names} had to go. Go on with it, or discard it and download ${names} again.`,
		kept: (size: string) => `${size} have arrived and are kept.`
	},
	specialists: {
		section: 'Specialists and adapters',
		title: (model: string) => `Specialists of ${model}`,
		body: (hash: string) =>
			`Small adapters (LoRA), each trained for one kind of question on exactly this base (sha256 ${hash}…). Auto asks the one that fits where the base is not sure enough.`,
		alone:
			'One answers at a time: each waits for a word of its own and acts from there on, so two cannot write one answer. Adapters of yours that act on everything are mixed, each at its strength.',
		resting: 'An adapter of yours acts on everything this model says, so its specialists rest.',
		on: (name: string) => `Let Auto ask the ${name} specialist`,
		strength: (name: string) => `Strength of the ${name} specialist`,
		asTrained: '1 is as it was trained.',
		scaled:
			'Its confidence was fitted at strength 1: at this one its answers say that they are not calibrated.',
		off: 'Off: asked only where you choose it yourself.',
		reset: 'All as trained',
		restored: (model: string) => `The specialists of ${model} are as they were trained.`
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
		unnamed: 'It does not say which base it was made for.',
		namedOnly: (base: string) => `It was made for “${base}”, which only its name tells.`,
		byLayers:
			'By its layers it fits what is listed here; on another model of the same shape it makes answers worse, not better.',
		half: (name: string, missing: string) =>
			`${name} is half of an adapter in PEFT’s form. Add ${missing} from the same folder, too.`,
		converted: 'It was converted on this device from PEFT’s form.',
		from: 'Came from',
		base: 'Base',
		attach: (base: string) => `Attach to ${base}`,
		cancel: 'Cancel'
	},
	hearing: {
		title: 'Complaints in other languages',
		body: 'Complaints about an answer are heard in English by what comes with a model, and in other languages by a guess. A model that reads many languages hears them there; the question then starts a level higher. It runs in this browser, sends nothing, and takes the memory of its size while it is used.',
		unmeasured:
			'None of these was measured here. What one hears counts where it is at least 90% sure, and delays an answer by 0.3 seconds at most.',
		role: 'Hears complaints in other languages',
		inUse: 'Hears now',
		here: 'On this device, not used: the one added last hears',
		took: (time: string) => `It takes ${time} for a long message here.`,
		tooSlow: (time: string) =>
			`It takes ${time} for a long message here, longer than an answer waits: such complaints go unheard. Try a smaller one.`,
		about: (size: string) => `About ${size}`,
		sizeUnknown: 'Its host says the size when the download begins',
		licence: 'Licence',
		licenceOf: (licence: string, name: string) => `${licence}: the licence of ${name}`,
		languages: 'Languages it was taught',
		download: (name: string) => `Download ${name}`,
		resume: (name: string) => `Resume ${name}`,
		pause: (name: string) => `Pause ${name}`,
		remove: (name: string) => `Remove ${name}`,
		progress: (received: string, total: string) => `${received} of ${total}`,
		failed: (name: string) => `${name} cannot be used`,
		own: 'Another classifier',
		ownBody:
			'One for natural language inference (NLI) or zero-shot classification, in ONNX form with 8-bit weights: by its page on Hugging Face, or from its four files. It is opened once before it is kept.',
		address: 'Address of its page',
		placeholder: 'owner/repository',
		offer: 'Found',
		size: 'Size',
		labels: 'What it tells',
		files: 'Choose its four files…',
		drop: 'or drop them here',
		reading: 'Opening it once…',
		licenceNone: 'not stated',
		unopened: 'What hears complaints cannot be shown',
		added: (name: string) => `${name} hears complaints from now on.`,
		refused: 'This classifier was not added'
	},
	mlc: {
		title: 'In MLC’s form (WebLLM)',
		body: 'Such a model runs on the graphics processor alone, by a library compiled for it. Looking asks both hosts, and takes the hashes of the library, the configuration and the tokenizer: from then on these are checked. The weights are told by their commit.',
		model: 'Address of the model',
		modelPlaceholder: 'https://huggingface.co/mlc-ai/…-MLC',
		library: 'Address of its library',
		libraryPlaceholder: 'https://…/model-webgpu.wasm',
		about: 'What it is (optional)',
		later: (size: string) =>
			`${size} are fetched when it is first used. They are kept by WebLLM, and go when you remove the model.`,
		noGpu:
			'This browser offers no graphics processor here: it can be added, and will not run. None of its weights are fetched then.',
		noF16:
			'The graphics processor here has no 16-bit floats in shaders, which this model needs: it can be added, and will not run. None of its weights are fetched then. A model whose precision says f32 may run.',
		add: 'Add it'
	}
};

export type OwnWords = typeof en;
