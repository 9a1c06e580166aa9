// What leaves this device, in English: asking first, what waits to be sent, and what it cost.

import { count } from './count.ts';

export const consent = {
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
};

export const money = {
	nothing: 'nothing',
	cents: (n: string) => `${n} US cents`
};

export const ledger = {
	title: 'What this conversation took',
	empty: 'No answer yet, so nothing was spent.',
	who: 'Answered by',
	answers: 'Answers',
	tokens: 'Tokens',
	cost: 'Cost',
	sent: 'Left this device',
	total: 'Together',
	local: (percent: string, answers: string, of: string) =>
		`Answered on this device: ${percent}, ${answers} of ${of} finished answers.`,
	saved: (money: string, model: string) =>
		`Had ${model} answered everything at its list price, it would have cost about ${money} more.`,
	lost: (money: string, model: string) =>
		`Had ${model} answered everything at its list price, it would have cost about ${money} less.`
};

export const queue = {
	waiting: (host: string) => `Will be sent to ${host} when this device is connected.`,
	sending: (host: string) => `Being sent to ${host}…`,
	takeBack: 'Take back',
	takenBack: 'It will not be sent.'
};
