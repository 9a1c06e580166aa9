// Dictation, whose code is fetched when somebody first asks for it; until then nothing of it is here.

import type { Unsubscribe } from '../contract/services.ts';
import type { VoiceService } from '../contract/voice.ts';

export function voiceOnFirstUse(load: () => Promise<VoiceService>): VoiceService {
	return {
		report: async (language) => (await load()).report(language),
		onModels(listener) {
			let end: Unsubscribe = () => undefined;
			let ended = false;
			load().then(
				(voice) => {
					if (!ended) end = voice.onModels(listener);
				},
				() => undefined
			);
			return () => {
				ended = true;
				end();
			};
		},
		download: async (id) => (await load()).download(id),
		pause: (id) => void load().then((voice) => voice.pause(id)),
		remove: async (id) => (await load()).remove(id),
		installBrowserPack: async (language) => (await load()).installBrowserPack(language),
		listen: async (...how) => (await load()).listen(...how)
	};
}
