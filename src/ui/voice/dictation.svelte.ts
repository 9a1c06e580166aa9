// One dictation after the other for the message box: finds who writes down, listens, and hands over the
// text. It never sends anything, and asks before a voice leaves the device. View state alone: the work
// is the voice service's.

import { errorData } from '../../contract/errors.ts';
import type { Egress } from '../../contract/ids.ts';
import type {
	Dictation,
	DictationWay,
	VoiceErrorCode,
	VoiceReport,
	VoiceService
} from '../../contract/voice.ts';
import { chooseWay, type WayWishes } from './choose-way.ts';

export type DictationState =
	| { kind: 'idle' }
	| { kind: 'choosing' }
	| { kind: 'starting'; way: DictationWay }
	/** `level` is null where the browser does not say. */
	| { kind: 'listening'; way: DictationWay; level: number | null; sinceMs: number }
	| { kind: 'writing'; way: DictationWay }
	| { kind: 'failed'; code: VoiceErrorCode };

export type DictatingParts = {
	voice: VoiceService;
	language: () => string;
	preferred: () => WayWishes['preferred'];
	egress: () => Egress;
	/** Takes the text into the message box. */
	onWritten: (text: string) => void;
	/** A monotonic clock, in milliseconds. */
	now: () => number;
};

export class Dictating {
	state = $state.raw<DictationState>({ kind: 'idle' });
	/** What is understood so far. */
	text = $state('');
	/** The person agreed that their voice is sent away; until the page is left. */
	remoteAllowed = $state(false);
	report = $state.raw<VoiceReport | null>(null);
	readonly #parts: DictatingParts;
	#dictation: Dictation | null = null;
	/** Counts the presses, so that what an abandoned one brings is dropped. */
	#round = 0;

	constructor(parts: DictatingParts) {
		this.#parts = parts;
	}

	get voice(): VoiceService {
		return this.#parts.voice;
	}

	get busy(): boolean {
		return ['starting', 'listening', 'writing'].includes(this.state.kind);
	}

	/** What this device can do now; the state stays as it is. */
	async look(): Promise<VoiceReport> {
		this.report = await this.#parts.voice.report(this.#parts.language());
		return this.report;
	}

	/**
	 * Starts, or asks who should write down. `held` is asked once it is known what works here: what was let go by
	 * then opens no microphone, and is asked all the same.
	 */
	async start(held: () => boolean = () => true): Promise<void> {
		if (this.busy) return;
		const round = ++this.#round;
		try {
			const report = await this.look();
			if (round !== this.#round) return;
			const way = chooseWay(report, {
				preferred: this.#parts.preferred(),
				remoteAllowed: this.remoteAllowed,
				egress: this.#parts.egress()
			});
			if (way === null) this.state = { kind: 'choosing' };
			else if (held()) await this.#listen(way, round);
		} catch (error) {
			this.#fail(error, round);
		}
	}

	choose(): void {
		if (this.busy) return;
		this.state = { kind: 'choosing' };
		void this.look().catch((error: unknown) => this.#fail(error, this.#round));
	}

	/** Ends listening: what was said is written down. A press before the microphone was open ends it too. */
	async finish(): Promise<void> {
		const { state } = this;
		const dictation = this.#dictation;
		if (state.kind === 'starting') return this.cancel();
		if (state.kind !== 'listening' || dictation === null) return;
		const round = this.#round;
		this.state = { kind: 'writing', way: state.way };
		try {
			const text = await dictation.finish();
			if (round !== this.#round) return;
			this.#parts.onWritten(text);
			this.#idle();
		} catch (error) {
			this.#fail(error, round);
		}
	}

	/** Throws away what was heard. */
	cancel(): void {
		this.#round++;
		this.#dictation?.cancel();
		this.#idle();
	}

	async #listen(way: DictationWay, round: number): Promise<void> {
		const mine = () => round === this.#round;
		this.text = '';
		this.state = { kind: 'starting', way };
		const dictation = await this.#parts.voice.listen(way, this.#parts.language(), {
			onLevel: (level) => {
				if (mine() && this.state.kind === 'listening') this.state = { ...this.state, level };
			},
			onText: (text) => {
				if (mine()) this.text = text;
			},
			onEnded: () => {
				if (mine()) void this.finish();
			}
		});
		if (!mine()) return dictation.cancel();
		this.#dictation = dictation;
		this.state = { kind: 'listening', way, level: null, sinceMs: this.#parts.now() };
	}

	#idle(): void {
		this.#dictation = null;
		this.text = '';
		this.state = { kind: 'idle' };
	}

	#fail(error: unknown, round: number): void {
		if (round !== this.#round) return;
		this.#idle();
		this.state = { kind: 'failed', code: codeOf(error) };
	}
}

const CODES: ReadonlySet<string> = new Set<VoiceErrorCode>([
	'no-microphone',
	'microphone-denied',
	'microphone-busy',
	'no-speech',
	'language',
	'network',
	'unsupported',
	'not-installed',
	'cancelled'
]);

function codeOf(error: unknown): VoiceErrorCode {
	const { code } = errorData(error);
	return CODES.has(code) ? (code as VoiceErrorCode) : 'failed';
}
