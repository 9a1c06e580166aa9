// POST /v1/embeddings: the same choice, budget and routing as a chat, for vectors. A list of providers
// makes sense only for one and the same model: vectors of different models do not compare.

import type { Context } from 'hono';
import type { Bytes, GatewayTypes } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { attemptCall, targetOf } from '../gateway/attempt.ts';
import { idempotencyOf, reserve } from '../gateway/charge.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { embeddingsSize, mostOf, spendOf } from '../gateway/price.ts';
import { resolveModel } from '../gateway/resolve.ts';
import { attemptList, routeCall } from '../gateway/route-call.ts';
import { clientSignal } from './client-signal.ts';
import { failed } from './chat.ts';

export async function embeddingsRoute(
	context: Context<GatewayTypes>,
	gateway: Gateway
): Promise<Response> {
	const { caller, embeddings: request } = context.var;
	const { policy } = gateway.config;
	const candidates = resolveModel(request.model, gateway.config, caller, 'embeddings');
	const size = embeddingsSize(request);
	const prices = candidates.map(({ price }) => ({ price, requests: 1 }));
	const most = mostOf({ model: request.model, messages: [], max_tokens: 0 }, size, prices, 0);
	const raw = context.req.raw;
	const charge = await reserve(
		gateway,
		caller,
		most,
		await idempotencyOf(raw, context.var.bodyText)
	);
	try {
		const { opened, tried } = await routeCall(
			candidates,
			async (candidate, signal) => {
				const wire = await candidate.upstream.wire();
				const { embedded } = wire;
				if (!wire.embeddings || !embedded)
					throw new GatewayError(
						400,
						'no_embeddings',
						`${candidate.upstream.id} offers no embeddings here. GET /v1/models lists who does.`,
						{ param: 'model' }
					);
				const call = wire.embeddings(request, targetOf(candidate, policy));
				const read = (bytes: Bytes) => ({ candidate, ...embedded(bytes, request) });
				return attemptCall(candidate, wire, call, read, { ...gateway, policy }, signal);
			},
			() => undefined,
			{ ...gateway, policy },
			clientSignal(context, gateway)
		);
		const spent = spendOf(opened.usage, opened.candidate.price, { promptBytes: size, deltas: 0 });
		const { costMicroUsd } = await charge.settle(spent);
		return new Response(opened.body, {
			headers: {
				'content-type': 'application/json',
				'cache-control': 'no-store',
				'x-understudy-provider': opened.candidate.upstream.id,
				'x-understudy-attempts': attemptList(tried).join(', '),
				'x-understudy-cost-microusd': String(costMicroUsd)
			}
		});
	} catch (error) {
		throw await failed(error, charge, size);
	}
}
