// The Worker as `wrangler deploy` would send it, and its bindings as wrangler.toml declares them, for running
// it on this machine. Kept in `.cache/worker.json` until one of the files it was made of changes: to load
// wrangler costs more than to start the runtime. Not part of the Worker.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CONFIG = join(ROOT, 'wrangler.toml');
const KEPT = join(ROOT, '.cache/worker.json');
/** What it is made of besides the modules in it. */
const SETTINGS = [
	'worker/bundle.mjs',
	'worker/tsconfig.json',
	'wrangler.toml',
	'node_modules/wrangler/package.json'
];

/**
 * @typedef {object} BundledWorker
 * @property {string} script One ES module.
 * @property {Record<string, unknown>} options As Miniflare takes them: bindings, assets, compatibility.
 * @property {Record<string, string>} madeOf SHA-256 by path from the project's root.
 */

/**
 * Bundles it unless what is kept is of today's sources. Throws an Error with what wrangler said.
 * @returns {Promise<BundledWorker>}
 */
export async function bundledWorker() {
	const kept = keptWorker();
	if (kept) return kept;
	const scratch = mkdtempSync(join(tmpdir(), 'understudy-bundle-'));
	try {
		const startedMs = Date.now();
		const { script, modules } = bundle(scratch);
		const paths = [...SETTINGS, ...modules];
		const madeOf = Object.fromEntries(paths.map((path) => [path, hash(path)]));
		const worker = { script, options: await declared(), madeOf };
		const whole = join(scratch, 'worker.json');
		writeFileSync(whole, JSON.stringify(worker));
		// What changed meanwhile may be in it as it was before.
		if (paths.every((path) => statSync(join(ROOT, path)).mtimeMs < startedMs)) keep(whole);
		return worker;
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** @returns {BundledWorker | null} */
function keptWorker() {
	try {
		/** @type {BundledWorker} */
		const worker = JSON.parse(readFileSync(KEPT, 'utf8'));
		const same = Object.entries(worker.madeOf).every(([path, sha256]) => hash(path) === sha256);
		return same ? worker : null;
	} catch {
		return null;
	}
}

/**
 * In one step, so that another server that starts now reads the old one or this, and no half.
 * @param {string} whole
 */
function keep(whole) {
	mkdirSync(dirname(KEPT), { recursive: true });
	const beside = `${KEPT}.${process.pid}`;
	writeFileSync(beside, readFileSync(whole));
	renameSync(beside, KEPT);
}

/** @param {string} scratch */
function bundle(scratch) {
	const out = join(scratch, 'out');
	const metafile = join(scratch, 'metafile.json');
	mkdirSync(out);
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[
			join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
			'deploy',
			'--dry-run',
			`--config=${CONFIG}`,
			`--outdir=${out}`,
			`--metafile=${metafile}`,
			// The files are served from another folder; none is looked at now.
			`--assets=${out}`
		],
		{ cwd: ROOT, encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
	/** @type {{ inputs: Record<string, unknown> }} */
	const { inputs } = JSON.parse(readFileSync(metafile, 'utf8'));
	const modules = Object.keys(inputs)
		.map((path) => (isAbsolute(path) ? relative(ROOT, path) : path))
		.filter((path) => existsSync(join(ROOT, path)));
	return { script: readFileSync(join(out, 'index.js'), 'utf8'), modules };
}

/**
 * What wrangler.toml declares. Of the variables only its own: those of `.env` and `.dev.vars` are not taken.
 * @returns {Promise<Record<string, unknown>>}
 */
async function declared() {
	const { unstable_getMiniflareWorkerOptions, unstable_readConfig } = await import('wrangler');
	const config = unstable_readConfig({ config: CONFIG });
	const { workerOptions } = unstable_getMiniflareWorkerOptions(config);
	return { ...workerOptions, bindings: config.vars };
}

/** @param {string} path */
function hash(path) {
	return createHash('sha256')
		.update(readFileSync(join(ROOT, path)))
		.digest('hex');
}
