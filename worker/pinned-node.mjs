// What `npm start` and `npm test` do first, on whatever Node runs them (20 or newer): install what the
// lockfile lists, then run the same script again on the Node it pins, which the toolchain needs.
// Plain JavaScript with no dependencies, since none are there yet. Not part of the Worker.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = 20;
// workerd's own requirement: https://developers.cloudflare.com/workers/wrangler/install-and-update/
const OLDEST_GLIBC = { major: 2, minor: 35 };
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i;

/** A failure to tell in one sentence, without a stack. */
export class Failure extends Error {}

/**
 * Installs when needed and calls `main` on the pinned Node. A Failure is printed as its sentence.
 * @param {string} script The calling script's `import.meta.url`.
 * @param {() => Promise<number>} main Resolves to the exit code.
 */
export async function runPinned(script, main) {
	try {
		checkMachine();
		process.chdir(ROOT);
		install();
		const pinned = pinnedNode();
		if (process.version === `v${pinned.version}`) process.exit(await main());
		process.exit(await again(pinned.path, fileURLToPath(script)));
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		console.error(`\n${error.message}`);
		process.exit(1);
	}
}

/** A hash of everything the build is made of: it names the build, so a build knows its sources. */
export function sourcesHash() {
	const hash = createHash('sha256');
	const add = (/** @type {string} */ path) => {
		if (path.endsWith('.test.ts') || !existsSync(join(ROOT, path))) return;
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(ROOT, path)))
			.update('\0');
	};
	const walk = (/** @type {string} */ folder) => {
		if (!existsSync(join(ROOT, folder))) return;
		const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const path = `${folder}/${entry.name}`;
			if (entry.isDirectory()) walk(path);
			else add(path);
		}
	};
	for (const folder of ['src', 'static', 'models/starter']) walk(folder);
	for (const file of [
		'models/catalog.json',
		'package-lock.json',
		'svelte.config.js',
		'tsconfig.json',
		'vite.config.ts',
		'vite.embed.ts',
		'vite.onnxruntime.ts',
		'worker/headers.ts'
	])
		add(file);
	return hash.digest('hex').slice(0, 16);
}

/**
 * Runs a Node script of the project to its end. `output` is what it said, unless it was shown.
 * @param {string[]} argv
 * @param {{ env?: Record<string, string>, show?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(argv, { env = {}, show = false } = {}) {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, argv, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe']
		});
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

/** Builds the app when `build` was not made from today's sources. Throws a Failure. */
export async function buildIfChanged() {
	const version = sourcesHash();
	if (isBuilt()) return false;
	console.log('Building the app (only after a change; about a minute)…');
	const { code, output } = await runNode(['node_modules/vite/bin/vite.js', 'build']);
	if (code !== 0) throw new Failure(`${output.trim()}\n\nThe build failed; its reason is above.`);
	if (builtVersion() !== version)
		throw new Failure('The sources changed during the build. Run the command again.');
	return true;
}

/** Whether `build` is whole and was made from the sources as they are now. */
export function isBuilt() {
	return builtVersion() === sourcesHash();
}

/** The sources' hash that `build` was made from, if it is whole. */
function builtVersion() {
	if (!existsSync(join(ROOT, 'build/index.html'))) return undefined;
	try {
		/** @type {unknown} */
		const version = JSON.parse(readFileSync(join(ROOT, 'build/_app/version.json'), 'utf8'));
		return version && typeof version === 'object' && 'version' in version
			? version.version
			: undefined;
	} catch {
		return undefined;
	}
}

function checkMachine() {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
		throw new Failure(
			`This is Node ${process.versions.node}; Understudy needs Node ${OLDEST_NODE} or newer. Install it from https://nodejs.org, then run the command again.`
		);
	if (process.platform !== 'linux') return;
	/** @type {{ header?: { glibcVersionRuntime?: string } }} */
	const report = Object(process.report?.getReport());
	const glibc = report.header?.glibcVersionRuntime;
	const [major = 0, minor = 0] = (glibc ?? '').split('.').map(Number);
	const oldest = OLDEST_GLIBC;
	if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
	throw new Failure(
		`The server needs glibc ${oldest.major}.${oldest.minor} or newer; this system has ${glibc ?? 'another C library'}. Use Debian 12, Ubuntu 22.04 or newer.`
	);
}

/** `npm ci` when node_modules is not what the lockfile says. */
function install() {
	if (isInstalled()) return;
	console.log('Installing dependencies (only when they changed; a minute or two)…');
	const npm = process.env.npm_execpath;
	const argv = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	// npm's own Node, since the pinned one is inside the folder that npm replaces.
	const [command, args] = npm
		? [process.env.npm_node_execpath ?? process.execPath, [npm, ...argv]]
		: ['npm', argv];
	const result = spawnSync(command, args, {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, npm_config_yes: 'true', npm_config_update_notifier: 'false' },
		stdio: ['ignore', 'pipe', 'pipe'],
		maxBuffer: 64 * 1024 * 1024
	});
	const said = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim();
	if (result.status !== 0)
		throw new Failure(
			NO_NETWORK.test(said)
				? `${said}\n\nnpm could not reach its registry. Connect this machine to the network once, then run the command again: afterwards Understudy needs none.`
				: `${said}\n\nInstalling the dependencies failed; npm's reason is above.`
		);
	if (!isInstalled())
		throw new Failure(
			'npm finished, but the pinned Node is not in node_modules. Allow install scripts (`npm config delete ignore-scripts`), delete node_modules, and run the command again.'
		);
}

/** Whether node_modules holds what the lockfile lists (npm writes its own lockfile there last). */
function isInstalled() {
	const wanted = packagesOf('package-lock.json');
	const present = packagesOf('node_modules/.package-lock.json');
	if (!wanted)
		throw new Failure(
			'package-lock.json is missing. Restore it: `git checkout package-lock.json`.'
		);
	if (!present || !existsSync(pinnedNode().path)) return false;
	for (const [path, { integrity, optional }] of Object.entries(wanted)) {
		if (path === '') continue;
		const found = present[path];
		// Optional packages of other platforms are not installed here.
		if (found ? found.integrity !== integrity : !optional) return false;
	}
	return Object.keys(present).every((path) => path in wanted);
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean, version?: string }> | undefined}
 */
function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function pinnedNode() {
	const version = packagesOf('package-lock.json')?.['node_modules/node']?.version ?? '';
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	return { version, path: join(ROOT, 'node_modules/node/bin', name) };
}

/**
 * The same script with the same arguments on the pinned Node.
 * @param {string} node
 * @param {string} script
 * @returns {Promise<number>}
 */
function again(node, script) {
	const bin = join(ROOT, 'node_modules/.bin');
	const child = spawn(node, [...process.execArgv, script, ...process.argv.slice(2)], {
		cwd: ROOT,
		env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
		stdio: 'inherit'
	});
	// Ctrl-C reaches the child by itself: it ends first, and its exit code is ours.
	process.on('SIGINT', () => {});
	for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	return new Promise((resolve, reject) => {
		child.on('error', (error) =>
			reject(
				new Failure(
					`The pinned Node could not run: ${error.message}. Delete node_modules and run the command again.`
				)
			)
		);
		// As a shell says it: 130 for SIGINT, 143 for SIGTERM.
		child.on('exit', (code, signal) =>
			resolve(code ?? (signal ? 128 + constants.signals[signal] : 0))
		);
	});
}
