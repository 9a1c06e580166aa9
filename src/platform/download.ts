// Fetches the missing chunks of one file, in order, and hands over each one verified. Goes on by
// Range from the very byte after a break, waits while there is no network, backs off with jitter.
// Keeps one chunk in memory. Not here: where chunks go (weight-files.ts) and who may download
// (weight-store.ts).
//
// The hash of a large file is taken along the way, piece by piece, with our own SHA-256 whose
// state is stored with each chunk: nothing is read again at the end, and no long task blocks the
// page (64 KiB take 0.3 ms). WebCrypto hashes the chunks, off the main thread.

import { sha256Hex } from '../contract/sha256.ts';
import { Sha256, type Sha256State } from '../contract/sha256-stream.ts';
import { chunkLength } from './chunk-length.ts';
import { fileOf, hostOf, readRangeAnswer } from './http-range.ts';
import type { Network } from './network.ts';
import { WeightError } from './weight-error.ts';
import { yieldToPage } from './yield-to-page.ts';

export type FilePlan = {
	url: string;
	bytes: number;
	sha256: string;
	chunkBytes: number;
	/** Null where no one has said it yet: trusted on first use, then pinned. */
	chunkSha256: (string | null)[];
	/** Its host publishes no hash: `sha256` stands for one until the file is here and was hashed. */
	unpublished?: true;
};

/** The hash of the first `chunks` chunks. */
export type HashPoint = { chunks: number; state: Sha256State };

export type VerifiedChunk = {
	index: number;
	bytes: Uint8Array<ArrayBuffer>;
	sha256: string;
	/** The whole file's hash up to and with this chunk; null when an earlier one was not seen. */
	hashPoint: HashPoint | null;
	etag: string | null;
};

export type DownloadProgress = {
	/** Bytes of the chunk on its way. */
	partialBytes: number;
	bytesPerSecond: number;
	/** Why nothing moves, in words, or null. */
	waiting: string | null;
};

export type DownloadTask = {
	plan: FilePlan;
	/** Chunk indexes, ascending. */
	missing: readonly number[];
	/** Where the hash of the whole file stands. */
	hashPoint: HashPoint | null;
	/** The entity the chunks at hand came from. */
	etag: string | null;
	signal: AbortSignal;
	network: Network;
	/** Stores a chunk; the next bytes are taken when it resolves. */
	save(chunk: VerifiedChunk): Promise<void>;
	onProgress(progress: DownloadProgress): void;
};

/** 6 tries without a useful byte: with 1, 2, 4, 8 and 16 s between them, about half a minute. */
const MAX_ATTEMPTS = 6;
const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
/** A connection silent for this long is given up, and asked again. */
const SILENCE_MS = 30_000;
/** A connection that brought at least this much was no failed attempt. */
const USEFUL_BYTES = 64 * 1024;
const SPEED_WINDOW_MS = 5000;
const PROGRESS_EVERY_MS = 100;

/**
 * Resolves when every missing chunk was saved. Throws WeightError, what `save` throws, or the
 * signal's reason when aborted. Chunks already saved stay saved.
 */
export async function downloadChunks(task: DownloadTask): Promise<void> {
	await new Download(task).run();
}

class Download {
	readonly #task: DownloadTask;
	readonly #speed: Speed;
	readonly #refetched = new Set<number>();
	#position = 0;
	#buffer: Uint8Array<ArrayBuffer>;
	#filled = 0;
	/** The running hash, and a copy of it from the start of the chunk, for a chunk that proves bad. */
	#hash: { chunks: number; running: Sha256 } | null;
	#etag: string | null;
	/** The hash at the end of the last chunk saved here. */
	#savedPoint: HashPoint | null = null;
	#useRange = true;
	#reportedAtMs = -Infinity;
	/** `save` threw: not the network's doing, so not tried again. */
	#unsaved = false;

