// How much starting the app would download, before any of it is: the starter's weights and the engine
// that runs them. For a place that asks first; the app itself starts at once. The most it can be: files on
// demand are counted, though some may never be wanted.

import { parseManifest } from '../contract/manifest.ts';
import type { WeightStore } from '../platform/weight-store.ts';
import { STARTER_ID, STARTER_MANIFEST } from './model-library.ts';

export type StarterDownload = {
	/** Nothing more is needed. */
	installed: boolean;
	/** Null where the server does not say. */
	bytes: number | null;
};

type Fetch = (url: string) => Promise<Response>;

/** `engineBytes` is what the build says of the engine. Never throws: what cannot be learnt is not said. */
export async function measureStarter(
	weights: Pick<WeightStore, 'get'>,
	engineBytes: number,
	fetch: Fetch
): Promise<StarterDownload> {
	const [here, bytes] = await Promise.all([
		weights.get(STARTER_ID).catch(() => undefined),
		weightBytes(fetch).catch(() => null)
	]);
	return {
		installed: here?.state.state === 'ready',
		bytes: bytes === null ? null : bytes + engineBytes
	};
}

async function weightBytes(fetch: Fetch): Promise<number> {
	const response = await fetch(STARTER_MANIFEST);
	const { files } = parseManifest(await response.text());
	return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
