// Records what is said: the browser's microphone through an audio worklet, as one channel at 16 kHz. The
// sound stays in this page's memory. Not here: what becomes of it (engine/speech-recogniser.ts).

import { SPEECH_SAMPLE_RATE } from '../contract/speech-model.ts';
import { VoiceError } from '../contract/voice.ts';
import { HEARD_LOUDNESS, joined, levelOf, loudness } from './sound.ts';
import workletUrl from './capture-worklet.ts?worker&url';

export type RecordingNews = {
	/** About eight times a second, 0–1. */
	onLevel(level: number): void;
	/** It was ended from outside: the longest time is over, or the microphone went away. */
	onEnded(): void;
};

export interface Recording {
	/** Ends it. Rejects with VoiceError `no-speech` where nothing was heard. */
	stop(): Promise<Float32Array<ArrayBuffer>>;
	cancel(): void;
}

// Two minutes: 7.7 MB of samples, and about the longest message anybody dictates.
const MOST_SECONDS = 120;
// A press by mistake is shorter than a word.
const FEWEST_SECONDS = 0.3;

export function hasMicrophone(): boolean {
	return (
		typeof AudioWorkletNode === 'function' &&
		navigator.mediaDevices !== undefined &&
		typeof navigator.mediaDevices.getUserMedia === 'function'
	);
}

/** Asks the person, and records from then on. Throws VoiceError. */
export async function record(news: RecordingNews): Promise<Recording> {
	if (!hasMicrophone())
		throw new VoiceError('unsupported', 'this browser gives pages no microphone');
	const stream = await navigator.mediaDevices
		.getUserMedia({
			audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true }
		})
		.catch((cause: unknown) => {
			throw microphoneError(cause);
		});
	try {
		return await listen(stream, news);
	} catch (cause) {
		for (const track of stream.getTracks()) track.stop();
		throw cause instanceof VoiceError
			? cause
			: new VoiceError('failed', 'the microphone could not be opened', { cause });
	}
}

async function listen(stream: MediaStream, news: RecordingNews): Promise<Recording> {
	const { context, source } = openContext(stream);
	const batches: Float32Array[] = [];
	let seconds = 0;
	let loudest = 0;
	let running = true;
	const close = () => {
		running = false;
		for (const track of stream.getTracks()) track.stop();
		void context.close().catch(() => undefined);
	};
	await context.audioWorklet.addModule(workletUrl);
	const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
	capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
		if (!running) return;
		batches.push(data);
		seconds += data.length / context.sampleRate;
		const rms = loudness(data);
		loudest = Math.max(loudest, rms);
		news.onLevel(levelOf(rms));
		if (seconds >= MOST_SECONDS) {
			close();
			news.onEnded();
		}
	};
	for (const track of stream.getTracks())
		track.onended = () => {
			if (running) news.onEnded();
		};
	source.connect(capture);
	// A context made without a press waits for one; the press that started this is long enough ago for some.
	if (context.state === 'suspended') await context.resume();
	return {
		async stop() {
			close();
			if (seconds < FEWEST_SECONDS || loudest < HEARD_LOUDNESS)
				throw new VoiceError('no-speech', 'the microphone heard nothing');
			return resampled(joined(batches), context.sampleRate);
		},
		cancel: close
	};
}

/** At 16 kHz where the browser resamples a microphone by itself; Firefox refuses that. */
function openContext(stream: MediaStream): {
	context: AudioContext;
	source: MediaStreamAudioSourceNode;
} {
	const context = new AudioContext({ sampleRate: SPEECH_SAMPLE_RATE });
	try {
		return { context, source: context.createMediaStreamSource(stream) };
	} catch {
		void context.close().catch(() => undefined);
		const own = new AudioContext();
		return { context: own, source: own.createMediaStreamSource(stream) };
	}
}

async function resampled(
	samples: Float32Array<ArrayBuffer>,
	rate: number
): Promise<Float32Array<ArrayBuffer>> {
	if (rate === SPEECH_SAMPLE_RATE) return samples;
	const length = Math.ceil((samples.length * SPEECH_SAMPLE_RATE) / rate);
	const offline = new OfflineAudioContext(1, length, SPEECH_SAMPLE_RATE);
	const buffer = offline.createBuffer(1, samples.length, rate);
	buffer.copyToChannel(samples, 0);
	const source = offline.createBufferSource();
	source.buffer = buffer;
	source.connect(offline.destination);
	source.start();
	return (await offline.startRendering()).getChannelData(0);
}

/** What getUserMedia refused with, by the names of the Media Capture specification. */
export function microphoneError(cause: unknown): VoiceError {
	const name = cause instanceof Error ? cause.name : '';
	const options = { cause };
	if (name === 'NotAllowedError' || name === 'SecurityError')
		return new VoiceError('microphone-denied', 'the microphone was not allowed', options);
	if (name === 'NotFoundError' || name === 'OverconstrainedError')
		return new VoiceError('no-microphone', 'no microphone was found', options);
	if (name === 'NotReadableError' || name === 'AbortError')
		return new VoiceError('microphone-busy', 'the microphone is used by another program', options);
	return new VoiceError('failed', 'the microphone could not be opened', options);
}
