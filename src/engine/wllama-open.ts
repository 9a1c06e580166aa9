// Opens a session and tests its numbers, going on to smaller contexts and to the processor as long as
// something is left to try. The order is wllama-recovery.ts's.

import type { Manifest } from '../contract/manifest.ts';
import { EngineError, type LoadOptions } from './engine.ts';
import { implausible, selfTestDifference, type ObservedToken } from './self-test.ts';
import type { Parts } from './wllama-parts.ts';
import { baseList } from './wllama-adapters.ts';
import { nextAttempt, threadsFor, type Attempt, type DeviceFacts } from './wllama-recovery.ts';
import { withOpening } from './wllama-request.ts';
import { Session, UndeliverableToken } from './wllama-session.ts';

export type WllamaModelOptions = {
	device: DeviceFacts;
	/** Longest silence of the worker, milliseconds. */
	silenceMs: number;
	/** Decoding threads; null for the default. */
	threads: number | null;
	/** Memory for copies of conversations left, bytes; null for the default. */
	copiesBytes: number | null;
};

/** Throws EngineError when nothing is left to try, or the reason of `load.signal`. */
export async function openSession(
	manifest: Manifest,
	parts: Parts,
	load: LoadOptions,
	options: WllamaModelOptions,
	first: Attempt,
	{ selfTest = true } = {}
): Promise<{ session: Session; attempt: Attempt }> {
	const notices: string[] = [];
	let attempt = first;
	let crashes = 0;
	while (true) {
		try {
			const session = await Session.open(parts.base, parts.adapterBlobs, {
				backend: attempt.backend,
				threads:
					attempt.backend === 'wasm-single'
						? 1
						: (options.threads ?? threadsFor(attempt.backend, options.device.cores)),
				contextTokens: attempt.contextTokens,
				parallel: load.parallel,
				baseList: baseList(parts.standing),
				chatTemplate: withOpening(parts.header.chatTemplate),
				headSize: parts.header.shape?.headSize ?? null,
				silenceMs: options.silenceMs,
				onProgress: load.onProgress,
				signal: load.signal
			});
			try {
				if (selfTest) await test(session, manifest);
			} catch (error) {
				session.close();
				throw error;
			}
			for (const notice of notices) load.onNotice?.(notice);
			return { session, attempt };
		} catch (error) {
			if (!(error instanceof EngineError)) throw error;
			const next = nextAttempt(attempt, error.code, options.device);
			// A crash on the processor is tried once more; after that the model is at fault.
			if (!next || (next.attempt === attempt && ++crashes > 1)) throw error;
			notices.push(next.notice);
			attempt = next.attempt;
		}
	}
}

async function test(session: Session, { selfTest }: Manifest): Promise<void> {
	const observed = selfTest
		? await observe(session, selfTest.prompt, selfTest.tokens.length)
		: await observe(session, 'Hello', 1);
	if (observed === null) return;
	const difference = selfTest ? selfTestDifference(selfTest, observed) : implausible(observed);
	if (difference !== null)
		throw new EngineError(
			'self-test-failed',
			`This model computes wrong numbers on this device: ${difference}. Remove the model and download it again, or choose another one.`
		);
}

/**
 * Alternatives compared where two tokens are as good as equal; and none, where one of them is part of a character,
 * which is no fault of the numbers.
 */
const ALTERNATIVES = [5, 1];

/** What the model says after `prompt`. Null where that is itself part of a character: there is nothing to compare. */
export async function observe(
	session: Pick<Session, 'greedy'>,
	prompt: string,
	count: number
): Promise<ObservedToken[] | null> {
	for (const top of ALTERNATIVES)
		try {
			return await session.greedy(prompt, count, top);
		} catch (error) {
			if (!(error instanceof UndeliverableToken)) throw error;
		}
	return null;
}
