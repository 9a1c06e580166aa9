// The native server's start and end as a command, in processes of its own: what it says before it reads a model, and
// that it ends when it is told to, whatever still computes. Not here: serving (native.test.ts).

import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runNode } from '../../worker/pinned-node.mjs';
import { startNativeCommand, writeModel } from '../support/native.ts';
import { randomLlama } from '../support/random-gguf.ts';

let model: Awaited<ReturnType<typeof writeModel>>;

beforeAll(async () => {
	model = await writeModel(randomLlama({ contextTokens: 256 }));
});
afterAll(() => model?.discard());

describe('an option that cannot be is one sentence, before the model is read', () => {
	// A model that is not there is the next thing it would say.
	const said = async (...options: string[]) => {
		const { code, output } = await runNode(['worker/native.mjs', '--model=/nowhere', ...options]);
		expect(output, options.join(' ')).not.toMatch(/\n\s+at |There is no \/nowhere/);
		expect(code).toBe(1);
		return output.trim();
	};
	const token = '--token=correct-horse-battery';

	test('for an origin', async () => {
		for (const origin of ['foo', 'null', 'http://box.example.org'])
			expect(await said('--origin', origin)).toMatch(/^--origin: should be[^\n]*$/);
	});

	test('for an address, and for a port', async () => {
		expect(await said('--host=nosuch.invalid', token)).toMatch(
			/^--host nosuch.invalid stands for no address\.[^\n]*$/
		);
		expect(await said('--host=192.0.2.1', token)).toMatch(
			/^192\.0\.2\.1 is no address of this machine\.[^\n]*$/
		);
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const { port } = taken.address() as AddressInfo;
		expect(await said(`--port=${port}`)).toMatch(/^Port \d+ is in use\.[^\n]*$/);
		taken.close();
	});

	test('for a host without a token', async () => {
		expect(await said('--host=0.0.0.0')).toContain('needs a token');
	});
});

test('a context beyond what the model was trained for is said at the start, and one within is not', async () => {
	for (const [context, says] of [
		[512, true],
		[128, false]
	] as const) {
		const command = await startNativeCommand(model.folder, ['--threads=1', `--context=${context}`]);
		expect(command.said().includes('more than the 256 tokens this model was trained for')).toBe(
			says
		);
		expect(await command.end('SIGTERM')).toBe(0);
	}
}, 60_000);

describe('what computes and cannot be called off', () => {
	// A thread that is busy for hours, as under a grammar, and a close that waits for it.
	const script = (closingMs: number) => `
		import { pbkdf2 } from 'node:crypto';
		import { closedAtSignal } from ${JSON.stringify(new URL('../../worker/node/closing.ts', import.meta.url).href)};
		const computed = new Promise((resolve) => pbkdf2('a', 'b', 2 ** 31 - 1, 64, 'sha512', resolve));
		const closed = closedAtSignal(async () => {
			process.stdout.write('closing');
			await computed;
		}, ${closingMs});
		process.stdout.write('ready');
		await closed;
		process.exit(0);`;

	async function busy(closingMs: number) {
		const child = spawn(process.execPath, ['--input-type=module', '-e', script(closingMs)]);
		const ended = new Promise((resolve) =>
			child.on('exit', (code, signal) => resolve(code ?? signal))
		);
		let said = '';
		const until = (word: string) =>
			new Promise<void>((resolve) => {
				const look = () => void (said.includes(word) && resolve());
				child.stdout.on('data', look);
				look();
			});
		child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
		await until('ready');
		return { child, ended, until };
	}

	test.each(['SIGINT', 'SIGTERM'] as const)(
		'is not waited for after a second %s',
		async (signal) => {
			const { child, ended, until } = await busy(3_600_000);
			child.kill(signal);
			await until('closing');
			child.kill(signal);
			// A shell says 130 or 143.
			expect(await ended).toBe(signal);
		},
		20_000
	);

	test('is not waited for longer than it may take', async () => {
		const { child, ended } = await busy(50);
		child.kill('SIGTERM');
		expect(await ended).toBe('SIGTERM');
	}, 20_000);
});
