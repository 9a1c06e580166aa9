// Reads a file of conversations and recognises by its content whose it is: our own export or backup
// (strictly), ChatGPT's or Open WebUI's (leniently, with an account of what was left out).
// Reading only: nothing is stored here. Large files are read in a worker (read-apart.ts).

import { ParseError } from '../contract/errors.ts';
import { fieldsOf } from '../contract/parse.ts';
import { bundleFrom, isOwnFormat } from './format.ts';
import { MAX_FILE_BYTES, MAX_MESSAGES } from './format-names.ts';
import { CHATGPT } from './import-chatgpt.ts';
import { OPEN_WEBUI } from './import-open-webui.ts';
import { createAccount, type ForeignFormat, quoted, readForeign } from './imported.ts';
import { type Bundle, type ImportedConversation, treeProblem } from './merge.ts';
import { isZip, unzipConversations } from './unzip.ts';

/** `backup`: ours alone; `any`: whatever the app knows. */
export type Wanted = 'backup' | 'any';

/** What is in `file`. Throws ParseError on a file that is none of those wanted. */
export async function readFile(file: Blob, wanted: Wanted, nowMs: number): Promise<Bundle> {
	if (wanted === 'any' && (await isZip(file))) {
		const texts = await unzipConversations(file, MAX_FILE_BYTES);
		return foreignBundle(
			texts.flatMap((text) => entriesOf(jsonOf(text, 'conversations.json')) ?? []),
			nowMs
		);
	}
	const value = await readJson(file);
	if (isOwnFormat(value)) return bundleFrom(value);
	if (wanted === 'any') return foreignBundle(entriesOf(value), nowMs);
	throw new ParseError(
		'',
		'This is not a backup of Understudy. To bring in chats of another program, use Import.'
	);
}

/** The JSON in a file of at most 200 MB. */
async function readJson(file: Blob): Promise<unknown> {
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
	if (formatOf(value)) return [value];
	const fields = fieldsOf(value);
	for (const list of [fields?.conversations, fields?.chats, fields?.data])
		if (Array.isArray(list)) return list;
	return null;
}

function foreignBundle(entries: unknown[] | null, nowMs: number): Bundle {
	if (!entries?.some(formatOf))
		throw new ParseError(
			'',
			'This file holds no conversations the app knows. Choose an export of Understudy, ChatGPT (conversations.json) or Open WebUI.'
		);
	const account = createAccount();
	const byId = new Map<string, ImportedConversation>();
	let messages = 0;
	for (const [i, entry] of entries.entries()) {
		const format = formatOf(entry);
		if (!format) {
			account.skip(`entry ${i + 1} of the file`, 'It is not a conversation.');
			continue;
		}
		const imported = readForeign(format, entry, account, nowMs);
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

function formatOf(entry: unknown): ForeignFormat | undefined {
	return [CHATGPT, OPEN_WEBUI].find(({ recognises }) => recognises(entry));
}
