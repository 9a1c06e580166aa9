// Sessions of the browser's model that have read the beginning of a conversation, so that a next turn, another
// answer or a branch goes on from a copy and reads only what is new. A few are kept, the longest unused goes
// first. Not here: what is asked of them (prompt-api-model.ts).

import type { LanguageModelMessage, LanguageModelSession } from '../platform/language-model.ts';

/** Each holds memory of the browser's: two conversations, before and after their last answer. */
const KEPT = 4;

export type KeptSession = {
	session: LanguageModelSession;
	/** What it has read, in order. */
	read: readonly LanguageModelMessage[];
};

export class KeptSessions {
	/** The longest unused first. */
	#kept: KeptSession[] = [];

	/** The one that has read most of what `messages` begin with; null for none. */
	longestOf(messages: readonly LanguageModelMessage[]): KeptSession | null {
		let best: KeptSession | null = null;
		for (const one of this.#kept)
			if (one.read.length > (best?.read.length ?? 0) && beginsWith(messages, one.read)) best = one;
		if (best) this.#kept = [...this.#kept.filter((one) => one !== best), best];
		return best;
	}

	/** Keeps a session that is nobody else's; one that has read the same is let go of. */
	keep(kept: KeptSession): void {
		const same = (one: KeptSession) =>
			one.read.length === kept.read.length && beginsWith(one.read, kept.read);
		for (const one of this.#kept.filter(same)) one.session.destroy();
		this.#kept = [...this.#kept.filter((one) => !same(one)), kept];
		for (const { session } of this.#kept.splice(0, Math.max(0, this.#kept.length - KEPT)))
			session.destroy();
	}

	/** Lets go of a session that did not keep what it read. */
	drop(session: LanguageModelSession): void {
		this.#kept = this.#kept.filter((one) => one.session !== session);
		session.destroy();
	}

	clear(): void {
		for (const { session } of this.#kept) session.destroy();
		this.#kept = [];
	}
}

function beginsWith(
	messages: readonly LanguageModelMessage[],
	read: readonly LanguageModelMessage[]
): boolean {
	return (
		read.length <= messages.length &&
		read.every(
			({ role, content }, i) => messages[i]!.role === role && messages[i]!.content === content
		)
	);
}
