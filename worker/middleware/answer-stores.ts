// Where whole answers wait to be given again: memory with a bound, Cloudflare's Cache API, or KV. Not
// here: which answers, and for whom (repeated-answers.ts).

import type { AnswerKey, AnswerStore, Bytes, KeptAnswer } from '../contract.ts';

// Enough for a few hundred answers; a Durable Object has 128 MiB for everything.
const MEMORY_BYTES = 16 * 1_048_576;

/** Forgets the oldest when it is full, and everything with the process. */
export function memoryAnswers(
	clock: { nowMs(): number },
	limitBytes: number = MEMORY_BYTES
): AnswerStore {
	const kept = new Map<string, KeptAnswer & { untilMs: number }>();
	let bytes = 0;
	const forget = (name: string) => {
		bytes -= kept.get(name)?.body.byteLength ?? 0;
		kept.delete(name);
	};
	return {
		async get(key) {
			const name = nameOf(key);
			const found = kept.get(name);
			if (!found) return null;
			if (found.untilMs > clock.nowMs()) return { headers: found.headers, body: found.body };
			forget(name);
			return null;
		},
		async put(key, { headers, body }, seconds) {
			const name = nameOf(key);
			forget(name);
			if (body.byteLength > limitBytes) return;
			kept.set(name, { headers, body, untilMs: clock.nowMs() + seconds * 1000 });
			bytes += body.byteLength;
			for (const oldest of kept.keys()) {
				if (bytes <= limitBytes) break;
				forget(oldest);
			}
		}
	};
}

/** As much of Cloudflare's Cache as is used. It does nothing on workers.dev addresses: use KV there. */
export type AnswerCache = {
	match(url: string): Promise<Response | undefined>;
	put(url: string, response: Response): Promise<void>;
};

export function cachedAnswers(cache: AnswerCache): AnswerStore {
	const url = (key: AnswerKey) => `https://answers.invalid/${encodeURIComponent(nameOf(key))}`;
	return {
		async get(key) {
			const found = await cache.match(url(key));
			return found ? answerFrom(found) : null;
		},
		async put(key, answer, seconds) {
			const response = responseOf(answer);
			response.headers.set('cache-control', `max-age=${seconds}`);
			await cache.put(url(key), response);
		}
	};
}

/** As much of a KV binding as is used. */
export type AnswerNamespace = {
	getWithMetadata(
		key: string,
		type: 'arrayBuffer'
	): Promise<{ value: ArrayBuffer | null; metadata: unknown }>;
	put(
		key: string,
		value: Bytes,
		options: { expirationTtl: number; metadata: Record<string, string> }
	): Promise<void>;
};

// KV's least.
const KV_SECONDS = 60;

export function keyValueAnswers(namespace: AnswerNamespace): AnswerStore {
	return {
		async get(key) {
			const { value, metadata } = await namespace.getWithMetadata(nameOf(key), 'arrayBuffer');
			if (!value || typeof metadata !== 'object' || metadata === null) return null;
			const headers = Object.entries(metadata).filter(([, text]) => typeof text === 'string');
			return { headers: Object.fromEntries(headers), body: new Uint8Array(value) };
		},
		async put(key, { headers, body }, seconds) {
			await namespace.put(nameOf(key), body, {
				expirationTtl: Math.max(seconds, KV_SECONDS),
				metadata: { ...headers }
			});
		}
	};
}

export function responseOf({ headers, body }: KeptAnswer): Response {
	return new Response(body, { headers: { ...headers } });
}

/** From a response, or from the request that hands an answer over. */
export async function answerFrom(message: Response | Request): Promise<KeptAnswer> {
	return {
		headers: Object.fromEntries(message.headers),
		body: new Uint8Array(await message.arrayBuffer())
	};
}

function nameOf({ site, id }: AnswerKey): string {
	return `${site ?? 'app'}/${id}`;
}
