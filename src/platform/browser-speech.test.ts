// The browser's recogniser with a stand-in that follows the Web Speech API: no test machine has a real one
// that could hear. What is held: that nothing is ever asked to leave the device where it must not, and
// what becomes of results, errors and cancelling.

import { expect, test } from 'vitest';
import type { DictationNews, VoiceErrorCode } from '../contract/voice.ts';
import {
	browserDictation,
	installLocalSpeech,
	localSpeech,
	recognitionError,
	type Recogniser,
	type RecogniserClass
} from './browser-speech.ts';

class FakeRecogniser extends EventTarget implements Recogniser {
	static made: FakeRecogniser[] = [];
	static asked: unknown[] = [];
	lang = '';
	continuous = false;
	interimResults = false;
	calls: string[] = [];

	constructor() {
		super();
		FakeRecogniser.made.push(this);
	}

	start(): void {
		this.calls.push('start');
		queueMicrotask(() => this.dispatchEvent(new Event('start')));
	}

	stop(): void {
		this.calls.push('stop');
		queueMicrotask(() => this.dispatchEvent(new Event('end')));
	}

	abort(): void {
		this.calls.push('abort');
		queueMicrotask(() => this.dispatchEvent(new Event('end')));
	}

	says(...transcripts: string[]): void {
		const results = transcripts.map((transcript) => ({ isFinal: true, 0: { transcript } }));
		this.dispatchEvent(Object.assign(new Event('result'), { results }));
	}

	fails(error: string): void {
		this.dispatchEvent(Object.assign(new Event('error'), { error }));
		this.dispatchEvent(new Event('end'));
	}
}

class LocalRecogniser extends FakeRecogniser {
	#local = false;

	get processLocally(): boolean {
		return this.#local;
	}

	set processLocally(local: boolean) {
		this.#local = local;
	}

	static async available(options: unknown) {
		FakeRecogniser.asked.push(options);
		return 'downloadable' as const;
	}

	static async install(options: unknown): Promise<boolean> {
		FakeRecogniser.asked.push(options);
		return true;
	}
}

function listening() {
	const told: string[] = [];
	const news: DictationNews = {
		onLevel: () => undefined,
		onText: (text) => told.push(text),
		onEnded: () => told.push('ended')
	};
	return { told, news };
}

const latest = () => FakeRecogniser.made.at(-1)!;

test('asks for this device’s own recogniser by name', async () => {
	FakeRecogniser.asked = [];
	expect(await localSpeech('de-DE', LocalRecogniser)).toBe('downloadable');
	expect(await installLocalSpeech('de-DE', LocalRecogniser)).toBe(true);
	const options = { langs: ['de-DE'], processLocally: true };
	expect(FakeRecogniser.asked).toEqual([options, options]);
});

test('a recogniser that cannot be kept on the device is none of it', async () => {
	expect(await localSpeech('de', FakeRecogniser as unknown as RecogniserClass)).toBe('unavailable');
	expect(await localSpeech('de', null)).toBe('unavailable');
	const { news } = listening();
	const made = FakeRecogniser.made.length;
	await expect(browserDictation('de', true, news, FakeRecogniser)).rejects.toMatchObject({
		code: 'unsupported'
	});
	expect(FakeRecogniser.made).toHaveLength(made);
});

test('on the device, every dictation says that it must be', async () => {
	const { news } = listening();
	await browserDictation('de-DE', true, news, LocalRecogniser);
	expect((latest() as LocalRecogniser).processLocally).toBe(true);
	expect(latest().lang).toBe('de-DE');
});

test('gives what was understood while it is said, and all of it at the end', async () => {
	const { told, news } = listening();
	const dictation = await browserDictation('en', false, news, FakeRecogniser);
	latest().says('hello');
	latest().says('hello', ' world');
	expect(await dictation.finish()).toBe('hello world');
	expect(told).toEqual(['hello', 'hello world']);
	expect(latest().calls).toEqual(['start', 'stop']);
});

test('says that it ended by itself, and keeps what was said', async () => {
	const { told, news } = listening();
	const dictation = await browserDictation('en', false, news, FakeRecogniser);
	latest().says('hello');
	latest().dispatchEvent(new Event('end'));
	await Promise.resolve();
	expect(told).toEqual(['hello', 'ended']);
	expect(await dictation.finish()).toBe('hello');
});

test('nothing said is no text but a reason', async () => {
	const { news } = listening();
	const dictation = await browserDictation('en', false, news, FakeRecogniser);
	await expect(dictation.finish()).rejects.toMatchObject({ code: 'no-speech' });
});

test('a cancelled dictation gives no text', async () => {
	const { news } = listening();
	const dictation = await browserDictation('en', false, news, FakeRecogniser);
	latest().says('hello');
	dictation.cancel();
	expect(latest().calls).toEqual(['start', 'abort']);
	await expect(dictation.finish()).rejects.toMatchObject({ code: 'cancelled' });
});

test.each<[string, boolean, VoiceErrorCode]>([
	['not-allowed', false, 'microphone-denied'],
	['audio-capture', false, 'no-microphone'],
	['network', false, 'network'],
	['no-speech', false, 'no-speech'],
	['language-not-supported', true, 'language'],
	['service-not-allowed', true, 'not-installed'],
	['service-not-allowed', false, 'unsupported'],
	['something new', false, 'failed']
])('the recogniser’s “%s” (local: %s) is %s', (error, local, code) => {
	expect(recognitionError(error, local).code).toBe(code);
});

test('an error before it listens is thrown', async () => {
	class Denied extends FakeRecogniser {
		override start(): void {
			queueMicrotask(() => this.fails('not-allowed'));
		}
	}
	const { news } = listening();
	await expect(browserDictation('en', false, news, Denied)).rejects.toMatchObject({
		code: 'microphone-denied'
	});
});
