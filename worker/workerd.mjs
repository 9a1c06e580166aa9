// Serves a build folder and the Worker on one origin: `wrangler dev` on the real workerd, as a child
// process. What `npm start`, `npm run edge` and the tests share. It asks nothing, sends nothing anywhere
// and works with no network. Not part of the Worker.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const HOST = '127.0.0.1';
// 60 s: workerd is up in 3 s on an idle machine; two busy cores took 20 s.
const START_MS = 60_000;
const POLL_MS = 100;
// After this a child that ignored SIGTERM is killed.
const GRACE_MS = 3_000;

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
		WRANGLER_LOG_PATH: join(state, 'logs')
	};
}

/** @param {string} state */
function emptyFolder(state) {
	const folder = join(state, 'no-assets');
	mkdirSync(folder);
	return folder;
}

/**
 * The gateway's variables as a file that only this user can read: an argument would show keys to all.
 * @param {string} state
 * @param {Record<string, string | undefined>} env
 */
function variablesFile(state, env) {
	const lines = Object.entries(env)
		.filter(([name, value]) => value && GATEWAY_VARIABLE.test(name))
		.map(([name, value = '']) => {
			const quote = ["'", '`', '"'].find((mark) => !value.includes(mark));
			if (!quote)
				throw new Error(`${name} holds all three kinds of quotes. Leave one kind out of it.`);
			return `${name}=${quote}${value}${quote}\n`;
		});
	const path = join(state, 'variables');
	writeFileSync(path, lines.join(''), { mode: 0o600 });
	return path;
}

/**
 * The end of wrangler's log, with the error it ended by.
 * @param {string} state
 */
function lastLogged(state) {
	try {
		const folder = join(state, 'logs');
		const [last] = readdirSync(folder).toSorted().slice(-1);
		return last ? `\n${readFileSync(join(folder, last), 'utf8').slice(-2000)}` : '';
	} catch {
		return '';
	}
}

/**
 * @typedef {object} ServeOptions
 * @property {string} [assets] The build folder; without one the gateway is served alone.
 * @property {number} [port] A free one when absent.
 * @property {Record<string, string | undefined>} [env] Where the gateway's variables are taken from; none when absent.
 * @property {string} [keep] A folder where budgets outlive the server.
 */

/**
 * @typedef {object} Server
 * @property {string} origin E.g. `http://localhost:8787`.
 * @property {number} port
 * @property {Promise<number>} exited The child's exit code, once it ended.
 * @property {() => string} said The last that wrangler said: why it ended, when it did so by itself.
 * @property {() => Promise<void>} stop Ends the server and everything it started.
 */

/**
 * Starts the server and resolves once it answers. Throws an Error that says what wrangler said.
 * @param {ServeOptions} options
 * @returns {Promise<Server>}
 */
export async function serve({ assets, port: wanted, env = {}, keep }) {
	const port = wanted ?? (await freePort());
	const state = mkdtempSync(join(tmpdir(), 'understudy-workerd-'));
	const child = spawn(
		process.execPath,
		[
			join(ROOT, 'worker/guard.mjs'),
			join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
			'dev',
			`--ip=${HOST}`,
			`--port=${port}`,
			'--inspector-port=0',
			`--assets=${assets ?? emptyFolder(state)}`,
			`--persist-to=${keep ?? state}`,
			`--env-file=${variablesFile(state, env)}`,
			'--log-level=warn',
			'--show-interactive-dev-session=false'
		],
		{
			cwd: ROOT,
			env: { ...process.env, ...QUIET, ...apart(state) },
			// A group of its own, so that stopping it also stops workerd and esbuild.
			detached: true,
			// The guard ends everything once its standard input closes: with this process, however it ends.
			stdio: ['pipe', 'pipe', 'pipe']
		}
	);
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => (said = (said + chunk).slice(-8000)));
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
	/** @type {Promise<number>} */
	const exited = new Promise((resolve) => {
		child.on('error', () => resolve(1));
		child.on('exit', (code) => {
			// What it prints of an error may be empty; its log has where it came from.
			if (code) said += lastLogged(state);
			resolve(code ?? 1);
		});
	});
	let ended = false;
	void exited.then(() => (ended = true));

	const stop = async () => {
		process.off('exit', onExit);
		kill('SIGTERM');
		const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS);
		await exited;
		clearTimeout(timer);
		onExit();
	};

	const deadline = Date.now() + START_MS;
	while (!(await answers(port))) {
		if (ended || Date.now() > deadline) {
			await stop();
			throw new Error(
				`The server did not start on port ${port}. It said:\n${said.trim() || '(nothing)'}`
			);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	return { origin: `http://localhost:${port}`, port, exited, said: () => said.trim(), stop };
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
