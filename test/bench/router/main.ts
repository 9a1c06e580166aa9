// The page in which the shipped router and the shipped embedder are timed, opened as the app opens them.
// Reachable as `globalThis.routerPage`. Not here: the prompts and the table (../router.ts).

import { parseManifest } from '../../../src/contract/manifest.ts';
import { asJson } from '../../../src/contract/parse.ts';
import { parseRouter, promptRouter } from '../../../src/decide/router.ts';
import { modelEmbedder, type FileStore } from '../../../src/engine/model-embedder.ts';

/** Milliseconds of each prompt, a list a round. */
export type Rounds = number[][];

const STARTER = '/models/starter';
const textOf = async (name: string): Promise<string> => (await fetch(`${STARTER}/${name}`)).text();

/** In place of the weight store: the files come from the server that serves the page. */
const served: FileStore = {
	openFile: async (_, path) => (await fetch(`${STARTER}/${path}`)).blob()
};

const page = {
	/** The decision alone, on the page's own thread. The first round, which warms it up, is not given back. */
	async route(prompts: string[], rounds: number): Promise<Rounds> {
		const route = promptRouter(parseRouter(asJson(await textOf('router.json'), 'The router')));
		return timed(prompts, rounds, (prompt) => route(prompt));
	},

	/** One prompt's vector, as for the nearest examples: onnxruntime's WASM, one thread. */
	async embed(prompts: string[], rounds: number): Promise<Rounds> {
		const open = modelEmbedder(parseManifest(await textOf('manifest.json')), served);
		if (!open) throw new Error('The starter’s manifest lists no embedder.');
		const embedder = await open();
		return timed(prompts, rounds, (prompt) => embedder.embed([prompt]));
	}
};

async function timed(
	prompts: readonly string[],
	rounds: number,
	run: (prompt: string) => unknown
): Promise<Rounds> {
	const all: Rounds = [];
	for (let round = 0; round <= rounds; round++) {
		const ms: number[] = [];
		for (const prompt of prompts) {
			const began = performance.now();
			const running = run(prompt);
			// Only what takes time waits: a turn of the event loop is not the router's.
			if (running instanceof Promise) await running;
			ms.push(performance.now() - began);
		}
		if (round > 0) all.push(ms);
	}
	return all;
}

export type RouterPage = typeof page;

declare global {
	var routerPage: RouterPage;
}
globalThis.routerPage = page;
