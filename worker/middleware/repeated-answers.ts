// Gives a finished answer again: to a repeat of an Idempotency-Key within ten minutes, from memory alone,
// and to the same request of the same caller where the operator turned the response cache on. Neither is
// charged. Only whole answers are kept: one that was cut, failed or grew too large is not.

import type { Context, MiddlewareHandler } from 'hono';
import type { AnswerKey, Bytes, GatewayOptions, GatewayTypes } from '../contract.ts';
import { idempotencyOf } from '../gateway/charge.ts';
import { responseOf } from './answer-stores.ts';

// The contract's ten minutes.
const REPEAT_SECONDS = 600;
// Far above any answer in text; images in answers are not kept.
const MAX_ANSWER_BYTES = 1_048_576;
const END_OF_STREAM = 'data: [DONE]';
const KEPT_HEADERS = [
	'content-type',
	'x-understudy-provider',
	'x-understudy-attempts',
	'x-understudy-cost-microusd'
];

type Keep = (body: Bytes, headers: Record<string, string>) => Promise<void>;

/** For routes whose body is validated. `cacheSeconds` 0: no cache. */
export function repeatedAnswers(
	options: Pick<GatewayOptions, 'repeats' | 'cache' | 'log'>,
	cacheSeconds: number
): MiddlewareHandler<GatewayTypes> {
	return async (context, next) => {
		const { repeats } = options;
		const cache = cacheSeconds > 0 && mayCache(context) ? options.cache : undefined;
		const keeps: Keep[] = [];
		const idempotency = await idempotencyOf(context.req.raw, context.get('bodyText'));
		if (idempotency && repeats) {
			const key = await keyOf(context, `repeat ${idempotency.key}`);
			const kept = await attempt(() => repeats.get(key), options.log);
			if (kept) return again(responseOf(kept), 'x-understudy-repeat', 'true');
			keeps.push((body, headers) => repeats.put(key, { headers, body }, REPEAT_SECONDS));
		}
		if (cache) {
			const key = await keyOf(context, 'cache');
			const kept = await attempt(() => cache.get(key), options.log);
			if (kept) return again(responseOf(kept), 'x-understudy-cache', 'hit');
			keeps.push((body, headers) =>
				cache.put(key, { headers: free(headers), body: freeBody(body) }, cacheSeconds)
			);
		}
		await next();
		if (keeps.length === 0 || context.res.status !== 200) return;
		const keep: Keep = async (body, headers) => {
			for (const one of keeps) await attempt(() => one(body, headers), options.log);
		};
		context.res = await keeping(context.res, keep);
	};
}

/** The same response, kept by `keep` once it is whole: before the client can know that it is. */
async function keeping(response: Response, keep: Keep): Promise<Response> {
	const headers = Object.fromEntries(
		KEPT_HEADERS.flatMap((name) => {
			const value = response.headers.get(name);
			return value === null ? [] : [[name, value] as const];
		})
	);
	if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
		const body = new Uint8Array(await response.arrayBuffer());
		if (body.byteLength <= MAX_ANSWER_BYTES) await keep(body, headers);
		return new Response(body, response);
	}
	let chunks: Uint8Array[] = [];
	let length = 0;
	const decoder = new TextDecoder();
	const whole = new TransformStream<Uint8Array, Uint8Array>({
		async transform(chunk, controller) {
			length += chunk.byteLength;
			if (length > MAX_ANSWER_BYTES) chunks = [];
			else {
				chunks.push(chunk);
				// The mark may be split over the last two pieces.
				const tail = decoder.decode(joined(chunks.slice(-2)));
				if (tail.trimEnd().endsWith(END_OF_STREAM)) await keep(joined(chunks), headers);
			}
			controller.enqueue(chunk);
		}
	});
	return new Response(response.body?.pipeThrough(whole) ?? null, response);
}

/** A hash of everything that makes a request the same one: its caller, its route and its body. */
async function keyOf(context: Context<GatewayTypes>, purpose: string): Promise<AnswerKey> {
	const { caller, bodyText } = context.var;
	const provider = caller.ownKey?.provider ?? '';
	const parts = [purpose, caller.id, provider, context.req.path, bodyText];
	const digest = await crypto.subtle.digest(
		'SHA-256',
		new TextEncoder().encode(JSON.stringify(parts))
	);
	const bytes = [...new Uint8Array(digest)];
	return { site: caller.site, id: bytes.map((b) => b.toString(16).padStart(2, '0')).join('') };
}

function mayCache(context: Context<GatewayTypes>): boolean {
	return !/no-store|no-cache/i.test(context.req.header('cache-control') ?? '');
}

function again(response: Response, name: string, value: string): Response {
	response.headers.set(name, value);
	response.headers.set('cache-control', 'no-store');
	return response;
}

function free(headers: Record<string, string>): Record<string, string> {
	return 'x-understudy-cost-microusd' in headers
		? { ...headers, 'x-understudy-cost-microusd': '0' }
		: headers;
}

/** From the cache an answer costs nothing: its closing line says so. */
function freeBody(body: Bytes): Bytes {
	const text = new TextDecoder().decode(body);
	return new TextEncoder().encode(
		text.replace(/(?<=\n: understudy \{[^\n]*"costMicroUsd": ?)\d+/, '0')
	);
}

/** A store that fails costs a repeat its answer, and nothing else. */
async function attempt<T>(
	work: () => Promise<T>,
	log: (line: string) => void
): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		log(`answers: ${error instanceof Error ? error.message : String(error)}`);
		return undefined;
	}
}

function joined(chunks: readonly Uint8Array[]): Bytes {
	const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.byteLength;
	}
	return bytes;
}
