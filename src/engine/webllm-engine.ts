// The engine for models in MLC's form, on WebGPU, by WebLLM: base models alone. It fetches their weights by
// itself and keeps them in IndexedDB; their record (webllm-record.ts) says where from and by which hashes.
// Runs in the worker (webllm-worker.ts); the page's side is webllm.ts.

import type { MLCEngine, MLCEngineConfig } from '@mlc-ai/web-llm';
import {
	EngineError,
	type Engine,
	type LoadedModel,
	type LoadOptions,
	type ModelRef
} from './engine.ts';
import { probeWebGpu } from './webllm-probe.ts';
import { webLlmConfig } from './webllm-config.ts';
import { noWebGpu, webLlmError } from './webllm-error.ts';
import { WebLlmModel, type WebLlmParts } from './webllm-model.ts';
import { parseWebLlmRecord, WEBLLM_RECORD, type WebLlmRecord } from './webllm-record.ts';

export type OpenLibrary = (
	config: MLCEngineConfig
) => Promise<WebLlmParts['engine'] & Pick<MLCEngine, 'reload'>>;

/** `open` makes the library's engine, with nothing loaded. */
export function createWebLlmHost(open: OpenLibrary = openLibrary): Engine {
	return {
		id: 'webllm',
		probe: probeWebGpu,
		load: (model, options) => load(model, options, open)
	};
}

const openLibrary: OpenLibrary = async (config) => {
	const { MLCEngine: Library } = await import('@mlc-ai/web-llm');
	return new Library(config);
};

async function load(
	model: ModelRef,
	options: LoadOptions,
	open: OpenLibrary
): Promise<LoadedModel> {
	const record = await recordOf(model);
	const probed = await probeWebGpu();
	if (!probed.ok) throw noWebGpu();
	const { manifest } = model;
	const contextTokens = Math.min(options.contextTokens, manifest.template.contextTokens);
	const engine = await open({
		appConfig: webLlmConfig(manifest.id, record),
		logLevel: 'SILENT',
		initProgressCallback: ({ progress }) => options.onProgress?.(progress)
	});
	const abort = () => void engine.unload().catch(() => undefined);
	options.signal?.throwIfAborted();
	options.signal?.addEventListener('abort', abort, { once: true });
	try {
		await engine.reload(manifest.id, { context_window_size: contextTokens });
	} catch (error) {
		options.signal?.throwIfAborted();
		throw webLlmError(error);
	} finally {
		options.signal?.removeEventListener('abort', abort);
	}
	// An aborted load ends without an error, and without a model.
	options.signal?.throwIfAborted();
	return new WebLlmModel({ manifest, contextTokens, engine, now: () => performance.now() });
}

async function recordOf({ files }: ModelRef): Promise<WebLlmRecord> {
	const file = files.find(({ path }) => path === WEBLLM_RECORD);
	if (!file)
		throw new EngineError(
			'invalid-model',
			'This model has no record of where its weights are. Remove the model and add it again.'
		);
	try {
		return parseWebLlmRecord(await file.blob.text());
	} catch (cause) {
		throw new EngineError(
			'invalid-model',
			'The record of this model cannot be read. Remove the model and add it again.',
			{ cause }
		);
	}
}
