// What the routes share for the life of a process or isolate: configuration, breakers, and the
// platform's parts. Built once, on the first request.

import type { GatewayOptions } from '../contract.ts';
import { trustProblem } from '../middleware/settings.ts';
import { Breakers } from './breaker.ts';
import { readConfig, type GatewayConfig } from './config.ts';

export type Gateway = GatewayOptions & { config: GatewayConfig; breakers: Breakers };

export function createGateway(options: GatewayOptions): Gateway {
	const read = readConfig(options);
	const trust = trustProblem(options.env);
	const config = trust === null ? read : { ...read, problems: [...read.problems, trust] };
	for (const problem of config.problems) options.log(`configuration: ${problem}`);
	return { ...options, config, breakers: new Breakers(options.clock) };
}
