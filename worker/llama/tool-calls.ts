// Tools: which grammar makes a model call one, and which calls an answer holds. Two forms are read: the
// `<tool_call>` marks of Hermes and Qwen, and an answer that is one JSON object naming an offered tool,
// with its arguments inside or beside the name. Pure.

import type { ChatRequest, ChatTool } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { StopStrings } from './answer-text.ts';

export type FoundCall = { name: string; arguments: string };

/** What `tool_choice` asks for: `null` leaves it to the model; a list is what it must call one of. */
export function requiredTools(request: ChatRequest): ChatTool[] | null {
	const { tools = [], tool_choice: choice } = request;
	if (choice === 'required') return some(tools);
	if (typeof choice !== 'object' || choice === null) return null;
	const wanted = (choice as { function?: { name?: unknown } }).function?.name;
	return some(tools.filter((tool) => tool.function.name === wanted));
}

function some(tools: ChatTool[]): ChatTool[] {
	if (tools.length > 0) return tools;
	throw new GatewayError(400, 'invalid_request', 'tool_choice names no tool of the request.', {
		param: 'tool_choice'
	});
}

/** The schema of an answer that is a call of one of `tools`. */
export function callSchema(tools: readonly ChatTool[]): Record<string, unknown> {
	const calls = tools.map(({ function: { name, parameters } }) => ({
		type: 'object',
		properties: { name: { const: name }, arguments: parameters ?? { type: 'object' } },
		required: ['name', 'arguments']
	}));
	return calls.length === 1 && calls[0] ? calls[0] : { anyOf: calls };
}

const MARKED = /<tool_call>\s*(\{[\s\S]*?\})\s*(?:<\/tool_call>|$)/g;

/** The calls in an answer, and the words beside them. No calls: the answer is all words. */
export function readCalls(
	text: string,
	tools: readonly ChatTool[]
): { calls: FoundCall[]; words: string } {
	const names = new Set(tools.map((tool) => tool.function.name));
	const marked = [...text.matchAll(MARKED)].map(([, json = '']) => callIn(json, names));
	if (marked.length > 0 && marked.every((call) => call !== null))
		return { calls: marked, words: text.replace(MARKED, '').trim() };
	const whole = callIn(text.trim(), names);
	return whole ? { calls: [whole], words: '' } : { calls: [], words: text };
}

const MARK = '<tool_call>';

/** Lets an answer's words pass as they come, and holds back what may be a call until the answer's end. */
export class CallHold {
	readonly #tools: readonly ChatTool[];
	readonly #mark = new StopStrings([MARK]);
	#text = '';
	#shown = '';
	#speaks = false;

	constructor(tools: readonly ChatTool[]) {
		this.#tools = tools;
	}

	/** What can be shown now. */
	push(text: string): string {
		this.#text += text;
		const start = this.#text.trimStart();
		if (start === '' || start.startsWith('{')) return '';
		const words = this.#mark.push(this.#speaks ? text : this.#text);
		this.#speaks = true;
		this.#shown += words;
		return words;
	}

	/** The calls, or the words that were held back for one that never came. */
	end(): { calls: FoundCall[]; words: string } {
		const { calls } = readCalls(this.#text, this.#tools);
		return { calls, words: calls.length > 0 ? '' : this.#text.slice(this.#shown.length) };
	}
}

function callIn(json: string, names: ReadonlySet<string>): FoundCall | null {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return null;
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	const fields = value as Record<string, unknown>;
	for (const key of ['name', 'tool', 'function']) {
		const { [key]: name, ...beside } = fields;
		if (typeof name !== 'string' || !names.has(name)) continue;
		const inside = beside['arguments'] ?? beside['parameters'] ?? beside;
		return { name, arguments: typeof inside === 'string' ? inside : JSON.stringify(inside) };
	}
	return null;
}
