// Has a worker remove what WebLLM keeps of a model, which is most of it: the app itself keeps a record. The
// page's side of webllm-cache.ts.

import { EngineError, type ModelRef } from './engine.ts';
import type { ForgetAnswer, ForgetRequest } from './webllm-cache.ts';
import { WEBLLM_RECORD } from './webllm-record.ts';

/** `kept`: the models that stay. Throws EngineError. */
export async function forgetWebLlm(model: ModelRef, kept: readonly ModelRef[]): Promise<void> {
	const { manifest } = model;
	const record = await recordOf(model);
	// Nothing says where its files would be.
	if (record === undefined) return;
	const records = (await Promise.all(kept.map(recordOf))).filter((text) => text !== undefined);
	const worker = new Worker(new URL('./webllm-worker.ts', import.meta.url), {
		type: 'module',
		// As webllm-cache.ts names it; a bundler reads this by itself.
		name: 'webllm-cache'
	});
	try {
		const { failed } = await new Promise<ForgetAnswer>((resolve, reject) => {
			worker.addEventListener('message', ({ data }: MessageEvent<ForgetAnswer>) => resolve(data));
			worker.addEventListener('error', () => reject(new Error('the worker did not start')));
			const request: ForgetRequest = { id: manifest.id, record, kept: records };
			worker.postMessage(request);
		});
		if (failed !== null) throw new Error(failed);
	} catch (cause) {
		throw new EngineError(
			'failed',
			`The weights of ${manifest.name} could not be removed. Close other tabs of Understudy, then remove it again.`,
			{ cause }
		);
	} finally {
		worker.terminate();
	}
}

const recordOf = ({ files }: ModelRef): Promise<string> | undefined =>
	files.find(({ path }) => path === WEBLLM_RECORD)?.blob.text();
