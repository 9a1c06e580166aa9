// What WebLLM fails with, as the app says it: by the names of its errors (its error.ts), else by what
// WebGPU says. The library's own words are kept as the cause.

import { EngineError, type EngineErrorCode } from './engine.ts';

const KNOWN: Record<string, readonly [EngineErrorCode, string]> = {
	WebGPUNotAvailableError: [
		'unsupported',
		'This model runs on WebGPU alone, which this browser does not offer here. Choose another model, or turn on WebGPU in the browser’s settings.'
	],
	WebGPUNotFoundError: [
		'unsupported',
		'This model runs on WebGPU alone, which this browser does not offer here. Choose another model, or turn on WebGPU in the browser’s settings.'
	],
	ShaderF16SupportError: [
		'unsupported',
		'This model needs 16-bit shaders, which the graphics processor or its driver does not offer. Choose another model.'
	],
	FeatureSupportError: [
		'unsupported',
		'This model needs a feature that the graphics processor or its driver does not offer. Choose another model.'
	],
	DeviceLostError: [
		'out-of-memory',
		'The graphics processor gave up while the model was loaded, most likely for want of memory. Close other tabs, or choose a smaller model.'
	],
	IntegrityError: [
		'invalid-model',
		'A file of this model is not the one its record names by hash, so it is not used. Remove the model and add it again.'
	],
	MissingModelError: [
		'invalid-model',
		'This model names no compiled library, without which it cannot run. Choose another model.'
	],
	UnsupportedTokenizerFilesError: [
		'invalid-model',
		'The files of this model’s tokenizer cannot be read. Choose another model.'
	],
	ContextWindowSizeExceededError: [
		'context-full',
		'The conversation is longer than this model can read. Start a new one, or shorten the message.'
	]
};

export function noWebGpu(options?: ErrorOptions): EngineError {
	return new EngineError(...KNOWN.WebGPUNotAvailableError!, options);
}

/** Never wraps an EngineError a second time. `keptTokens` the library does not count in a prompt's size. */
export function webLlmError(error: unknown, keptTokens = 0): EngineError {
	if (error instanceof EngineError) return error;
	const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
	const options = { cause: error };
	const sizes = /prompt tokens: (\d+); context window size: (\d+)/.exec(message);
	if (name === 'ContextWindowSizeExceededError' && sizes)
		return new EngineError(
			'context-full',
			`The conversation has ${Number(sizes[1]) + keptTokens} tokens, and this model reads ${sizes[2]} at most. Start a new one, or shorten the message.`,
			options
		);
	const known = KNOWN[name];
	if (known) return new EngineError(...known, options);
	if (/^(TypeError|Error)$/.test(name) && /fetch|network/i.test(message))
		return new EngineError(
			'failed',
			'A file of this model could not be fetched from its host. Connect to the network and load it again; what arrived is kept.',
			options
		);
	if (name === 'CompileError' || name === 'LinkError')
		return new EngineError(
			'invalid-model',
			'The compiled library of this model cannot run here: it is damaged, or was made for another version of WebLLM. Choose another model.',
			options
		);
	if (/device (was |is )?lost|out of memory/i.test(message))
		return new EngineError(...KNOWN.DeviceLostError!, options);
	return new EngineError(
		'failed',
		'WebLLM could not do that. Load the model again; if that does not help, choose another one.',
		options
	);
}
