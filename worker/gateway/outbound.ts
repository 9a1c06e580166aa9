// The last look before a call leaves with a key: its address must lie under the one the operator
// configured, as a URL parser reads both, and a redirect is not followed. Wire forms build addresses
// from checked parts; this holds even if one of them is mistaken.

import type { UpstreamFetch } from '../contract.ts';
import { GatewayError } from '../errors.ts';

/**
 * `fetch`, for addresses under `baseUrl` alone: for none, where there is no address. Throws a
 * GatewayError of 502 for any other.
 */
export function outbound(fetch: UpstreamFetch, baseUrl: string): UpstreamFetch {
	const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
	const folder = base?.pathname.endsWith('/') ? base.pathname : `${base?.pathname ?? ''}/`;
	// Most calls go where the last one went.
	let good: string | null = null;
	return async (address, init) => {
		if (address !== good) {
			const url = URL.canParse(address) ? new URL(address) : null;
			if (!url || url.origin !== base?.origin || !isUnder(url, folder))
				throw new GatewayError(
					502,
					'address_refused',
					'The call would have gone to an address that is not configured, so it was not made.'
				);
			good = address;
		}
		return fetch(address, { ...init, redirect: 'manual' });
	};
}

/** Also where the server decodes what stands in the path, once or twice. */
function isUnder(url: URL, folder: string): boolean {
	if (url.username !== '' || url.password !== '' || !url.pathname.startsWith(folder)) return false;
	return !/(?:^|\/|\\|%2f|%5c|%252f|%255c)(?:\.|%2e|%252e){1,2}(?:\/|\\|%2f|%5c|%252f|%255c|$)/i.test(
		url.pathname
	);
}
