// One message being read aloud: which sentence, and the question that comes first where only a voice
// elsewhere speaks its language. View state alone: speaking is the read-aloud service's.

import type { Egress } from '../../contract/ids.ts';
import type { ReadAloudService, ReadingVoice } from '../../contract/voice.ts';

export type ReadingState =
	{ kind: 'asking'; voice: ReadingVoice } | { kind: 'reading'; sentence: number };

/** Why nothing is read. */
export type ReadingRefusal = 'nothing' | 'no-voice' | 'remote-refused';

export type ReadingParts = {
	messageId: string;
	sentences: readonly string[];
	/** BCP 47. */
	language: string;
	service: ReadAloudService;
	egress: Egress;
	/** It came to its end, or was stopped. */
	onEnd: (outcome: 'done' | 'failed' | 'stopped') => void;
};

export class Reading {
	state = $state.raw<ReadingState>({ kind: 'reading', sentence: 0 });
	readonly messageId: string;
	readonly language: string;
	readonly #parts: ReadingParts;
	#stop: (() => void) | null = null;
	#stopped = false;

	constructor(parts: ReadingParts) {
		this.messageId = parts.messageId;
		this.language = parts.language;
		this.#parts = parts;
	}

	/** The sentence that is spoken now. */
	get sentence(): string {
		const { state } = this;
		return state.kind === 'reading' ? (this.#parts.sentences[state.sentence] ?? '') : '';
	}

	/** Begins, or asks first; null unless nothing can be read. */
	async begin(): Promise<ReadingRefusal | null> {
		const { sentences, service, language, egress } = this.#parts;
		if (sentences.length === 0) return 'nothing';
		const voice = await service.voice(language);
		if (this.#stopped) return null;
		if (voice === null) return 'no-voice';
		if (voice.local) this.#read(voice);
		else if (egress === 'local-only') return 'remote-refused';
		else this.state = { kind: 'asking', voice };
		return null;
	}

	/** The person agrees that this text is sent to be spoken. */
	agree(): void {
		if (this.state.kind === 'asking') this.#read(this.state.voice);
	}

	stop(): void {
		this.#stopped = true;
		this.#stop?.();
		this.#parts.onEnd('stopped');
	}

	#read(voice: ReadingVoice): void {
		const { sentences, service, language, onEnd } = this.#parts;
		this.state = { kind: 'reading', sentence: 0 };
		this.#stop = service.read(sentences, voice, language, {
			onSentence: (sentence) => (this.state = { kind: 'reading', sentence }),
			onEnd
		});
	}
}
