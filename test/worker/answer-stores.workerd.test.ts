// Where whole answers wait on Cloudflare, on the platform's own stores: KV and the Cache API in workerd.
// Also the list of sites in KV. Which answers are kept, and for whom, is in the trust suite.

import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import {
	cachedAnswers,
	keyValueAnswers,
	type AnswerCache,
	type AnswerNamespace
} from '../../worker/middleware/answer-stores.ts';
import { configuredSites, keyValueSites, type KeyValue } from '../../worker/sites.ts';

declare const caches: { default: AnswerCache };

type Writable = { put(key: string, value: string): Promise<void> };
const { CACHE, SITES } = env as unknown as { CACHE: AnswerNamespace; SITES: KeyValue & Writable };

const ANSWER = {
	headers: { 'content-type': 'application/json', 'x-understudy-cost-microusd': '12' },
	// Bytes that are no UTF-8, and one of each kind.
	body: Uint8Array.from({ length: 256 }, (_, i) => i)
};

for (const [name, store] of [
	['KV', keyValueAnswers(CACHE)],
	['the Cache API', cachedAnswers(caches.default)]
] as const)
	describe(`answers in ${name}`, () => {
		const id = (text: string) => `${name} ${text}`.replace(/\W/g, '-');

		test('come back byte for byte, with their headers', async () => {
			const key = { site: null, id: id('whole') };
			await store.put(key, ANSWER, 60);
			const kept = await store.get(key);
			expect(kept?.body).toEqual(ANSWER.body);
			expect(kept?.headers).toMatchObject(ANSWER.headers);
		});

		test('are not there for another id, or for the same id of another site', async () => {
			await store.put({ site: 'shop', id: id('apart') }, ANSWER, 60);
			expect(await store.get({ site: 'shop', id: id('apart-2') })).toBeNull();
			expect(await store.get({ site: null, id: id('apart') })).toBeNull();
			expect(await store.get({ site: 'other', id: id('apart') })).toBeNull();
		});

		test('are replaced by a newer one', async () => {
			const key = { site: null, id: id('twice') };
			await store.put(key, ANSWER, 60);
			await store.put(key, { headers: ANSWER.headers, body: new Uint8Array([1]) }, 60);
			expect((await store.get(key))?.body).toEqual(new Uint8Array([1]));
		});

		test('may be kept for less than the least that KV takes', async () => {
			const key = { site: null, id: id('short') };
			await store.put(key, ANSWER, 5);
			expect((await store.get(key))?.body).toEqual(ANSWER.body);
		});
	});

test('the list of sites in KV replaces the file', async () => {
	const clock = { nowMs: () => 0, delay: async () => undefined };
	const file = configuredSites({}, { version: 1, sites: [] });
	const sites = keyValueSites(SITES, file, clock);
	expect(await sites.all()).toEqual([]);
	await SITES.put(
		'sites.json',
		JSON.stringify({ version: 1, sites: [{ key: 'shop', origins: ['https://shop.example'] }] })
	);
	const read = await keyValueSites(SITES, file, clock).all();
	expect(read.map(({ key }) => key)).toEqual(['shop']);
});
