import { beforeEach, describe, expect, test } from 'vitest';
import { freshMemory, type TestMemory, textMessage } from '../../test/support/memory.ts';
import { excerptAround, fold, wordsOf } from './words.ts';

describe('words', () => {
	test.each([
		['CAFÉ', 'cafe'],
		['Straße', 'strasse'],
		['Łódź', 'lodz'],
		['ﬁne', 'fine'],
		['Ｆｕｌｌ', 'full'],
		['İstanbul ısı', 'istanbul isi'],
		['Æsir œuvre', 'aesir oeuvre']
	])('%s folds to %s', (text, folded) => expect(fold(text)).toBe(folded));

	test('are letters and digits, of every script', () => {
		expect([...wordsOf('Über-90% of x86_64, Ελλάδα и Москва!')]).toEqual(
			'uber 90 of x86 64 ελλαδα и москва'.split(' ')
		);
	});

	test('of scripts without spaces are their signs, so that a search can begin anywhere', () => {
		expect([...wordsOf('東京タワー2号')]).toEqual(['東', '京', 'タ', 'ワ', 'ー', '2', '号']);
	});

	test('that are data and not words keep their beginning', () => {
		expect([...wordsOf('a'.repeat(1_000_000))]).toEqual(['a'.repeat(40)]);
	});

	test('are shown where they are, on one line', () => {
		const text = `${'before '.repeat(30)}the Zürich\n\ntram ${'after '.repeat(60)}`;
		const excerpt = excerptAround(text, ['zuri']) ?? '';
		expect(excerpt).toMatch(/^…(?:before )+the Zürich tram (?:after )+/);
		expect(excerpt).toMatch(/…$/);
		expect(excerpt.length).toBeLessThan(180);
		expect(excerptAround(text, ['zuerich'])).toBeNull();
	});
});

let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
	return () => memory.close();
});

async function talk(title: string, ...texts: string[]): Promise<string> {
	const { id } = await memory.conversations.create({ title });
	let parentId: string | null = null;
	for (const [i, text] of texts.entries()) {
		const message = textMessage(id, `${id}-${i}`, parentId, i % 2 ? 'assistant' : 'user', text);
		await memory.conversations.append([message], message.id);
		parentId = message.id;
	}
	return id;
}

const titles = async (query: string) =>
	(await memory.conversations.search(query)).map(({ conversation }) => conversation.title);

describe('a search', () => {
	test('finds every word by its beginning, in titles and messages, without case and accents', async () => {
		await talk('Trip to Zürich', 'When does the tram leave?', 'At 8:15.');
		await talk('Cooking', 'How do I make a crème brûlée?');
		expect(await titles('zurich TRAM')).toEqual(['Trip to Zürich']);
		expect(await titles('Crem BRU')).toEqual(['Cooking']);
		expect(await titles('zurich brulee')).toEqual([]);
		expect(await titles('  ')).toEqual([]);
		expect(await titles('?!')).toEqual([]);
		expect(await titles('rulee')).toEqual([]);
	});

	test('finds names of files and what is in them', async () => {
		const { id } = await memory.conversations.create({ title: 'data' });
		const message = textMessage(id, 'm', null, 'user', 'Read this');
		message.parts.push({ type: 'file', name: 'städte.csv', mediaType: 'text/csv', text: 'Basel' });
		await memory.conversations.append([message], 'm');
		expect(await titles('stadte basel')).toEqual(['data']);
	});

	test('puts titles before texts, whole words before beginnings, then the latest first', async () => {
		await talk('one', 'a gas law');
		await talk('Gas', 'x');
		await talk('two', 'a gas law');
		await talk('three', 'gasoline');
		expect(await titles('gas')).toEqual(['Gas', 'two', 'one', 'three']);
	});

	test('shows the place that holds most of the words', async () => {
		await talk('t', 'Where is argon used?', 'Welders use argon as a shield gas in welding.');
		const [found] = await memory.conversations.search('argon shield');
		expect(found?.excerpt).toBe('Welders use argon as a shield gas in welding.');
	});

	test('knows what was written, changed and removed since the last one, in any tab', async () => {
		const other = await memory.anotherTab();
		const id = await talk('t', 'first');
		expect(await titles('first')).toEqual(['t']);
		const answer = textMessage(id, 'a', `${id}-0`, 'assistant', '');
		await other.conversations.append([{ ...answer, status: 'streaming' }], 'a');
		expect(await titles('helium')).toEqual([]);
		await other.conversations.save(textMessage(id, 'a', `${id}-0`, 'assistant', 'helium'));
		expect(await titles('helium')).toEqual(['t']);
		await other.conversations.update(id, { title: 'noble' });
		expect(await titles('noble helium')).toEqual(['noble']);
		await other.conversations.removeMessage('a');
		expect(await titles('helium')).toEqual([]);
		await other.conversations.remove(id);
		expect(await titles('first')).toEqual([]);
	});

	test('knows what was restored over it', async () => {
		const id = await talk('t', 'first');
		const file = await memory.backup.backup();
		await memory.conversations.remove(id);
		expect(await titles('first')).toEqual([]);
		await memory.backup.restore(file);
		expect(await titles('first')).toEqual(['t']);
		await memory.backup.eraseEverything();
		expect(await titles('first')).toEqual([]);
	});

	test('keeps what it learned on the disk for the next start', async () => {
		await talk('t', 'first');
		await titles('first');
		const words = await new Promise<unknown>((resolve) => {
			const request = indexedDB.open('understudy');
			request.addEventListener('success', () => {
				const all = request.result.transaction('words').objectStore('words').getAll();
				all.addEventListener('success', () => {
					request.result.close();
					resolve(all.result);
				});
			});
		});
		expect(words).toMatchObject([{ words: '\nfirst\n' }]);
		const restarted = await memory.anotherTab();
		expect(await restarted.conversations.search('fir')).toHaveLength(1);
	});
});
