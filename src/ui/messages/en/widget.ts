// The chat on somebody’s site in English.

export const widget = {
	greeting: 'Hello! What would you like to know?',
	downloads: (size: string | null, once: boolean) =>
		`Your first message starts a small model in this browser: a download of ${size === null ? 'several megabytes' : `up to ${size}`}, ${once ? 'once' : 'on every visit'}.`,
	elsewhere: (host: string) => `Answers come from ${host}. You are asked before anything is sent.`,
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
};
