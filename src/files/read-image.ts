// An image as it may be sent: drawn anew, so that nothing but the picture is left of it (a photo's file says
// where it was taken), and no larger than models look at. Runs in a worker of a browser.

import { FileError } from '../contract/files.ts';

// Providers scale down what is larger, and charge for it first: 1568 pixels is the largest Anthropic names.
const MOST_PIXELS = 1568;
/** A PNG stays one up to here: drawings and screenshots are smaller so, photos larger. */
const MOST_PNG_BYTES = 700_000;
const JPEG_QUALITY = 0.85;
/** Bytes turned into characters at once: arguments of one call. */
const PIECE = 32_768;

/** `data` is base64. Throws FileError. */
export async function readImage(file: Blob): Promise<{ mediaType: string; data: string }> {
	const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
		throw new FileError('not-an-image', null, { cause });
	});
	const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
	const width = Math.max(1, Math.round(bitmap.width * scale));
	const height = Math.max(1, Math.round(bitmap.height * scale));
	const draw = (background: string | null): OffscreenCanvas => {
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext('2d');
		if (!context) throw new FileError('not-an-image');
		if (background !== null) {
			context.fillStyle = background;
			context.fillRect(0, 0, width, height);
		}
		context.drawImage(bitmap, 0, 0, width, height);
		return canvas;
	};
	try {
		const png = file.type === 'image/jpeg' ? null : await draw(null).convertToBlob();
		const drawn =
			png !== null && png.size <= MOST_PNG_BYTES
				? png
				: // JPEG knows no transparency; paper is white.
					await draw('#fff').convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
		return { mediaType: drawn.type, data: base64(new Uint8Array(await drawn.arrayBuffer())) };
	} finally {
		bitmap.close();
	}
}

function base64(bytes: Uint8Array): string {
	let text = '';
	for (let from = 0; from < bytes.length; from += PIECE)
		text += String.fromCharCode(...bytes.subarray(from, from + PIECE));
	return btoa(text);
}
