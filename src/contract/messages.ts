// One message of a conversation, and the conversation that holds it.
// A conversation is a tree: editing or regenerating adds a sibling under the same parent.
// Parsers for data from outside (imports, another tab) are in parse-messages.ts.

import type { Egress, Source } from './ids.ts';
import type { ModeChoice } from './modes.ts';
import type { Receipt } from './receipt.ts';
import type { SiteFinding } from './site-finding.ts';

export type Role = 'user' | 'assistant' | 'system';

/** A piece of a message. `file` is a text file dropped into it; its text is part of the prompt. */
export type Part =
	{ type: 'text'; text: string } | { type: 'file'; name: string; mediaType: string; text: string };

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
	/** Why it failed and what to do next, when `status` is `error`. */
	error?: { code: string; message: string };
	/** What the site's pages hold on the question, for answers of a site's chat. */
	site?: SiteFinding;
	/** A person's thumb, for answers. */
	feedback?: Feedback;
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
	const files: string[] = [];
	const texts: string[] = [];
	for (const part of message.parts) {
		if (part.type === 'text') texts.push(part.text);
		else files.push(`File ${part.name}:\n\`\`\`\n${part.text}\n\`\`\``);
	}
	return [...files, ...texts].filter((text) => text !== '').join('\n\n');
}
