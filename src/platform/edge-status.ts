// How the edge is: /healthz, and where the caller may, which models it offers and what was spent. Nothing
// is asked before somebody looks, nothing at all in local-only, and no prompt goes along. Not here: sending
// a turn (the engine's edge provider), and the sentences for each state (the interface).

import type { EdgePeriod, EdgeSpend, EdgeStatus, EdgeStatusService } from '../contract/edge.ts';
import type { Egress } from '../contract/ids.ts';
import { asArray, asNumber, asObject, asString } from '../contract/parse.ts';
import { isLoopbackUrl } from './loopback.ts';

export type EdgeStatusParts = {
	/** The edge's origin, such as `https://chat.example.org`: this page's own where nothing else is said. */
	origin: string;
	fetch: (url: string, init: RequestInit) => Promise<Response>;
	isOnline: () => boolean;
	/** The Bearer token of a session that exists; null where there is none. It never makes one. */
	session: () => string | null;
};

// A person waits for it: 10 s is beyond any working network, and far below the browser's own minutes.
const PATIENCE_MS = 10_000;

export function createEdgeStatus(parts: EdgeStatusParts): EdgeStatusService {
	return {
		async look(egress: Egress, signal?: AbortSignal): Promise<EdgeStatus> {
			if (egress === 'local-only') return { state: 'local-only' };
			if (!reachable(parts)) return { state: 'offline' };
			try {
				return await ask(parts, signal);
			} catch {
				signal?.throwIfAborted();
				return { state: parts.isOnline() ? 'unreachable' : 'offline' };
			}
		}
	};
}

/** An edge on this machine needs no network to be asked. */
function reachable({ origin, isOnline }: EdgeStatusParts): boolean {
	return isOnline() || isLoopbackUrl(origin);
}

async function ask(parts: EdgeStatusParts, signal?: AbortSignal): Promise<EdgeStatus> {
	const healthz = await get('/healthz', parts, signal);
	if (healthz.status >= 500) return { state: 'unreachable' };
	const health = healthOf(await jsonOf(healthz));
	if (!health) return { state: 'absent' };
	const { configured, providers, missing, problems } = health;
	if (!configured) return { state: 'not-configured', missing, problems };
	const [models, usage] = await Promise.all([
		get('/v1/models', parts, signal),
		get('/v1/usage', parts, signal)
	]);
	if (models.status === 503) return { state: 'misconfigured', problems };
	return {
		state: 'ready',
		providers,
		aliases: models.ok ? aliasesOf(await jsonOf(models)) : null,
		spend: usage.ok ? spendOf(await jsonOf(usage)) : null,
		problems
	};
}

function get(path: string, parts: EdgeStatusParts, signal?: AbortSignal): Promise<Response> {
	const token = path === '/healthz' ? null : parts.session();
	const patience = AbortSignal.timeout(PATIENCE_MS);
	return parts.fetch(`${parts.origin}${path}`, {
		headers: token === null ? {} : { authorization: `Bearer ${token}` },
		cache: 'no-store',
		credentials: 'omit',
		redirect: 'error',
		signal: signal ? AbortSignal.any([signal, patience]) : patience
	});
}

/** Null for what is no JSON: a host that answers every address with a page. */
async function jsonOf(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Null for an answer that is not the edge's. */
function healthOf(answer: unknown) {
	try {
		const { name, gateway } = asObject(answer, 'health');
		if (name !== 'understudy') return null;
		const { configured, providers, missing, problems } = asObject(gateway, 'gateway');
		return {
			configured: configured === true,
			providers: strings(providers, 'providers'),
			missing: strings(missing, 'missing'),
			problems: strings(problems, 'problems')
		};
	} catch {
		return null;
	}
}

/** What is an alias says what it resolves to; the rest are models. */
function aliasesOf(answer: unknown): readonly string[] | null {
	try {
		return asArray(asObject(answer, 'models')['data'], 'data')
			.map((entry, i) => asObject(entry, `data[${i}]`))
			.filter((entry) => entry['resolves_to'] !== undefined)
			.map((entry, i) => asString(entry['id'], `data[${i}].id`));
	} catch {
		return null;
	}
}

function spendOf(answer: unknown): EdgeSpend | null {
	try {
		const accounts = asArray(asObject(answer, 'usage')['accounts'], 'accounts');
		const user = accounts
			.map((account, i) => asObject(account, `accounts[${i}]`))
			.find(({ kind }) => kind === 'user');
		const periods = asObject(user?.['periods'], 'periods');
		return { today: periodOf(periods['day'], 'day'), month: periodOf(periods['month'], 'month') };
	} catch {
		return null;
	}
}

function periodOf(value: unknown, path: string): EdgePeriod {
	const period = asObject(value, path);
	const limits = asObject(period['limits'], `${path}.limits`);
	const limit = (name: string) =>
		limits[name] === null ? null : asNumber(limits[name], `${path}.limits.${name}`);
	return {
		turns: asNumber(period['turns'], `${path}.turns`),
		microUsd: asNumber(period['microUsd'], `${path}.microUsd`),
		limits: { turns: limit('turns'), microUsd: limit('microUsd') },
		resetsAtMs: asNumber(period['resetsAtMs'], `${path}.resetsAtMs`)
	};
}

function strings(value: unknown, path: string): string[] {
	return asArray(value, path).map((entry, i) => asString(entry, `${path}[${i}]`));
}
