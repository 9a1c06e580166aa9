// What the documentation of servers of OpenAI's form says of their lists, fields, refusals and chunks, for the
// proxy of other-servers.ts. Pure. Written from their documentation and from what their users report of them;
// none of it was recorded from a running one.

import { fieldsOf, type Fields } from '../../src/contract/parse.ts';
import type { Manifest } from '../../src/contract/manifest.ts';

export type ServerForm = {
	/** The entries of its list of models. */
	models(manifest: Manifest, contextTokens: number): Fields[];
	/** The native server's name for a model of this one; null where it has none of that name. */
	modelBehind(name: string, manifest: Manifest): string | null;
	/** What of a request it reads; the rest never reaches the model. */
	fields: ReadonlySet<string>;
	/** Its error for a request that it does not take; null for others. */
	refusal(body: Fields): Fields | null;
	noModel(name: string): Fields;
	notFound: Fields;
	/** Its error for a prompt and an answer that do not fit; absent where it is the model's own. */
	full?(sizes: { size: number; most: number | null; limit: number }): Fields | null;
	/** The native server's chunk as it would say it. */
	chunks(chunk: Fields): Fields[];
};

const OPENAI = [
	'model',
	'messages',
	'stream',
	'stream_options',
	'max_tokens',
	'temperature',
	'top_p',
	'stop',
	'seed',
	'frequency_penalty',
	'presence_penalty'
];

const refused = (message: string, type: string, code: number | string | null = null): Fields => ({
	error: { message, type, param: null, code }
});

/**
 * vLLM: adapters are models with a parent, by the names of the printed command line; every token has its chunk and its log-probability, and a request
 * whose prompt and longest answer do not fit together is refused. Unknown fields are ignored.
 */
export const VLLM: ServerForm = {
	models({ id, modifiers }, contextTokens) {
		const card = { object: 'model', created: 0, owned_by: 'vllm' };
		return [
			{ id, ...card, root: id, parent: null, max_model_len: contextTokens },
			...modifiers.map((modifier) => ({
				id: `${id}+${modifier.id}`,
				...card,
				root: `/adapters/${modifier.id}`,
				parent: id,
				max_model_len: null
			}))
		];
	},
	modelBehind(name, { id, modifiers }) {
		const known = [id, ...modifiers.map((modifier) => `${id}+${modifier.id}`)];
		return known.includes(name) ? name : null;
	},
	fields: new Set([...OPENAI, 'logprobs', 'top_logprobs']),
	refusal: () => null,
	noModel: (name) => refused(`The model \`${name}\` does not exist.`, 'NotFoundError', 404),
	notFound: { detail: 'Not Found' },
	full({ size, most, limit }) {
		const asked = most ?? 0;
		if (size + Math.max(1, asked) <= limit) return null;
		// It counts no further than it must to know.
		const counted = Math.min(size, Math.max(0, limit - asked) + 1);
		const told =
			asked === 0
				? `your request has at least ${counted} input tokens`
				: `you requested ${asked} output tokens and your prompt contains at least ${counted} input tokens, for a total of at least ${counted + asked} tokens`;
		return refused(
			`This model's maximum context length is ${limit} tokens. However, ${told}. Please reduce the length of the input prompt.`,
			'BadRequestError',
			400
		);
	},
	chunks(chunk) {
		const choice = choiceOf(chunk);
		const tokens = fieldsOf(choice?.['logprobs'])?.['content'];
		if (choice === null || !Array.isArray(tokens) || tokens.length < 2) return [plain(chunk, true)];
		// A character of several tokens comes with its last one.
		return tokens.map((token, i) => {
			const last = i === tokens.length - 1;
			const said = last ? choice['delta'] : { content: '' };
			const one = { ...choice, delta: said, logprobs: { content: [token] } };
			const part = last ? one : { ...one, finish_reason: null };
			return plain({ ...chunk, choices: [part] }, true);
		});
	}
};

/**
 * Ollama: names have tags, fields that it does not know are dropped in silence, and it says neither how long
 * its context is nor what of a prompt it kept. Newer ones give log-probabilities and older ones drop the wish
 * for them, as this one does.
 */
export const OLLAMA: ServerForm = {
	models: ({ id }) => [{ id: `${id}:latest`, object: 'model', created: 0, owned_by: 'library' }],
	modelBehind: (name, { id }) => (name === id || name === `${id}:latest` ? id : null),
	fields: new Set(OPENAI),
	refusal: () => null,
	noModel: (name) => refused(`model "${name}" not found, try pulling it first`, 'api_error'),
	notFound: refused('not found', 'api_error'),
	chunks(chunk) {
		const choice = choiceOf(chunk);
		if (choice === null) return [plain(chunk, false)];
		const { finish_reason: reason = null } = choice;
		const delta = { role: 'assistant', content: '', ...fieldsOf(choice['delta']) };
		return [plain({ ...chunk, choices: [{ ...choice, delta, finish_reason: reason }] }, false)];
	}
};

/** One that refuses every field that is not OpenAI's, as OpenAI itself and many services do. */
export const STRICT: ServerForm = {
	models: ({ id }) => [{ id, object: 'model', created: 0, owned_by: 'somebody' }],
	modelBehind: (name, { id }) => (name === id ? id : null),
	fields: new Set(OPENAI),
	refusal(body) {
		const unknown = Object.keys(body).find((field) => !OPENAI.includes(field));
		return unknown === undefined
			? null
			: refused(`Unrecognized request argument supplied: ${unknown}`, 'invalid_request_error');
	},
	noModel: (name) =>
		refused(`The model \`${name}\` does not exist.`, 'invalid_request_error', 'model_not_found'),
	notFound: refused('Unknown request URL.', 'invalid_request_error', 'unknown_url'),
	full({ size, limit }) {
		if (size < limit) return null;
		return refused(
			`This model's maximum context length is ${limit} tokens. However, your messages resulted in ${size} tokens. Please reduce the length of the messages.`,
			'invalid_request_error',
			'context_length_exceeded'
		);
	},
	chunks: (chunk) => [plain(chunk, false)]
};

function choiceOf({ choices }: Fields): Fields | null {
	return Array.isArray(choices) ? fieldsOf(choices[0]) : null;
}

/** OpenAI's own fields of a chunk: no timings, no progress, and nothing of what was kept. */
function plain(chunk: Fields, logprobs: boolean): Fields {
	const { id, object, created, model } = chunk;
	const choice = choiceOf(chunk);
	const usage = fieldsOf(chunk['usage']);
	return {
		id,
		object,
		created,
		model,
		choices:
			choice === null
				? []
				: [
						{
							index: 0,
							delta: choice['delta'],
							logprobs: logprobs ? (choice['logprobs'] ?? null) : null,
							finish_reason: choice['finish_reason'] ?? null
						}
					],
		...(usage && {
			usage: {
				prompt_tokens: usage['prompt_tokens'],
				completion_tokens: usage['completion_tokens'],
				total_tokens: usage['total_tokens']
			}
		})
	};
}
