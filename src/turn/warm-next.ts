// Reads what the next question of a conversation will follow, while nobody waits: instructions and history
// with the last answer, so that the next turn reads the question alone. On this device's engine only, never
// to save power, never unseen, and given up at once when a turn begins, in whichever tab. What it reads is
// what a turn would (context/fit-context.ts); a wrong guess costs nothing but itself.

import { fitContext } from '../context/fit-context.ts';
import type { ConversationStore, SettingsStore } from '../contract/stores.ts';
import type { ChatMessage, LoadedModel } from '../engine/engine.ts';
import { branchOf, exchangesOf } from './branch.ts';
import type { Quiet } from './quiet-turns.ts';
import { tokenCounter } from './token-counts.ts';
import { systemPromptOf } from './try-here.ts';

export interface Warmer {
	/** A question in this conversation is likely next. Whatever else was being read is let go of. */
	expect(conversationId: string): void;
	/** Lets go of what is being read. */
	stop(): void;
}

export type WarmerDependencies = {
	conversations: Pick<ConversationStore, 'get' | 'messages'>;
	settings: Pick<SettingsStore, 'get'>;
	/** The model that answers; null while none can. */
	model: () => LoadedModel | null;
	quiet: Quiet;
	/** Resolves when the page has nothing to do. */
	idle: () => Promise<void>;
	/** Whether the page is seen. */
	isShown: () => boolean;
	/** Whether the device saves its power or its data. */
	savesPower: () => Promise<boolean>;
	/** Told when something was read to its end. */
	onRead?: () => void;
};

/** Stands for the next question, of which only the length matters: about 24 tokens. */
const QUESTION =
	'which of the rivers that you named is the longest one, and how long is it, in kilometres';

export function createWarmer(deps: WarmerDependencies): Warmer {
	const { quiet } = deps;
	let reading: AbortController | null = null;
	const stop = (): void => reading?.abort();
	quiet.onTurn(stop);

	async function warm(conversationId: string, { signal }: AbortController): Promise<void> {
		await deps.idle();
		const model = deps.model();
		if (model === null || model.backend === 'remote') return;
		if (!quiet.isQuiet() || !deps.isShown() || (await deps.savesPower())) return;
		const messages = await prefixOf(conversationId, deps, model);
		if (messages === null || signal.aborted || !quiet.isQuiet()) return;
		await model.warm(messages, signal);
		if (!signal.aborted) deps.onRead?.();
	}

	return {
		stop,
		expect(conversationId) {
			stop();
			const own = new AbortController();
			reading = own;
			warm(conversationId, own)
				// Nobody waits for it; a model that fails says so when it is asked.
				.catch(() => undefined)
				.finally(() => {
					if (reading === own) reading = null;
				});
		}
	};
}

/** What the next turn's prompt begins with, up to the question; null where there is nothing to read. */
async function prefixOf(
	conversationId: string,
	{ conversations, settings }: WarmerDependencies,
	model: LoadedModel
): Promise<ChatMessage[] | null> {
	const [conversation, stored, chosen] = await Promise.all([
		conversations.get(conversationId),
		conversations.messages(conversationId),
		settings.get()
	]);
	// Where the browser reads its own model's words is the browser's word.
	if (model.backend === 'built-in' && conversation?.egress === 'local-only') return null;
	const branch = branchOf(stored, conversation?.leafId ?? null);
	const last = branch.at(-1);
	if (!conversation || last?.role !== 'assistant' || last.status === 'streaming') return null;
	const fitted = await fitContext({
		systemPrompt: model.manifest.template.systemPrompt ? systemPromptOf(conversation, chosen) : '',
		messages: [...exchangesOf(branch), { role: 'user', content: QUESTION }],
		contextTokens: model.contextTokens,
		maxTokens: chosen.maxTokens,
		countTokens: tokenCounter(model)
	});
	if (fitted.outcome === 'too-long' || fitted.messages.length < 2) return null;
	// A question without words: a template ends the answer before it, and begins it.
	return [...fitted.messages.slice(0, -1), { role: 'user', content: '' }];
}
