// The app around its pages in English: its frame, the list of conversations, shortcuts, and what every part says.

import { count } from './count.ts';

export const app = {
	name: 'Understudy',
	description:
		'A chat that answers from a small language model running in your browser. It works offline, and nothing leaves your device.',
	skip: 'Skip to content',
	loading: 'Loading…',
	startFailed: 'The app could not start',
	reload: 'Reload',
	newVersion: 'A new version is ready.',
	notFetched: 'A part of the app could not be fetched. Check the connection, then reload the page.'
};

export const common = {
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
};

export const sidebar = {
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
};

export const compare = {
	title: 'Compare',
	intro: 'One question to several models or specialists, their answers side by side.',
	link: 'Compare models side by side'
};

export const operator = {
	title: 'A chat on your site',
	intro: 'For whoever puts this chat on a website: set it up, see it, check it.'
};

export const shortcuts = {
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
};

export const errorPage = {
	notFound: 'This page is not on the programme',
	notFoundBody: (path: string) =>
		`There is nothing at ${path}. The link may be old or have a typing error.`,
	failed: 'This page got stuck',
	failedBody: (why: string) =>
		`The app says: ${why}. Your conversations are stored on this device. Reload the page.`,
	back: 'Back to the chat'
};

export const files = {
	importing: (name: string) => `Importing ${name}…`,
	imported: (conversations: number, messages: number) =>
		`Imported ${count(conversations, '# conversation', '# conversations')} with ${count(messages, '# message', '# messages')}.`,
	skipped: (n: number) => count(n, '# entry was skipped.', '# entries were skipped.'),
	modelAdded: (name: string) => `Added ${name} to your models.`
};
