import { expect, test } from 'vitest';
import { EngineError } from './engine.ts';
import { observe } from './wllama-open.ts';
import { UndeliverableToken } from './wllama-session.ts';

const token = { token: ' a', logprob: -0.1, top: [] };
const torn = new UndeliverableToken('A token is part of a character.');

/** A session that delivers no answer with so many alternatives, or more. */
function session(error: Error, from: number) {
	const asked: number[] = [];
	return {
		asked,
		greedy: async (_: string, __: number, top: number) => {
			asked.push(top);
			if (top >= from) throw error;
			return [token];
		}
	};
}

test('a self-test whose alternatives hold part of a character is asked again without them', async () => {
	const { greedy, asked } = session(torn, 5);
	expect(await observe({ greedy }, 'Hello', 1)).toEqual([token]);
	expect(asked).toEqual([5, 1]);
});

test('one whose answer itself is part of a character has nothing to compare', async () => {
	expect(await observe(session(torn, 1), 'Hello', 1)).toBeNull();
});

test('any other fault is the session’s, and is not asked again', async () => {
	const { greedy, asked } = session(new EngineError('device-lost', 'The card was lost.'), 5);
	await expect(observe({ greedy }, 'Hello', 1)).rejects.toMatchObject({ code: 'device-lost' });
	expect(asked).toEqual([5]);
});
