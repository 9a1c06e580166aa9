import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Sha256 } from '../contract/sha256-stream.ts';
import {
	type Fault,
	type FlakyServer,
	generatedFile,
	startFlakyServer
} from '../../test/support/flaky-server.ts';
import { manifestOf } from '../../test/support/weight-files.ts';
import {
	downloadChunks,
	type DownloadTask,
	type FilePlan,
	type VerifiedChunk
} from './download.ts';
import type { Network } from './network.ts';

const CHUNK = 64 * 1024;
const BYTES = 5 * CHUNK + 1000;
const source = generatedFile(BYTES);

let server: FlakyServer;
beforeEach(async () => {
	server = await startFlakyServer();
});
afterEach(() => server.stop());

/** Real requests; time passes only through `delay`, which is at once and written down. */
function testNetwork(overrides: Partial<Network> = {}) {
	const delays: number[] = [];
	let clock = 0;
	const network: Network = {
		fetch: (url, init) => fetch(url, init),
		now: () => clock,
		delay: (ms, signal) => {
			// The watch for silence: it fires only in the test that wants it.
			if (ms === 30_000) return new Promise(() => undefined);
			delays.push(ms);
			clock += ms;
			return signal.aborted ? Promise.reject(signal.reason) : Promise.resolve();
		},
		random: () => 0.5,
		isOnline: () => true,
		whenOnline: () => Promise.resolve(),
		...overrides
	};
	return { network, delays };
}

function planOf(path: string): FilePlan {
	const { files } = manifestOf('m', `${server.origin}${path}`, source, CHUNK);
	return files[0]!;
}

type Outcome = { saved: VerifiedChunk[]; sha256: string | null; waits: (string | null)[] };

async function download(plan: FilePlan, more: Partial<DownloadTask> = {}): Promise<Outcome> {
	const outcome: Outcome = { saved: [], sha256: null, waits: [] };
	await downloadChunks({
		plan,
		missing: plan.chunkSha256.map((_, i) => i),
		hashPoint: { chunks: 0, state: new Sha256().state() },
		etag: null,
		signal: new AbortController().signal,
		network: testNetwork().network,
		save: async (chunk) => {
			outcome.saved.push({ ...chunk, bytes: chunk.bytes.slice() });
			if (chunk.hashPoint) outcome.sha256 = new Sha256(chunk.hashPoint.state).hex();
		},
		onProgress: ({ waiting }) => outcome.waits.push(waiting),
		...more
	});
	return outcome;
}

const DAMAGED = 'a piece arrived damaged; trying again';

function expectWhole({ saved, sha256 }: Outcome, plan: FilePlan) {
	expect(saved.map(({ index }) => index)).toEqual(plan.chunkSha256.map((_, i) => i));
	const whole = createHash('sha256');
	for (const { bytes } of saved) whole.update(bytes);
	expect(whole.digest('hex')).toBe(plan.sha256);
	expect(sha256).toBe(plan.sha256);
}

test('a decent host sends each byte once, in one request', async () => {
	server.host('/m', source);
	const plan = planOf('/m');
	expectWhole(await download(plan), plan);
	expect(server.log).toHaveLength(1);
	expect(server.sentBytes()).toBe(BYTES);
});

test('after a break it goes on from the very byte, by Range', async () => {
	server.host('/m', source, { faults: [{ kind: 'break', afterBytes: 2 * CHUNK + 777 }] });
	const plan = planOf('/m');
	const outcome = await download(plan);
	expectWhole(outcome, plan);
	// Going on from another byte would show as a damaged piece.
	expect(outcome.waits).not.toContain(DAMAGED);
	const [, second] = server.log;
	const from = Number(/bytes=(\d+)-/.exec(second?.range ?? '')?.[1]);
	// The client may not have read all that was sent before the cut, but it repeats nothing it read.
	expect(from).toBeLessThanOrEqual(2 * CHUNK + 777);
	expect(server.log).toHaveLength(2);
});

