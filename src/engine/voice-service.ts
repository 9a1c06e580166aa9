// Dictation for the interface: which ways there are on this device, the speech models of the catalogue in
// the weight store, and one dictation by whichever way was chosen. Chooses none by itself, and never
// falls back from a way that stays on the device to one that does not.

import type { RepositoryEntry } from '../contract/repository-entry.ts';
import { SPEECH_ID_PREFIX } from '../contract/ids.ts';
import { speechModelsFrom } from '../contract/speech-model.ts';
import {
	VoiceError,
	type Dictation,
	type DictationNews,
	type VoiceService
} from '../contract/voice.ts';
import {
	browserDictation,
	installLocalSpeech,
	localSpeech,
	recogniserClass
} from '../platform/browser-speech.ts';
import {
	hasMicrophone,
	record,
	type Recording,
	type RecordingNews
} from '../platform/microphone.ts';
import type { WeightStore } from '../platform/weight-store.ts';
import { filesByPath, type RepositoryWeights } from './repository-models.ts';
import { openSpeechWriter, type SpeechWriter } from './speech-worker-client.ts';

export type VoiceDependencies = {
	weights: RepositoryWeights & Pick<WeightStore, 'get' | 'state'>;
	/** The parsed content of models/speech-catalog.json. */
	catalog: () => Promise<unknown>;
	record?: (news: RecordingNews) => Promise<Recording>;
	openWriter?: (files: Record<string, Blob>) => Promise<SpeechWriter>;
};

export function createVoiceService({
	weights,
	catalog,
	record: recordSound = record,
	openWriter = openBrowserWriter
}: VoiceDependencies): VoiceService {
	const models = async () => speechModelsFrom(await catalog());

	async function modelOf(id: string): Promise<RepositoryEntry> {
		const entry = (await models()).find((one) => one.id === id);
		if (!entry) throw new VoiceError('not-installed', 'the catalogue has no such speech model');
		return entry;
	}

	/** The files of the first speech model that is here. */
	async function filesHere(): Promise<Record<string, Blob>> {
		for (const { id } of await models()) {
			const model = await weights.get(id);
			if (model?.state.state !== 'ready' || model.manifest === null) continue;
			return filesByPath(await weights.open(model.manifest));
		}
		throw new VoiceError('not-installed', 'no speech model is on this device');
	}

	async function ownDictation(language: string, news: DictationNews): Promise<Dictation> {
		const files = await filesHere();
		const recording = await recordSound(news);
		// Opens while the person speaks.
		const writer = openWriter(files);
		writer.catch(() => undefined);
		let cancelled = false;
		return {
			async finish() {
				try {
					const samples = await recording.stop();
					return await (await writer).transcribe(samples, language, news.onText);
				} catch (error) {
					void writer.then((one) => one.cancel()).catch(() => undefined);
					throw cancelled ? new VoiceError('cancelled', 'the dictation was cancelled') : error;
				}
			},
			cancel() {
				cancelled = true;
				recording.cancel();
				void writer.then((one) => one.cancel()).catch(() => undefined);
			}
		};
	}

	return {
		async report(language) {
			const [browserLocal, entries] = await Promise.all([localSpeech(language), models()]);
			const listed = await Promise.all(
				entries.map(async (entry) => ({ entry, status: await weights.state(entry.id) }))
			);
			return {
				microphone: hasMicrophone(),
				browserLocal,
				browserRemote: recogniserClass() !== null,
				models: listed
			};
		},
		onModels: (listener) => weights.onChange((id) => id.startsWith(SPEECH_ID_PREFIX) && listener()),
		async download(id) {
			return (await weights.installRepository(await modelOf(id))) === 'installed';
		},
		pause(id) {
			weights.pause(id);
		},
		async remove(id) {
			await weights.remove(id);
		},
		installBrowserPack: (language) => installLocalSpeech(language),
		listen(way, language, news) {
			switch (way) {
				case 'own-model':
					return ownDictation(language, news);
				case 'browser-local':
					return browserDictation(language, true, news);
				case 'browser-remote':
					return browserDictation(language, false, news);
				default:
					return way satisfies never;
			}
		}
	};
}

// Four threads: more gain little on a model this small, and the answer's model wants some too.
const MOST_THREADS = 4;

async function openBrowserWriter(files: Record<string, Blob>): Promise<SpeechWriter> {
	const { browserRuntime } = await import('./transformers-runtime.ts');
	const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
	return openSpeechWriter(files, { ...browserRuntime, threads });
}
