// The conversation on screen as the view needs it: the messages of its visible branch, each with its versions and the
// turn that writes it. Pure.

import type { Message } from '../../contract/messages.ts';
import { branchTo, versionsOf } from './branch.ts';
import type { RunningTurn } from './running-turn.svelte.ts';

export type Line = {
	message: Message;
	/** The running turn that writes it, in this tab. */
	turn: RunningTurn | null;
	/** What its turn says beside it, in English; the receipt keeps it beyond this visit. */
	notes: readonly string[];
	/** 1-based, among `versions`. */
	version: number;
	versions: Message[];
};

/** The branch to `leafId`; `running` is the turn of this tab in it. */
export function linesOf(
	messages: readonly Message[],
	leafId: string | null,
	running: RunningTurn | null
): Line[] {
	return branchTo(messages, leafId)
		.filter(({ role }) => role !== 'system')
		.map((message) => {
			const versions = versionsOf(messages, message);
			const turn = running?.messageId === message.id ? running : null;
			return {
				message,
				turn,
				notes: turn?.notes ?? message.notes ?? [],
				version: versions.findIndex(({ id }) => id === message.id) + 1,
				versions
			};
		});
}
