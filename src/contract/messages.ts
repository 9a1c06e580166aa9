// One message of a conversation, and the conversation that holds it.
// A conversation is a tree: editing or regenerating adds a sibling under the same parent.
// Parsers for data from outside (imports, another tab) are in parse-messages.ts.

import type { FileFinding } from './file-finding.ts';
import type { Egress, Source } from './ids.ts';
import type { ModeChoice } from './modes.ts';
import type { Receipt } from './receipt.ts';
import type { SiteFinding } from './site-finding.ts';

export type Role = 'user' | 'assistant' | 'system';

/** What was read of a file that was added to a message: its text is part of the prompt where it fits. */
export type FilePart = {
	type: 'file';
	name: string;
	mediaType: string;
	/** Pages, of a PDF, are parted by form feeds. Empty where it is `kept` apart, or `unread`. */
	text: string;
	/** Of the file itself; absent in messages of older versions. */
	bytes?: number;
	/** Of a PDF. */
	pages?: number;
	/** Under which its text is kept beside the messages: it is too long to be in one. */
	kept?: string;
	/** In a draft: its reading was cut off when the page was left. */
	unread?: true;
};

/** An image, as base64 without a prefix. */
export type ImagePart = { type: 'image'; name: string; mediaType: string; data: string };

/** A piece of a message. */
export type Part = { type: 'text'; text: string } | FilePart | ImagePart;

export type MessageStatus = 'streaming' | 'done' | 'stopped' | 'error';

export const FEEDBACK = ['up', 'down'] as const;
export type Feedback = (typeof FEEDBACK)[number];

export type Message = {
	id: string;
	conversationId: string;
	/** The message this one answers or follows; null for the first. */
	parentId: string | null;
	role: Role;
	parts: Part[];
	status: MessageStatus;
	createdAtMs: number;
	source?: Source;
	/** The model's id (a manifest id), for answers. */
	model?: string;
	receipt?: Receipt;
	/** What the turn said beside its answer, in English: shown in the reader's language. */
	notes?: string[];
	/** Why it failed and what to do next, when `status` is `error`. */
	error?: { code: string; message: string };
	/** What the site's pages hold on the question, for answers of a site's chat. */
	site?: SiteFinding;
	/** What was looked up in the conversation's files, for answers. */
	files?: FileFinding;
	/** A person's thumb, for answers, and when it was given; answers of older versions have no such time. */
	feedback?: Feedback;
	feedbackAtMs?: number;
};

export type Conversation = {
	id: string;
	title: string;
	/** True once a person named it: it is then never renamed automatically. */
	titled: boolean;
	pinned: boolean;
	createdAtMs: number;
	updatedAtMs: number;
	/** The last message of the branch on screen; null while empty. */
	leafId: string | null;
	systemPrompt: string;
	egress: Egress;
	/** How its turns are answered; absent: as the settings say. */
	mode?: ModeChoice;
	/** What failed and what mended it up to then counts no more; absent: it was never reset. */
	memoryResetAtMs?: number;
};

/** The text of a message as the model reads it: files first, each fenced under its name. */
export function messageText(message: Pick<Message, 'parts'>): string {
	const files = message.parts.filter((part) => part.type !== 'text').map(fileText);
	return [...files, ownText(message)].filter((text) => text !== '').join('\n\n');
}

/** A file as the model reads it; of what is kept apart, and of an image, the name alone. */
export function fileText(part: FilePart | ImagePart): string {
	if (part.type === 'image') return `Image ${part.name}`;
	if (part.kept !== undefined || part.text === '') return `File ${part.name}`;
	return `File ${part.name}:\n\`\`\`\n${part.text}\n\`\`\``;
}

/** What was written, without files. */
export function ownText({ parts }: Pick<Message, 'parts'>): string {
	return parts
		.flatMap((part) => (part.type === 'text' && part.text !== '' ? part.text : []))
		.join('\n\n');
}

/** The ids under which texts of these parts are kept beside the messages. */
export function keptIn(parts: readonly Part[]): string[] {
	return parts.flatMap((part) => (part.type === 'file' && part.kept ? part.kept : []));
}
