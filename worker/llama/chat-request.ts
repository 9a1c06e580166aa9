// What a chat request asks of the model, read once: sampling, log-probabilities, the form of the answer.
// The gateway has checked the fields it knows (middleware/validate.ts); here are llama-server's own.

import type { Llama, LlamaGrammar } from 'node-llama-cpp';
import type { ChatRequest } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { canEnd, checkBounds, LeftRecursionError } from './gbnf-bounds.ts';
import { GbnfError, readGbnf } from './gbnf.ts';
import { schemaGrammar } from './json-schema.ts';
import type { Sampling } from './sampling.ts';
import { callSchema, requiredTools } from './tool-calls.ts';

export type ChatWish = {
	sampling: Sampling;
	/** Null: none; else how many alternatives a token brings. */
	logprobs: number | null;
	maxTokens: number;
	stops: string[];
	choices: number;
	cache: boolean;
	/** The answer goes on to its ceiling, whatever the model says: for measuring. */
	ignoreEnd: boolean;
	/** llama-server's figures with every piece, not with the last alone. */
	timings: boolean;
	grammar: LlamaGrammar | null;
	/** The grammar is the request's own: those made of schemas have a way on from everywhere. */
	mayDeadEnd: boolean;
	/** The answer is a call, by its grammar. */
	mustCall: boolean;
};

const MOST_CHOICES = 16;
const MOST_GRAMMAR_CHARACTERS = 64 * 1024;

/** Throws a GatewayError that names the field. */
export async function readWish(
	request: ChatRequest,
	llama: Llama,
	newSeed: () => number
): Promise<ChatWish> {
	const number = (name: string, otherwise: number, min: number, max: number): number => {
		const value = request[name];
		if (value === undefined || value === null) return otherwise;
		if (typeof value === 'number' && value >= min && value <= max) return value;
		throw invalid(name, `should be a number from ${min} to ${max}`);
	};
	const choices = request.n ?? 1;
	if (choices > MOST_CHOICES) throw invalid('n', `should be at most ${MOST_CHOICES} here`);
	const required = requiredTools(request);
	const { stop } = request;
	const grammar = await grammarOf(request, required, llama);
	return {
		sampling: {
			temperature: number('temperature', 1, 0, 2),
			topP: number('top_p', 1, 0, 1),
			topK: number('top_k', 0, -1, 1_000_000),
			minP: number('min_p', 0, 0, 1),
			presencePenalty: number('presence_penalty', 0, -2, 2),
			frequencyPenalty: number('frequency_penalty', 0, -2, 2),
			bias: biasOf(request['logit_bias']),
			seed: (request.seed ?? newSeed()) >>> 0
		},
		logprobs: request['logprobs'] === true ? Number(request['top_logprobs'] ?? 0) : null,
		maxTokens: request.max_completion_tokens ?? request.max_tokens ?? Number.MAX_SAFE_INTEGER,
		stops: stop === null || stop === undefined ? [] : typeof stop === 'string' ? [stop] : stop,
		choices,
		cache: request['cache_prompt'] !== false,
		ignoreEnd: request['ignore_eos'] === true,
		timings: request['timings_per_token'] === true,
		grammar,
		mayDeadEnd: grammar !== null && required === null && !isJson(request),
		mustCall: required !== null
	};
}

function isJson({ response_format: format }: ChatRequest): boolean {
	return format?.type === 'json_schema' || format?.type === 'json_object';
}

async function grammarOf(
	request: ChatRequest,
	required: ReturnType<typeof requiredTools>,
	llama: Llama
): Promise<LlamaGrammar | null> {
	const { response_format: format, grammar } = request;
	const ofSchema = (schema: unknown, path: string) => {
		const text = schemaGrammar(schema, path);
		const wrong = wrongWith(text, true);
		if (wrong !== null) throw refused('unsupported_schema', path, wrong);
		return made(path, llama, text);
	};
	if (required) return ofSchema(callSchema(required), 'tools');
	if (format?.type === 'json_schema')
		return ofSchema(format.json_schema.schema ?? {}, 'response_format.json_schema.schema');
	if (format?.type === 'json_object') return ofSchema({ type: 'object' }, 'response_format');
	if (grammar === undefined || grammar === null || grammar === '') return null;
	if (typeof grammar !== 'string' || grammar.length > MOST_GRAMMAR_CHARACTERS)
		throw invalid('grammar', `should be GBNF of at most ${MOST_GRAMMAR_CHARACTERS} characters`);
	const wrong = wrongWith(grammar, false);
	if (wrong !== null) throw refused('invalid_grammar', 'grammar', wrong);
	return made('grammar', llama, grammar);
}

/** Null where llama.cpp will take the grammar, and not be held up by it. */
function wrongWith(text: string, ofSchema: boolean): string | null {
	try {
		const grammar = readGbnf(text);
		if (ofSchema && !canEnd(grammar))
			return 'has a $ref loop that cannot end: what names itself again should be optional.';
		checkBounds(grammar);
		return null;
	} catch (error) {
		if (!(error instanceof GbnfError)) throw error;
		if (!ofSchema) return `is refused: ${error.message}`;
		return error instanceof LeftRecursionError
			? 'has a $ref loop with nothing between: put what names itself into a property or an item.'
			: `is too large for a grammar: ${error.message}`;
	}
}

function refused(code: 'invalid_grammar' | 'unsupported_schema', param: string, why: string) {
	return new GatewayError(400, code, `${param} ${why}`, { param });
}

async function made(param: string, llama: Llama, grammar: string): Promise<LlamaGrammar> {
	try {
		return await llama.createGrammar({ grammar });
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new GatewayError(400, 'invalid_grammar', `${param} makes no grammar: ${reason}`, {
			param,
			cause
		});
	}
}

function biasOf(value: unknown): Map<number, number> {
	if (value === undefined || value === null) return new Map();
	if (typeof value !== 'object' || Array.isArray(value))
		throw invalid('logit_bias', 'should be an object of token numbers');
	return new Map(
		Object.entries(value).map(([token, bias]) => {
			if (!/^\d{1,9}$/.test(token) || typeof bias !== 'number' || !(Math.abs(bias) <= 100))
				throw invalid('logit_bias', 'should give token numbers values from -100 to 100');
			return [Number(token), bias];
		})
	);
}

function invalid(param: string, message: string): GatewayError {
	return new GatewayError(400, 'invalid_request', `${param} ${message}.`, { param });
}
