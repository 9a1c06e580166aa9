// What runs inside the page of the memory tests: the real stores, and the loops that are killed.
// Bundled by weights-page.ts's `bundle`; the memory specs call it through `page.evaluate`.

import type { Message } from '../../src/contract/messages.ts';
import type { StoreChange } from '../../src/contract/stores.ts';
import { type Memory, openMemory } from '../../src/memory/memory.ts';
import { type Dump, loadDump } from './memory-dump.ts';

export type Outcome = { ok: true } | { ok: false; code: string; message: string };

export type StoredConversation = {
	id: string;
	title: string;
	leafId: string | null;
	hasDraft: boolean;
	messages: Pick<Message, 'id' | 'parentId' | 'status' | 'parts'>[];
};

declare global {
	/** Given by the test: hears what was acknowledged, the moment it was. */
	var acknowledged: ((kind: string, id: string) => Promise<void>) | undefined;
	var harness: Harness;
}

function message(
	conversationId: string,
	id: string,
	parentId: string | null,
	text: string
): Message {
	return {
		id,
		conversationId,
		parentId,
		role: id.endsWith('q') ? 'user' : 'assistant',
		parts: [{ type: 'text', text }],
		status: 'done',
		createdAtMs: Date.now()
	};
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
	try {
		await work();
		return { ok: true };
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
	}
}

class Harness {
	memory: Memory | undefined;
	readonly notices: string[] = [];
	readonly changes: StoreChange[] = [];
	readonly loadDump = (dump: Dump) => loadDump('understudy', dump);

	open(): Promise<Outcome> {
		return outcomeOf(async () => {
			this.memory = await openMemory({ onNotice: (notice) => this.notices.push(notice) });
			this.memory.conversations.onChange((change) => this.changes.push(change));
		});
	}

	get stores(): Memory {
		if (!this.memory) throw new Error('open it first');
		return this.memory;
	}

	/** Holds the database open in `version` and never lets go, as an app without our care would. */
	holdOpen(version: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const request = indexedDB.open('understudy', version);
			request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
			request.addEventListener('success', () => {
				Object.assign(globalThis, { held: request.result });
				resolve();
			});
		});
	}

	/** A newer app opens the database; resolves once it has it, and closes it. */
	upgradeTo(version: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const request = indexedDB.open('understudy', version);
			request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
			request.addEventListener('success', () => {
				request.result.close();
				resolve();
			});
		});
	}

	/**
	 * Turns without end, as a person and a model make them: a draft, the question with an empty
	 * answer, the answer as it grows, the answer's end. Runs until the page dies.
	 */
	async talkForEver(conversationId: string, from: number): Promise<void> {
		const { conversations, drafts } = this.stores;
		let parentId = (await conversations.get(conversationId))?.leafId ?? null;
		for (let i = from; ; i++) {
			const question = message(conversationId, `${i}q`, parentId, `question ${i}`);
			const answer = message(conversationId, `${i}a`, question.id, '');
			await drafts.set(conversationId, { parts: [{ type: 'text', text: `draft ${i}` }] });
			await globalThis.acknowledged?.('draft', `draft ${i}`);
			await conversations.append([question, { ...answer, status: 'streaming' }], answer.id);
			await globalThis.acknowledged?.('append', question.id);
			for (let words = 1; words <= 3; words++) {
				const parts = [{ type: 'text' as const, text: `${'word '.repeat(words * 200)}` }];
				await conversations.save({ ...answer, parts, status: 'streaming' });
			}
			const parts = [{ type: 'text' as const, text: `whole answer ${i} ${'x'.repeat(4000)}.` }];
			await conversations.save({ ...answer, parts, status: 'done' });
			await globalThis.acknowledged?.('save', answer.id);
			parentId = answer.id;
		}
	}

	/** Reads until there are so many turns; the questions that were ever seen without an answer. */
	async halvesSeen(conversationId: string, turns: number): Promise<string[]> {
		const halves = new Set<string>();
		for (;;) {
			const messages = await this.stores.conversations.messages(conversationId);
			const answered = new Set(messages.map(({ parentId }) => parentId));
			for (const { id } of messages) if (id.endsWith('q') && !answered.has(id)) halves.add(id);
			if (messages.length >= turns * 2) return [...halves];
		}
	}

	/** `count` turns under one root message, as fast as they go. */
	async answerOften(conversationId: string, name: string, count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			const answer = message(conversationId, `${name}-${i}a`, 'root-q', `${name} ${i}`);
			await this.stores.conversations.append([answer], answer.id);
		}
	}

	async appendRoot(conversationId: string): Promise<void> {
		await this.stores.conversations.append(
			[message(conversationId, 'root-q', null, 'root')],
			'root-q'
		);
	}

	/** One turn of two messages of so many characters each. */
	append(conversationId: string, name: string, characters: number): Promise<Outcome> {
		const question = message(conversationId, `${name}-q`, null, 'x'.repeat(characters));
		const answer = message(conversationId, `${name}-a`, question.id, 'y'.repeat(characters));
		return outcomeOf(() => this.stores.conversations.append([question, answer], answer.id));
	}

	async everything(): Promise<StoredConversation[]> {
		const { conversations, drafts } = this.stores;
		const list = await conversations.list();
		return Promise.all(
			list.map(async ({ id, title, leafId }) => ({
				id,
				title,
				leafId,
				hasDraft: (await drafts.get(id)) !== undefined,
				messages: (await conversations.messages(id)).map(
					({ id: messageId, parentId, status, parts }) => ({
						id: messageId,
						parentId,
						status,
						parts
					})
				)
			}))
		);
	}

	/** Restores a made-up backup of so many conversations of ten messages; milliseconds taken. */
	async fill(conversationCount: number): Promise<{ messages: number; restoreMs: number }> {
		const words = (await import('./memory-words.ts')).sentence;
		const conversations: unknown[] = [];
		const messages: unknown[] = [];
		for (let c = 0; c < conversationCount; c++) {
			const id = `c${c}`;
			const createdAtMs = 1_600_000_000_000 + c * 1000;
			for (let m = 0; m < 10; m++)
				messages.push({
					...message(id, `${id}-${m}${m % 2 ? 'a' : 'q'}`, null, words(c * 10 + m)),
					parentId: m === 0 ? null : `${id}-${m - 1}${m % 2 ? 'q' : 'a'}`,
					createdAtMs: createdAtMs + m
				});
			conversations.push({
				id,
				title: words(c).slice(0, 30),
				titled: false,
				pinned: false,
				createdAtMs,
				updatedAtMs: createdAtMs,
				leafId: `${id}-9a`,
				systemPrompt: '',
				egress: 'ask'
			});
		}
		const file = new Blob([
			JSON.stringify({
				format: 'understudy-backup',
				version: 1,
				conversations,
				messages,
				drafts: [],
				settings: []
			})
		]);
		const start = performance.now();
		const report = await this.stores.backup.restore(file);
		return { messages: report.messages, restoreMs: performance.now() - start };
	}

	async timedSearch(query: string): Promise<{ ms: number; ids: string[]; excerpts: string[] }> {
		const start = performance.now();
		const found = await this.stores.conversations.search(query);
		return {
			ms: performance.now() - start,
			ids: found.map(({ conversation }) => conversation.id),
			excerpts: found.map(({ excerpt }) => excerpt)
		};
	}
}

export type { Harness };

globalThis.harness = new Harness();
