// For unit tests of src/memory: a memory on a fresh in-memory IndexedDB, a counted clock, and
// further "tabs" joined by a channel without a browser. The real thing is test/e2e/memory.spec.ts.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import type { Message, Role } from '../../src/contract/messages.ts';
import type { TabChannel } from '../../src/memory/changes.ts';
import { type Memory, openMemory } from '../../src/memory/memory.ts';

export type TestMemory = Memory & {
	notices: string[];
	anotherTab(): Promise<Memory>;
};

/** A new device: nothing stored yet. */
export function newDevice(): void {
	globalThis.indexedDB = new IDBFactory();
	globalThis.IDBKeyRange = IDBKeyRange;
}

/** Opens on a new device, or, with `keep`, on what the test has put there. */
export async function freshMemory({ keep = false } = {}): Promise<TestMemory> {
	if (!keep) newDevice();
	const notices: string[] = [];
	const tabs = new Set<(data: unknown) => void>();
	const opened: Memory[] = [];
	let clock = 1_800_000_000_000;
	let count = 0;
	const open = async () => {
		const memory = await openMemory({
			onNotice: (message) => notices.push(message),
			now: () => ++clock,
			newId: () => `id-${++count}`,
			channel: tabChannel(tabs)
		});
		opened.push(memory);
		return memory;
	};
	const memory = await open();
	return {
		...memory,
		notices,
		anotherTab: open,
		close: () => {
			for (const tab of opened) tab.close();
		}
	};
}

function tabChannel(tabs: Set<(data: unknown) => void>): TabChannel {
	let own: ((data: unknown) => void) | null = null;
	return {
		post: (data) => {
			for (const tab of tabs) if (tab !== own) tab(structuredClone(data));
		},
		listen: (listener) => {
			own = listener;
			tabs.add(listener);
		},
		close: () => {
			if (own) tabs.delete(own);
		}
	};
}

export function textMessage(
	conversationId: string,
	id: string,
	parentId: string | null,
	role: Role,
	text = `text of ${id}`
): Message {
	return {
		id,
		conversationId,
		parentId,
		role,
		parts: [{ type: 'text', text }],
		status: 'done',
		createdAtMs: 1_700_000_000_000
	};
}
