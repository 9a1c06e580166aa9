import { expect, test } from 'vitest';
import type { Egress } from '../../contract/ids.ts';
import type { ModelState } from '../../contract/services.ts';
import {
	VoiceError,
	type DictationNews,
	type DictationWay,
	type VoiceReport,
	type VoiceService
} from '../../contract/voice.ts';
import { Dictating } from './dictation.svelte.ts';

/** A voice service whose one dictation is steered by the test. */
function desk({ status = { state: 'ready' } as ModelState, egress = 'ask' as Egress } = {}) {
	const calls: string[] = [];
	const written: string[] = [];
	let news: DictationNews | null = null;
	let opened: () => void = () => undefined;
	let open: Promise<void> = Promise.resolve();
	let text: () => Promise<string> = async () => 'hello world';
	const report: VoiceReport = {
		microphone: true,
		browserLocal: 'unavailable',
		browserRemote: true,
		models: [{ entry: { id: 'speech.test' } as VoiceReport['models'][number]['entry'], status }]
	};
	const voice: VoiceService = {
		report: async () => report,
		onModels: () => () => undefined,
		download: async () => true,
		pause: () => undefined,
		remove: async () => undefined,
		installBrowserPack: async () => false,
		async listen(way: DictationWay, language, listener) {
			calls.push(`listen ${way} ${language}`);
			news = listener;
			await open;
			return {
				finish: () => {
					calls.push('finish');
					return text();
				},
				cancel: () => calls.push('cancel')
			};
		}
	};
	const dictating = new Dictating({
		voice,
		language: () => 'en-GB',
		preferred: () => 'ask',
		egress: () => egress,
		onWritten: (said) => written.push(said),
		now: () => 1000
	});
	return {
		dictating,
		calls,
		written,
		news: () => news!,
		/** The microphone opens when the returned function is called. */
		holdMicrophone() {
			open = new Promise((resolve) => (opened = resolve));
			return () => opened();
		},
		answers(give: () => Promise<string>) {
			text = give;
		}
	};
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('let go before it listened: no microphone opens, but who should write down is asked, and a failure told', async () => {
	const { dictating, calls } = desk();
	await dictating.start(() => false);
	expect([dictating.state.kind, calls]).toEqual(['idle', []]);
	const nobody = desk({ status: { state: 'absent' } });
	await nobody.dictating.start(() => false);
	expect([nobody.dictating.state.kind, nobody.calls]).toEqual(['choosing', []]);
	nobody.dictating.voice.report = () => Promise.reject(new VoiceError('network', 'No.'));
	await nobody.dictating.start(() => false);
	expect(nobody.dictating.state).toEqual({ kind: 'failed', code: 'network' });
});

test('listens, shows what is understood, and hands over the text without sending it', async () => {
	const { dictating, calls, written, news } = desk();
	await dictating.start();
	expect(dictating.state).toMatchObject({ kind: 'listening', way: 'own-model', sinceMs: 1000 });
	news().onLevel(0.5);
	news().onText('hello');
	expect(dictating.state).toMatchObject({ level: 0.5 });
	expect(dictating.text).toBe('hello');
	await dictating.finish();
	expect(written).toEqual(['hello world']);
	expect(calls).toEqual(['listen own-model en-GB', 'finish']);
	expect(dictating.state.kind).toBe('idle');
});

test('with nothing on the device the person chooses, and nothing listens', async () => {
	const { dictating, calls } = desk({ status: { state: 'absent' } });
	await dictating.start();
	expect(dictating.state.kind).toBe('choosing');
	expect(calls).toEqual([]);
});

test('after consent the browser’s service listens; in a local conversation it does not', async () => {
	const allowed = desk({ status: { state: 'absent' } });
	allowed.dictating.remoteAllowed = true;
	await allowed.dictating.start();
	expect(allowed.calls).toEqual(['listen browser-remote en-GB']);
	const local = desk({ status: { state: 'absent' }, egress: 'local-only' });
	local.dictating.remoteAllowed = true;
	await local.dictating.start();
	expect(local.calls).toEqual([]);
	expect(local.dictating.state.kind).toBe('choosing');
});

test('let go before the microphone was open: nothing is heard or written', async () => {
	const { dictating, calls, written, holdMicrophone } = desk();
	const open = holdMicrophone();
	const started = dictating.start();
	await settled();
	expect(dictating.state.kind).toBe('starting');
	await dictating.finish();
	open();
	await started;
	expect(dictating.state.kind).toBe('idle');
	expect(calls).toEqual(['listen own-model en-GB', 'cancel']);
	expect(written).toEqual([]);
});

test('cancelled while it is written down: its text is dropped', async () => {
	const { dictating, written, answers } = desk();
	let give: (text: string) => void = () => undefined;
	answers(() => new Promise((resolve) => (give = resolve)));
	await dictating.start();
	const finished = dictating.finish();
	expect(dictating.state.kind).toBe('writing');
	dictating.cancel();
	give('too late');
	await finished;
	expect(written).toEqual([]);
	expect(dictating.state.kind).toBe('idle');
});

test('ended by itself, it is written down like any other', async () => {
	const { dictating, written, news } = desk();
	await dictating.start();
	news().onEnded();
	await settled();
	expect(written).toEqual(['hello world']);
});

test('what went wrong is said by its code, and the next press tries again', async () => {
	const { dictating, answers } = desk();
	answers(() => Promise.reject(new VoiceError('no-speech', 'Nothing.')));
	await dictating.start();
	await dictating.finish();
	expect(dictating.state).toEqual({ kind: 'failed', code: 'no-speech' });
	answers(async () => 'now');
	await dictating.start();
	expect(dictating.state.kind).toBe('listening');
});
