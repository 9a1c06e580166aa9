// What a person has typed and not sent, one draft a conversation; the id may also be a name of the
// interface's own, for the chat that has no conversation yet.

import type { Draft, DraftStore } from '../contract/stores.ts';
import { messageProblem } from '../contract/parse-parts.ts';
import type { StoreContext } from './conversations.ts';
import { MemoryError } from './errors.ts';

export function createDraftStore({ connection, changes, now }: StoreContext): DraftStore {
	return {
		async get(conversationId) {
			const draft = await connection.read(['drafts'], (transaction) =>
				transaction.objectStore('drafts').get(conversationId)
			);
			return draft && { parts: draft.parts, ...(draft.mode && { mode: draft.mode }) };
		},

		async set(conversationId, draft) {
			const { parts, mode } = draft;
			const problem = messageProblem({ parts });
			if (problem !== null) throw new MemoryError('invalid', problem);
			await connection.write(
				['drafts'],
				async (transaction) => {
					const drafts = transaction.objectStore('drafts');
					if (isEmpty(draft)) await drafts.delete(conversationId);
					else
						await drafts.put({ conversationId, parts, ...(mode && { mode }), updatedAtMs: now() });
				},
				'relaxed'
			);
			changes.tell({ kind: 'draft', conversationId });
		}
	};
}

function isEmpty({ parts, mode }: Draft): boolean {
	return mode === undefined && parts.every((part) => part.type === 'text' && part.text === '');
}
