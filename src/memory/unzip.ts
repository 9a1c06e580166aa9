// Takes the conversations out of a ZIP file, as ChatGPT's export is one: only the directory and the
// files that are wanted are read, so gigabytes of images beside them do no harm. Not a general
// reader of ZIP: no encryption, no ZIP64, deflate or stored only.

import { ParseError } from '../contract/errors.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record and the longest comment after it. */
const MAX_TAIL = 22 + 0xffff;
const MAX_DIRECTORY = 64 * 1024 * 1024;
const UNZIP = 'Unzip it and choose conversations.json in it.';

// Large accounts get conversations-000.json, conversations-001.json, …
const WANTED = /(?:^|\/)conversations(?:-\d{1,5})?\.json$/;

type Entry = {
	name: string;
	method: number;
	encrypted: boolean;
	packedBytes: number;
	offset: number;
};

export async function isZip(file: Blob): Promise<boolean> {
	const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
	return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** The texts of the conversation files in `file`, in order; at most `maxBytes` in all. */
export async function unzipConversations(file: Blob, maxBytes: number): Promise<string[]> {
	const entries = (await directory(file))
		.filter(({ name }) => WANTED.test(name) && !name.startsWith('__MACOSX/'))
		.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	if (entries.length === 0)
		throw new ParseError('', 'This ZIP file holds no conversations.json. Choose another file.');
	const texts: string[] = [];
	let left = maxBytes;
	for (const entry of entries) {
		const bytes = await unpack(file, entry, left);
		left -= bytes.byteLength;
		texts.push(new TextDecoder().decode(bytes));
	}
	return texts;
}

async function directory(file: Blob): Promise<Entry[]> {
	const tailAt = Math.max(0, file.size - MAX_TAIL);
	const tail = await viewOf(file, tailAt, file.size);
	let end = tail.byteLength - 22;
	while (end >= 0 && tail.getUint32(end, true) !== END_OF_DIRECTORY) end--;
	if (end < 0) throw broken();
	const bytes = tail.getUint32(end + 12, true);
	const at = tail.getUint32(end + 16, true);
	if (at === 0xffffffff || bytes === 0xffffffff)
		throw new ParseError('', `This ZIP file is larger than the app can open. ${UNZIP}`);
	if (at + bytes > file.size || bytes > MAX_DIRECTORY) throw broken();
	const view = await viewOf(file, at, at + bytes);
	const entries: Entry[] = [];
	let position = 0;
	while (position + 46 <= view.byteLength) {
		if (view.getUint32(position, true) !== DIRECTORY_ENTRY) throw broken();
		const nameLength = view.getUint16(position + 28, true);
		const next =
			position +
			46 +
			nameLength +
			view.getUint16(position + 30, true) +
			view.getUint16(position + 32, true);
		if (next > view.byteLength) throw broken();
		const name = new Uint8Array(view.buffer, view.byteOffset + position + 46, nameLength);
		entries.push({
			name: new TextDecoder().decode(name),
			method: view.getUint16(position + 10, true),
			encrypted: (view.getUint16(position + 8, true) & 1) === 1,
			packedBytes: view.getUint32(position + 20, true),
			offset: view.getUint32(position + 42, true)
		});
		position = next;
	}
	return entries;
}

async function unpack(file: Blob, entry: Entry, maxBytes: number): Promise<Uint8Array> {
	if (entry.encrypted)
		throw new ParseError('', `This ZIP file is locked with a password. ${UNZIP}`);
	const header = await viewOf(file, entry.offset, entry.offset + 30);
	if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_HEADER) throw broken();
	const from = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	if (from + entry.packedBytes > file.size) throw broken();
	const packed = file.slice(from, from + entry.packedBytes).stream();
	if (entry.method !== 0 && entry.method !== 8)
		throw new ParseError('', `This ZIP file is packed in a way the app cannot read. ${UNZIP}`);
	const plain =
		entry.method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let bytes = 0;
	const reader = plain.getReader();
	for (;;) {
		let step: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
		try {
			step = await reader.read();
		} catch (cause) {
			throw broken(cause);
		}
		if (step.done) break;
		chunks.push(step.value);
		bytes += step.value.byteLength;
		if (bytes > maxBytes) {
			await reader.cancel();
			throw new ParseError(
				'',
				'The conversations in this ZIP file have more than 200 MB. Export fewer conversations.'
			);
		}
	}
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function viewOf(file: Blob, from: number, to: number): Promise<DataView> {
	return new DataView(await file.slice(from, to).arrayBuffer());
}

function broken(cause?: unknown): ParseError {
	return new ParseError('', 'This ZIP file is damaged. Download it again.', { cause });
}
