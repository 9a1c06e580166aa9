// A model on a server, watched: whoever uses the server hears when it is gone. Not here: what follows from it
// (native-server.ts).

import { EngineError, type EngineEvent, type GenerateRequest, type LoadedModel } from './engine.ts';

/**
 * Tells when the server is gone, with null when an answer came to its end. What was asked of it fails all the
 * same, and is asked elsewhere.
 */
export function watchedModel(
	model: LoadedModel,
	onEnd: (error: EngineError | null) => void
): LoadedModel {
	const reported = (error: unknown) => {
		if (error instanceof EngineError && error.code === 'device-lost') onEnd(error);
		return error;
	};
	return {
		manifest: model.manifest,
		backend: model.backend,
		contextTokens: model.contextTokens,
		capabilities: model.capabilities,
		async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
			try {
				yield* model.generate(request, signal);
			} catch (error) {
				throw reported(error);
			}
			if (!signal.aborted) onEnd(null);
		},
		countTokens: (text) => model.countTokens(text),
		warm: (messages, signal) => model.warm(messages, signal),
		dispose: () => model.dispose()
	};
}
