// `npm test`: installs what tests need, then runs every check, unit test and browser test, and closes
// with one line `N passed, N failed, N skipped`. `--all` adds the slow ones (`npm run test:all`).
// A step that cannot run counts as failed: nothing is left out silently.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfChanged, Failure, isBuilt, runNode, runPinned } from '../worker/pinned-node.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, output: string }} Outcome */
/**
 * Stages follow each other, and so do the steps of a lane; the lanes of a stage run side by side.
 * @typedef {[name: string, run: () => Promise<Outcome>]} Step
 */

const NODE_TESTS = 'node_modules/vitest/vitest.mjs';
const HEADLESS_SHELL = 'chromium-headless-shell';
const BROWSER_TESTS = 'node_modules/@playwright/test/cli.js';

await runPinned(import.meta.url, async () => {
	const unknown = process.argv.slice(2).filter((argument) => argument !== '--all');
	if (unknown.length > 0)
		throw new Failure(
			`npm test does not know “${unknown[0]}”. Run \`npm test\`, or \`npm run test:all\` for the slow tests too.`
		);
	const all = process.argv.includes('--all');
	const scratch = mkdtempSync(join(tmpdir(), 'understudy-test-'));
	/** @type {Step[][][]} */
	const stages = [
		[[['browsers', () => check(async () => installBrowsers(all))]]],
		[
			[['format', () => tool('node_modules/prettier/bin/prettier.cjs', '--check', '.')]],
			[
				['types', checkTypes],
				['lint', () => tool('node_modules/oxlint/bin/oxlint', '--deny-warnings')],
				['import rules', checkImports]
			]
		],
		[[['unit tests', () => unitTests(join(scratch, 'unit.json'), all)]]],
		[[['build', () => check(async () => void (await buildIfChanged()))]]],
		...(all ? [[[/** @type {Step} */ (['llama-server', buildStock])]]] : []),
		[[['browser tests', () => browserTests(join(scratch, 'browser.json'), all)]]]
	];
	const total = { passed: 0, failed: 0, skipped: 0 };
	const summary = [];
	for (const lanes of stages) {
		console.log(`\n— ${lanes.flatMap((lane) => lane.map(([name]) => name)).join(', ')}`);
		for (const { name, outcome, seconds } of (await Promise.all(lanes.map(runLane))).flat()) {
			const { passed, failed, skipped, output } = outcome;
			if (output) console.log(output);
			const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
			summary.push(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(14)} ${counts.padEnd(36)} ${seconds}`);
			total.passed += passed;
			total.failed += failed;
			total.skipped += skipped;
		}
	}
	rmSync(scratch, { recursive: true, force: true });
	console.log(`\n${summary.join('\n')}\n`);
	console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
	return total.failed > 0 ? 1 : 0;
});

/** @param {Step[]} lane */
async function runLane(lane) {
	const ran = [];
	for (const [name, run] of lane) {
		const startedMs = Date.now();
		const outcome = await run();
		ran.push({ name, outcome, seconds: `${((Date.now() - startedMs) / 1000).toFixed(1)} s` });
	}
	return ran;
}

/** A step that passes or fails as one. @param {() => Promise<void>} run @returns {Promise<Outcome>} */
async function check(run) {
	try {
		await run();
		return { passed: 1, failed: 0, skipped: 0, output: '' };
	} catch (error) {
		const output = error instanceof Failure ? error.message : String(error);
		return { passed: 0, failed: 1, skipped: 0, output };
	}
}

/** A tool that says nothing worth reading unless it fails. @param {string[]} argv */
function tool(...argv) {
	return check(async () => {
		const { code, output } = await runNode(argv);
		if (code !== 0) throw new Failure(output.trim() || `${argv[0]} ended with code ${code}.`);
	});
}

async function checkTypes() {
	const synced = await tool('node_modules/@sveltejs/kit/svelte-kit.js', 'sync');
	if (synced.failed > 0) return synced;
	const checked = await tool(
		'node_modules/svelte-check/bin/svelte-check',
		'--tsconfig=./tsconfig.json',
		'--fail-on-warnings'
	);
	if (checked.failed > 0) return checked;
	// The service worker has no DOM: it is checked by itself.
	return tool('node_modules/typescript/bin/tsc', '--project', 'src/service-worker');
}

function checkImports() {
	return tool(
		'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
		'--config=.dependency-cruiser.cjs',
		'src',
		'worker',
		'models',
		'site-index',
		'test'
	);
}

/** llama.cpp's own server, from source; its tests are skipped where it cannot be built, and say why.
 * @returns {Promise<Outcome>} */
async function buildStock() {
	const { buildStockServer } = await import('./support/llama-server-build.ts');
	let missing = '';
	const outcome = await check(async () => {
		const built = await buildStockServer((line) => console.log(line));
		if ('missing' in built) missing = built.missing;
	});
	return missing === '' ? outcome : { passed: 0, failed: 0, skipped: 1, output: missing };
}

/** @param {string} report @param {boolean} all @returns {Promise<Outcome>} */
async function unitTests(report, all) {
	const { code } = await runNode(
		[NODE_TESTS, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
		{ env: { UNDERSTUDY_ALL: all ? '1' : '' }, show: true }
	);
	const results = read(report);
	return counted(code, {
		passed: results?.numPassedTests ?? 0,
		failed: results?.numFailedTests ?? 0,
		skipped: (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0)
	});
}

/** @param {string} report @param {boolean} all @returns {Promise<Outcome>} */
async function browserTests(report, all) {
	if (!isBuilt())
		return check(async () => {
			throw new Failure('Not run: there is no build of these sources.');
		});
	const { code } = await runNode([BROWSER_TESTS, 'test', '--reporter=list,json'], {
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, UNDERSTUDY_ALL: all ? '1' : '' },
		show: true
	});
	const results = read(report);
	const stats = results?.stats;
	if (stats?.flaky)
		console.log(
			`\nPassed on the second try only:\n${flakyTests(results?.suites ?? []).join('\n')}`
		);
	return counted(code, {
		passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
		failed: stats?.unexpected ?? 0,
		skipped: stats?.skipped ?? 0
	});
}

/**
 * The tests of Playwright's report that failed first and then passed.
 * @param {{ specs?: { title: string, file: string, tests: { status: string }[] }[], suites?: any[] }[]} suites
 * @returns {string[]}
 */
function flakyTests(suites) {
	return suites.flatMap(({ specs = [], suites: inner = [] }) => [
		...specs
			.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
			.map(({ file, title }) => `  ${file}: ${title}`),
		...flakyTests(inner)
	]);
}

/**
 * A runner's counts. Ending badly without a failed test, or with no test at all, is a failure too.
 * @param {number} code
 * @param {{ passed: number, failed: number, skipped: number }} counts
 * @returns {Outcome}
 */
function counted(code, counts) {
	const { passed, failed, skipped } = counts;
	const broken = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
	return { passed, failed: failed + broken, skipped, output: '' };
}

/** @param {string} path @returns {Record<string, any> | undefined} */
function read(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Debian's browsers where they are missing and can be installed, for the slow tests its PyTorch too;
 * Playwright's Chromium elsewhere. @param {boolean} all */
async function installBrowsers(all) {
	const debian = /^ID=debian$/m.test(
		existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
	);
	const root = process.getuid?.() === 0;
	const { findChromium, findHeadlessShell } = await import('./support/browser.ts');
	const wanted = [];
	if (!finds(findChromium)) wanted.push('chromium');
	// Without it the tests run in the whole Chromium, and longer.
	if (debian && wanted.length > 0) wanted.push(HEADLESS_SHELL);
	else if (debian && root && findHeadlessShell() === findChromium()) aptInstall([HEADLESS_SHELL]);
	if (all && !existsSync('/usr/bin/firefox-esr')) wanted.push('firefox-esr');
	if (all) {
		const { missingPackages } = await import('./support/llama-server-build.ts');
		wanted.push(...missingPackages());
	}
	// The pipeline's test trains a base; where PyTorch cannot be installed it is skipped, and says so.
	const python = process.env.UNDERSTUDY_PYTHON ?? '/usr/bin/python3';
	if (all && spawnSync(python, ['-c', 'import torch, numpy']).status !== 0)
		wanted.push('python3-torch', 'python3-numpy', 'libopenblas0-pthread');
	if (wanted.length > 0 && debian && root) {
		console.log(`Installing ${wanted.join(' and ')} (once)…`);
		const { failed, said } = aptInstall(wanted);
		if (failed)
			throw new Failure(
				`${said}\n\napt-get could not install ${wanted.join(' and ')}. Connect to the network, or install them yourself, then run the tests again.`
			);
	} else if (wanted.includes('chromium')) {
		console.log('Downloading a Chromium for the tests (once)…');
		const { code, output } = await runNode([BROWSER_TESTS, 'install', 'chromium']);
		if (code !== 0)
			throw new Failure(
				`${output}\n\nPlaywright could not download Chromium. Connect to the network, then run the tests again.`
			);
	}
	findChromium();
	if (all && wanted.includes('firefox-esr') && !existsSync('/usr/bin/firefox-esr'))
		throw new Failure(
			'firefox-esr is not installed: `apt-get install -y firefox-esr`, then run the tests again.'
		);
}

/** @param {string[]} packages */
function aptInstall(packages) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const updated = spawnSync('apt-get', ['update'], { env, encoding: 'utf8' });
	const installed = spawnSync('apt-get', ['install', '-y', ...packages], { env, encoding: 'utf8' });
	return { failed: installed.status !== 0, said: `${updated.stderr}${installed.stderr}` };
}

/** @param {() => unknown} find */
function finds(find) {
	try {
		find();
		return true;
	} catch {
		return false;
	}
}
