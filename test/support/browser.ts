// Finds the Chromium that tests and benchmarks drive, and says how to get one. Debian's when it is
// there, else the one Playwright downloads. Not here: installing it (test/run.mjs does).

import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Debian's Chromium: no version of it is pinned, so what is tested is what people run. */
const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const DEBIAN_SHELL = '/usr/bin/chromium-headless-shell';

/** Headless, without a sandbox (tests run as root in containers) and without calls home. */
export const CHROMIUM_ARGS = [
	'--headless=new',
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/**
 * Each test's profile is new, and V8 keeps optimised WebAssembly by profile: to optimise llama.cpp anew took a
 * fifth of all the time of a test, for answers of a few tokens. What is about engines has a browser of its own,
 * without this.
 */
export const PAGE_TEST_ARGS = [...CHROMIUM_ARGS, '--js-flags=--liftoff-only'];

/** Adds WebGPU on a machine with no GPU: a software adapter, without `shader-f16`. */
export const SOFTWARE_WEBGPU_ARGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The path of a Chromium. `UNDERSTUDY_CHROMIUM` overrides; throws an Error that says what to install. */
export function findChromium(): string {
	const candidates = [process.env.UNDERSTUDY_CHROMIUM, DEBIAN_CHROMIUM, chromium.executablePath()];
	const found = candidates.find((path) => path && existsSync(path));
	if (!found)
		throw new Error(
			'No Chromium was found. Run `apt-get install -y chromium` on Debian, or `npx playwright install chromium` elsewhere, then run the tests again.'
		);
	return found;
}

/**
 * What shows the pages of browser tests: Chromium's headless shell, which Playwright takes by itself too, the same
 * engine without the windows around it (a fifth less work); where it is missing, a whole Chromium.
 */
export function findHeadlessShell(): string {
	return process.env.UNDERSTUDY_CHROMIUM || !existsSync(DEBIAN_SHELL)
		? findChromium()
		: DEBIAN_SHELL;
}

/** How a whole Chromium is started, for what the headless shell does not do as people's browsers do. */
export const wholeChromium = () => ({ executablePath: findChromium(), args: CHROMIUM_ARGS });