	constructor(task: DownloadTask) {
		this.#task = task;
		this.#speed = new Speed(task.network);
		this.#buffer = new Uint8Array(Math.min(task.plan.chunkBytes, task.plan.bytes));
		const { hashPoint } = task;
		this.#hash = hashPoint && {
			chunks: hashPoint.chunks,
			running: new Sha256(hashPoint.state)
		};
		this.#etag = task.etag;
	}

	async run(): Promise<void> {
		const { signal, network, plan } = this.#task;
		let attempts = 0;
		while (this.#position < this.#task.missing.length) {
			signal.throwIfAborted();
			if (!network.isOnline()) {
				this.#report('waiting for the network');
				await network.whenOnline(signal);
				attempts = 0;
			}
			const before = this.#speed.total;
			const failure = await this.#connect();
			if (failure === null) continue;
			if (this.#speed.total - before >= USEFUL_BYTES) attempts = 0;
			attempts++;
			if (!network.isOnline()) continue;
			if (attempts >= MAX_ATTEMPTS)
				throw new WeightError(
					'unreachable',
					`Could not get ${fileOf(plan.url)} from ${hostOf(plan.url)} in ${attempts} tries (${failure.reason}). What arrived is kept: check the connection and resume.`,
					{ cause: failure.cause }
				);
			this.#report(`${failure.reason}; trying again`);
			await network.delay(failure.afterMs ?? this.#backoffMs(attempts), signal);
		}
	}

	/** One request for the next run of missing chunks; null when it brought all of them. */
	async #connect(): Promise<Failure | null> {
		const { plan, missing, signal, network } = this.#task;
		const start = missing[this.#position]! * plan.chunkBytes + this.#filled;
		const end = this.#runEnd();
		const connection = new AbortController();
		const anySignal = AbortSignal.any([signal, connection.signal]);
		try {
			const response = await network.fetch(plan.url, this.#request(start, end, anySignal));
			const answer = readRangeAnswer(response, { url: plan.url, start, totalBytes: plan.bytes });
			switch (answer.kind) {
				case 'refused':
					throw answer.error;
				case 'retry':
					return { reason: answer.reason, afterMs: answer.afterMs };
				case 'wrong-range':
					if (!this.#useRange) return { reason: 'the host sent other bytes than asked' };
					this.#useRange = false;
					return { reason: 'the host sent other bytes than asked', afterMs: 0 };
				case 'bytes':
					if (this.#isNewEntity(answer.etag)) return { reason: 'the file changed', afterMs: 0 };
					return await this.#read(response, answer.skip, end - start);
				default:
					return answer satisfies never;
			}
		} catch (cause) {
			if (signal.aborted) throw signal.reason;
			if (this.#unsaved || !(cause instanceof TypeError || isNetworkError(cause))) throw cause;
			return { reason: 'the connection broke', cause };
		} finally {
			connection.abort();
		}
	}

	#request(start: number, end: number, signal: AbortSignal): RequestInit {
		const { plan } = this.#task;
		const headers: Record<string, string> = {};
		const whole = start === 0 && end === plan.bytes;
		if (!whole && this.#useRange) {
			headers.range = `bytes=${start}-${end - 1}`;
			// If-Range would make a cross-origin request ask for permission first, which model hosts
			// need not grant; there the ETag is compared when it can be read, and the hashes decide.
			if (isStrong(this.#etag) && isSameOrigin(plan.url)) headers['if-range'] = this.#etag;
		}
		// no-store: the bytes go to the weight store, a second copy in the HTTP cache is wasted disk.
		return { headers, signal, cache: 'no-store', credentials: 'same-origin', redirect: 'follow' };
	}

	/** Feeds a body; `length` bytes are wanted after the first `skip`. */
	async #read(response: Response, skip: number, length: number): Promise<Failure | null> {
		const reader = response.body?.getReader();
		if (!reader) return { reason: 'the host sent nothing' };
		let left = length;
		try {
			while (left > 0) {
				const piece = await this.#next(reader);
				if (piece === 'silent') return { reason: 'the host fell silent' };
				if (piece === null) return { reason: 'the connection ended early' };
				const skipped = Math.min(skip, piece.length);
				skip -= skipped;
				const wanted = piece.subarray(skipped, Math.min(piece.length, skipped + left));
				left -= wanted.length;
				this.#speed.add(wanted.length);
				const good = await this.#take(wanted);
				if (!good) return { reason: 'a piece arrived damaged', afterMs: 0 };
				this.#report(skip > 0 ? 'the host cannot resume: skipping what is here' : null);
				// What has arrived already is read without a pause otherwise, in one long task.
				await yieldToPage();
			}
			return null;
		} finally {
			// Not awaited: a body that never ends would keep us; the connection is aborted anyway.
			reader.cancel().catch(() => undefined);
		}
	}

	async #next(
		reader: ReadableStreamDefaultReader<Uint8Array>
	): Promise<Uint8Array | null | 'silent'> {
		const timer = new AbortController();
		const silence = this.#task.network.delay(SILENCE_MS, timer.signal).then(
			() => 'silent' as const,
			() => 'silent' as const
		);
		try {
			const first = await Promise.race([reader.read(), silence]);
			if (first === 'silent') return first;
			return first.done ? null : first.value;
		} finally {
			timer.abort();
		}
	}

	/** Puts bytes into the chunk, and saves it when full; false when it proved bad. */
	async #take(piece: Uint8Array): Promise<boolean> {
		const { plan, missing } = this.#task;
		while (piece.length > 0) {
			const index = missing[this.#position]!;
			const length = chunkLength(plan, index);
			const part = piece.subarray(0, length - this.#filled);
			this.#buffer.set(part, this.#filled);
			if (this.#hash?.chunks === index) this.#hash.running.update(part);
			this.#filled += part.length;
			piece = piece.subarray(part.length);
			if (this.#filled === length && !(await this.#finishChunk(index, length))) return false;
		}
		return true;
	}

	async #finishChunk(index: number, length: number): Promise<boolean> {
		const { plan, save } = this.#task;
		const bytes = this.#buffer.subarray(0, length);
		const sha256 = await sha256Hex(bytes);
		const expected = plan.chunkSha256[index] ?? null;
		if (expected !== null && expected !== sha256) {
			this.#restartChunk();
			if (this.#refetched.has(index))
				throw new WeightError(
					'wrong-hash',
					`Piece ${index + 1} of ${plan.chunkSha256.length} of ${fileOf(plan.url)} from ${hostOf(plan.url)} arrived twice with a wrong hash (${sha256.slice(0, 12)}… instead of ${expected.slice(0, 12)}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.`
				);
			this.#refetched.add(index);
			return false;
		}
		let hashPoint: HashPoint | null = null;
		if (this.#hash?.chunks === index) {
			hashPoint = { chunks: index + 1, state: this.#hash.running.state() };
			this.#hash.chunks = index + 1;
			this.#savedPoint = hashPoint;
		}
		try {
			await save({ index, bytes, sha256, hashPoint, etag: this.#etag });
		} catch (cause) {
			this.#unsaved = true;
			throw cause;
		}
		this.#position++;
		this.#filled = 0;
		return true;
	}

	/** Throws away the chunk on its way, and takes the hash back to its start. */
	#restartChunk(): void {
		this.#filled = 0;
		const point = this.#savedPoint ?? this.#task.hashPoint;
		this.#hash = point && { chunks: point.chunks, running: new Sha256(point.state) };
	}

	/**
	 * Notes the entity the bytes come from. Another one than before: with pinned chunk hashes the
	 * chunk on its way is begun again and the hashes decide; without, nothing can tell old from new.
	 */
	#isNewEntity(etag: string | null): boolean {
		const before = this.#etag;
		if (etag === null || etag === before) return false;
		this.#etag = etag;
		if (before === null) return false;
		const { plan } = this.#task;
		if (plan.chunkSha256.includes(null))
			throw new WeightError(
				'changed',
				`${fileOf(plan.url)} changed on ${hostOf(plan.url)} while it was being downloaded, so what had arrived was thrown away. Start the download again.`
			);
		if (this.#filled === 0) return false;
		this.#restartChunk();
		return true;
	}

	/** The first byte after the run of neighbouring missing chunks. */
	#runEnd(): number {
		const { plan, missing } = this.#task;
		let last = this.#position;
		while (last + 1 < missing.length && missing[last + 1] === missing[last]! + 1) last++;
		return Math.min(plan.bytes, (missing[last]! + 1) * plan.chunkBytes);
	}

	/** Exponential, with half of it random, so that tabs and devices do not come back together. */
	#backoffMs(attempt: number): number {
		const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
		return full * (0.5 + this.#task.network.random() / 2);
	}

	#report(waiting: string | null): void {
		const now = this.#task.network.now();
		if (waiting === null && now - this.#reportedAtMs < PROGRESS_EVERY_MS) return;
		this.#reportedAtMs = now;
		this.#task.onProgress({
			partialBytes: this.#filled,
			bytesPerSecond: this.#speed.bytesPerSecond(),
			waiting
		});
	}
}

type Failure = { reason: string; afterMs?: number | null; cause?: unknown };

/** Bytes per second over the last few seconds. */
class Speed {
	readonly #network: Network;
	#samples: { atMs: number; bytes: number }[] = [];
	total = 0;

	constructor(network: Network) {
		this.#network = network;
		this.#samples.push({ atMs: network.now(), bytes: 0 });
	}

	add(bytes: number): void {
		this.total += bytes;
		const atMs = this.#network.now();
		const last = this.#samples.at(-1);
		// One sample per tenth of a second is enough; the first stays what there was at the beginning.
		if (last && this.#samples.length > 1 && atMs - last.atMs < 100) last.bytes = this.total;
		else this.#samples.push({ atMs, bytes: this.total });
		while (this.#samples.length > 2 && atMs - this.#samples[0]!.atMs > SPEED_WINDOW_MS)
			this.#samples.shift();
	}

	bytesPerSecond(): number {
		const first = this.#samples[0]!;
		const elapsedMs = this.#network.now() - first.atMs;
		return elapsedMs <= 0 ? 0 : ((this.total - first.bytes) * 1000) / elapsedMs;
	}
}

/** What fetch and body readers reject with when the network fails, besides TypeError. */
function isNetworkError(error: unknown): boolean {
	return error instanceof DOMException && ['NetworkError', 'TimeoutError'].includes(error.name);
}

function isStrong(etag: string | null): etag is string {
	return etag !== null && etag.startsWith('"');
}

function isSameOrigin(url: string): boolean {
	const { location } = globalThis;
	return location !== undefined && new URL(url, location.href).origin === location.origin;
}
