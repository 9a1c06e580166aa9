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
	readonly #control: RegExp | null;

	constructor(tokenizer: PreTrainedTokenizer) {
		this.#tokenizer = tokenizer;
		const special = (tokenizer.all_special_tokens as readonly string[]).filter(
			(text) => text !== ''
		);
		const escaped = special
			.toSorted((a, b) => b.length - a.length)
			.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
		this.#control = escaped.length === 0 ? null : new RegExp(escaped.join('|'), 'g');
	}

	/** A conversation, by the model's template, up to where the answer begins. Throws EngineError. */
	prompt(messages: readonly ChatMessage[]): number[] {
		try {
			const text = this.#tokenizer.apply_chat_template(
				messages.map(({ role, content }) => ({ role, content: this.#inert(content) })),
				{ tokenize: false, add_generation_prompt: true }
			);
			return this.#encode(text, false);
		} catch (cause) {
			throw new EngineError(
				'invalid-model',
				'This model’s chat template cannot write this conversation. Choose another model.',
				{ cause }
			);
		}
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

	/** With a space in whatever spells a control token (`< |end|>`), so that it is read as text. */
	#inert(text: string): string {
		if (this.#control === null) return text;
		return text.replace(this.#control, ([first = '', ...rest]) => `${first} ${rest.join('')}`);
	}
}
