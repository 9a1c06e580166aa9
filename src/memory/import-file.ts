// Reads a file of conversations and recognises by its content whose it is: our own export or backup
// (strictly), ChatGPT's or Open WebUI's (leniently, with an account of what was left out).
// Reading only: nothing is stored here.

import { ParseError } from '../contract/errors.ts';
import { bundleFrom, isOwnFormat } from './format.ts';
import { MAX_FILE_BYTES, MAX_MESSAGES } from './format-names.ts';
import { chatGptConversation, isChatGpt } from './import-chatgpt.ts';
import { isOpenWebUi, openWebUiConversation } from './import-open-webui.ts';
import { type Account, createAccount, fieldsOf, quoted } from './imported.ts';
import { type Bundle, type ImportedConversation, treeProblem } from './merge.ts';
import { isZip, unzipConversations } from './unzip.ts';

/** The JSON in a file of at most 200 MB. Throws ParseError. */
export async function readJson(file: Blob): Promise<unknown> {
	if (file.size === 0) throw new ParseError('', 'This file is empty. Choose another one.');
	refuseOtherKinds(await file.slice(0, 500).text());
	if (file.size > MAX_FILE_BYTES)
		throw new ParseError(
			'',
			`This file has ${Math.ceil(file.size / 1024 / 1024)} MB; 200 MB are the most. Split it, or export fewer conversations.`
		);
	return jsonOf(await file.text(), 'This file');
}

function jsonOf(text: string, what: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new ParseError(
			'',
			`${what} is not valid JSON; it may have been cut off. Download or export it again.`,
			{ cause }
		);
	}
}

/** The conversations in `file`. Throws ParseError on a file that is none of those known. */
export async function readImport(file: Blob, nowMs: number): Promise<Bundle> {
	if (await isZip(file)) {
		const texts = await unzipConversations(file, MAX_FILE_BYTES);
		return foreignBundle(
			texts.flatMap((text) => entriesOf(jsonOf(text, 'conversations.json')) ?? []),
			nowMs
		);
	}
	const value = await readJson(file);
	if (isOwnFormat(value)) return bundleFrom(value);
	return foreignBundle(entriesOf(value), nowMs);
}

/** What people choose by mistake, told by its first signs. */
function refuseOtherKinds(head: string): void {
	const start = head.trimStart().toLowerCase();
	if (start.startsWith('gguf'))
		throw new ParseError('', 'This is a model, not conversations. Add it on the Models page.');
	if (start.startsWith('<!doctype html') || start.startsWith('<html'))
		throw new ParseError('', 'This is a web page. Choose conversations.json beside it.');
}

/** The conversations of a file: a list, one alone, or a list under a known name. */
function entriesOf(value: unknown): unknown[] | null {
	if (Array.isArray(value)) return value;
	if (isChatGpt(value) || isOpenWebUi(value)) return [value];
	const fields = fieldsOf(value);
	for (const list of [fields?.conversations, fields?.chats, fields?.data])
		if (Array.isArray(list)) return list;
	return null;
}

function foreignBundle(entries: unknown[] | null, nowMs: number): Bundle {
	if (!entries?.some((entry) => isChatGpt(entry) || isOpenWebUi(entry)))
		throw new ParseError(
			'',
			'This file holds no conversations the app knows. Choose an export of Understudy, ChatGPT (conversations.json) or Open WebUI.'
		);
	const account = createAccount();
	const byId = new Map<string, ImportedConversation>();
	let messages = 0;
	for (const [i, entry] of entries.entries()) {
		const imported = conversationOf(entry, i, account, nowMs);
		if (!imported) continue;
		const { id, title } = imported.conversation;
		const problem = treeProblem(imported);
		if (problem !== null) account.skip(quoted(title), `In it ${problem}`);
		else if (byId.has(id)) account.skip(quoted(title), 'The file holds it twice.');
		else byId.set(id, imported);
		messages += imported.messages.length;
		if (messages > MAX_MESSAGES)
			throw new ParseError(
				'',
				`This file has more than ${MAX_MESSAGES} messages. Split it, or export fewer conversations.`
			);
	}
	return { conversations: [...byId.values()], drafts: [], settings: [], skipped: account.close() };
}

function conversationOf(
	entry: unknown,
	index: number,
	account: Account,
	nowMs: number
): ImportedConversation | null {
	if (isChatGpt(entry)) return chatGptConversation(entry, account, nowMs);
	if (isOpenWebUi(entry)) return openWebUiConversation(entry, account, nowMs);
	account.skip(`entry ${index + 1} of the file`, 'It is not a conversation.');
	return null;
}
