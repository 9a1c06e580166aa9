// The remote engine with a native server of its own behind it: for each load the server of
// `npm run native` is started in this process on the model's files, and stopped with the model.
// What is tested is the real server, over a real socket, through the engine that the app uses.

import { rmSync } from 'node:fs';
import type { Engine, LoadedModel, LoadOptions, ModelRef } from '../../src/engine/engine.ts';
import { createRemoteEngine } from '../../src/engine/remote.ts';
import { machineFacts } from '../../worker/llama/machine.ts';
import { startNative } from '../../worker/node/native.ts';
import { llamaProvider } from '../../worker/providers/llama.ts';
import { writeModelFiles } from './native.ts';

export function nativeEngine(): Engine {
	return {
		id: 'native',
		probe: () => Promise.resolve({ ok: true }),
		load: loadNatively
	};
}

function loadNatively(model: ModelRef, options: LoadOptions): Promise<LoadedModel> {
	return beforeNative(model, options, (origin, ref) =>
		createRemoteEngine({ address: { baseUrl: `${origin}/v1`, token: null } }).load(ref, options)
	);
}

/**
 * The model that `open` gives of a native server started on these files. Whatever else it starts it hands to
 * `onClose`; all of it is stopped with the model.
 */
export async function beforeNative(
	model: ModelRef,
	{ parallel, contextTokens }: LoadOptions,
	open: (
		origin: string,
		ref: ModelRef,
		onClose: (stop: () => Promise<void> | void) => void
	) => Promise<LoadedModel>
): Promise<LoadedModel> {
	const { folder, ref } = await writeModelFiles(model);
	const close: (() => Promise<void> | void)[] = [];
	const closeAll = async () => {
		for (const one of close.splice(0).toReversed()) await one();
	};
	close.push(() => rmSync(folder, { recursive: true, force: true }));
	try {
		const machine = machineFacts();
		const provider = await llamaProvider(folder, { machine, parallel, contextTokens, threads: 1 });
		close.push(() => provider.close());
		const server = await startNative({ port: 0, model: provider, env: {}, assets: folder });
		close.push(() => server.stop());
		const loaded = await open(server.origin, ref, (stop) => void close.push(stop));
		const dispose = loaded.dispose.bind(loaded);
		return Object.assign(loaded, { dispose: () => dispose().then(closeAll) });
	} catch (error) {
		await closeAll();
		throw error;
	}
}
