// Routing among upstreams: the order of the list, retries with jittered backoff that respect
// `Retry-After`, the next upstream when one fails before its first token, a breaker for each, and a
// hedged second request when the operator wants one. Nothing here knows what an answer is.

import type { GatewayOptions } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { AttemptError } from './attempt.ts';
import type { Breakers } from './breaker.ts';
import type { Policy } from './config.ts';
import type { Candidate } from './resolve.ts';

export type Tried = {
	candidate: Candidate;
	/** `ok`, or how it failed: see AttemptError. */
	outcome: string;
	/** Prompts that are likely to be charged although their answers were not used. */
	billed: number;
};

export type RouteContext = Pick<GatewayOptions, 'clock' | 'random' | 'log'> & {
	policy: Policy;
	breakers: Breakers;
	/** How many requests a call makes of one; 1 where absent. */
	prompts?: (candidate: Candidate) => number;
};

/** Backoff doubles from here, with full jitter: `random() * base * 2^n`. */
const BACKOFF_BASE_MS = 250;
// While there is another upstream to try, nobody waits long for this one.
const LONGEST_WAIT_MS = 1_000;
const LONGEST_LAST_WAIT_MS = 8_000;

/** Why the routes ended, with what was tried. */
export class RouteError extends Error {
	override readonly name = 'RouteError';
	readonly error: GatewayError;
	readonly tried: readonly Tried[];
	constructor(error: GatewayError, tried: readonly Tried[]) {
		super(error.message, { cause: error });
		this.error = error;
		this.tried = tried;
	}
}

/**
 * The first upstream's answer. `discard` gets an answer that came second in a hedged race.
 * Throws a RouteError, or the signal's reason when the client left.
 */
export async function routeCall<T>(
	candidates: readonly Candidate[],
	open: (candidate: Candidate, signal: AbortSignal) => Promise<T>,
	discard: (unused: T) => void,
	context: RouteContext,
	signal: AbortSignal
): Promise<{ opened: T; tried: Tried[] }> {
	const queue = [...candidates];
	const tried: Tried[] = [];
	const { policy, clock } = context;
	if (policy.hedgeMs === null || candidates.length < 2)
		return { opened: await lane(queue, tried, open, context, signal), tried };

	const lanes = [linked(signal), linked(signal)] as const;
	const timer = linked(signal);
	const first = lane(queue, tried, open, context, lanes[0].signal);
	// Without a first that is still under way there is nothing to hedge.
	first.then(
		() => timer.abort(),
		() => timer.abort()
	);
	const second = clock
		.delay(policy.hedgeMs, timer.signal)
		.then(() => lane(queue, tried, open, context, lanes[1].signal));
	const racers = [
		first.then((opened) => ({ opened, i: 0 })),
		second.then((opened) => ({ opened, i: 1 }))
	];
	try {
		const { opened, i } = await Promise.any(racers);
		lanes[i === 0 ? 1 : 0].abort();
		(i === 0 ? second : first).then(discard, () => undefined);
		return { opened, tried };
	} catch (error) {
		if (signal.aborted) throw signal.reason;
		const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
		throw errors.find((e) => e instanceof RouteError) ?? errors[0];
	}
}

/** `provider/model=outcome` for each attempt, for the header and the closing comment. */
export function attemptList(tried: readonly Tried[]): string[] {
	return tried.map(
		({ candidate, outcome }) => `${candidate.upstream.id}/${candidate.model}=${outcome}`
	);
}

async function lane<T>(
	queue: Candidate[],
	tried: Tried[],
	open: (candidate: Candidate, signal: AbortSignal) => Promise<T>,
	context: RouteContext,
	signal: AbortSignal
): Promise<T> {
	const { breakers, prompts = () => 1 } = context;
	let last: GatewayError | null = null;
	const asleep: string[] = [];
	for (let candidate = queue.shift(); candidate; candidate = queue.shift()) {
		const { id } = candidate.upstream;
		// A visitor's own key says nothing about the provider, and must not close it for others.
		const watched = !candidate.ownKey;
		if (watched && !breakers.allows(id)) {
			tried.push({ candidate, outcome: 'resting', billed: 0 });
			asleep.push(id);
			continue;
		}
		for (let retry = 0; ; retry++) {
			try {
				const opened = await open(candidate, signal);
				if (watched) breakers.succeeded(id);
				tried.push({ candidate, outcome: 'ok', billed: 0 });
				return opened;
			} catch (error) {
				if (!(error instanceof AttemptError)) {
					if (watched) breakers.abandoned(id);
					tried.push({
						candidate,
						outcome: 'cancelled',
						billed: signal.aborted ? prompts(candidate) : 0
					});
					throw error instanceof GatewayError ? new RouteError(error, tried) : error;
				}
				tried.push({ candidate, outcome: error.outcome, billed: error.billed });
				last = error.error;
				if (watched) {
					if (error.remedy === 'final') breakers.succeeded(id);
					else breakers.failed(id, error.retryAfterMs);
					if (error.error.status === 502) context.log(`${id}: ${error.outcome}`);
				}
				if (error.remedy === 'final') throw new RouteError(error.error, tried);
				if (error.remedy === 'elsewhere' || retry >= context.policy.retries) break;
				const backoffMs = context.random() * BACKOFF_BASE_MS * 2 ** retry;
				const waitMs = Math.max(error.retryAfterMs, backoffMs);
				if (waitMs > (queue.length > 0 ? LONGEST_WAIT_MS : LONGEST_LAST_WAIT_MS)) break;
				await context.clock.delay(waitMs, signal);
			}
		}
	}
	throw new RouteError(last ?? resting(breakers.waitMs(asleep)), tried);
}

function resting(waitMs: number): GatewayError {
	const seconds = Math.max(1, Math.ceil(waitMs / 1000));
	return new GatewayError(
		503,
		'providers_resting',
		`Every provider of this model failed several times in a row. Try again in ${seconds} s.`,
		{ headers: { 'retry-after': String(seconds) } }
	);
}

/** A controller that is aborted with a signal. */
function linked(signal: AbortSignal): AbortController {
	const controller = new AbortController();
	if (signal.aborted) controller.abort(signal.reason);
	else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
	return controller;
}
