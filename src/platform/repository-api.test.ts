import { expect, test } from 'vitest';
import { answerOf, COMMIT } from '../../test/support/hugging-face.ts';
import { refuseGone } from './ask-host.ts';
import { browserNetwork, type Network } from './network.ts';
import { addressIn, askRepository } from './repository-api.ts';

const place = { origin: 'https://models.example', name: 'o/r', revision: 'main' };
const answering = (fetch: Network['fetch']): Network => ({
	...browserNetwork,
	delay: async () => undefined,
	fetch
});
const ask = (fetch: Network['fetch'], signal = new AbortController().signal) =>
	askRepository(place, answering(fetch), signal);
const says = (body: unknown) => ask(async () => Response.json(body));

test('a revision is asked for by its address, without cookies, and its commit, files and licence are told', async () => {
	const files = new Map([
		['config.json', new TextEncoder().encode('{}')],
		['onnx/model.onnx', new Uint8Array(9)]
	]);
	const asked: [string, RequestInit][] = [];
	const told = await ask(async (url, init) => {
		asked.push([url, init]);
		return answerOf(files, url, init);
	});
	expect(asked).toMatchObject([
		['https://models.example/api/models/o/r/revision/main?blobs=true', { credentials: 'omit' }]
	]);
	expect(told).toEqual({
		commit: COMMIT,
		files: [
			{
				name: 'config.json',
				bytes: 2,
				sha256: null,
				gitSha1: '9e26dfeeb6e641a33dae4961196235bdb965b21b'
			},
			{
				name: 'onnx/model.onnx',
				bytes: 9,
				sha256: '3e7077fd2f66d689e0cee6a7cf5b37bf2dca7c979af356d0a31cbc5c85605c7d',
				gitSha1: null
			}
		],
		licence: 'mit'
	});
});

test('what is not said of a file, or in no sound form, is null', async () => {
	const odd = { rfilename: 'a', size: -1, blobId: 'main', lfs: { sha256: 'zz', size: '4' } };
	const { files, licence } = await says({
		sha: COMMIT,
		siblings: [odd, { rfilename: 'b' }],
		cardData: { license: ['mit'] }
	});
	const unknown = { bytes: null, sha256: null, gitSha1: null };
	expect(files).toEqual([
		{ name: 'a', ...unknown },
		{ name: 'b', ...unknown }
	]);
	expect(licence).toBeNull();
});

test.each([
	['a list', []],
	['no files', { sha: COMMIT }],
	['a file without a name', { sha: COMMIT, siblings: [{ size: 4 }] }],
	['no commit', { siblings: [] }],
	['a commit that would change an address', { sha: '../../x', siblings: [] }]
])('an answer that is %s is refused with what to do', async (_, body) => {
	await expect(says(body)).rejects.toMatchObject({
		code: 'server-failed',
		message:
			'models.example did not say which files o/r has (status 200). Try again later, or choose another model.'
	});
});

test.each([
	[404, 'not-found', /shows no repository o\/r \(404\): .* Check the address/],
	[410, 'not-found', /shows no repository o\/r \(410\)/],
	[401, 'forbidden', /shows no repository o\/r \(401\): there is none of this name, or it asks/],
	[403, 'forbidden', /shows no repository o\/r \(403\)/],
	[418, 'server-failed', /did not say .*\(status 418\)/],
	[503, 'unreachable', /^Could not ask models\.example about this model \(it answered 503\)\. /]
])('says what an answer of %i means', async (status, code, message) => {
	const answer = ask(async () => new Response('<!doctype html>', { status }));
	await expect(answer).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('who asks for a model that is listed says in their own words that it is gone', async () => {
	const answer = askRepository(
		place,
		answering(async () => new Response(null, { status: 404 })),
		new AbortController().signal,
		refuseGone
	);
	await expect(answer).rejects.toThrow(/no longer has this model \(404\)\. Choose another model/);
});

test('one who leaves while the answer arrives gets their own reason', async () => {
	const leaving = new AbortController();
	const reason = new Error('left');
	const answer = ask(async () => {
		const response = Response.json({ sha: COMMIT, siblings: [] });
		response.json = () => (leaving.abort(reason), Promise.reject(new TypeError('aborted')));
		return response;
	}, leaving.signal);
	await expect(answer).rejects.toBe(reason);
});

test('a file’s address is written as addresses are, with its folders', () => {
	expect(addressIn(place, COMMIT, 'x y/a#b.gguf')).toBe(
		`https://models.example/o/r/resolve/${COMMIT}/x%20y/a%23b.gguf`
	);
});
