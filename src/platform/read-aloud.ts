// Reading aloud by the browser's own speech synthesis: which voice for a language, and sentence after
// sentence. One utterance a sentence: engines break off long ones, and where it is must be known.
// Not here: what of a message is read (ui/voice/speakable.ts).

import type { ReadAloudService, ReadingNews } from '../contract/voice.ts';

/** The parts of the browser's synthesis that are used. */
export type Synthesis = Pick<
	SpeechSynthesis,
	'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'
>;
type Utter = (text: string) => SpeechSynthesisUtterance;

// Browsers list their voices some time after they are first asked; a system without any never says so.
const PATIENCE_MS = 1500;

export function createReadAloud(
	synthesis: Synthesis,
	utter: Utter = (text) => new SpeechSynthesisUtterance(text),
	delay: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
): ReadAloudService {
	async function voices(): Promise<SpeechSynthesisVoice[]> {
		const here = synthesis.getVoices();
		if (here.length > 0) return here;
		let listed: () => void = () => undefined;
		const changed = new Promise<void>((resolve) => (listed = resolve));
		synthesis.addEventListener('voiceschanged', listed);
		await Promise.race([changed, delay(PATIENCE_MS)]);
		synthesis.removeEventListener('voiceschanged', listed);
		return synthesis.getVoices();
	}

	return {
		async voice(language) {
			const best = bestVoice(await voices(), language);
			return best && { name: best.name, language: best.lang, local: best.localService };
		},
		read(sentences, voice, language, news) {
			const chosen = synthesis
				.getVoices()
				.find(
					({ name, lang, localService }) =>
						name === voice.name && lang === voice.language && localService === voice.local
				);
			return speakAll(synthesis, utter, sentences, chosen ?? null, language, news);
		}
	};
}

function speakAll(
	synthesis: Synthesis,
	utter: Utter,
	sentences: readonly string[],
	voice: SpeechSynthesisVoice | null,
	language: string,
	news: ReadingNews
): () => void {
	let stopped = false;
	const end = (outcome: 'done' | 'failed') => {
		if (!stopped) news.onEnd(outcome);
		stopped = true;
	};
	const next = (index: number) => {
		const sentence = sentences[index];
		if (stopped) return;
		if (sentence === undefined) return end('done');
		// Without a voice of its own the browser would choose one, perhaps one that is elsewhere.
		if (voice === null) return end('failed');
		const utterance = utter(sentence);
		utterance.voice = voice;
		utterance.lang = voice.lang || language;
		utterance.onend = () => next(index + 1);
		utterance.onerror = () => end('failed');
		news.onSentence(index);
		synthesis.speak(utterance);
	};
	// What is still being spoken, by whomever, gives way.
	synthesis.cancel();
	next(0);
	return () => {
		if (stopped) return;
		stopped = true;
		synthesis.cancel();
	};
}

type Voice = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>;

/**
 * The best of the voices that speak `language`: one of this device before one elsewhere, then the very
 * dialect, then the browser's own choice. Null where none speaks it.
 */
export function bestVoice<V extends Voice>(voices: readonly V[], language: string): V | null {
	const wanted = tagOf(language);
	const score = (voice: V) =>
		(voice.localService ? 4 : 0) + (tagOf(voice.lang) === wanted ? 2 : 0) + (voice.default ? 1 : 0);
	const speaking = voices.filter(({ lang }) => primary(tagOf(lang)) === primary(wanted));
	return speaking.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}

/** Some engines write `de_DE`. */
function tagOf(language: string): string {
	return language.replaceAll('_', '-').toLowerCase();
}

function primary(tag: string): string {
	return tag.split('-')[0] ?? tag;
}
