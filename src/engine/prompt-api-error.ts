// What the Prompt API's exceptions mean, as an engine's errors with a sentence for the person. Pure.

import { EngineError } from './engine.ts';

/** An EngineError for whatever the platform threw; one stays as it is. */
export function promptApiError(error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
	switch (name) {
		case 'QuotaExceededError':
			return contextFull(sizesOf(error), error);
		case 'NotAllowedError':
			return new EngineError(
				'failed',
				'The browser fetches its model only after a click in this very tab. Choose it once more on the Models page.',
				{ cause: error }
			);
		case 'NotSupportedError':
			return new EngineError(
				'unsupported',
				`The browser’s model does not take this: ${sentence(message)} Ask in another way, or choose another model.`,
				{ cause: error }
			);
		// The session is gone: the browser put its model away, or it crashed.
		case 'InvalidStateError':
		case 'AbortError':
			return new EngineError(
				'device-lost',
				'The browser ended its session with the model, and a new one was begun. Send the message again.',
				{ cause: error }
			);
		default:
			return new EngineError(
				'failed',
				`The browser’s model failed: ${sentence(message)} Try again, or choose another model.`,
				{ cause: error }
			);
	}
}

/** A prompt that does not fit. Sizes in the platform's measure, which is tokens where it is known. */
export function contextFull(
	{ requested, quota }: { requested: number | null; quota: number | null },
	cause?: unknown
): EngineError {
	const sizes =
		requested === null || quota === null
			? 'The conversation is longer than the browser’s model can read.'
			: `The conversation has ${Math.round(requested)} tokens, and the browser’s model reads ${Math.round(quota)}.`;
	return new EngineError(
		'context-full',
		`${sizes} Shorten the message, or begin a new conversation.`,
		{ cause }
	);
}

function sizesOf(error: unknown): { requested: number | null; quota: number | null } {
	const { requested, quota } = error as { requested?: unknown; quota?: unknown };
	const number = (value: unknown) =>
		typeof value === 'number' && Number.isFinite(value) ? value : null;
	return { requested: number(requested), quota: number(quota) };
}

const sentence = (message: string): string =>
	message === '' ? 'it gave no reason.' : /[.!?]$/.test(message) ? message : `${message}.`;
