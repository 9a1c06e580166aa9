// A server of a test's own on a free port of the loopback, which ends whatever its clients hold open.
// Not here: a port for a server that is told its own (free-port.ts).

import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Loopback = {
	port: number;
	/** Closes every open connection. */
	hangUp(): void;
	stop(): Promise<void>;
};

export async function onLoopback(server: Server): Promise<Loopback> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const hangUp = () => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		port,
		hangUp,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				hangUp();
			})
	};
}
