// Prompts as tokens and tokens as text, by a model's own tokenizer and chat template through transformers.js.
// What a person types never becomes a control token. Not here: what is computed with them.

import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { ChatMessage } from './engine.ts';
import { EngineError } from './engine.ts';

/** What stands for bytes that are no whole character yet. */
const BROKEN = '\uFFFD';
// Tokens before the new ones that a decoder is shown: some write a word's first space by what precedes it.
const CONTEXT_TOKENS = 6;

export class TransformersTokens {
	readonly #tokenizer: PreTrainedTokenizer;
	readonly #inert: (text: string) => string;
	readonly #inParts: boolean;

	/** `inParts`: its template wants what a message says as a list of texts and pictures. */
	constructor(tokenizer: PreTrainedTokenizer, inParts = false) {
		this.#tokenizer = tokenizer;
		this.#inParts = inParts;
		this.#inert = inertText(tokenizer);
	}

	/** A conversation, by the model's template, up to where the answer begins. Throws EngineError. */
	prompt(messages: readonly ChatMessage[]): number[] {
		return this.#encode(this.written(messages), false);
	}

	/** The same as text, with the model's mark where a picture is. Throws EngineError. */
	written(messages: readonly ChatMessage[]): string {
		try {
			return this.#tokenizer.apply_chat_template(
				// Its types know texts alone; templates of models that see take lists.
				messages.map((message) => this.#said(message)) as { role: string; content: string }[],
				{ tokenize: false, add_generation_prompt: true }
			);
		} catch (cause) {
			throw new EngineError(
				'invalid-model',
				'This model’s chat template cannot write this conversation. Choose another model.',
				{ cause }
			);
		}
	}

	#said({ role, content, images = [] }: ChatMessage): { role: string; content: unknown } {
		const text = this.#inert(content);
		if (!this.#inParts) return { role, content: text };
		return {
			role,
			content: [...images.map(() => ({ type: 'image' })), { type: 'text', text }]
		};
	}

	/** A text by itself, as the model begins to read one. */
	plain(text: string): number[] {
		return this.#encode(text, true);
	}

	count(text: string): number {
		return text === '' ? 0 : this.#encode(this.#inert(text), false).length;
	}

	/** One token's text, as well as it can be told by itself. */
	text(id: number): string {
		const text = this.#decode([id]);
		return text.includes(BROKEN) ? '' : text;
	}

	/**
	 * What tokens add to what came before them; null while the last character is not whole yet. `held` are
	 * those whose text is still to come.
	 */
	added(before: readonly number[], held: readonly number[]): string | null {
		const context = before.slice(-CONTEXT_TOKENS);
		const known = this.#decode(context);
		const text = this.#decode([...context, ...held]).slice(known.length);
		return text.endsWith(BROKEN) ? null : text;
	}

	#encode(text: string, withBeginning: boolean): number[] {
		return this.#tokenizer.encode(text, { add_special_tokens: withBeginning });
	}

	#decode(ids: readonly number[]): string {
		if (ids.length === 0) return '';
		return this.#tokenizer.decode([...ids], {
			skip_special_tokens: true,
			clean_up_tokenization_spaces: false
		});
	}
}

/** Writes a space into whatever spells a control token (`< |end|>`), so that it is read as text. */
export function inertText(tokenizer: PreTrainedTokenizer): (text: string) => string {
	const special = (tokenizer.all_special_tokens as readonly string[]).filter((text) => text !== '');
	const escaped = special
		.toSorted((a, b) => b.length - a.length)
		.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	if (escaped.length === 0) return (text) => text;
	const control = new RegExp(escaped.join('|'), 'g');
	return (text) => text.replace(control, ([first = '', ...rest]) => `${first} ${rest.join('')}`);
}
