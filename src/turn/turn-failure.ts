// Why a turn could not be finished, as a code and a sentence that names the next step. Anything that
// was thrown on the way becomes one of these; it is stored with the answer and shown in its place.

import { errorData } from '../contract/errors.ts';
import type { TurnErrorCode } from '../contract/events.ts';
import type { TooLong } from '../context/fit-context.ts';

export type TurnFailure = { code: TurnErrorCode; message: string };

/** What the engine, or whoever gives the model, threw. Sentences of known errors are kept. */
export function engineFailure(error: unknown): TurnFailure {
	const { code, message } = errorData(error);
	switch (code) {
		case 'no-model':
		case 'out-of-memory':
		case 'device-lost':
			return { code, message };
		case 'unsupported':
		case 'invalid-model':
		case 'wrong-base':
		case 'self-test-failed':
		case 'context-full':
		case 'failed':
			return { code: 'engine-failed', message };
		default:
			return {
				code: 'engine-failed',
				message: `The model stopped with an error (${message}). Choose Regenerate to try again.`
			};
	}
}

/** What the store threw: nothing more can be kept on this device. */
export function storageFailure(error: unknown): TurnFailure {
	return { code: 'storage-failed', message: errorData(error).message };
}

export function tooLongFailure({ tokens, exact, limit }: TooLong): TurnFailure {
	const size = `${exact ? '' : 'about '}${tokens.toLocaleString('en')} tokens`;
	return {
		code: 'message-too-long',
		message: `This message is ${size} long and the model reads at most ${limit.toLocaleString('en')}. Edit it to a shorter one, send it in parts, or choose a model with a longer context.`
	};
}

export const EMPTY_ANSWER: TurnFailure = {
	code: 'engine-failed',
	message: 'The model ended its answer before it wrote anything. Ask in other words, or regenerate.'
};
