// A visitor's conversation on its way to a site's people, over a real socket of whatever runs the gateway:
// to the operator's webhook alone, whole, seldom, and told honestly when it did not arrive. The webhook is
// a mock on the loopback. Each test has a site of its own, since all visitors here have one address.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_HANDOFF } from '../../src/contract/widget.ts';
import { startMockProvider, type MockProvider } from '../support/mock-provider.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import type { StartGateway, RunningGateway } from './running-gateway.ts';

const KEY = 'an-access-key-of-the-operator';
const WITH_WEBHOOK = ['sends', 'names', 'moves', 'fails', 'wrong', 'often', 'told'];
const originOf = (site: string) => `https://${site}.example`;

const SAID = {
	contact: 'ann@visitor.example',
	note: 'Please call. My card is 4111 1111 1111 1111.',
	messages: [
		{ from: 'visitor', text: 'Where is my parcel?' },
		{ from: 'chat', text: 'I do not know.' }
	]
};

export function handoffSuite(name: string, start: StartGateway): void {
	describe(name, () => {
		let mock: MockProvider;
		let gateway: RunningGateway;

		beforeAll(async () => {
			mock = await startMockProvider();
			const handoff = (site: string) => ({
				kind: 'webhook',
				url: `${mock.origin}/${site}/hook?k=1`
			});
			const sites = [
				...WITH_WEBHOOK.map((key) => ({
					key,
					origins: [originOf(key)],
					widget: { handoff: handoff(key) }
				})),
				{ key: 'nobody', origins: [originOf('nobody')], widget: { handoff: { kind: 'page' } } }
			];
			gateway = await start({
				UNDERSTUDY_SITES: JSON.stringify({ version: 1, sites }),
				UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ operator: KEY }),
				UNDERSTUDY_REDACT: 'card'
			});
			for (const key of WITH_WEBHOOK) mock.script(key, { kind: 'json', body: {} });
		}, 120_000);
		afterAll(async () => {
			await gateway?.stop();
			await mock?.stop();
		});

		const post = (path: string, body: unknown, headers: Record<string, string>) =>
			patientFetch(`${gateway.origin}${path}`, {
				method: 'POST',
				redirect: 'manual',
				body: JSON.stringify(body),
				headers: { 'content-type': 'application/json', ...headers }
			});
		async function visitorOf(site: string) {
			const origin = originOf(site);
			const response = await post('/v1/session', { site }, { origin });
			const { token } = await response.json();
			return { origin, authorization: `Bearer ${token}` };
		}
		const send = async (site: string, body: unknown = SAID) =>
			post('/v1/handoff', body, await visitorOf(site));
		const code = async (response: Response) => (await response.json()).error.code;

		test('what the visitor confirmed reaches the operator’s webhook, with nothing of the session', async () => {
			const response = await send('sends');
			expect(response.status).toBe(200);
			expect(await response.json()).toEqual({ sent: true });
			expect(mock.seen('sends')).toHaveLength(1);
			const { path, headers, body } = await mock.arrived('sends');
			expect(path).toBe('/sends/hook?k=1');
			expect(headers.authorization).toBeUndefined();
			expect(headers.origin).toBeUndefined();
			expect(headers['content-type']).toBe('application/json');
			const note = 'Please call. My card is [card].';
			expect(body).toEqual({
				version: 1,
				site: 'sends',
				atMs: expect.any(Number),
				contact: SAID.contact,
				note,
				messages: SAID.messages,
				text: `Contact: ann@visitor.example\n\n${note}\n\nVisitor: Where is my parcel?\n\nChat: I do not know.`
			});
		});

		test('a client names no address: what it adds is neither used nor passed on', async () => {
			const elsewhere = `${mock.origin}/elsewhere/hook`;
			const body = {
				...SAID,
				url: elsewhere,
				webhook: elsewhere,
				site: 'told',
				handoff: { url: elsewhere }
			};
			expect((await send('names', body)).status).toBe(200);
			expect(mock.seen('elsewhere')).toEqual([]);
			expect(mock.seen('names')).toHaveLength(1);
			expect(JSON.stringify(mock.seen('names')[0]?.body)).not.toContain('elsewhere');
			expect(mock.seen('names')[0]?.body['site']).toBe('names');
		});

		test('a redirect is not followed, and the visitor is told that nothing arrived', async () => {
			mock.script('moves', {
				kind: 'json',
				status: 307,
				headers: { location: `${mock.origin}/elsewhere/moved` },
				body: {}
			});
			const response = await send('moves');
			expect(response.status).toBe(502);
			expect((await response.json()).error).toMatchObject({
				code: 'handoff_failed',
				message: expect.stringMatching(/nothing was delivered\. Try again later/)
			});
			expect(mock.seen('moves')).toHaveLength(1);
			expect(mock.seen('elsewhere')).toEqual([]);
		});

		test('a webhook that refuses or cannot be reached is no success', async () => {
			mock.script('fails', { kind: 'json', status: 500, body: {} }, { kind: 'reset' });
			expect(await code(await send('fails'))).toBe('handoff_failed');
			expect(await code(await send('fails'))).toBe('handoff_failed');
		});

		test('nobody without a session of the site writes to its people', async () => {
			expect((await post('/v1/handoff', SAID, {})).status).toBe(401);
			const withKey = await post('/v1/handoff', SAID, { authorization: `Bearer ${KEY}` });
			expect([withKey.status, await code(withKey)]).toEqual([403, 'site_required']);
			const elsewhere = { ...(await visitorOf('told')), origin: originOf('names') };
			expect((await post('/v1/handoff', SAID, elsewhere)).status).toBe(401);
			const nobody = await send('nobody');
			expect([nobody.status, await code(nobody)]).toEqual([404, 'no_handoff']);
			expect(mock.seen('told')).toEqual([]);
		});

		test('what is too much, empty or no conversation is refused and names the field', async () => {
			const visitor = await visitorOf('wrong');
			for (const [body, param] of [
				[{}, 'messages'],
				[{ note: '  ' }, 'messages'],
				[{ note: 7 }, 'note'],
				[{ ...SAID, contact: 'x'.repeat(MAX_HANDOFF.contact + 1) }, 'contact'],
				[{ ...SAID, note: 'x'.repeat(MAX_HANDOFF.note + 1) }, 'note'],
				[{ messages: [{ from: 'system', text: 'x' }] }, 'messages[0].from'],
				[{ messages: [{ from: 'chat' }] }, 'messages[0].text'],
				[{ messages: Array(MAX_HANDOFF.messages + 1).fill(SAID.messages[0]) }, 'messages'],
				[{ messages: [{ from: 'chat', text: 'x'.repeat(MAX_HANDOFF.characters + 1) }] }, 'messages']
			] as const) {
				const response = await post('/v1/handoff', body, visitor);
				expect(response.status, param).toBe(400);
				expect((await response.json()).error.param).toBe(param);
			}
			expect(mock.seen('wrong')).toEqual([]);
		});

		test('five an hour for one visitor, whatever session they come with', async () => {
			for (let i = 0; i < 5; i++) expect((await send('often')).status).toBe(200);
			const response = await send('often');
			expect(response.status).toBe(429);
			expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3000);
			expect(await code(response)).toBe('too_many_handoffs');
			expect(mock.seen('often')).toHaveLength(5);
		});

		test('how a site is set up tells that there is a webhook, and not where', async () => {
			const response = await fetch(`${gateway.origin}/v1/widget?site=told`);
			const text = await response.text();
			expect(JSON.parse(text).handoff).toEqual({ kind: 'webhook' });
			expect(text).not.toContain('hook?k');
		});
	});
}
