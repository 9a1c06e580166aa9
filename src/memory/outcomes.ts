// What became of answers on this device, and what it learnt from that: numbers and names, no text. A
// backup does not hold them: they are of this device and of the person in front of it.

import type { LearntStore, Outcome, OutcomeStore, Signal } from '../contract/outcomes.ts';
import type { Connection } from './connection.ts';

/** More than a replay draws from, and a megabyte at most. */
const MOST_OUTCOMES = 5000;
/** So many over it are removed at once, so that not every turn removes one: a share of the most. */
const SURPLUS = 0.04;

export function createOutcomeStore(connection: Connection, most = MOST_OUTCOMES): OutcomeStore {
	return {
		note: (outcome) =>
			connection.write(
				['outcomes'],
				async (transaction) => {
					const store = transaction.objectStore('outcomes');
					await store.put(outcome);
					const surplus = (await store.count()) - most;
					if (surplus < most * SURPLUS) return;
					const all = await store.getAll();
					for (const { answerId } of all.toSorted((x, y) => x.atMs - y.atMs).slice(0, surplus))
						await store.delete(answerId);
				},
				'relaxed'
			),

		signal: (answerId, signal, back) =>
			connection.write(
				['outcomes'],
				async (transaction) => {
					const store = transaction.objectStore('outcomes');
					const before = await store.get(answerId);
					if (before === undefined) return undefined;
					const after = { ...before, signals: signalsAfter(before.signals, signal, back) };
					await store.put(after);
					return after;
				},
				'relaxed'
			),

		async list(baseSha256, count) {
			return connection.read(['outcomes'], async (transaction) => {
				const range = IDBKeyRange.bound([baseSha256], [baseSha256, []]);
				const found: Outcome[] = [];
				let cursor = await transaction
					.objectStore('outcomes')
					.index('by-base')
					.openCursor(range, 'prev');
				for (; cursor && found.length < count; cursor = await cursor.continue())
					found.push(cursor.value);
				return found.toReversed();
			});
		},

		clear: () =>
			connection.write(['outcomes'], (transaction) => transaction.objectStore('outcomes').clear())
	};
}

/** One thumb at a time; the others add up. */
function signalsAfter(before: readonly Signal[], signal: Signal, back?: 'back'): Signal[] {
	const isThumb = (one: Signal) => one.startsWith('thumbs-');
	const kept = isThumb(signal) ? before.filter((one) => !isThumb(one)) : [...before];
	return back ? kept.filter((one) => one !== signal) : [...kept, signal];
}

export function createLearntStore(connection: Connection): LearntStore {
	return {
		async get(key) {
			const record = await connection.read(['learnt'], (transaction) =>
				transaction.objectStore('learnt').get(key)
			);
			return record?.value;
		},
		async set(key, value) {
			await connection.write(['learnt'], (transaction) =>
				transaction.objectStore('learnt').put({ key, value })
			);
		},
		async remove(key) {
			await connection.write(['learnt'], (transaction) =>
				transaction.objectStore('learnt').delete(key)
			);
		}
	};
}
