// The native profile: the gateway on Node with a model in this process and the built app on its own origin.
// It answers this machine alone unless a host is given, and then only who holds the token. Not here: the
// command line (native.mjs) and the model (providers/llama.ts).

import { existsSync } from 'node:fs';
import { hostname as machineName } from 'node:os';
import { join } from 'node:path';
import { isKnowledge, serveAsset } from '../assets.ts';
import type { GatewayEnv, GatewayOptions } from '../contract.ts';
import { errorResponse, GatewayError } from '../errors.ts';
import { SECURITY_HEADERS } from '../headers.ts';
import { startGateway, type NodeGateway } from '../node.ts';
import type { LocalProvider } from '../providers/provider.ts';
import { isLoopback } from '../sites.ts';
import { folderAssets } from './assets.ts';
import {
	checkAccess,
	checkOrigin,
	isNameable,
	listeningProblem,
	type NativeAccess
} from './native-access.ts';

export type NativeOptions = NativeAccess & {
	/** 0 takes a free one. */
	port: number;
	model: LocalProvider;
	/** Of the environment UNDERSTUDY_* variables count; keys of providers do not: they are the edge's. */
	env: GatewayEnv;
	/** The built app; where it is not there, its pages say how to build it. */
	assets: string;
	/** What a test replaces. */
	parts?: Partial<GatewayOptions>;
};

/** `npm start` serves the app there, if nobody says otherwise. */
const APP_ORIGINS = ['http://localhost:8787', 'http://127.0.0.1:8787'];
// A prompt of thousands of tokens is read for minutes on a small processor, and others wait for their turn.
const PATIENCE_MS = '600000';

/** Rejects with NativeOptionError, before anything listens or where it cannot. */
export async function startNative(options: NativeOptions): Promise<NodeGateway> {
	const { host = '127.0.0.1', port, token, names = [] } = options;
	checkNative(options);
	const origins = [
		...APP_ORIGINS,
		// A proxy ends TLS: the app's own page there is of another origin than what arrives here.
		...names.map((name) => `https://${name.toLowerCase()}`),
		...(options.origins ?? []),
		...listOf(options.env['UNDERSTUDY_ORIGINS'])
	];
	return startGateway({
		port,
		hostname: host,
		env: environment(options.env, token, origins),
		ledgerPath: String(options.env['UNDERSTUDY_LEDGER'] ?? ':memory:'),
		// Its callers are this machine's own, or show the token: a session would be a way around it.
		parts: { local: options.model, sessions: false, ...options.parts },
		around: around({
			hosts: [host, machineName(), ...names],
			origins,
			assets: options.assets
		})
	}).catch((error: unknown) => Promise.reject(listeningProblem(error, { host, port })));
}

/** What is wrong with the options and the variables, before a model is read. Throws NativeOptionError. */
export function checkNative(options: NativeAccess & Pick<NativeOptions, 'env'>): void {
	checkAccess(options);
	for (const origin of listOf(options.env['UNDERSTUDY_ORIGINS']))
		checkOrigin(origin, 'UNDERSTUDY_ORIGINS');
}

function environment(env: GatewayEnv, token: string | undefined, origins: readonly string[]) {
	const ours = Object.entries(env).filter(([name]) => name.startsWith('UNDERSTUDY_'));
	return {
		UNDERSTUDY_FIRST_TOKEN_MS: PATIENCE_MS,
		UNDERSTUDY_STALL_MS: PATIENCE_MS,
		UNDERSTUDY_ANSWER_MS: PATIENCE_MS,
		UNDERSTUDY_RETRIES: '0',
		...Object.fromEntries(ours),
		UNDERSTUDY_ORIGINS: origins.join(','),
		// Nor does a variable open what the token closes.
		...(token !== undefined && {
			UNDERSTUDY_ACCESS: 'closed',
			UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ native: token })
		})
	};
}

type Surroundings = { hosts: readonly string[]; origins: readonly string[]; assets: string };

/** What stands before the gateway: who may speak to this machine at all, and the app's files. */
function around({ hosts, origins, assets }: Surroundings) {
	const files = folderAssets(assets);
	const isBuilt = () => existsSync(join(assets, 'index.html'));
	return async (request: Request, next: () => Promise<Response>): Promise<Response> => {
		const url = new URL(request.url);
		if (!isOurName(url.hostname, hosts)) return misdirected(url.hostname);
		const isApi = url.pathname === '/healthz' || url.pathname.startsWith('/v1/');
		if (!isApi) {
			if (request.method !== 'GET' && request.method !== 'HEAD')
				return text(405, `${request.method} is not allowed here. Use GET or HEAD.`);
			// No site's chat is served here, and its pages' index to nobody.
			if (isKnowledge(url)) return text(404, 'There is nothing here.');
			return isBuilt() ? serveAsset(request, files) : text(404, NOT_BUILT);
		}
		const origin = request.headers.get('origin');
		if (origin !== null && origin !== url.origin && !origins.includes(origin))
			return errorResponse(originRefused(origin));
		const response = await next();
		// Asked by browsers before a page of the network may reach this machine.
		if (request.headers.get('access-control-request-private-network') === 'true')
			response.headers.set('access-control-allow-private-network', 'true');
		return response;
	};
}

const NOT_BUILT =
	'The app is not built here. Run `npm run build` once, then reload. The model answers under /v1 all the same.';

/**
 * A page that had its own name point to this machine (DNS rebinding) still sends that name. An address by
 * number has no name that could.
 */
function isOurName(hostname: string, hosts: readonly string[]): boolean {
	if (isLoopback(hostname) || /^\[.*\]$|^\d+(?:\.\d+){3}$/.test(hostname)) return true;
	return hosts.some((host) => host.toLowerCase() === hostname);
}

function misdirected(hostname: string): Response {
	return errorResponse(
		new GatewayError(
			421,
			'unknown_host',
			`This server does not go by the name ${printable(hostname)}. Use its address, or start it with --name HOST.`
		)
	);
}

function originRefused(origin: string): GatewayError {
	return new GatewayError(
		403,
		'origin_not_allowed',
		isNameable(origin)
			? `Pages of ${printable(origin)} may not call this server. Start it with --origin ${printable(origin)} to let them.`
			: `Pages of ${origin === 'null' ? 'no origin (a file, or a frame without one)' : printable(origin)} may not call this server, and no option lets them. Open the page from an https:// address, or from this machine over http, and start the server with --origin and that.`
	);
}

const printable = (value: string): string =>
	/^[\x21-\x7e]{1,100}$/.test(value) ? value : 'this kind';

function text(status: number, message: string): Response {
	return new Response(`${message}\n`, {
		status,
		headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' }
	});
}

function listOf(value: unknown): string[] {
	return (typeof value === 'string' ? value : '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
