// Reading aloud with a stand-in for the browser's synthesis, which no test machine has voices for: the
// choice of a voice, the order of the sentences, and stopping.

import { expect, test } from 'vitest';
import { bestVoice, createReadAloud, type Synthesis } from './read-aloud.ts';

type Voice = {
	name: string;
	lang: string;
	localService: boolean;
	default: boolean;
	voiceURI: string;
};

const voice = (name: string, lang: string, localService = true, isDefault = false): Voice => ({
	name,
	lang,
	localService,
	default: isDefault,
	voiceURI: name
});

class FakeSynthesis extends EventTarget implements Synthesis {
	spoken: SpeechSynthesisUtterance[] = [];
	cancels = 0;
	voices: Voice[];

	constructor(voices: Voice[]) {
		super();
		this.voices = voices;
	}

	getVoices(): Voice[] {
		return this.voices;
	}

	speak(utterance: SpeechSynthesisUtterance): void {
		this.spoken.push(utterance);
	}

	cancel(): void {
		this.cancels++;
	}

	/** The last utterance comes to its end, or fails. */
	finish(type: 'end' | 'error' = 'end'): void {
		const last = this.spoken.at(-1)!;
		const event = new Event(type);
		if (type === 'end') last.onend?.(event as SpeechSynthesisEvent);
		else last.onerror?.(event as SpeechSynthesisErrorEvent);
	}
}

const utter = (text: string) => ({ text }) as SpeechSynthesisUtterance;
const never = () => new Promise<void>(() => undefined);

test('a voice of this device goes before one elsewhere, whatever the dialect', () => {
	const voices = [voice('Far', 'de-DE', false, true), voice('Near', 'de-AT')];
	expect(bestVoice(voices, 'de-DE')?.name).toBe('Near');
});

test('among voices of this device the very dialect goes first, then the browser’s choice', () => {
	const voices = [voice('US', 'en-US', true, true), voice('GB', 'en_GB'), voice('Other', 'en-US')];
	expect(bestVoice(voices, 'en-GB')?.name).toBe('GB');
	expect(bestVoice(voices, 'en')?.name).toBe('US');
});

test('no voice speaks a language it was not made for', () => {
	expect(bestVoice([voice('US', 'en-US')], 'de')).toBeNull();
});

test('waits for the list of voices, and says where the best one is', async () => {
	const synthesis = new FakeSynthesis([]);
	const reader = createReadAloud(synthesis, utter, never);
	const asked = reader.voice('de');
	synthesis.voices = [voice('Far', 'de-DE', false)];
	synthesis.dispatchEvent(new Event('voiceschanged'));
	expect(await asked).toEqual({ name: 'Far', language: 'de-DE', local: false });
});

test('gives up waiting where there are no voices', async () => {
	const reader = createReadAloud(new FakeSynthesis([]), utter, async () => undefined);
	expect(await reader.voice('de')).toBeNull();
});

function reading(sentences: string[], voices = [voice('Near', 'de-DE')]) {
	const synthesis = new FakeSynthesis(voices);
	const told: (number | string)[] = [];
	const stop = createReadAloud(synthesis, utter, never).read(
		sentences,
		{ name: 'Near', language: 'de-DE', local: true },
		'de',
		{ onSentence: (index) => told.push(index), onEnd: (outcome) => told.push(outcome) }
	);
	return { synthesis, told, stop };
}

test('speaks one sentence after the other with the chosen voice, and says which', () => {
	const { synthesis, told } = reading(['Eins.', 'Zwei.']);
	expect(synthesis.spoken.map(({ text }) => text)).toEqual(['Eins.']);
	expect(synthesis.spoken[0]?.voice?.name).toBe('Near');
	expect(synthesis.spoken[0]?.lang).toBe('de-DE');
	synthesis.finish();
	synthesis.finish();
	expect(synthesis.spoken.map(({ text }) => text)).toEqual(['Eins.', 'Zwei.']);
	expect(told).toEqual([0, 1, 'done']);
});

test('nothing is said after it was stopped', () => {
	const { synthesis, told, stop } = reading(['Eins.', 'Zwei.']);
	stop();
	expect(synthesis.cancels).toBe(2);
	// Browsers end a cancelled utterance with an event too.
	synthesis.finish();
	expect(synthesis.spoken).toHaveLength(1);
	expect(told).toEqual([0]);
});

test('a voice that breaks off ends the reading, and so does one that is gone', () => {
	const broken = reading(['Eins.', 'Zwei.']);
	broken.synthesis.finish('error');
	expect(broken.told).toEqual([0, 'failed']);
	expect(reading(['Eins.'], [voice('Other', 'de-DE')]).told).toEqual(['failed']);
});
