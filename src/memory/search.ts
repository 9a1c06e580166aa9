// Full-text search over titles and messages. The folded words of each conversation are a cache in
// the store `words`, made when a search first needs them and again when the conversation's revision
// has moved on: writing a message costs nothing more, streaming least of all, and a cache that was
// never written, or lost, is only rebuilt. Once read it stays in memory (about 3 kB a conversation).

import { messageText } from '../contract/messages.ts';
import type { ConversationStore } from '../contract/stores.ts';
import type { Connection } from './connection.ts';
import { placesOf, toConversation } from './records.ts';
import type { StoredConversation, StoredWords } from './database.ts';
import {
	countPrefixes,
	excerptAround,
	hasPrefix,
	hasWord,
	joinWords,
	opening,
	wordsOf
} from './words.ts';

/** More than anybody reads through; further words narrow the list. */
const MAX_RESULTS = 50;
/** Conversations read at once while the cache is built: the page stays responsive between. */
const BATCH = 50;

type Words = Pick<StoredWords, 'revision' | 'words'>;
type State = { all: StoredConversation[]; known: Map<string, Words> };
type Hit = { conversation: StoredConversation; score: number };

export function createSearch(connection: Connection): ConversationStore['search'] {
	let cache: Map<string, Words> | null = null;
	const titles = new Map<string, { title: string; words: string }>();

	function titleWords({ id, title }: StoredConversation): string {
		const known = titles.get(id);
		if (known?.title === title) return known.words;
		const words = joinWords(wordsOf(title));
		titles.set(id, { title, words });
		return words;
	}

	// One at a time: whoever types on while the words are first made waits for that one making.
	let last: Promise<unknown> = Promise.resolve();
	function refresh(): Promise<State> {
		const next = last.then(bringUpToDate, bringUpToDate);
		last = next;
		return next;
	}

	async function bringUpToDate(): Promise<State> {
		const wanted = cache;
		const [all, stored] = await connection.read(['conversations', 'words'], async (transaction) => [
			await transaction.objectStore('conversations').getAll(),
			wanted ? [] : await transaction.objectStore('words').getAll()
		]);
		const known = wanted ?? new Map(stored.map((words) => [words.conversationId, words]));
		cache = known;
		const stale = all.filter(({ id, revision }) => known.get(id)?.revision !== revision);
		for (let at = 0; at < stale.length; at += BATCH) {
			const made = await makeWords(connection, stale.slice(at, at + BATCH));
			for (const words of made) known.set(words.conversationId, words);
		}
		return { all, known };
	}

	return async function search(query) {
		const wanted = [...wordsOf(query)];
		if (wanted.length === 0) return [];
		const { all, known } = await refresh();
		const hits: Hit[] = [];
		for (const conversation of all) {
			const score = scoreOf(
				wanted,
				titleWords(conversation),
				known.get(conversation.id)?.words ?? '\n'
			);
			if (score > 0) hits.push({ conversation, score });
		}
		hits.sort(
			(a, b) => b.score - a.score || b.conversation.updatedAtMs - a.conversation.updatedAtMs
		);
		const best = hits.slice(0, MAX_RESULTS).map(({ conversation }) => conversation);
		const excerpts = await excerptsOf(connection, best, wanted);
		return best.map((conversation, i) => ({
			conversation: toConversation(conversation),
			excerpt: excerpts[i] ?? ''
		}));
	};
}

/** 0 unless every word is there; a word of the title counts 4, a whole word 1 more than a beginning. */
function scoreOf(wanted: readonly string[], title: string, text: string): number {
	let score = 0;
	for (const word of wanted) {
		const inTitle = hasPrefix(title, word);
		if (!inTitle && !hasPrefix(text, word)) return 0;
		score += inTitle ? 4 : 1;
		if (hasWord(title, word) || hasWord(text, word)) score += 1;
	}
	return score;
}

/** Reads the conversations' messages and stores their words, unless newer ones are stored. */
async function makeWords(
	connection: Connection,
	conversations: readonly StoredConversation[]
): Promise<StoredWords[]> {
	const texts = await connection.read(['messages'], (transaction) =>
		Promise.all(
			conversations.map(({ id }) =>
				transaction.objectStore('messages').index('by-place').getAll(placesOf(id))
			)
		)
	);
	const made = conversations.map(({ id, revision }, i) => {
		const words = new Set<string>();
		for (const message of texts[i] ?? [])
			for (const word of wordsOf(messageText(message))) words.add(word);
		return { conversationId: id, revision, words: joinWords(words) };
	});
	await connection.write(
		['conversations', 'words'],
		async (transaction) => {
			for (const words of made) {
				const current = await transaction.objectStore('conversations').get(words.conversationId);
				if (current?.revision === words.revision) await transaction.objectStore('words').put(words);
			}
		},
		'relaxed'
	);
	return made;
}

/** For each conversation the place that holds most of the words. */
async function excerptsOf(
	connection: Connection,
	conversations: readonly StoredConversation[],
	wanted: readonly string[]
): Promise<string[]> {
	const found = await connection.read(['messages'], (transaction) =>
		Promise.all(
			conversations.map(({ id }) =>
				transaction.objectStore('messages').index('by-place').getAll(placesOf(id))
			)
		)
	);
	return found.map((messages) => {
		let best: { text: string; count: number } | null = null;
		for (const message of messages) {
			const text = messageText(message);
			const count = countPrefixes(text, wanted);
			if (count > (best?.count ?? 0)) best = { text, count };
			if (count === wanted.length) break;
		}
		if (best) return excerptAround(best.text, wanted) ?? opening(best.text);
		return opening(messages[0] ? messageText(messages[0]) : '');
	});
}
