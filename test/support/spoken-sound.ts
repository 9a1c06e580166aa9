// A sound for Chromium's fake microphone: a voice-like tone in syllables, as a WAV file that is played in a
// loop. No words: what writes it down in tests is a model of random weights.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 16_000;

/** Writes the file and returns its path. */
export function spokenSound(seconds = 3): string {
	const samples = Int16Array.from({ length: seconds * RATE }, (_, i) => {
		const at = i / RATE;
		// Four syllables a second.
		const loud = Math.max(0, Math.sin(2 * Math.PI * 4 * at));
		const pitch = 120 + 30 * Math.sin(2 * Math.PI * 0.7 * at);
		const voice = [1, 2, 3, 5].reduce(
			(sum, overtone) => sum + Math.sin(2 * Math.PI * pitch * overtone * at) / overtone,
			0
		);
		return Math.round(9000 * loud * voice);
	});
	const bytes = Buffer.from(samples.buffer);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + bytes.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20); // PCM
	head.writeUInt16LE(1, 22); // one channel
	head.writeUInt32LE(RATE, 24);
	head.writeUInt32LE(RATE * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(bytes.length, 40);
	const path = join(mkdtempSync(join(tmpdir(), 'understudy-sound-')), 'voice.wav');
	writeFileSync(path, Buffer.concat([head, bytes]));
	return path;
}
