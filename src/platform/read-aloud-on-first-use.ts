// Reading aloud, whose code is fetched when a message is first read. Absent where the browser cannot speak.

import type { ReadAloudService, ReadingVoice } from '../contract/voice.ts';

export function readAloudHere(): ReadAloudService | undefined {
	if (globalThis.speechSynthesis === undefined) return undefined;
	// Browsers list their voices some time after they are first asked.
	speechSynthesis.getVoices();
	let service: ReadAloudService | null = null;
	return {
		async voice(language): Promise<ReadingVoice | null> {
			const { createReadAloud } = await import('./read-aloud.ts');
			service ??= createReadAloud(speechSynthesis);
			return service.voice(language);
		},
		read(...what) {
			if (!service) throw new Error('ask for a voice first');
			return service.read(...what);
		}
	};
}
