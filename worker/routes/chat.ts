// POST /v1/chat/completions: validate, choose, reserve, open the upstream, and only then answer: once a
// stream has begun its status is 200 for good. Everything the client may rely on is in OpenAI's form.

import type { Context } from 'hono';
import type { GatewayTypes, Spend } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { AnswerStream, readableOf } from '../gateway/answer-stream.ts';
import { attemptChat, type OpenStream, type WholeAnswer } from '../gateway/attempt.ts';
import { idempotencyOf, reserve, sum, wasted, type Charge } from '../gateway/charge.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { mostOf, promptSize, spendOf, type PromptSize } from '../gateway/price.ts';
import { resolveModel } from '../gateway/resolve.ts';
import { attemptList, RouteError, routeCall, type Tried } from '../gateway/route-call.ts';
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
	const candidates = resolveModel(request.model, config, caller);
	const size = promptSize(request);
	const prices = candidates.map(({ price }) => price);
	const most = mostOf(request, size, prices, config.policy.maxOutputTokens);
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
			(candidate, signal) => attemptChat(candidate, attempt, signal),
			(unused) => {
				if (unused.kind === 'stream') unused.abort(undefined);
			},
			{ ...gateway, policy: config.policy },
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
	{ candidate, body, usage }: WholeAnswer,
	charge: Charge,
	tried: readonly Tried[],
	size: PromptSize
): Promise<Response> {
	const spent = spendOf(usage, candidate.price, { promptBytes: size, deltas: 0 });
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
	const { candidate, reader } = open;
	const { id } = candidate.upstream;
	const stream = new AnswerStream(open, {
		clock: gateway.clock,
		stallMs: gateway.config.policy.stallMs,
		settle: async (end) => {
			if (end === 'broken' && !candidate.ownKey) gateway.breakers.failed(id);
			const estimate = { promptBytes: size, deltas: reader.deltas };
			const spent = spendOf(reader.usage, candidate.price, estimate);
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

function withWaste(spent: Spend, tried: readonly Tried[], size: PromptSize): Spend {
	const lost = wasted(tried, size);
	return lost ? sum(spent, lost) : spent;
}
