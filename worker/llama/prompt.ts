// From a conversation to a prompt: the chat template inside the GGUF file, rendered as its authors wrote it.
// A conversation that ends with the assistant's words goes on from them. Tools that the template has no place
// for are told in words. Only what the template itself writes may be a control token (plain-text.ts).
// Not here: tokens, and what an activated adapter's invocation adds (adapter-set.ts).

import { Template } from '@huggingface/jinja';
import type { ChatMessage, ChatTool } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { plainTexts, type PromptPart } from './plain-text.ts';

/** What llama.cpp uses for a file without a template. */
export const CHATML =
	"{%- for message in messages -%}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{%- endfor -%}{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}";

export type PromptTemplate = {
	render(messages: readonly ChatMessage[], tools: readonly ChatTool[]): PromptPart[];
};

/** `control`: the spellings of all control tokens, these two among them. */
type SpecialTexts = { bos: string | null; eos: string | null; control: readonly string[] };

/** Throws when the template cannot be read. */
export function promptTemplate(
	text: string | null,
	{ bos, eos, control }: SpecialTexts
): PromptTemplate {
	const source = text ?? CHATML;
	const template = new Template(source);
	const plain = plainTexts(control);
	const run = (messages: readonly unknown[], tools: readonly ChatTool[], begin: boolean) => {
		try {
			return template.render({
				messages,
				add_generation_prompt: begin,
				bos_token: bos ?? '',
				eos_token: eos ?? '',
				...(tools.length > 0 ? { tools } : {})
			});
		} catch (cause) {
			const reason = cause instanceof Error ? cause.message : String(cause);
			throw new GatewayError(
				400,
				'template_refused',
				`The model’s chat template cannot say this conversation: ${reason.slice(0, 300)}`,
				{ param: 'messages', cause }
			);
		}
	};
	const knowsTools = /\btools\b/.test(source);
	const written = (messages: readonly Said[], tools: readonly ChatTool[]): string => {
		const said = tools.length === 0 || knowsTools ? messages : withTools(messages, tools, run);
		const last = said.at(-1);
		if (last?.role !== 'assistant' || last['tool_calls']) return run(said, tools, true);
		const opening = String(last.content);
		const whole = run(said, tools, false);
		// A template trims, and puts its end mark behind: the answer goes on before that.
		const kept = opening.trim();
		const at = kept === '' ? -1 : whole.lastIndexOf(kept);
		if (at === -1) return run(said.slice(0, -1), tools, true) + opening;
		return whole.slice(0, at + kept.length) + opening.slice(opening.trimEnd().length);
	};
	return {
		render: (messages, tools) =>
			plain.parts(written(plain.mark(messages.map(forTemplate)), plain.mark(tools)))
	};
}

type Said = ReturnType<typeof forTemplate>;

/**
 * The tools in the system's words, or before the user's first where the template refuses a system. A template
 * that passes over both is a model's that follows no such words, the starter's for one: it is told nothing.
 */
function withTools(
	said: readonly Said[],
	tools: readonly ChatTool[],
	run: (messages: readonly unknown[], tools: readonly ChatTool[], begin: boolean) => string
): readonly Said[] {
	const text = toolsInWords(tools);
	const [first, ...rest] = said;
	const system: Said[] =
		first?.role === 'system'
			? [{ ...first, content: `${first.content}\n\n${text}` }, ...rest]
			: [{ role: 'system', content: text }, ...said];
	try {
		run(system, [], true);
		return system;
	} catch {
		const at = said.findIndex(({ role }) => role === 'user');
		return said.map((one, i) =>
			i === at ? { ...one, content: `${text}\n\n${one.content}` } : one
		);
	}
}

/** Asks for a call in the form that tool-calls.ts reads, and that its grammar writes. */
function toolsInWords(tools: readonly ChatTool[]): string {
	const lines = tools.map(({ function: { name, description, parameters } }) =>
		JSON.stringify({ name, description, parameters })
	);
	return `You can call these tools, one on each line:\n${lines.join('\n')}\nTo call one, answer with a JSON object alone: {"name": "the tool’s name", "arguments": {}}`;
}

/** Parts become one text; a tool's arguments become what they say, as templates expect. */
function forTemplate({ content, tool_calls: calls, ...message }: ChatMessage) {
	const role = message.role === 'developer' ? ('system' as const) : message.role;
	return {
		...message,
		role,
		content: textOf(content),
		...(calls ? { tool_calls: calls.map((call) => ({ ...call, function: parsed(call) })) } : {})
	};
}

function textOf(content: ChatMessage['content']): string {
	if (typeof content === 'string') return content;
	return (content ?? [])
		.map((part) => {
			if (part.type === 'text') return part.text;
			throw new GatewayError(
				400,
				'unsupported_content',
				`This model reads text alone, and cannot take a part of type ${part.type}.`,
				{ param: 'messages' }
			);
		})
		.join('\n');
}

function parsed({ function: called }: NonNullable<ChatMessage['tool_calls']>[number]) {
	try {
		return { ...called, arguments: JSON.parse(called.arguments) as unknown };
	} catch {
		return called;
	}
}
