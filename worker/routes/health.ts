// GET /healthz: the server is up, and whether its gateway can answer. It names variables that are
// missing, and never a value; it calls nobody.

import type { GatewayConfig } from '../gateway/config.ts';

export type Health = {
	ok: true;
	name: 'understudy';
	version: string;
	gateway: {
		/** Whether any provider can be called. */
		configured: boolean;
		providers: string[];
		/** Variables any one of which would add a provider. */
		missing: string[];
		/** What is wrong with the configuration. */
		problems: readonly string[];
	};
};

export function health({ upstreams, problems }: GatewayConfig, version: string): Health {
	const providers = upstreams.filter(({ missing }) => missing === null).map(({ id }) => id);
	const missing = upstreams.flatMap((upstream) => upstream.missing ?? []);
	return {
		ok: true,
		name: 'understudy',
		version,
		gateway: { configured: providers.length > 0, providers, missing, problems }
	};
}
