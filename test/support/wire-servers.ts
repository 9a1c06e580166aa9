// The servers of one test file on real loopback sockets (wire-server.ts), stopped after each of its tests.

import { afterEach } from 'vitest';
import { startWireServer, type WireHandler, type WireServer } from './wire-server.ts';

/** What starts one. */
export function wireServers(): (handler: WireHandler, port?: number) => Promise<WireServer> {
	const servers: WireServer[] = [];
	afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
	return async (handler, port) => {
		const server = await startWireServer(handler, port);
		servers.push(server);
		return server;
	};
}
