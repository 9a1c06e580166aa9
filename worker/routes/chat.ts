// POST /v1/chat/completions: validate, choose, reserve, open the upstream, and only then answer: once a
// stream has begun its status is 200 for good. Everything the client may rely on is in OpenAI's form.

import type { Context } from 'hono';
import type { GatewayTypes, Spend } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { AnswerStream, readableOf } from '../gateway/answer-stream.ts';
import type { OpenStream, WholeAnswer } from '../gateway/attempt.ts';
import { idempotencyOf, reserve, sum, wasted, type Charge } from '../gateway/charge.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Usage } from '../providers/provider.ts';
import { mostOf, promptSize, spendOf, type PromptSize } from '../gateway/price.ts';
import { resolveModel, type Candidate } from '../gateway/resolve.ts';
import { attemptList, RouteError, routeCall, type Tried } from '../gateway/route-call.ts';
import { attemptAnswers, requestsFor } from '../gateway/several-answers.ts';
import { clientSignal } from './client-signal.ts';

/** What is kept alive until it is done, where the platform would end it with the response. */
export type Background = (work: Promise<unknown>) => void;

export async function chatRoute(
	context: Context<GatewayTypes>,
	gateway: Gateway,
	background: Background
): Promise<Response> {
	// Not `var`, which makes an object of all of them each time.
	const caller = context.get('caller');
	const request = context.get('chat');
	const { config } = gateway;
	const prompts = (candidate: Candidate) => requestsFor(candidate, request);
	const { maxChoices, maxOutputTokens } = config.policy;
	const candidates = resolveModel(request.model, config, caller).filter(
		(candidate) => prompts(candidate) <= maxChoices
	);
	if (candidates.length === 0) throw tooManyChoices(request.model, maxChoices);
	const size = promptSize(request);
	const asked = candidates.map((one) => ({ price: one.price, requests: prompts(one) }));
	const most = mostOf(request, size, asked, maxOutputTokens);
	const { raw } = context.req;
	const left = clientSignal(context, gateway);
	const charge = await reserve(
		gateway,
		caller,
		most,
		await idempotencyOf(raw, context.get('bodyText'))
	);
	const attempt = {
		...gateway,
		policy: config.policy,
		request,
		id: `chatcmpl-${crypto.randomUUID()}`
	};
	let routed: { opened: OpenStream | WholeAnswer; tried: Tried[] };
	try {
		routed = await routeCall(
			candidates,
			(candidate, signal) => attemptAnswers(candidate, attempt, signal),
			(unused) => {
				if (unused.kind === 'stream') unused.abort(undefined);
			},
			{ ...gateway, policy: config.policy, prompts },
			left
		);
	} catch (error) {
		throw await failed(error, charge, size);
	}
	const { opened, tried } = routed;
	return opened.kind === 'stream'
		? streamed(opened, { gateway, charge, tried, size, background, signal: left })
		: answered(opened, charge, tried, size);
}

/** Charges what failed attempts cost, and makes of the failure what the client is told. */
export async function failed(error: unknown, charge: Charge, size: PromptSize): Promise<unknown> {
	const lost = error instanceof RouteError ? wasted(error.tried, size) : null;
	await (lost ? charge.settle(lost) : charge.release());
	if (!(error instanceof RouteError)) return error;
	const { status, code, message, param, headers } = error.error;
	const attempts = attemptList(error.tried).join(', ');
	return new GatewayError(status, code, message, {
		param,
		headers: attempts ? { ...headers, 'x-understudy-attempts': attempts } : headers,
		cause: error
	});
}

async function answered(
	{ candidate, body, usages }: WholeAnswer,
	charge: Charge,
	tried: readonly Tried[],
	size: PromptSize
): Promise<Response> {
	const spent = usages
		.map((usage) => spendOf(usage, candidate.price, { promptBytes: size, deltas: 0 }))
		.reduce(sum);
	const { costMicroUsd } = await charge.settle(withWaste(spent, tried, size));
	return new Response(body, {
		headers: {
			'content-type': 'application/json',
			'cache-control': 'no-store',
			'x-understudy-provider': candidate.upstream.id,
			'x-understudy-attempts': attemptList(tried).join(', '),
			'x-understudy-cost-microusd': String(costMicroUsd)
		}
	});
}

function streamed(
	open: OpenStream,
	{
		gateway,
		charge,
		tried,
		size,
		background,
		signal
	}: {
		gateway: Gateway;
		charge: Charge;
		tried: readonly Tried[];
		size: PromptSize;
		background: Background;
		signal: AbortSignal;
	}
): Response {
	const { candidate, answers } = open;
	const { id } = candidate.upstream;
	const stream = new AnswerStream(open, {
		clock: gateway.clock,
		stallMs: gateway.config.policy.stallMs,
		settle: async (end) => {
			if (end === 'broken' && !candidate.ownKey) gateway.breakers.failed(id);
			const spent = answers
				.map((answer) =>
					spendOf(usedBy(answer), candidate.price, { promptBytes: size, deltas: answer.deltas })
				)
				.reduce(sum);
			const settled = await charge.settle(withWaste(spent, tried, size));
			return { provider: id, attempts: attemptList(tried), ...settled };
		}
	});
	background(stream.settled);
	signal.addEventListener('abort', () => void stream.cancel(), { once: true });
	const response = new Response(readableOf(stream), {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no',
			'x-understudy-provider': id,
			'x-understudy-attempts': attemptList(tried).join(', ')
		}
	});
	gateway.streaming?.(response, stream);
	return response;
}

/** Of an answer that was broken off, providers told the beginning alone: what came since counts too. */
function usedBy({ usage, deltas, finished }: OpenStream['answers'][number]): Usage | null {
	if (!usage || finished) return usage;
	return { ...usage, completionTokens: Math.max(usage.completionTokens, deltas) };
}

function tooManyChoices(model: string, most: number): GatewayError {
	return new GatewayError(
		400,
		'too_many_choices',
		`${model} gives one choice a request, and this edge makes at most ${most} for one call: ask for fewer (n), or set UNDERSTUDY_MAX_CHOICES.`,
		{ param: 'n' }
	);
}

function withWaste(spent: Spend, tried: readonly Tried[], size: PromptSize): Spend {
	const lost = wasted(tried, size);
	return lost ? sum(spent, lost) : spent;
}
