// A result of measuring as a picture to be shared: drawn on a canvas of this page, in the app's colours.
// Not here: what it says (result-lines.ts).

import type { ResultLine } from './result-lines.ts';

// The form of link previews, which is shown whole wherever pictures are shared.
const [WIDTH, HEIGHT] = [1200, 630];
const MARGIN = 72;
const TITLE_SIZE = 46;
const NAME_WIDTH = 270;
// A value on one line is at most, and at least, so large.
const [LARGEST, SMALLEST] = [30, 23];
// tokens.css, light: the same whatever the app looks like meanwhile.
const COLOURS = { paper: '#f8f5ef', ink: '#1b2430', soft: '#47515f', accent: '#f2b544' };
const FONT = 'system-ui, sans-serif';

/** A PNG. Rejects where the browser has no canvas to draw on. */
export async function drawResult(title: string, lines: readonly ResultLine[]): Promise<Blob> {
	const canvas = document.createElement('canvas');
	canvas.width = WIDTH;
	canvas.height = HEIGHT;
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('no canvas');
	pen.fillStyle = COLOURS.paper;
	pen.fillRect(0, 0, WIDTH, HEIGHT);
	pen.fillStyle = COLOURS.accent;
	pen.fillRect(0, 0, 16, HEIGHT);
	pen.textBaseline = 'top';
	pen.fillStyle = COLOURS.ink;
	pen.font = `600 ${TITLE_SIZE}px ${FONT}`;
	pen.fillText(title, MARGIN, MARGIN - 14, WIDTH - 2 * MARGIN);
	const top = MARGIN + TITLE_SIZE + 26;
	const step = (HEIGHT - top - MARGIN / 2) / lines.length;
	for (const [i, { name, value }] of lines.entries()) {
		const y = top + i * step;
		pen.fillStyle = COLOURS.soft;
		pen.font = `400 24px ${FONT}`;
		pen.fillText(name, MARGIN, y + 3, NAME_WIDTH - 20);
		pen.fillStyle = COLOURS.ink;
		drawWithin(pen, value, MARGIN + NAME_WIDTH, y, WIDTH - 2 * MARGIN - NAME_WIDTH, step);
	}
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
	);
}

/** In the largest size it fits in on one line, or on two small ones. */
function drawWithin(
	pen: CanvasRenderingContext2D,
	text: string,
	x: number,
	y: number,
	width: number,
	height: number
): void {
	for (let size = LARGEST; size >= SMALLEST; size--) {
		pen.font = `600 ${size}px ${FONT}`;
		if (pen.measureText(text).width > width) continue;
		pen.fillText(text, x, y + (LARGEST - size) / 2);
		return;
	}
	const size = Math.min(SMALLEST - 1, Math.floor(height / 2) - 4);
	pen.font = `600 ${size}px ${FONT}`;
	const words = text.split(' ');
	let first = '';
	while (words.length > 0 && pen.measureText(`${first} ${words[0]}`).width <= width)
		first = `${first} ${words.shift()}`.trim();
	pen.fillText(first, x, y - 6, width);
	pen.fillText(words.join(' '), x, y - 6 + size + 3, width);
}
