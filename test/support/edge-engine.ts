// The edge as an engine: for each load the real gateway is started, with the native server as its only
// provider, and what createEdge opens there is the model. A question takes every step it takes in the app but
// the browser's: a role's name, the gateway's rules and its ledger, and two real sockets.

import { createEdge } from '../../src/engine/edge-provider.ts';
import type { Engine, EngineEvent, LoadedModel, ModelRef } from '../../src/engine/engine.ts';
import type { LoadOptions } from '../../src/engine/engine.ts';
import { asEngineError } from '../../src/engine/remote-error.ts';
import { startGateway } from '../../worker/node.ts';
import { beforeNative } from './native-engine.ts';

export function edgeEngine(): Engine {
	return {
		id: 'edge',
		probe: () => Promise.resolve({ ok: true }),
		load: openEdge
	};
}

function openEdge(model: ModelRef, options: LoadOptions): Promise<LoadedModel> {
	return beforeNative(model, options, async (origin, ref, onClose) => {
		const provider = { id: 'native', baseUrl: `${origin}/v1`, models: [ref.manifest.id] };
		const gateway = await startGateway({
			port: 0,
			env: { UNDERSTUDY_PROVIDERS: JSON.stringify([provider]), UNDERSTUDY_RETRIES: '0' },
			ledgerPath: ':memory:',
			parts: { log: () => undefined }
		});
		onClose(() => gateway.stop());
		const edge = createEdge({
			origin: gateway.origin,
			isOnline: () => true,
			nowMs: () => Date.now(),
			elapsed: () => performance.now()
		});
		const opened = (await edge.open('smart')).model;
		const generate = opened.generate.bind(opened);
		return Object.assign(opened, {
			generate: (...asked: Parameters<typeof generate>) => inEngineCodes(generate(...asked))
		});
	});
}

/** A turn tells an edge's refusals by codes of its own, such as a spent budget; the suite knows an engine's. */
async function* inEngineCodes(events: AsyncIterable<EngineEvent>): AsyncGenerator<EngineEvent> {
	try {
		yield* events;
	} catch (error) {
		throw asEngineError(error);
	}
}
