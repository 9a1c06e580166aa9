// Serves a build folder and the Worker on one origin, on the real workerd, in processes of its own
// (miniflare.mjs) that are started again when they end by themselves. What `npm start`, `npm run edge` and
// the tests share. It asks nothing, sends nothing anywhere and works with no network. Not part of the Worker.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Failure } from './pinned-node.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const HOST = '127.0.0.1';
// 110 s: it is up in 1 s on an idle machine, 4 s after a change; two very busy cores took 55 s.
const START_MS = 110_000;
const POLL_MS = 100;
/** Ends by itself that are mended by starting it again; more say that something is wrong. */
const MAX_RESTARTS = 5;
// After this a child that ignored SIGTERM is killed.
const GRACE_MS = 3_000;

/** What miniflare.mjs says when the runtime ended by itself and was started again. */
export const RUNTIME_RESTARTED = 'Understudy: the runtime was started again.';

/** What the gateway reads: its own variables and the providers' keys. */
const GATEWAY_VARIABLE = /^(UNDERSTUDY_[A-Z_]+|[A-Z]+_API_KEY)$/;

/** Wrangler without telemetry, prompts, or the look-up of where this machine stands. */
const QUIET = {
	CI: '1',
	DO_NOT_TRACK: '1',
	WRANGLER_SEND_METRICS: 'false',
	WRANGLER_SEND_ERROR_REPORTS: 'false',
	CLOUDFLARE_CF_FETCH_ENABLED: 'false',
	NO_COLOR: '1'
};

/**
 * Nothing shared with another server of this machine, or left in the home folder.
 * @param {string} state
 */
function apart(state) {
	return {
		WRANGLER_REGISTRY_PATH: join(state, 'registry'),
		WRANGLER_LOG_PATH: join(state, 'logs'),
		TMPDIR: state
	};
}

/** @param {string} folder */
function made(folder) {
	mkdirSync(folder);
	return folder;
}

/**
 * The gateway's variables among others.
 * @param {Record<string, string | undefined>} env
 */
function gatewayVariables(env) {
	return Object.fromEntries(
		Object.entries(env).flatMap(([name, value]) =>
			value && GATEWAY_VARIABLE.test(name) ? [[name, value]] : []
		)
	);
}

/**
 * What miniflare.mjs is to serve, as a file that only this user can read: an argument would show keys to all.
 * @param {string} state
 * @param {import('./miniflare.mjs').ServedFile} served
 */
function servedFile(state, served) {
	const path = join(state, 'served.json');
	writeFileSync(path, JSON.stringify(served), { mode: 0o600 });
	return path;
}

/**
 * @typedef {object} ServeOptions
 * @property {string} [assets] The build folder; without one the gateway is served alone.
 * @property {number} [port] A free one when absent.
 * @property {Record<string, string | undefined>} [env] Where the gateway's variables are taken from; none when absent.
 * @property {string} [keep] A folder where budgets outlive the server.
 * @property {(said: string) => void} [onRestart] Told when it ended by itself and is started again, with what it said.
 */

/**
 * @typedef {object} Server
 * @property {string} origin E.g. `http://localhost:8787`.
 * @property {number} port
 * @property {Promise<number>} exited The exit code, once it ended and is not started again.
 * @property {() => number | undefined} group The process group that serves at present.
 * @property {() => number} restarts How often it ended by itself and was started again.
 * @property {() => string} said The last that it said: why it ended, when it did so by itself.
 * @property {() => Promise<void>} stop Ends the server and everything it started.
 */

/**
 * Starts the server and resolves once it answers. Throws an Error with what it said.
 * @param {ServeOptions} options
 * @returns {Promise<Server>}
 */
