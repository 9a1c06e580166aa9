// Runs in the audio thread: gathers what the microphone hears and hands it over a tenth of a second at
// a time. No processing, and nothing is played. Loaded by microphone.ts as an audio worklet.

declare class AudioWorkletProcessor {
	readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

// 2,048 samples: 128 ms at 16 kHz, often enough for a level that moves with the voice.
const BATCH = 2048;

class Capture extends AudioWorkletProcessor {
	#batch = new Float32Array(BATCH);
	#filled = 0;

	process([channels]: Float32Array[][]): boolean {
		const samples = channels?.[0] ?? new Float32Array();
		for (let at = 0; at < samples.length;) {
			const part = samples.subarray(at, at + BATCH - this.#filled);
			this.#batch.set(part, this.#filled);
			this.#filled += part.length;
			at += part.length;
			if (this.#filled === BATCH) this.#send();
		}
		return true;
	}

	#send(): void {
		const batch = this.#batch;
		this.port.postMessage(batch, [batch.buffer]);
		this.#batch = new Float32Array(BATCH);
		this.#filled = 0;
	}
}

registerProcessor('capture', Capture);
