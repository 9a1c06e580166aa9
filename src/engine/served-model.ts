// Which model of this browser a server has, if any: told by its hash, which our own server gives, or by its
// name and then by what it answers, since an answer in the browser's place must be the same model's.
// Not here: the asking itself (remote-self-test.ts), and what the server is then used for (native-server.ts).

import type { Manifest } from '../contract/manifest.ts';
import type { ModelListing } from '../contract/services.ts';
import { isLoopbackUrl } from '../platform/loopback.ts';
import { answersAsRecorded } from './remote-self-test.ts';
import type { RemoteAdapters, RemoteAddress, RemoteFetch, RemoteServer } from './remote-server.ts';

export type ServedModel = {
	/** The same model here. */
	same: ModelListing | null;
	/** The model here whose name it gives without being it, or without all of its modifiers. */
	namesake: ModelListing | null;
};

/** Throws RemoteError where the server is gone, or the signal's reason. */
export async function servedModel(
	server: RemoteServer,
	address: RemoteAddress,
	listings: readonly ModelListing[],
	fetch: RemoteFetch,
	signal: AbortSignal
): Promise<ServedModel> {
	const { baseSha256 } = server;
	if (baseSha256 !== null) {
		const same = listings.find(({ manifest }) => manifest?.baseSha256 === baseSha256) ?? null;
		return { same, namesake: null };
	}
	const named = namedIn(listings, server.model);
	// What leaves this device never answers in the browser's place: it need not be asked.
	if (!named?.manifest || !isLoopbackUrl(address.baseUrl)) return { same: null, namesake: null };
	const { selfTest } = named.manifest;
	const isSame =
		selfTest !== null &&
		hasAll(server.adapters, named.manifest) &&
		(await answersAsRecorded(selfTest, server, address, fetch, signal));
	return isSame ? { same: named, namesake: null } : { same: null, namesake: named };
}

/** By its manifest's id, as the printed command lines name it. */
export function namedIn(listings: readonly ModelListing[], model: string): ModelListing | null {
	return listings.find(({ manifest }) => manifest?.id === model) ?? null;
}

/** The server as another model's: its files belong by their names to the model that it is not. */
export function asAnother(server: RemoteServer): RemoteServer {
	const none: RemoteAdapters =
		// What is loaded must still be switched off by every request.
		server.adapters.by === 'number' ? { by: 'number', numbers: new Map() } : { by: 'none' };
	return { ...server, adapters: none };
}

/** Without one of its modifiers a model is another one. */
function hasAll(adapters: RemoteAdapters, { modifiers }: Manifest): boolean {
	switch (adapters.by) {
		case 'none':
			return modifiers.length === 0;
		case 'name':
			return modifiers.every(({ id }) => adapters.names.has(id));
		case 'number':
			return modifiers.every(({ id }) => adapters.numbers.has(id));
		default:
			return adapters satisfies never;
	}
}
