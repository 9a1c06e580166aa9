// The gateway on Node: the same app with Node's parts. `startGateway` is what the native profile, the
// tests and `npm run edge` use. It serves the API alone; the app's files are the Worker's business.

import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import packageJson from '../package.json' with { type: 'json' };
import sites from '../sites.json' with { type: 'json' };
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { GatewayEnv, GatewayOptions } from './contract.ts';
import type { AnswerStream } from './gateway/answer-stream.ts';
import { nodeLedger, openNodeSql } from './ledger/node.ts';
import { memoryAnswers } from './middleware/answer-stores.ts';
import { readerOf } from './node/incoming.ts';
import { sendStream } from './node/sending.ts';
import { nodeUpstream } from './node/upstream.ts';
import { configuredSites } from './sites.ts';

export type NodeGatewayOptions = {
	/** 0 takes a free one. */
	port: number;
	/** Loopback unless said otherwise. */
	hostname?: string;
	env: GatewayEnv;
	/** Where budgets are kept; `:memory:` forgets them. */
	ledgerPath: string;
	/** What a test replaces, and the native profile adds. */
	parts?: Partial<GatewayOptions>;
	/** Stands before the gateway: answers by itself, or hands on. */
	around?: (request: Request, next: () => Promise<Response>) => Promise<Response>;
};

export type NodeGateway = {
	/** E.g. `http://127.0.0.1:8790`. */
	origin: string;
	port: number;
	/** Ends open answers too. */
	stop(): Promise<void>;
};

/** Starts to listen. Rejects with Node's error when the port is taken. */
export async function startGateway(options: NodeGatewayOptions): Promise<NodeGateway> {
	const { hostname = '127.0.0.1' } = options;
	const sql = openNodeSql(options.ledgerPath);
	const upstream = nodeUpstream();
	const streams = new WeakMap<Response, AnswerStream>();
	const app = createApp(
		{
			env: options.env,
			ledger: nodeLedger(sql, systemClock),
			fetch: (url, init) => fetch(url, init),
			upstream,
			body: (_request, bindings) =>
				// What is not read the server drops after its answer.
				readerOf(bindings['incoming'] as IncomingMessage, () => undefined),
			streaming: (response, stream) => void streams.set(response, stream),
			clientSignal: (_request, bindings) => goneSignal(bindings['outgoing'] as ServerResponse),
			clock: systemClock,
			random: Math.random,
			address: (_request, bindings) =>
				(bindings['incoming'] as IncomingMessage | undefined)?.socket.remoteAddress ?? null,
			sites: configuredSites(options.env, sites),
			repeats: memoryAnswers(systemClock),
			cache: memoryAnswers(systemClock),
			log: (line) => void process.stderr.write(`${line}\n`),
			...options.parts
		},
		packageJson.version
	);
	const server = createAdaptorServer({
		// Its own light Request and Response, which it can answer from without waiting a timer's round.
		overrideGlobalObjects: true,
		fetch: async (request, env) => {
			const next = async () => app.fetch(request, { ...env });
			const response = await (options.around ? options.around(request, next) : next());
			const stream = streams.get(response);
			if (!stream || !('outgoing' in env)) return response;
			await sendStream(response, stream, env.outgoing as ServerResponse);
			return RESPONSE_ALREADY_SENT;
		}
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port, hostname, resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${hostname}:${port}`,
		port,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => {
					sql.close();
					upstream.close();
					resolve();
				});
				if ('closeAllConnections' in server) server.closeAllConnections();
			})
	};
}

const GONE = new Error('The client left.');
const signals = new WeakMap<ServerResponse, AbortSignal>();

/** Aborted when the answer's connection closes before the answer is whole. */
function goneSignal(response: ServerResponse): AbortSignal {
	const known = signals.get(response);
	if (known) return known;
	const controller = new AbortController();
	if (response.destroyed) controller.abort(GONE);
	response.once('close', () => {
		if (!response.writableFinished) controller.abort(GONE);
	});
	signals.set(response, controller.signal);
	return controller.signal;
}
