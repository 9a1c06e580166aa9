// The text in a file's bytes, whatever a person's programs wrote: UTF-8, UTF-16 with its mark, or Windows-1252
// as older spreadsheets export it. Pure. Not here: how much of it is taken (read-file.ts).

/** Bytes that Windows-1252 gives no character. */
const NOT_1252 = new Set([0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Of those below a space: tab, line feed, form feed, carriage return, and the escape of coloured logs. */
const CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
/** Of a text in a Latin script, letters beyond ASCII are fewer than this. */
const MOST_BEYOND_ASCII = 0.3;

/** Null where the bytes are no text. Lines end with `\n` alone. */
export function decodeText(bytes: Uint8Array): string | null {
	const text = decodeMarked(bytes) ?? decodeUtf8(bytes) ?? decode1252(bytes);
	// A NUL is in no text, and in nearly every binary file that happens to decode.
	if (text === null || text.includes('\0')) return null;
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function decodeMarked(bytes: Uint8Array): string | null {
	const [first, second] = bytes;
	if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
	if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
	if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
	return null;
}

const decodeUtf8 = (bytes: Uint8Array) => decode(bytes, 'utf-8');

function decode1252(bytes: Uint8Array): string | null {
	let beyond = 0;
	for (const byte of bytes) {
		if (byte > 0x7f) beyond++;
		if (NOT_1252.has(byte) || (byte < 0x20 && !CONTROLS.has(byte))) return null;
	}
	return beyond > bytes.length * MOST_BEYOND_ASCII ? null : decode(bytes, 'windows-1252');
}

function decode(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
