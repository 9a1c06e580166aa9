// What a call costs, in whole micro-dollars: from the usage a provider reports, from an estimate where
// it reported none, and the most it can cost before it is made. Rounded up, once, at the end.

import type { ChatPart, ChatRequest, EmbeddingsRequest, Spend } from '../contract.ts';
import type { Price, Rates, Usage } from '../providers/provider.ts';

// UTF-8 bytes per token. No tokenizer makes more than one token of a byte, so a reservation is never too
// small, whatever is sent; 4 is usual for English text, and used where only an estimate is left.
const BYTES_PER_TOKEN_AT_MOST = 1;
const BYTES_PER_TOKEN = 4;
// Tokens for the role and the borders of a message.
const MESSAGE_TOKENS = 8;
// A large image at high detail; OpenAI, Anthropic and Gemini all stay near or below it.
const IMAGE_TOKENS = 1600;

const encoder = new TextEncoder();

/** The price of an answer whose provider counted. */
export function costOf(usage: Usage, price: Price): number {
	if (usage.costMicroUsd !== null) return usage.costMicroUsd;
	const cached = Math.min(usage.cachedTokens, usage.promptTokens);
	const written = Math.min(usage.cacheWriteTokens, usage.promptTokens - cached);
	const plain = usage.promptTokens - cached - written;
	const rates = ratesFor(usage.promptTokens, price);
	return Math.ceil(
		plain * rates.input +
			cached * (rates.cachedInput ?? rates.input) +
			written * (rates.cacheWrite ?? rates.input) +
			usage.completionTokens * rates.output
	);
}

function ratesFor(promptTokens: number, { long, ...rates }: Price): Rates {
	return long && promptTokens > long.above ? long : rates;
}

/** What an answer spent. Without usage: the prompt's size, and one token for each piece that came. */
export function spendOf(
	usage: Usage | null,
	price: Price,
	estimate: { promptBytes: PromptSize; deltas: number }
): Spend {
	const known = usage ?? {
		promptTokens: tokensOf(estimate.promptBytes, BYTES_PER_TOKEN),
		completionTokens: estimate.deltas,
		cachedTokens: 0,
		cacheWriteTokens: 0,
		costMicroUsd: null
	};
	return {
		promptTokens: known.promptTokens,
		completionTokens: known.completionTokens,
		microUsd: costOf(known, price)
	};
}

/** One that may be asked: its price, and the requests it takes for all the choices of a chat. */
export type Asked = { price: Price; requests: number };

/** The most a chat can spend at the dearest of the providers it may reach. */
export function mostOf(
	request: ChatRequest,
	size: PromptSize,
	asked: readonly Asked[],
	maxOutputTokens: number
): Spend {
	const promptTokens = tokensOf(size, BYTES_PER_TOKEN_AT_MOST);
	const limit = request.max_completion_tokens ?? request.max_tokens ?? maxOutputTokens;
	const completionTokens = limit * (request.n ?? 1);
	const microUsd = Math.max(
		...asked.map(({ price, requests }) => {
			const { input, output, cacheWrite = 0 } = ratesFor(promptTokens, price);
			const read = requests * promptTokens * Math.max(input, cacheWrite);
			return Math.ceil(read + completionTokens * output);
		})
	);
	const requests = Math.max(...asked.map((one) => one.requests));
	return { promptTokens: requests * promptTokens, completionTokens, microUsd };
}

export type PromptSize = { bytes: number; messages: number; images: number };

/** The size of what a model will read. Images count by number, not by their bytes. */
export function promptSize(request: ChatRequest): PromptSize {
	const size = { bytes: 0, messages: request.messages.length, images: 0 };
	const add = (text: string) => (size.bytes += encodedLength(text));
	const addPart = (part: ChatPart) => {
		if (part.type === 'text') add(part.text);
		else if (part.type === 'image_url') size.images += 1;
		else add(JSON.stringify(part));
	};
	for (const message of request.messages) {
		if (typeof message.content === 'string') add(message.content);
		else for (const part of message.content ?? []) addPart(part);
		if (message.tool_calls) add(JSON.stringify(message.tool_calls));
	}
	if (request.tools) add(JSON.stringify(request.tools));
	if (request.response_format) add(JSON.stringify(request.response_format));
	return size;
}

/** The same for what is to be embedded: token lists are counted as they are. */
export function embeddingsSize({ input }: EmbeddingsRequest): PromptSize {
	const texts = typeof input === 'string' ? [input] : input;
	const bytes = texts.reduce<number>((sum, text) => {
		if (typeof text === 'string') return sum + encodedLength(text);
		return sum + (typeof text === 'number' ? 1 : text.length) * BYTES_PER_TOKEN;
	}, 0);
	return { bytes, messages: 1, images: 0 };
}

function tokensOf({ bytes, messages, images }: PromptSize, bytesPerToken: number): number {
	return Math.ceil(bytes / bytesPerToken) + messages * MESSAGE_TOKENS + images * IMAGE_TOKENS;
}

function encodedLength(text: string): number {
	return encoder.encode(text).length;
}
