// Reads a request's body with bounds on its size, on the time it may take, and on what all bodies of
// this process may hold together; then as UTF-8 and as JSON. Not here: what must be in it.

import type { Context } from 'hono';
import { after } from '../clock.ts';
import type { ByteReader, Bytes, Clock, GatewayOptions, GatewayTypes } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { concat } from '../gateway/sse.ts';

export type BodyLimits = { maxBytes: number; maxMs: number };

/** The memory that bodies share. `release` what `take` took. */
export interface BodyMemory {
	/** Throws a GatewayError when there is no room. */
	take(bytes: number): void;
	release(bytes: number): void;
}

// Workers have 128 MiB for everything; a body takes about four times its bytes as text and as objects.
const SHARED_BYTES = 64 * 1_048_576;
// Deeper than any request; recursion elsewhere is safe below it.
const MAX_DEPTH = 64;

const strict = new TextDecoder('utf-8', { fatal: true });

export function bodyMemory(limitBytes: number = SHARED_BYTES): BodyMemory {
	let held = 0;
	return {
		take(bytes) {
			// One body always fits alone: a limit on each is set elsewhere.
			if (held > 0 && held + bytes > limitBytes)
				throw new GatewayError(
					503,
					'busy',
					'The edge is reading too many large requests at once. Try again in a moment.',
					{ headers: { 'retry-after': '2' } }
				);
			held += bytes;
		},
		release(bytes) {
			held -= bytes;
		}
	};
}

/** A body in memory. `release` it once nothing needs it any more. */
export type ReadBody = { text: string; release(): void };

export type BodySource = {
	headers: Pick<Headers, 'get'>;
	/** Called once, if at all: a body that is refused by its headers is not touched. */
	open: () => ByteReader | null;
};

/** Where a body comes from: the request's own stream, or what the platform has in its place. */
export function bodySource(
	{ req: { raw }, env }: Context<GatewayTypes>,
	{ body }: Pick<GatewayOptions, 'body'>
): BodySource {
	const open = () => (body ? body(raw, env) : (raw.body?.getReader() ?? null));
	return { headers: raw.headers, open };
}

/** Throws a GatewayError: 400, 408, 413, 415 or 503. */
export async function readBody(
	{ headers, open }: BodySource,
	{ maxBytes, maxMs }: BodyLimits,
	memory: BodyMemory,
	clock: Clock
): Promise<ReadBody> {
	const encoding = headers.get('content-encoding');
	if (encoding !== null && encoding !== 'identity')
		throw new GatewayError(
			415,
			'unsupported_encoding',
			'The body is compressed. Send it as it is, without Content-Encoding.'
		);
	if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
	const reader = open();
	if (!reader) return { text: '', release: () => undefined };
	let held = 0;
	const release = () => {
		memory.release(held);
		held = 0;
	};
	const chunks: Bytes[] = [];
	const late = Promise.withResolvers<'late'>();
	const callOff = after(clock, maxMs, () => late.resolve('late'));
	try {
		for (;;) {
			// A reader's `cancel` does not end a read that waits everywhere (not in workerd).
			const next = await Promise.race([reader.read(), late.promise]);
			if (next === 'late')
				throw new GatewayError(
					408,
					'body_timeout',
					`The body did not arrive within ${maxMs / 1000} s. Send it faster, or make it smaller.`
				);
			if (!next.value) break;
			const bytes = next.value.byteLength;
			if (held + bytes > maxBytes) throw tooLarge(maxBytes);
			memory.take(bytes);
			held += bytes;
			chunks.push(next.value);
		}
		return { text: decoded(chunks), release };
	} catch (error) {
		release();
		// Whoever sends too much or too slowly is not listened to further.
		await reader.cancel().catch(() => undefined);
		throw error instanceof GatewayError
			? error
			: new GatewayError(400, 'body_broken', 'The body ended before it was complete.', {
					cause: error
				});
	} finally {
		callOff();
	}
}

/** JSON that is an object, not too deep, and without names that JavaScript treats as its own. */
export function parseJsonObject(text: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new GatewayError(400, 'invalid_json', 'The body is not valid JSON.', { cause });
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new GatewayError(400, 'invalid_json', 'The body should be a JSON object.');
	checkShape(value);
	return value as Record<string, unknown>;
}

function checkShape(root: object): void {
	let level: object[] = [root];
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > MAX_DEPTH)
			throw new GatewayError(
				400,
				'invalid_json',
				`The body is nested more than ${MAX_DEPTH} levels deep.`
			);
		const next: object[] = [];
		for (const node of level) {
			if (Object.hasOwn(node, '__proto__'))
				throw new GatewayError(400, 'invalid_json', 'A field may not be called __proto__.');
			for (const value of Object.values(node))
				if (typeof value === 'object' && value !== null) next.push(value as object);
		}
		level = next;
	}
}

function decoded(chunks: readonly Bytes[]): string {
	try {
		return strict.decode(concat(chunks));
	} catch (cause) {
		throw new GatewayError(400, 'invalid_utf8', 'The body is not valid UTF-8.', { cause });
	}
}

function tooLarge(maxBytes: number): GatewayError {
	return new GatewayError(
		413,
		'body_too_large',
		`The body is larger than ${maxBytes} bytes. Shorten it, or send images by address.`
	);
}