test.each<[string, Fault[]]>([
	['ends its answers early', [{ kind: 'end-early', afterBytes: CHUNK + 5 }]],
	['answers 500 and 503 now and then', [status(500), status(503)]],
	['ignores Range after a break', [{ kind: 'break', afterBytes: CHUNK }, { kind: 'ignore-range' }]],
	[
		'answers other bytes than asked',
		[
			{ kind: 'break', afterBytes: CHUNK },
			{ kind: 'wrong-range', shift: 17 }
		]
	],
	['sends one damaged byte once', [{ kind: 'corrupt', at: 3 * CHUNK + 9 }]],
	[
		'breaks again and again',
		Array.from({ length: 5 }, () => ({ kind: 'break', afterBytes: CHUNK }))
	]
])('the file arrives whole from a host that %s', async (_, faults) => {
	server.host('/m', source, { faults });
	const plan = planOf('/m');
	expectWhole(await download(plan), plan);
});

test('what a short answer brought of a piece is not asked for again', async () => {
	server.host('/m', source, { faults: [{ kind: 'end-early', afterBytes: CHUNK + 5 }] });
	const { waits } = await download(planOf('/m'));
	expect(server.log[1]?.range).toBe(`bytes=${CHUNK + 5}-${BYTES - 1}`);
	expect(waits).not.toContain(DAMAGED);
});

test('other bytes than asked are noticed before they are taken', async () => {
	server.host('/m', source, {
		faults: [
			{ kind: 'break', afterBytes: CHUNK },
			{ kind: 'wrong-range', shift: 17 }
		]
	});
	const { waits } = await download(planOf('/m'));
	expect(waits).toContain('the host sent other bytes than asked; trying again');
	expect(waits).not.toContain(DAMAGED);
});

test('a piece that is wrong twice is refused with its number, and only good pieces are kept', async () => {
	server.host('/m', source, { always: { kind: 'corrupt', at: 3 * CHUNK + 9 } });
	const plan = planOf('/m');
	const saved: number[] = [];
	const attempt = download(plan, { save: async ({ index }) => void saved.push(index) });
	await expect(attempt).rejects.toMatchObject({
		code: 'wrong-hash',
		message: expect.stringMatching(/Piece 4 of 6 of m .* twice with a wrong hash.*try again later/)
	});
	expect(saved).toEqual([0, 1, 2]);
});

test('a damaged piece does not spoil the hash of the whole file', async () => {
	server.host('/m', source, {
		faults: [
			{ kind: 'corrupt', at: 10 },
			{ kind: 'corrupt', at: CHUNK + 1 }
		]
	});
	const plan = planOf('/m');
	expectWhole(await download(plan), plan);
});

test('waits longer after each failure, half of it by chance, and gives up with the reason', async () => {
	server.host('/m', source, { always: status(503) });
	const { network, delays } = testNetwork();
	await expect(download(planOf('/m'), { network })).rejects.toMatchObject({
		code: 'unreachable',
		message: expect.stringMatching(/in 6 tries \(localhost:\d+ answered 503\).*kept.*resume/)
	});
	expect(delays).toEqual([750, 1500, 3000, 6000, 12_000]);
});

test('waits as long as the host asks', async () => {
	server.host('/m', source, { faults: [status(429, { 'retry-after': '7' })] });
	const { network, delays } = testNetwork();
	await download(planOf('/m'), { network });
	expect(delays).toEqual([7000]);
});

test.each([
	[404, 'not-found', /no longer has m \(404\)/],
	[403, 'forbidden', /without an account \(403\)/],
	[418, 'server-failed', /answered 418/]
])('status %i is final: %s, with the next step', async (code, name, message) => {
	server.host('/m', source, { always: status(code) });
	await expect(download(planOf('/m'))).rejects.toMatchObject({
		code: name,
		message: expect.stringMatching(message)
	});
	expect(server.log).toHaveLength(1);
});

test('a file of another length than listed is refused before a byte is kept', async () => {
	server.host('/m', generatedFile(BYTES + 1));
	await expect(download(planOf('/m'))).rejects.toMatchObject({
		code: 'changed',
		message: expect.stringContaining(`${BYTES + 1} bytes`)
	});
});

test('without pinned pieces, a file that changes midway is refused', async () => {
	const file = server.host('/m', source, { faults: [{ kind: 'break', afterBytes: CHUNK * 2 }] });
	const plan = planOf('/m');
	const unpinned = { ...plan, chunkSha256: plan.chunkSha256.map(() => null) };
	const { network } = testNetwork({
		fetch: async (url, init) => {
			const response = await fetch(url, init);
			file.etag = '"two"';
			return response;
		}
	});
	await expect(download(unpinned, { network })).rejects.toMatchObject({ code: 'changed' });
});

