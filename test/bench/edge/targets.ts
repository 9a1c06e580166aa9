// What the edge's bench asks: the mock provider itself, and gateways in front of it, each in a process of
// its own. Portkey runs as its package is published, but for one dependency: its streamed answers fail
// with the newest `@hono/node-server` that its range allows, so package.json pins 1.13.8 for it.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { freePort } from '../../../worker/workerd.mjs';

const ROOT = join(import.meta.dirname, '../../..');

export type Target = {
	name: 'direct' | 'understudy' | 'portkey';
	port: number;
	headers: Record<string, string>;
	model: string;
	pid: number;
	/** Memory that lives in it, in MiB, after a full collection; absent for the provider. */
	livingMib?: () => Promise<number>;
};

export type Targets = { targets: Target[]; stop(): void };

/** Starts everything; resolves once each answered a request. */
export async function startTargets(names: readonly string[]): Promise<Targets> {
	const children: ChildProcess[] = [];
	// The ledger is a file, as it is by default.
	const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
	const stop = () => {
		for (const child of children.splice(0)) child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	};
	process.on('exit', stop);
	const run = (args: string[], env: Record<string, string> = {}) => {
		const child = spawn(process.execPath, args, {
			cwd: ROOT,
			env: { ...process.env, NODE_ENV: 'production', ...env },
			stdio: ['ignore', 'pipe', 'ignore', 'ipc']
		});
		children.push(child);
		return child;
	};
	/** What the process says of itself is asked for with `living`. */
	const watched = ['--expose-gc', '--import', join(ROOT, 'test/bench/edge/living.ts')];
	const provider = run(['test/support/rate-provider.ts']);
	const providerPort = Number(
		await new Promise<string>((resolve) => provider.stdout?.once('data', (d) => resolve(String(d))))
	);
	const upstream = `http://127.0.0.1:${providerPort}/v1`;
	const targets: Target[] = [
		{ name: 'direct', port: providerPort, headers: {}, model: 'm', pid: provider.pid ?? 0 }
	];
	if (names.includes('understudy')) {
		const port = await freePort();
		// As `npm run edge` starts it.
		const child = run([...watched, ...edgeOptions(), 'worker/edge.mjs', '--port', String(port)], {
			UNDERSTUDY_PROVIDERS: JSON.stringify([
				{ id: 'mock', baseUrl: upstream, models: [{ id: 'm', price: { input: 1, output: 2 } }] }
			]),
			UNDERSTUDY_LEDGER: join(folder, 'ledger.db')
		});
		child.stdout?.resume();
		targets.push({
			name: 'understudy',
			port,
			headers: {},
			model: 'mock/m',
			pid: child.pid ?? 0,
			livingMib: () => livingMib(child)
		});
	}
	if (names.includes('portkey')) {
		const port = await freePort();
		const child = run([
			...watched,
			'node_modules/@portkey-ai/gateway/build/start-server.js',
			`--port=${port}`,
			'--headless'
		]);
		child.stdout?.resume();
		targets.push({
			name: 'portkey',
			port,
			headers: {
				'x-portkey-provider': 'openai',
				'x-portkey-custom-host': upstream,
				authorization: 'Bearer none'
			},
			model: 'm',
			pid: child.pid ?? 0,
			livingMib: () => livingMib(child)
		});
	}
	for (const target of targets) await answers(target);
	return { targets, stop };
}

/** Node's options of `npm run edge`. */
function edgeOptions(): string[] {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		scripts: { edge: string };
	};
	return scripts.edge.split(' ').filter((word) => word.startsWith('--'));
}

function livingMib(child: ChildProcess): Promise<number> {
	return new Promise((resolve) => {
		child.once('message', (told: { livingBytes: number }) => resolve(told.livingBytes / 2 ** 20));
		child.send('living');
	});
}

/** Processor time that a process has used on all its threads, in ms. */
export function processorMs(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`);
	const usedNs = threads.map((id) => {
		const [ns] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ');
		return Number(ns);
	});
	return usedNs.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

/** Resident memory of a process, in MiB. */
export function residentMib(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function answers(target: Target): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		try {
			const response = await fetch(`http://127.0.0.1:${target.port}/v1/chat/completions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...target.headers },
				body: JSON.stringify({
					model: target.model,
					stream: true,
					messages: [{ role: 'user', content: 'hi' }]
				})
			});
			const text = await response.text();
			if (response.ok && text.includes('[DONE]')) return;
			if (attempt > 300) throw new Error(`${target.name} answered ${response.status}: ${text}`);
		} catch (error) {
			if (attempt > 300) throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}
