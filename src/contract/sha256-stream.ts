// SHA-256 over data that never is in memory as a whole: fed piece by piece, and its state can be
// stored, so that a download goes on after a reload without reading what it has again.
// WebCrypto hashes only whole buffers, and libraries keep their state private: hence these lines
// (FIPS 180-4, checked against WebCrypto in the test). For a buffer at hand use sha256.ts, faster.

/** What a hash knows so far; structured-cloneable. */
export type Sha256State = { words: Int32Array; bytes: number; pending: Uint8Array };

// The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the
// cube roots of the first 64 (FIPS 180-4, 5.3.3 and 4.2.2); computed, so no digit can be mistyped.
const PRIMES = firstPrimes(64);
const INITIAL = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

export class Sha256 {
	#words: Int32Array;
	#bytes: number;
	#block = new Uint8Array(64);
	#filled: number;
	#schedule = new Int32Array(64);

	constructor(state?: Sha256State) {
		this.#words = (state?.words ?? INITIAL).slice();
		this.#bytes = state?.bytes ?? 0;
		this.#filled = state?.pending.length ?? 0;
		if (state) this.#block.set(state.pending);
	}

	get bytes(): number {
		return this.#bytes;
	}

	state(): Sha256State {
		return {
			words: this.#words.slice(),
			bytes: this.#bytes,
			pending: this.#block.slice(0, this.#filled)
		};
	}

	update(data: Uint8Array): this {
		this.#bytes += data.length;
		let offset = 0;
		if (this.#filled > 0) {
			offset = Math.min(64 - this.#filled, data.length);
			this.#block.set(data.subarray(0, offset), this.#filled);
			this.#filled += offset;
			if (this.#filled < 64) return this;
			this.#compress(this.#block, 0);
			this.#filled = 0;
		}
		for (; offset + 64 <= data.length; offset += 64) this.#compress(data, offset);
		this.#block.set(data.subarray(offset));
		this.#filled = data.length - offset;
		return this;
	}

	/** Lower-case hex of everything so far; the hash can go on afterwards. */
	hex(): string {
		const last = new Sha256(this.state());
		const length = this.#bytes;
		const padding = new Uint8Array((this.#filled < 56 ? 56 : 120) - this.#filled + 8);
		padding[0] = 0x80;
		const view = new DataView(padding.buffer);
		// The length in bits, 64 of them; `bytes` is a safe integer, so its bits fit.
		view.setUint32(padding.length - 8, Math.floor(length / 2 ** 29));
		view.setUint32(padding.length - 4, (length << 3) >>> 0);
		last.update(padding);
		return Array.from(last.#words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
	}

	#compress(data: Uint8Array, offset: number): void {
		const w = this.#schedule;
		for (let i = 0; i < 16; i++, offset += 4)
			w[i] =
				(data[offset]! << 24) |
				(data[offset + 1]! << 16) |
				(data[offset + 2]! << 8) |
				data[offset + 3]!;
		for (let i = 16; i < 64; i++) {
			const x = w[i - 15]!;
			const y = w[i - 2]!;
			const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
			const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
			w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
		}
		const words = this.#words;
		let a = words[0]!;
		let b = words[1]!;
		let c = words[2]!;
		let d = words[3]!;
		let e = words[4]!;
		let f = words[5]!;
		let g = words[6]!;
		let h = words[7]!;
		for (let i = 0; i < 64; i++) {
			const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
			const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
			const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + t1) | 0;
			d = c;
			c = b;
			b = a;
			a = (t1 + t2) | 0;
		}
		words[0] = (words[0]! + a) | 0;
		words[1] = (words[1]! + b) | 0;
		words[2] = (words[2]! + c) | 0;
		words[3] = (words[3]! + d) | 0;
		words[4] = (words[4]! + e) | 0;
		words[5] = (words[5]! + f) | 0;
		words[6] = (words[6]! + g) | 0;
		words[7] = (words[7]! + h) | 0;
	}
}

function firstPrimes(count: number): number[] {
	const primes: number[] = [];
	for (let n = 2; primes.length < count; n++)
		if (primes.every((prime) => n % prime !== 0)) primes.push(n);
	return primes;
}

function fraction(root: number): number {
	return ((root - Math.floor(root)) * 2 ** 32) | 0;
}