test('with pinned pieces, another ETag of the same bytes does no harm', async () => {
	const file = server.host('/m', source, {
		faults: [{ kind: 'break', afterBytes: CHUNK * 2 + 99 }]
	});
	const { network } = testNetwork({
		fetch: async (url, init) => {
			const response = await fetch(url, init);
			file.etag = '"two"';
			return response;
		}
	});
	const plan = planOf('/m');
	expectWhole(await download(plan, { network }), plan);
});

test('without a network it waits for it, however long, and says so', async () => {
	let online = true;
	let waits = 0;
	server.host('/m', source, { faults: [{ kind: 'break', afterBytes: CHUNK }] });
	const { network, delays } = testNetwork({
		isOnline: () => online,
		whenOnline: async () => {
			waits++;
			online = true;
		},
		fetch: async (url, init) => {
			const response = await fetch(url, init);
			if (server.log.length === 1) online = false;
			return response;
		}
	});
	const plan = planOf('/m');
	const outcome = await download(plan, { network });
	expectWhole(outcome, plan);
	expect(waits).toBe(1);
	expect(outcome.waits).toContain('waiting for the network');
	expect(delays).toEqual([]);
});

test('a host that falls silent is asked again', async () => {
	server.host('/m', source, { faults: [{ kind: 'silence', afterBytes: CHUNK + 10 }] });
	let silences = 0;
	const { network } = testNetwork();
	const { delay } = network;
	network.delay = (ms, signal) => {
		if (ms !== 30_000) return delay(ms, signal);
		// The watch goes off once nothing has come for a while of real time.
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				silences++;
				resolve();
			}, 300);
			signal.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(signal.reason);
			});
		});
	};
	const plan = planOf('/m');
	expectWhole(await download(plan, { network }), plan);
	expect(silences).toBeGreaterThan(0);
});

test('pausing keeps what was saved, and resuming fetches only the rest', async () => {
	const held = Promise.withResolvers<void>();
	const controller = new AbortController();
	server.host('/m', source, {
		faults: [{ kind: 'hold', afterBytes: 3 * CHUNK + 5, until: held.promise }]
	});
	const plan = planOf('/m');
	const saved: VerifiedChunk[] = [];
	const paused = download(plan, {
		signal: controller.signal,
		save: async (chunk) => {
			saved.push({ ...chunk, bytes: chunk.bytes.slice() });
			if (chunk.index === 2) controller.abort(new Error('paused'));
		}
	});
	await expect(paused).rejects.toThrow('paused');
	held.resolve();
	expect(saved).toHaveLength(3);
	const rest = await download(plan, {
		missing: [3, 4, 5],
		hashPoint: saved[2]!.hashPoint,
		save: async (chunk) => void saved.push({ ...chunk, bytes: chunk.bytes.slice() })
	});
	expect(rest.saved).toEqual([]);
	const last = saved.at(-1)!.hashPoint!;
	expectWhole({ saved, sha256: new Sha256(last.state).hex(), waits: [] }, plan);
	expect(server.log[1]?.range).toBe(`bytes=${3 * CHUNK}-${BYTES - 1}`);
});

test('missing pieces in the middle are fetched alone', async () => {
	server.host('/m', source);
	const plan = planOf('/m');
	const { saved } = await download(plan, { missing: [1, 3, 4], hashPoint: null });
	expect(saved.map(({ index }) => index)).toEqual([1, 3, 4]);
	expect(server.log.map(({ range }) => range)).toEqual([
		`bytes=${CHUNK}-${2 * CHUNK - 1}`,
		`bytes=${3 * CHUNK}-${5 * CHUNK - 1}`
	]);
});

test('what storing throws is passed on at once, not taken for a broken connection', async () => {
	server.host('/m', source);
	const save = async () => {
		throw new TypeError('a bug');
	};
	await expect(download(planOf('/m'), { save })).rejects.toThrow('a bug');
	expect(server.log).toHaveLength(1);
});

function status(code: number, headers?: Record<string, string>): Fault {
	return { kind: 'status', status: code, ...(headers && { headers }) };
}
