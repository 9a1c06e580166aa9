import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FlakyServer, startFlakyServer } from '../../test/support/flaky-server.ts';
import { learnFile } from './learn.ts';
import type { Network } from './network.ts';

const SHA256 = 'ab'.repeat(32);
const COMMIT = '0123456789'.repeat(4);

let server: FlakyServer;
beforeEach(async () => {
	server = await startFlakyServer();
});
afterEach(() => server.stop());

const delays: number[] = [];
const network: Network = {
	fetch: (url, init) => fetch(url, init),
	now: () => 0,
	delay: async (ms) => void delays.push(ms),
	random: () => 0,
	isOnline: () => true,
	whenOnline: async () => undefined
};

const learn = (path: string, used = network) =>
	learnFile(`${server.origin}${path}`, used, new AbortController().signal);

function hostModel(siblings: unknown) {
	const body = JSON.stringify({ sha: COMMIT, siblings });
	server.page('/api/models/o/r/revision/main', 'application/json', body);
}

test('size, hash and revision come from the model API', async () => {
	const other = { rfilename: 'b.gguf', lfs: { size: 1, sha256: 'cd'.repeat(32) } };
	hostModel([other, { rfilename: 'a.gguf', lfs: { size: 77, sha256: SHA256 } }]);
	expect(await learn('/o/r/resolve/main/a.gguf')).toEqual({
		url: `${server.origin}/o/r/resolve/${COMMIT}/a.gguf`,
		bytes: 77,
		sha256: SHA256,
		source: expect.stringMatching(/metadata of o\/r at revision 012345678901$/)
	});
});

test('else from the linked headers', async () => {
	const withHeaders: Network = {
		...network,
		fetch: async (url, init) =>
			init.method === 'HEAD'
				? new Response(null, { headers: { 'x-linked-etag': `"${SHA256}"`, 'x-linked-size': '9' } })
				: fetch(url, init)
	};
	expect(await learn('/models/a.gguf', withHeaders)).toMatchObject({ bytes: 9, sha256: SHA256 });
});

test('an ETag that only looks like a sha256 is not taken for one', async () => {
	server.host('/models/a.gguf', new Uint8Array(10), { etag: `"${SHA256}"` });
	await expect(learn('/models/a.gguf')).rejects.toMatchObject({
		code: 'unverifiable',
		message: expect.stringMatching(/does not publish a hash of a\.gguf.*import it/)
	});
});

test.each([
	['no such file', [{ rfilename: 'other.gguf', lfs: { size: 1, sha256: SHA256 } }]],
	['a file without a hash', [{ rfilename: 'a.gguf', size: 4 }]],
	['a hash that is none', [{ rfilename: 'a.gguf', lfs: { size: 4, sha256: 'zz' } }]],
	['nonsense', 7]
])('metadata with %s is not believed', async (_, siblings) => {
	hostModel(siblings);
	server.host('/o/r/resolve/main/a.gguf', new Uint8Array(4));
	await expect(learn('/o/r/resolve/main/a.gguf')).rejects.toMatchObject({ code: 'unverifiable' });
});

test('a model that needs an account is refused with the way round it', async () => {
	const gated: Network = { ...network, fetch: async () => new Response(null, { status: 401 }) };
	await expect(learn('/o/r/resolve/main/a.gguf', gated)).rejects.toMatchObject({
		code: 'forbidden',
		message: expect.stringMatching(/without an account.*import the file/)
	});
});

test('a host that does not answer is asked three times, then the person is told', async () => {
	delays.length = 0;
	const down: Network = { ...network, fetch: async () => Promise.reject(new TypeError('no')) };
	await expect(learn('/o/r/resolve/main/a.gguf', down)).rejects.toMatchObject({
		code: 'unreachable',
		message: expect.stringMatching(/Could not ask localhost.*Check the connection/)
	});
	expect(delays).toEqual([500, 1000]);
});