export async function serve({ assets, port: wanted, env = {}, keep, onRestart }) {
	const port = wanted ?? (await freePort());
	const state = mkdtempSync(join(tmpdir(), 'understudy-workerd-'));
	const file = servedFile(state, {
		host: HOST,
		port,
		assets: resolve(assets ?? made(join(state, 'no-assets'))),
		keep: resolve(keep ?? state),
		variables: gatewayVariables(env)
	});
	const child = supervised(file, state, onRestart);
	let ended = false;
	void child.exited.then(() => (ended = true));
	const { exited, group, restarts, said, stop } = child;

	const deadline = Date.now() + START_MS;
	while (!(await answers(port))) {
		if (ended || Date.now() > deadline) {
			await stop();
			throw new Error(
				`The server did not start on port ${port}. It said:\n${said() || '(nothing)'}`
			);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	child.keepUp();
	return { origin: `http://localhost:${port}`, port, exited, group, restarts, said, stop };
}

/**
 * Runs miniflare.mjs in a process group of its own. From `keepUp` on it is started again when it ends by
 * itself.
 * @param {string} file
 * @param {string} state Removed in the end.
 * @param {(said: string) => void} [onRestart]
 */
function supervised(file, state, onRestart) {
	const command = [join(ROOT, 'worker/guard.mjs'), join(ROOT, 'worker/miniflare.mjs'), file];
	let said = '';
	let keepsUp = false;
	let restarts = 0;
	/** @type {PromiseWithResolvers<number>} */
	const { promise: exited, resolve: end } = Promise.withResolvers();

	const start = () => {
		const started = spawn(process.execPath, command, {
			cwd: ROOT,
			env: { ...process.env, ...QUIET, ...apart(state) },
			// A group of its own, so that stopping it also stops workerd and esbuild.
			detached: true,
			// The guard ends everything once its standard input closes: with this process, however it ends.
			stdio: ['pipe', 'pipe', 'pipe']
		});
		const tell = (/** @type {Buffer} */ chunk) => {
			said = (said + chunk).slice(-8000);
			// The runtime alone ended, and Miniflare started it again.
			if (chunk.includes(RUNTIME_RESTARTED)) told();
		};
		started.stdout.on('data', tell);
		started.stderr.on('data', tell);
		started.on('error', () => end(1));
		started.on('exit', () => kill('SIGKILL'));
		// After all it said is here.
		started.on('close', (code) => {
			if (!keepsUp || code === 0 || restarts >= MAX_RESTARTS) return end(code ?? 1);
			child = start();
			told();
		});
		return started;
	};
	const told = () => {
		restarts += 1;
		onRestart?.(said.trim());
	};
	let child = start();
	const kill = (/** @type {NodeJS.Signals} */ signal) => {
		try {
			if (child.pid) process.kill(-child.pid, signal);
		} catch {
			// The group is gone already.
		}
	};
	const onExit = () => {
		kill('SIGKILL');
		rmSync(state, { recursive: true, force: true });
	};
	process.on('exit', onExit);

	return {
		exited,
		keepUp: () => void (keepsUp = true),
		group: () => child.pid,
		restarts: () => restarts,
		said: () => said.trim(),
		async stop() {
			keepsUp = false;
			process.off('exit', onExit);
			kill('SIGTERM');
			const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS);
			await exited;
			clearTimeout(timer);
			onExit();
		}
	};
}

/**
 * As a command of this project does: with this process's environment, budgets kept in the project's folder, and a
 * sentence for whoever watches. Throws a Failure.
 * @param {Pick<ServeOptions, 'assets' | 'port'>} options
 */
export async function serveHere(options) {
	try {
		return await serve({
			...options,
			env: process.env,
			keep: '.understudy/workerd',
			onRestart: tellOfRestart
		});
	} catch (error) {
		throw new Failure(error instanceof Error ? error.message : String(error));
	}
}

/** @param {string} said */
function tellOfRestart(said) {
	console.error(
		`The server ended by itself and is started again. It said:\n${said || '(nothing)'}`
	);
}

/** Whether nothing listens on a port of this machine.
 * @param {number} port */
export function isFree(port) {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, HOST, () => probe.close(() => resolve(true)));
	});
}

/** A port nothing listens on. @returns {Promise<number>} */
export function freePort() {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, HOST, () => {
			const address = probe.address();
			probe.close(() =>
				address && typeof address === 'object'
					? resolve(address.port)
					: reject(new Error('No free port.'))
			);
		});
	});
}

/** @param {number} port */
async function answers(port) {
	try {
		const response = await fetch(`http://${HOST}:${port}/healthz`, {
			signal: AbortSignal.timeout(5_000)
		});
		return response.ok;
	} catch {
		return false;
	}
}
