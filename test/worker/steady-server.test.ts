// The local server when something goes wrong with it: it answers again on the same port, with the same
// budgets, and leaves nothing behind. That it ends with the command that started it is in assets.test.ts.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFree, serve, type Server } from '../../worker/workerd.mjs';
import { openAiAnswer, startMockProvider, type MockProvider } from '../support/mock-provider.ts';

let keep: string;
let mock: MockProvider;
let server: Server;
/** Resolves with each restart. */
let restarted: PromiseWithResolvers<string>;

beforeEach(async () => {
	keep = mkdtempSync(join(tmpdir(), 'understudy-steady-'));
	restarted = Promise.withResolvers();
	mock = await startMockProvider();
	mock.script('p', { kind: 'json', body: openAiAnswer('Hello.') });
	const provider = { id: 'p', baseUrl: `${mock.origin}/p/v1`, models: ['m'], price: PRICE };
	server = await serve({
		env: { UNDERSTUDY_PROVIDERS: JSON.stringify([provider]) },
		keep,
		onRestart: (said) => restarted.resolve(said)
	});
}, 120_000);

afterEach(async () => {
	await server?.stop();
	await mock?.stop();
	rmSync(keep, { recursive: true, force: true });
});

const PRICE = { input: 1, output: 2 };

async function ask(): Promise<number> {
	const { status } = await fetch(`${server.origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ model: 'p/m', messages: [{ role: 'user', content: 'Hello.' }] })
	});
	return status;
}

async function turnsSpent(): Promise<number> {
	const { accounts } = await (await fetch(`${server.origin}/v1/usage`)).json();
	return accounts[0].periods.day.turns;
}

/** The guard, what it guards, and the runtime under that. */
function processes(): number[] {
	const line: number[] = [];
	for (let next = server.group(); next; next = childOf(next)) line.push(next);
	return line;
}

function childOf(pid: number): number | undefined {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
	return Number(children[0]) || undefined;
}

function isRunning(pid: number): boolean {
	try {
		// A zombie has ended; only its parent has not looked yet.
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

const onLinux = test.skipIf(process.platform !== 'linux');

for (const which of ['the server', 'the runtime'])
	onLinux(
		`when ${which} is killed, the same port answers again and knows what was spent`,
		async () => {
			expect(await ask()).toBe(200);
			const [, miniflare = 0, runtime = 0] = processes();
			process.kill(which === 'the runtime' ? runtime : miniflare, 'SIGKILL');
			await restarted.promise;
			await expect.poll(ask, { timeout: 90_000 }).toBe(200);
			expect(server.restarts()).toBe(1);
			expect(await turnsSpent()).toBe(2);
		},
		120_000
	);

onLinux(
	'stopping while it is started again leaves nothing behind',
	async () => {
		const before = processes();
		process.kill(before[1] ?? 0, 'SIGKILL');
		await restarted.promise;
		const after = server.group() ?? 0;
		expect(before).not.toContain(after);
		await server.stop();
		// A process that was killed takes a moment to be gone.
		await expect.poll(() => [...before, after].filter(isRunning), { timeout: 30_000 }).toEqual([]);
		await expect.poll(() => isFree(server.port), { timeout: 30_000 }).toBe(true);
		expect(await server.exited).not.toBeNaN();
		expect(server.restarts()).toBe(1);
	},
	120_000
);

test('a client that leaves in the middle of its upload ends nothing', async () => {
	const head =
		'POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
		'Content-Length: 100000\r\n\r\n';
	for (let i = 0; i < 30; i++)
		await new Promise<void>((resolve) => {
			const socket = connect(server.port, '127.0.0.1', () => {
				socket.write(`${head}{"model": "${'x'.repeat(1000 * i)}`, () => {
					if (i % 2 === 0) socket.resetAndDestroy();
					else socket.destroy();
					resolve();
				});
			});
			socket.on('error', () => resolve());
		});
	expect(await ask()).toBe(200);
	expect(server.restarts()).toBe(0);
}, 120_000);
