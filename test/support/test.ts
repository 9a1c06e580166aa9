// The `test` of browser tests: import it instead of Playwright's. One workerd per Playwright worker
// serves the build, `baseURL` points at it, and a test fails on console errors and page errors it
// did not announce with `allowErrors`. What else a file's tests share is a stage (stage.ts).

import { test as base, expect, type BrowserContext } from '@playwright/test';
import { assetsFolder, startServer, type Server } from './server.ts';
import type { Stage } from './stage.ts';

type TestFixtures = {
	/** Accepts console and page errors that match, for tests that provoke them. */
	allowErrors: (pattern: RegExp) => void;
};

type WorkerFixtures = {
	/** The build folder served; `UNDERSTUDY_ASSETS` or `build` when empty. */
	assets: string;
	server: Server;
	/** What the stage holds; the one before is ended. */
	onStage: <T>(stage: Stage<T>) => Promise<T>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
	assets: ['', { scope: 'worker', option: true }],
	server: [
		async ({ assets }, use) => {
			const server = await startServer({ assets: assets || assetsFolder() });
			let ended = false;
			void server.exited.then(() => (ended = true));
			await use(server);
			if (ended) throw new Error(`The server ended by itself. It said:\n${server.said()}`);
			if (server.restarts() > 0)
				process.stderr.write(
					`\nThe server ended by itself and was started again ${server.restarts()} times. It said:\n${server.said()}\n`
				);
			await server.stop();
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	onStage: [
		async ({ assets }, use) => {
			const now: { stage: Stage<unknown> | null } = { stage: null };
			await use(async (stage) => {
				if (now.stage !== stage) await now.stage?.end();
				now.stage = stage;
				return stage.begun(assets || assetsFolder());
			});
			await now.stage?.end();
		},
		{ scope: 'worker', timeout: 120_000 }
	],
	baseURL: async ({ server }, use) => {
		await use(server.origin);
	},
	allowErrors: [
		async ({ context }, use) => {
			const errors = watchErrors(context);
			const allowed: RegExp[] = [];
			await use((pattern) => {
				allowed.push(pattern);
			});
			const unexpected = errors.filter((error) => !allowed.some((p) => p.test(error)));
			expect(unexpected, 'console errors and page errors').toEqual([]);
		},
		{ auto: true }
	]
});

/** Collects console errors and uncaught errors of every page of a context, from now on. */
export function watchErrors(context: BrowserContext): string[] {
	const errors: string[] = [];
	context.on('console', (message) => {
		if (message.type() === 'error')
			errors.push(`${message.text()} (${message.location().url || 'no address'})`);
	});
	context.on('weberror', (webError) => {
		errors.push(webError.error().stack ?? webError.error().message);
	});
	return errors;
}

export { expect };
