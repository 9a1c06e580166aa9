// The sentences of the help page in English. Fetched with the page, so that no first load carries them.

export const en = {
	title: 'How it works',
	intro:
		'A small model plays most of the show. It runs in your browser, so it works offline and what you write stays here.',
	turn: 'One turn',
	turnPicture:
		'Your message goes to the model in this browser. Its answer is written word by word, with a figure for how sure it was. Where it was not sure enough, a specialist here and, if you allow it, a larger model elsewhere are asked.',
	turnYou: 'You write',
	turnYouSub: 'stored on this device first',
	turnModel: 'The understudy reads',
	turnModelSub: 'a small model in this browser',
	turnSure: 'Was it sure?',
	turnSureSub: 'measured word by word',
	turnAnswer: 'You read the answer',
	turnAnswerSub: 'with who wrote it and how sure',
	turnStar: 'The star',
	turnStarSub: 'a larger model, if you allow it',
	turnEdge: 'the edge of this device',
	turnSteps: [
		'Your message is stored in this browser before anything else happens.',
		'The model reads the conversation and writes an answer, one piece of a word at a time.',
		'For every piece it says how likely it found it. That is the figure under the answer.',
		'You can stop, regenerate, or edit your message: earlier versions are kept beside the new one.',
		'Under the message box you choose how answers are made: for all messages of the conversation, or, at the top of that menu, for the next message only.'
	],
	confidence: 'What confidence means',
	confidenceBody: [
		'Until a model is calibrated, the figure is the probability of the least likely piece of the answer. It is low when at least one word was close to a guess.',
		'It is not the chance that the answer is right. A model can be sure and wrong, above all about things it was never taught.',
		'Once a model is calibrated on questions with known answers, the figure means: of answers like this one, about so many were right.'
	],
	privacy: 'Privacy',
	privacyBody: [
		'Messages, drafts, settings and models are stored in this browser and nowhere else. There is no account and nothing is counted or tracked.',
		'The app contacts its own address to load itself. It contacts another host only when you download a model or let a larger one be asked, and says which one.',
		'Pictures in answers are not loaded, since loading one would tell its host that you read it. Links open only when you follow them.'
	],
	files: 'Files',
	filesBody: [
		'Text of any kind (up to 25 MB), PDFs (50 MB, 2,000 pages) and images can be added to a message: by the button, dropped or pasted. They are read on this device, kept with the conversation, and go with it when it is exported or deleted.',
		'What fits the model is read whole. Of longer files the passages that fit your question are looked up, and stand below the answer with page and lines; the starter is too small to read them, larger models do.',
		'Pages that are only pictures, and files with a password, cannot be read. The starter does not see images: one model of the catalogue does, on this device, and one elsewhere can be asked, after you saw what would be sent.'
	],
	models: 'Models',
	modelsBody: [
		'The Models page lists what can answer here. Filters leave what fits this device, or a size, licence, language or ability; what nobody states of a model is not taken to be there. Each row counts the memory for the longest conversation you choose there.',
		'Where a download does not fit, the models unused for longest are named and go only when you say so, or allow it once for all, each when the download needs its room. One from a file of yours goes only if you name it; what you keep, what answers now and the starter never go. Removing a model frees its room at once.',
		'A model’s specialists are on the Models page, too: each can be turned off, so that Auto never asks it, or made weaker or stronger; then its answers say that nobody measured how sure they are. Adapters of your own that act on everything can be on together, each at its strength.',
		'Compare puts one question to several models or specialists, side by side: say which was best, keep an answer, or put one together from parts of several. A server you connected and models behind this app’s host can take part; before a question leaves this device you see what is sent and what it costs, and each answer says where it was made.'
	],
	engines: 'Where a model runs',
	enginesBody: [
		'On the graphics processor where the browser offers one the model can use, else on the processor. The Models page measures how fast that is; where there are two places the faster one is taken, unless you choose another under Settings.',
		'Some browsers bring a model of their own; the Models page lists it then. It does not tell how sure it is, and a page cannot check where it runs: a conversation that is local only does not use it.'
	],
	offline: 'Offline',
	offlineBody: [
		'After the first visit the app, its engine and the starter are kept on this device. Everything but downloading a model works without a network.',
		'A browser may clear stored data when the disk fills up. Installing the app usually prevents that; a backup always does.'
	],
	install: 'Installing',
	installBody: [
		'Chrome and Edge: the install button in the address bar, or “Install Understudy” in the menu.',
		'Android: the menu, then “Add to Home screen”. iPhone and iPad: the share button, then “Add to Home Screen”.',
		'Firefox on a computer does not install web apps; a bookmark works offline just as well.'
	],
	shortcuts: 'Keyboard shortcuts',
	keys: 'Keys',
	action: 'Action',
	more: 'Where to go next',
	moreModels: 'Choose a larger model',
	moreSettings: 'Change settings, back up or erase',
	moreOperator: 'Put the chat on a site',
	moreChat: 'Back to the chat'
};

export type HelpWords = typeof en;
